package latent.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import latent.SampleLibrary;
import latent.library.Gallery.Moved;
import latent.library.Progress;
import latent.photo.PhotoId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges of an original that is in the cloud alone, and what they move. */
class RangesTest {

  private static final int SEALED_SEGMENT = (64 << 10) + 16;
  private static final int HEADER = 40;

  @TempDir private static Path folder;

  private static SampleLibrary library;
  private static HomeServer server;
  private static byte[] film;
  private static String id;

  /** A picture with a long tail: readable, and of as many segments as a short film. */
  @BeforeAll
  static void offloadALargeOriginal() throws IOException {
    library = new SampleLibrary(folder);
    SampleLibrary.makePictures(folder.resolve("pictures"));
    byte[] picture;
    try (var files = Files.list(folder.resolve("pictures"))) {
      picture = Files.readAllBytes(files.sorted().findFirst().orElseThrow());
    }
    film = Arrays.copyOf(picture, 3_000_000);
    byte[] tail = new byte[film.length - picture.length];
    new Random(1).nextBytes(tail);
    System.arraycopy(tail, 0, film, picture.length, tail.length);
    Path file = Files.write(folder.resolve("film.jpg"), film);
    id = PhotoId.of(film).hex();
    library.flows().importer().add(List.of(file), false, Progress.UNWATCHED);
    library.flows().nightShift().run(true, Progress.UNWATCHED);
    server = new HomeServer(library.flows(), 0);
  }

  @AfterAll
  static void close() {
    server.close();
    library.close();
  }

  @BeforeEach
  void offload() throws IOException {
    assertThat(library.flows().offloader().free(Long.MAX_VALUE).kept()).isEmpty();
    assertThat(library.flows().gallery().photo(id).state()).isEqualTo("offloaded");
  }

  private static HttpResponse<byte[]> ask(String range) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(server.address() + "api/photos/" + id + "/original"))
              .header("Range", range)
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private static long viewed() {
    return library.flows().gallery().ledger(Instant.EPOCH).stream()
        .filter(line -> line.reason().equals("view"))
        .mapToLong(Moved::bytes)
        .sum();
  }

  /** What was viewed since; the account is given a moment after the last byte. */
  private static long viewedSince(long before) throws InterruptedException {
    for (int wait = 0; wait < 500 && viewed() == before; wait++) {
      Thread.sleep(10);
    }
    return viewed() - before;
  }

  private static void assertPart(String range, int from, int to) throws Exception {
    HttpResponse<byte[]> answer = ask(range);
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.headers().firstValue("Content-Range"))
        .contains("bytes " + from + "-" + (to - 1) + "/" + film.length);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(film, from, to));
  }

  @Test
  void aRangeMovesItsSegmentsAndNothingElse() throws Exception {
    long before = viewed();
    assertPart("bytes=1000000-1099999", 1_000_000, 1_100_000);
    // Bytes 1,000,016 to 1,100,015 of the plaintext lie in the segments 15 and 16.
    long first = viewedSince(before);
    assertThat(first).isIn(2L * SEALED_SEGMENT, 2L * SEALED_SEGMENT + HEADER);
    before = viewed();
    assertPart("bytes=2000000-2000000", 2_000_000, 2_000_001);
    assertThat(viewedSince(before)).isEqualTo(SEALED_SEGMENT);
    before = viewed();
    assertPart("bytes=0-99", 0, 100);
    assertThat(viewedSince(before)).isEqualTo(HEADER + SEALED_SEGMENT);
    assertThat(library.flows().gallery().photo(id).state()).isEqualTo("offloaded");
  }

  @Test
  void rangesAreReadAsPlayersWriteThem() throws Exception {
    assertPart("bytes=2999000-", 2_999_000, 3_000_000);
    assertPart("bytes=-500", 2_999_500, 3_000_000);
    assertPart("bytes=2999999-9999999", 2_999_999, 3_000_000);
    HttpResponse<byte[]> beyond = ask("bytes=3000000-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */3000000");
    for (String whole : List.of("bytes=5-2", "bytes=0-1,5-6", "lines=1-2", "bytes=-")) {
      HttpResponse<byte[]> answer = ask(whole);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(PhotoId.of(answer.body()).hex()).isEqualTo(id);
    }
  }

  /** The whole was opened before: then a range comes from its copy here. */
  @Test
  void aRangeOfWhatLiesHereMovesNothing() throws Exception {
    assertThat(ask("all").statusCode()).isEqualTo(200);
    Path copy = library.flows().library().directory().cached(library.flows().recaller().photo(id));
    while (!Files.exists(copy)) {
      Thread.sleep(10);
    }
    assertThat(library.flows().gallery().photo(id).state()).isEqualTo("cached");
    long before = viewed();
    assertPart("bytes=1000000-1099999", 1_000_000, 1_100_000);
    assertThat(viewed()).isEqualTo(before);
  }
}
