package latent.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which objects lie while they are written.
 *
 * <p>Each file is locked by its writer; a file that another process can lock was left by a crash.
 * Locks end with their process, however it ends. A process must not open its own files to try (on
 * POSIX that would end its lock), so it keeps a list of them.
 */
final class IncomingFolder {

  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final AtomicBoolean cleaned = new AtomicBoolean();

  IncomingFolder(Path folder) {
    this.folder = folder;
  }

  /** A new file, locked. The first call also removes what crashes have left. */
  IncomingFile take() throws IOException {
    Files.createDirectories(folder);
    if (cleaned.compareAndSet(false, true)) {
      clean();
    }
    while (true) {
      IncomingFile file = tryTake(folder.resolve(UUID.randomUUID().toString()));
      if (file != null) {
        return file;
      }
    }
  }

  /** Null if somebody who cleans up locked the file before we could. */
  private static @Nullable IncomingFile tryTake(Path path) throws IOException {
    OURS.add(path);
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException fault) {
      OURS.remove(path);
      throw fault;
    }
    FileLock lock = channel.tryLock();
    IncomingFile file = new IncomingFile(path, channel, () -> OURS.remove(path));
    if (lock == null) {
      file.close();
      return null;
    }
    return file;
  }

  private void clean() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!OURS.contains(file)) {
          removeIfLeft(file);
        }
      }
    }
  }

  private static void removeIfLeft(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException finishedMeanwhile) {
      return;
    } catch (OverlappingFileLockException ours) {
      return;
    }
  }
}
