package latent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectoryStoreTest extends ObjectStoreContract {

  @Override
  ObjectStore emptyStore(Path folder) throws IOException {
    return DirectoryStore.create(folder.resolve("cloud"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void aFolderThatIsNotThereIsUnavailableAndNotMade() {
    Path absent = folder.resolve("unplugged");
    ObjectStore store = DirectoryStore.open(absent);
    assertThatThrownBy(store::check)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("unplugged")
        .hasMessageContaining("isn't there");
    assertThatThrownBy(() -> store.put("a", Content.of(new byte[1])))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.get("a")).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.head("a")).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.list("", object -> {}))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(absent).doesNotExist();
  }

  @Test
  void theEmptyMountPointOfADiskIsNotTakenForAnEmptyStore() throws IOException {
    Path mountPoint = Files.createDirectory(folder.resolve("mount"));
    ObjectStore store = DirectoryStore.open(mountPoint);
    assertThatThrownBy(() -> store.head("a"))
        .isInstanceOf(StoreMissingException.class)
        .hasMessageContaining("Is its disk connected?");
    assertThatThrownBy(() -> store.put("a", Content.of(new byte[1])))
        .isInstanceOf(StoreMissingException.class);
    assertThat(mountPoint).isEmptyDirectory();
  }

  @Test
  void whatACrashLeftIsNoObjectAndIsRemoved() throws IOException {
    ObjectStore before = DirectoryStore.create(folder.resolve("crashed"));
    before.put("o/ab/1", Content.of(bytes(5)));
    Path incoming = folder.resolve("crashed/.incoming");
    Files.write(incoming.resolve("half-written"), bytes(1000));
    ObjectStore after = DirectoryStore.open(folder.resolve("crashed"));
    after.list("", object -> assertThat(object.name()).isEqualTo("o/ab/1"));
    after.put("o/ab/2", Content.of(bytes(5)));
    assertThat(files(incoming)).isEmpty();
  }

  @Test
  void whatSomebodyIsWritingIsNotRemoved() throws Exception {
    DirectoryStore.create(folder.resolve("shared"));
    Path foreign = folder.resolve("shared/.incoming/being-written");
    Files.createDirectories(foreign.getParent());
    Process writer = LockHolder.start(foreign);
    try {
      ObjectStore store = DirectoryStore.open(folder.resolve("shared"));
      store.put("o/ab/1", Content.of(bytes(5)));
      assertThat(foreign).exists();
    } finally {
      writer.destroyForcibly().waitFor();
    }
    ObjectStore later = DirectoryStore.open(folder.resolve("shared"));
    later.put("o/ab/2", Content.of(bytes(5)));
    assertThat(foreign).doesNotExist();
  }

  @Test
  void anotherInstanceInThisProcessDoesNotRemoveWhatIsBeingWritten() throws IOException {
    Path shared = folder.resolve("two");
    ObjectStore first = DirectoryStore.create(shared);
    ObjectStore second = DirectoryStore.open(shared);
    first.put(
        "o/ab/1",
        new Content() {
          @Override
          public long length() {
            return 3;
          }

          @Override
          public InputStream open() {
            return new InputStream() {
              private int given;

              @Override
              public int read() throws IOException {
                if (given == 1) {
                  second.put("o/ab/2", Content.of(bytes(5)));
                }
                return given++ < 3 ? given : -1;
              }
            };
          }
        });
    assertThat(readAll(first.get("o/ab/1"))).containsExactly(1, 2, 3);
    assertThat(files(shared.resolve(".incoming"))).isEmpty();
  }

  @Test
  void anObjectThatDoesNotFitIsNamedBeforeTheDiskIsFull() throws IOException {
    ObjectStore store = DirectoryStore.create(folder.resolve("small"));
    Content huge =
        new Content() {
          @Override
          public long length() {
            return 1L << 60;
          }

          @Override
          public InputStream open() {
            throw new AssertionError("nothing of it is read");
          }
        };
    assertThatThrownBy(() -> store.put("o/huge", huge))
        .isInstanceOf(StoreFullException.class)
        .hasMessageContaining("has no room for an object of 1152921504606 MB");
  }

  @Test
  void aFullDiskIsNamed() throws IOException {
    IOException full = new IOException("No space left on device");
    assertThat(Disk.isFull(folder, full)).isTrue();
    assertThat(Disk.isFull(folder, new IOException("Input/output error"))).isFalse();
  }

  /** Another process that holds the lock of a file it is writing. */
  static final class LockHolder {

    private LockHolder() {}

    static Process start(Path file) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  LockHolder.class.getName(),
                  file.toString())
              .start();
      process.getInputStream().read();
      return process;
    }

    public static void main(String[] arguments) throws Exception {
      try (FileChannel channel =
          FileChannel.open(
              Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        System.out.write('.');
        System.out.flush();
        Thread.sleep(60_000);
      }
    }
  }
}
