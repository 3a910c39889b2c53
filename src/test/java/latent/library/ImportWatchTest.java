package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import latent.SampleLibrary;
import latent.conditions.Conditions;
import latent.image.Samples;
import latent.library.ImportWatch.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is taken out of watched folders, and when. */
class ImportWatchTest {

  private static final Duration LONG = WatchedPlace.BETWEEN_LOOKS.plusMinutes(1);

  @TempDir private Path folder;

  private final HandClock clock = new HandClock(LocalDateTime.of(2026, 11, 2, 8, 0));
  private SampleLibrary sample;
  private Path watched;
  private int pictures;

  @BeforeEach
  void watch() throws IOException {
    sample =
        new SampleLibrary(
            folder.resolve("device"), clock, UnaryOperator.identity(), _ -> Conditions.UNKNOWN);
    watched = Files.createDirectories(folder.resolve("watched"));
    flows().library().watched().add(watched, false);
  }

  @AfterEach
  void close() {
    sample.flows().importWatch().close();
    sample.close();
  }

  private Flows flows() {
    return sample.flows();
  }

  /** Pictures of this test differ. */
  private byte[] picture() {
    return Samples.jpeg(Samples.corners(64 + ++pictures, 48));
  }

  private Path put(String name, byte[] bytes) throws IOException {
    Path file = watched.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  /** The next time that all is looked through, and a moment after that. */
  private Taken later() {
    clock.advance(LONG);
    Taken first = flows().importWatch().turn();
    clock.advance(WatchedPlace.QUIET);
    Taken second = flows().importWatch().turn();
    return new Taken(
        first.added() + second.added(),
        first.already() + second.already(),
        first.skipped() + second.skipped(),
        first.failed() + second.failed());
  }

  private static Taken added(int files) {
    return new Taken(files, 0, 0, 0);
  }

  @Test
  void aFileIsTakenWhenItHasStoppedGrowing() throws IOException {
    byte[] bytes = picture();
    Path file = put("deep/er/one.jpg", Arrays.copyOf(bytes, 100));
    assertThat(flows().importWatch().turn()).isEqualTo(Taken.NOTHING);
    clock.advance(WatchedPlace.QUIET.minusSeconds(1));
    Files.write(file, Arrays.copyOfRange(bytes, 100, bytes.length), StandardOpenOption.APPEND);
    assertThat(flows().importWatch().turn()).isEqualTo(Taken.NOTHING);
    clock.advance(Duration.ofSeconds(1));
    flows().importWatch().turn();
    assertThat(flows().library().catalog().photos().count()).isZero();
    assertThat(later()).isEqualTo(added(1));
    assertThat(flows().gallery().photos(null, null))
        .singleElement()
        .matches(photo -> photo.width() == 65 && photo.name().equals("one.jpg"));
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void unfinishedNamesWaitUntilTheyAreRenamed() throws IOException {
    Path part = put("one.jpg.part", picture());
    put("two.jpg.crdownload", picture());
    put("three.TMP", picture());
    put(".four.jpg", picture());
    put(".thumbnails/five.jpg", picture());
    assertThat(later()).isEqualTo(Taken.NOTHING);
    Files.move(part, watched.resolve("one.jpg"));
    assertThat(later()).isEqualTo(added(1));
  }

  /** What can't be read is tried once, again when it changes, and else once a day. */
  @Test
  void aFaultyFileIsNotTriedAgainAndAgain() throws IOException {
    Path empty = put("empty.jpg", new byte[0]);
    put("letter.txt", new byte[] {1, 2, 3});
    assertThat(later()).isEqualTo(new Taken(0, 0, 1, 1));
    assertThat(later()).isEqualTo(Taken.NOTHING);
    assertThat(later()).isEqualTo(Taken.NOTHING);
    clock.advance(Duration.ofDays(1));
    assertThat(later()).isEqualTo(new Taken(0, 0, 0, 1));
    Files.write(empty, picture());
    assertThat(later()).isEqualTo(added(1));
  }

  /** A folder whose files stay isn't read again, also by the next start of the program. */
  @Test
  void whatStaysIsReadOnce() throws IOException {
    byte[] bytes = picture();
    put("one.jpg", bytes);
    put("the same.jpg", bytes);
    Taken first = later();
    assertThat(first.added()).isEqualTo(1);
    assertThat(first.already()).isEqualTo(1);
    assertThat(later()).isEqualTo(Taken.NOTHING);
    flows().importWatch().close();
    sample.reopen();
    assertThat(later()).isEqualTo(Taken.NOTHING);
    // Said anew, all of it is looked at again, and moved now.
    flows().library().watched().add(watched, true);
    assertThat(later()).isEqualTo(new Taken(0, 2, 0, 0));
    assertThat(watched).isEmptyDirectory();
    assertThat(flows().library().catalog().arrivals().of(watched.toRealPath().toString()))
        .isEmpty();
  }

  /** That a file lies in a watched folder is no wish to have its photo back. */
  @Test
  void aPhotoInTheTrashStaysThere() throws IOException {
    byte[] bytes = picture();
    put("one.jpg", bytes);
    assertThat(later()).isEqualTo(added(1));
    String photo = flows().gallery().photos(null, null).getFirst().photo();
    flows().trash().discard(List.of(photo));
    put("again.jpg", bytes);
    assertThat(later()).isEqualTo(new Taken(0, 1, 0, 0));
    assertThat(flows().gallery().photos(null, null)).isEmpty();
  }

  /** A disk that isn't there is looked for, and what was known of its files still is. */
  @Test
  void aFolderMayGoAndComeBack() throws IOException {
    put("one.jpg", picture());
    assertThat(later()).isEqualTo(added(1));
    Path away = folder.resolve("away");
    Files.move(watched, away);
    assertThat(later()).isEqualTo(Taken.NOTHING);
    assertThat(flows().importWatch().state()).isEqualTo(new ImportWatch.State(1, 1, 0));
    // An empty folder where a disk is mounted at other times.
    Files.createDirectory(watched);
    assertThat(later()).isEqualTo(Taken.NOTHING);
    Files.delete(watched);
    Files.move(away, watched);
    put("two.jpg", picture());
    assertThat(later()).isEqualTo(added(1));
    assertThat(flows().importWatch().state()).isEqualTo(new ImportWatch.State(1, 0, 0));
  }

  @Test
  void foldersAreKeptInTheSettings() throws IOException {
    WatchList list = flows().library().watched();
    String path = watched.toRealPath().toString();
    assertThat(list.folders()).containsExactly(new WatchedFolder(path, false));
    list.add(watched, true);
    assertThat(list.folders()).containsExactly(new WatchedFolder(path, true));
    Path inner = Files.createDirectory(watched.resolve("inner"));
    assertThatThrownBy(() -> list.add(inner, false)).hasMessageContaining("watched already");
    assertThatThrownBy(() -> list.add(sample.library(), false))
        .hasMessageContaining("the library's own");
    assertThatThrownBy(() -> list.add(folder.resolve("nowhere"), false))
        .hasMessageContaining("There is no folder");
    assertThat(sample.reopen().library().watched().folders()).hasSize(1);
    assertThat(flows().library().watched().remove(watched)).isTrue();
    assertThat(flows().library().watched().remove(watched)).isFalse();
    Path settings = sample.library().resolve("settings.json");
    Files.writeString(
        settings, Files.readString(settings).replaceAll(",\\s*\"watched\" : \\[\\s*\\]", ""));
    assertThat(Files.readString(settings)).doesNotContain("watched");
    assertThat(sample.reopen().library().watched().folders()).isEmpty();
  }

  /** The system tells of a change, a thread takes it in, and ends when it is told to. */
  @Test
  @Timeout(300)
  void aThreadOfItsOwnDoesIt() throws Exception {
    LinkedBlockingQueue<Taken> told = new LinkedBlockingQueue<>();
    flows().importWatch().start(told::add);
    while (flows().importWatch().state().folders() == 0) {
      Thread.sleep(20);
    }
    put("new/one.jpg", picture());
    // By the clock that stands still it isn't time to look all through.
    while (flows().importWatch().state().waiting() == 0) {
      Thread.sleep(20);
    }
    clock.advance(WatchedPlace.QUIET);
    assertThat(told.take()).isEqualTo(added(1));
    flows().importWatch().close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("arrivals"));
  }
}
