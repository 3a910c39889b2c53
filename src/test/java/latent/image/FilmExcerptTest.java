package latent.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long film shows its first picture without being read. */
class FilmExcerptTest {

  private static final long GIGABYTES = 50L << 30;

  @TempDir private Path folder;

  private byte[] film;
  private int media;
  private int index;

  /** The muxer writes ftyp, free, mdat and moov, in this order. */
  @BeforeEach
  void write() throws IOException {
    film =
        new Films(
                "mp4", "mpeg4", AV_PIX_FMT_YUV420P, AVCOL_SPC_BT470BG, false, null, "+48.1+011.6/")
            .write(folder, List.of(Samples.scene(128, 96, 1), Samples.scene(128, 96, 2)));
    media = find("mdat");
    index = find("moov");
    assertThat(index).isGreaterThan(media);
  }

  private int find(String type) {
    byte[] wanted = type.getBytes(StandardCharsets.US_ASCII);
    for (int at = 4; at + 4 <= film.length; at++) {
      if (Arrays.equals(film, at, at + 4, wanted, 0, 4)) {
        return at - 4;
      }
    }
    throw new AssertionError(type + " is not there");
  }

  /** The same film with media data of 50 GB, of which all but the beginning is zeros. */
  private byte[] longFilm(long from, int count) {
    ByteBuffer part = ByteBuffer.allocate(count);
    for (int i = 0; i < count; i++) {
      part.put(stretched(from + i));
    }
    return part.array();
  }

  private long length() {
    return film.length + GIGABYTES;
  }

  /** The free box before the media data becomes room for a header of 64 bits. */
  private byte stretched(long at) {
    ByteBuffer header =
        ByteBuffer.allocate(16)
            .putInt(1)
            .put("mdat".getBytes(StandardCharsets.US_ASCII))
            .putLong(index - media + 8 + GIGABYTES);
    long place = at - (media - 8);
    if (place >= 0 && place < 16) {
      return header.get((int) place);
    }
    if (at < index) {
      return film[(int) at];
    }
    return at < index + GIGABYTES ? 0 : film[(int) (at - GIGABYTES)];
  }

  private static void assertShowsTheScene(byte[] excerpt) {
    try (Picture picture = PictureDecoder.decode(excerpt)) {
      assertThat(picture.width()).isEqualTo(128);
      assertThat(picture.height()).isEqualTo(96);
    }
    Inspection seen = Inspector.inspect(excerpt);
    assertThat(seen.width()).isEqualTo(128);
    assertThat(seen.place()).isNotNull();
  }

  @Test
  void fiftyGigabytesShowTheirFirstPicture() throws IOException {
    long[] read = new long[1];
    byte[] excerpt =
        FilmExcerpt.of(
                (from, count) -> {
                  read[0] += count;
                  return longFilm(from, count);
                },
                length())
            .orElseThrow();
    assertThat(read[0]).isLessThan(32 << 20);
    assertThat(excerpt.length).isLessThan(32 << 20);
    assertShowsTheScene(excerpt);
  }

  @Test
  void aShortFilmIsItsOwnExcerpt() throws IOException {
    byte[] excerpt = FilmExcerpt.of(this::part, film.length).orElseThrow();
    assertThat(excerpt).isEqualTo(film);
    assertShowsTheScene(excerpt);
  }

  /** A film that broke off has no index: there is nothing to show, and nothing breaks. */
  @Test
  void aFilmThatBrokeOffIsSaidToBeDamaged() throws IOException {
    byte[] excerpt = FilmExcerpt.of(this::part, index - 10).orElseThrow();
    assertThat(excerpt).hasSize(index - 10);
  }

  private byte[] part(long from, int count) {
    return Arrays.copyOfRange(film, (int) from, (int) from + count);
  }

  @Test
  void whatIsNoFilmHasNoExcerpt() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed of FilmExcerptTest: " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      byte[] noise = new byte[random.nextInt(2000)];
      random.nextBytes(noise);
      assertThat(
              FilmExcerpt.of(
                  (from, count) -> Arrays.copyOfRange(noise, (int) from, (int) from + count),
                  noise.length))
          .isEmpty();
    }
  }

  /** Whatever a film says of its boxes, nobody reads beyond its end or without end. */
  @Test
  void brokenBoxesEndTheReading() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      byte[] broken = film.clone();
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      FilmExcerpt.of(
          (from, count) -> {
            byte[] part = Arrays.copyOfRange(broken, (int) from, (int) from + count);
            assertThat(from + count).isLessThanOrEqualTo(broken.length);
            read.writeBytes(part);
            return part;
          },
          broken.length);
      assertThat(read.size()).isLessThan(2 * broken.length + 200 * 16);
    }
  }
}
