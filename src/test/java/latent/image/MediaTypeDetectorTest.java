package latent.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import latent.photo.MediaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeDetectorTest {

  @Test
  void tellsWhatImageIoWrites() {
    assertThat(detect(Samples.jpeg(Samples.corners(8, 8)))).contains(MediaType.JPEG);
    assertThat(detect(Samples.written(Samples.corners(8, 8), "png"))).contains(MediaType.PNG);
    assertThat(detect(Samples.written(Samples.corners(8, 8), "gif"))).contains(MediaType.GIF);
    assertThat(detect(Samples.written(Samples.corners(8, 8), "bmp"))).contains(MediaType.BMP);
    assertThat(detect(Samples.written(Samples.corners(8, 8), "tiff"))).contains(MediaType.TIFF);
  }

  @ParameterizedTest
  @CsvSource({
    "heic, mif1, HEIC", "heix, mif1, HEIC", "mif1, heic, HEIC", "mif1, avif, AVIF",
    "avif, mif1, AVIF", "msf1, hevc, HEIC", "isom, mp42, MP4", "mp42, isom, MP4",
    "qt__, qt__, QUICKTIME", "crx_, isom, RAW", "abcd, isom, MP4", "mif3, heic, HEIC"
  })
  void tellsContainersByTheirBrands(String major, String other, MediaType expected) {
    assertThat(detect(ftyp(major, other))).contains(expected);
  }

  @Test
  void anUnknownBrandIsNothing() {
    assertThat(detect(ftyp("jxl ", "jxl "))).isEmpty();
  }

  @Test
  void aMovieOlderThanBrandsIsQuickTime() {
    byte[] movie = ByteBuffer.allocate(16).putInt(16).put("moov".getBytes(US)).array();
    assertThat(detect(movie)).contains(MediaType.QUICKTIME);
  }

  @Test
  void aTiffWhoseFirstPictureIsACamerasThumbnailIsRaw() {
    assertThat(detect(tiff(0x00fe, 1, 0x010f, 0))).contains(MediaType.RAW);
    assertThat(detect(tiff(0xc612, 1))).contains(MediaType.RAW);
    assertThat(detect(tiff(0x00fe, 1))).contains(MediaType.TIFF);
    assertThat(detect(tiff(0x0100, 8))).contains(MediaType.TIFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FUJIFILMCCD-RAW 0201", "IIRO\u0008\0\0\0", "IIU\0\u0008\0\0\0", "FOVb", "\0MRM"})
  void tellsRawFilesOfTheirOwnKind(String head) {
    assertThat(detect(head.getBytes(StandardCharsets.ISO_8859_1))).contains(MediaType.RAW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "B", "BM", "II", "MM\0*", "\0\0\0 ftyp", "<html>", "RIFF1234WAVE"})
  void tornOrOtherHeadsDoNotMislead(String head) {
    assertThat(detect(head.getBytes(StandardCharsets.ISO_8859_1)))
        .satisfiesAnyOf(
            found -> assertThat(found).isEmpty(),
            found -> assertThat(found).contains(MediaType.TIFF));
  }

  @Test
  void anyBytesAreSafe() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] head = new byte[random.nextInt(300)];
      random.nextBytes(head);
      byte[] start = (i % 2 == 0 ? "II*\0" : "MM\0*").getBytes(US);
      System.arraycopy(start, 0, head, 0, Math.min(start.length, head.length));
      assertThat(detect(head)).as("seed " + seed).isNotNull();
    }
  }

  private static final java.nio.charset.Charset US = StandardCharsets.US_ASCII;

  private static Optional<MediaType> detect(byte[] bytes) {
    return MediaTypeDetector.detect(Arrays.copyOf(bytes, Math.min(bytes.length, 4096)));
  }

  private static byte[] ftyp(String major, String other) {
    return ByteBuffer.allocate(24)
        .putInt(24)
        .put("ftyp".getBytes(US))
        .put(major.replace('_', ' ').getBytes(US))
        .putInt(0)
        .put(other.replace('_', ' ').getBytes(US))
        .array();
  }

  /** A TIFF of one directory with these tags and values. */
  private static byte[] tiff(int... tagsAndValues) {
    ByteBuffer out = ByteBuffer.allocate(64).put("MM\0*".getBytes(US)).putInt(8);
    out.putShort((short) (tagsAndValues.length / 2));
    for (int i = 0; i < tagsAndValues.length; i += 2) {
      out.putShort((short) tagsAndValues[i]).putShort((short) 4).putInt(1);
      out.putInt(tagsAndValues[i + 1]);
    }
    return out.array();
  }
}
