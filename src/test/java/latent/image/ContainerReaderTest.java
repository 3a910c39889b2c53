package latent.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import latent.photo.MediaType;
import latent.photo.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of boxes, and WebP animations: what FFmpeg's encoders write. */
class ContainerReaderTest {

  private static final int TOLERANCE = 10;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "0, 5, true",
    "0, 5, false",
    "0, 1, true",
    "0, 1, false",
    "0, 9, false",
    "62, 1, false",
    "62, 9, true",
    "5, 1, true"
  })
  void coloursComeBackFromEveryMatrixAndRange(int layout, int matrix, boolean full)
      throws IOException {
    assertThat(List.of(AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV420P10LE, AV_PIX_FMT_YUV444P))
        .contains(layout);
    assertThat(List.of(AVCOL_SPC_BT709, AVCOL_SPC_BT470BG, AVCOL_SPC_BT2020_NCL)).contains(matrix);
    byte[] avif =
        new Films("avif", "libaom-av1", layout, matrix, full, null, null)
            .write(folder, List.of(Samples.corners(128, 96)));
    assertThat(MediaTypeDetector.detect(avif)).contains(MediaType.AVIF);
    assertUpright(avif, 128, 96);
  }

  @Test
  void aFilmShowsItsFirstPictureUpright() throws IOException {
    byte[] film =
        new Films(
                "mp4",
                "mpeg4",
                AV_PIX_FMT_YUV420P,
                AVCOL_SPC_BT470BG,
                false,
                new int[] {-1, 0, 0, -1},
                null)
            .write(folder, List.of(turnedAround(), Samples.scene(128, 96, 1)));
    assertThat(MediaTypeDetector.detect(film)).contains(MediaType.MP4);
    assertUpright(film, 128, 96);
  }

  @Test
  void aFilmOnItsSideIsAsHighAsItWasWide() throws IOException {
    byte[] film =
        new Films(
                "mov",
                "mpeg4",
                AV_PIX_FMT_YUV420P,
                AVCOL_SPC_BT470BG,
                false,
                new int[] {0, 1, -1, 0},
                "+48.8577+002.2950/")
            .write(folder, List.of(Samples.corners(128, 96)));
    Inspection inspection = Inspector.inspect(film);
    assertThat(inspection.mediaType()).isEqualTo(MediaType.QUICKTIME);
    assertThat(inspection.width()).isEqualTo(96);
    assertThat(inspection.height()).isEqualTo(128);
    assertThat(inspection.place()).isEqualTo(new Place(48.8577, 2.295));
    try (Picture picture = PictureDecoder.decode(film)) {
      assertThat(picture.width()).isEqualTo(96);
      assertColour(picture.scaledTo(128), 24, 32, Samples.CORNERS[2]);
    }
  }

  @Test
  void anAnimatedWebpShowsItsFirstPicture() throws IOException {
    byte[] webp =
        new Films("webp", "libwebp_anim", AV_PIX_FMT_BGRA, AVCOL_SPC_BT470BG, true, null, null)
            .write(folder, List.of(Samples.corners(128, 96), Samples.scene(128, 96, 1)));
    assertThat(new String(webp, StandardCharsets.ISO_8859_1)).contains("ANMF");
    assertThat(MediaTypeDetector.detect(webp)).contains(MediaType.WEBP);
    assertUpright(webp, 128, 96);
  }

  @Test
  void anAssociationWithNothingIsSkipped() throws IOException {
    byte[] avif =
        new Films("avif", "libaom-av1", AV_PIX_FMT_YUV420P, AVCOL_SPC_BT470BG, true, null, null)
            .write(folder, List.of(Samples.corners(128, 96)));
    int box = new String(avif, StandardCharsets.ISO_8859_1).indexOf("ipma");
    // Behind the kind: version and flags, number of pictures, name of the first, its associations.
    int associations = avif[box + 4 + 4 + 4 + 2];
    assertThat(associations).isGreaterThan(2);
    byte[] edited = avif.clone();
    edited[box + 4 + 4 + 4 + 2 + associations] = 0;
    assertUpright(edited, 128, 96);
    assertThat(HeifAssociations.repaired(avif)).isSameAs(avif);
  }

  @Test
  void aTornContainerSaysSo() throws IOException {
    byte[] avif =
        new Films("avif", "libaom-av1", AV_PIX_FMT_YUV420P, AVCOL_SPC_BT470BG, true, null, null)
            .write(folder, List.of(Samples.scene(256, 192, 4)));
    assertThatThrownBy(() -> PictureDecoder.decode(Samples.cut(avif, 0.05)))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageContaining("AVIF");
  }

  @Test
  void damagedContainersNeverThrowAnythingElse() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] intact =
        new Films("avif", "libaom-av1", AV_PIX_FMT_YUV420P, AVCOL_SPC_BT470BG, true, null, null)
            .write(folder, List.of(Samples.scene(64, 48, 4)));
    for (int i = 0; i < 300; i++) {
      byte[] damaged = intact.clone();
      for (int k = 0; k < 1 + random.nextInt(6); k++) {
        damaged[8 + random.nextInt(Math.min(400, damaged.length) - 8)] = (byte) random.nextInt();
      }
      try (Picture picture = PictureDecoder.decode(damaged)) {
        assertThat(picture.scaledTo(16).rgb()).as("seed " + seed).isNotEmpty();
      } catch (UnreadablePictureException unreadable) {
        assertThat(unreadable.getMessage()).as("seed " + seed).isNotBlank();
      }
      assertThat(HeifAssociations.repaired(damaged)).hasSameSizeAs(damaged);
    }
  }

  /** Sixteen and more are opened, for JavaCPP allows ten callbacks alive. */
  @Test
  void manyMayBeOpenAtOnce() throws IOException {
    byte[] film =
        new Films("mp4", "mpeg4", AV_PIX_FMT_YUV420P, AVCOL_SPC_BT470BG, false, null, null)
            .write(folder, List.of(Samples.corners(64, 48)));
    List<ContainerReader> open = new java.util.ArrayList<>();
    for (int i = 0; i < 16; i++) {
      open.add(ContainerReader.open(film, "MP4 data"));
    }
    for (ContainerReader reader : open) {
      assertThat(reader.header().width()).isEqualTo(64);
      reader.close();
    }
  }

  @Test
  void bytesThatAreNoBoxesStayAsTheyAre() {
    byte[] bytes =
        ByteBuffer.allocate(64).putInt(8).put("free".getBytes(StandardCharsets.US_ASCII)).array();
    assertThat(HeifAssociations.repaired(bytes)).isSameAs(bytes);
    assertThat(HeifAssociations.repaired(new byte[0])).isEmpty();
  }

  private static java.awt.image.BufferedImage turnedAround() {
    java.awt.image.BufferedImage upright = Samples.corners(128, 96);
    java.awt.image.BufferedImage turned =
        new java.awt.image.BufferedImage(128, 96, java.awt.image.BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 96; y++) {
      for (int x = 0; x < 128; x++) {
        turned.setRGB(127 - x, 95 - y, upright.getRGB(x, y));
      }
    }
    return turned;
  }

  private static void assertUpright(byte[] original, int width, int height) {
    Inspection inspection = Inspector.inspect(original);
    assertThat(inspection.width()).isEqualTo(width);
    assertThat(inspection.height()).isEqualTo(height);
    try (Picture picture = PictureDecoder.decode(original);
        Picture preview = PictureDecoder.decode(CopyMaker.make(picture).preview())) {
      assertThat(picture.width()).isEqualTo(width);
      for (Pixels pixels :
          List.of(
              picture.scaledTo(width),
              picture.region(0, 0, 1, 1, width, height),
              preview.scaledTo(width))) {
        for (int corner = 0; corner < 4; corner++) {
          int x = (corner % 2 == 0 ? width : 3 * width) / 4;
          int y = (corner < 2 ? height : 3 * height) / 4;
          assertColour(pixels, x, y, Samples.CORNERS[corner]);
        }
      }
    }
  }

  private static void assertColour(Pixels pixels, int x, int y, int rgb) {
    int at = 3 * (y * pixels.width() + x);
    for (int part = 0; part < 3; part++) {
      assertThat(pixels.rgb()[at + part] & 0xff)
          .as("part %d at %d, %d", part, x, y)
          .isCloseTo(rgb >> (16 - 8 * part) & 0xff, within(TOLERANCE));
    }
  }
}
