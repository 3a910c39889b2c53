package latent.library;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder of what a process needs only while it runs: unpacked native libraries and the folders
 * of its readers. It lies in the system's folder for temporary files and goes with its process;
 * what a killed one left is removed by the next.
 *
 * <p>Beside the folder lies a file that its process keeps locked. Locks end with their process,
 * however it ends. A process must not open its own files to try (on POSIX that would end its lock),
 * so it keeps a list of them.
 */
public final class Scratch {

  private static final String BEGINNING = "latent-scratch-";
  private static final String LOCK = ".lock";

  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private static @Nullable Scratch ofThisProcess;

  private final Path folder;
  private final Path lockFile;
  private final FileChannel lock;

  private Scratch(Path folder, Path lockFile, FileChannel lock) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * This process's folder, made when first asked for; it is removed when the process ends.
   *
   * @throws LibraryException if the folder for temporary files can't be used
   */
  public static synchronized Path folder() {
    Scratch scratch = ofThisProcess;
    if (scratch == null) {
      scratch = make(Path.of(System.getProperty("java.io.tmpdir")));
      ofThisProcess = scratch;
      Runtime.getRuntime().addShutdownHook(new Thread(scratch::remove));
    }
    return scratch.folder;
  }

  /**
   * Removes this process's folder, if it was made, before a process that ends without its hooks.
   */
  public static synchronized void leave() {
    if (ofThisProcess != null) {
      ofThisProcess.remove();
    }
  }

  /** Makes a folder in {@code temporary}, and removes there what killed processes left. */
  static Scratch make(Path temporary) {
    try {
      sweep(temporary);
      while (true) {
        Scratch scratch = tryMake(temporary.resolve(BEGINNING + UUID.randomUUID()));
        if (scratch != null) {
          return scratch;
        }
      }
    } catch (IOException broken) {
      throw new LibraryException(
          "The folder for temporary files, "
              + temporary
              + ", can't be used: "
              + (Disk.isFull(broken) ? "its disk is full" : Disk.reason(broken))
              + ".",
          broken);
    }
  }

  /** Null if somebody who sweeps locked the file before we could. */
  private static @Nullable Scratch tryMake(Path folder) throws IOException {
    Path lockFile = lockOf(folder);
    OURS.add(lockFile);
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      OURS.remove(lockFile);
      return null;
    }
    Files.createDirectory(folder, onlyOurs());
    return new Scratch(folder, lockFile, channel);
  }

  private static FileAttribute<?>[] onlyOurs() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(Disk.name(folder) + LOCK);
  }

  private static void sweep(Path temporary) throws IOException {
    try (DirectoryStream<Path> locks =
        Files.newDirectoryStream(temporary, BEGINNING + "*" + LOCK)) {
      for (Path lockFile : locks) {
        if (!OURS.contains(lockFile)) {
          removeIfLeft(lockFile);
        }
      }
    }
  }

  /**
   * The file that is locked goes last, so that what can't be removed now is found by the next. A
   * reader of a killed process lives on for a moment and may be in the way.
   */
  private static void removeIfLeft(Path lockFile) {
    String name = Disk.name(lockFile);
    Path left = lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
      FileLock held = channel.tryLock();
      if (held != null) {
        Disk.deleteTree(left);
        Files.deleteIfExists(lockFile);
      }
    } catch (OverlappingFileLockException ours) {
      return;
    } catch (IOException inUseOrNotOurs) {
      return;
    }
  }

  /** Where this one is. */
  Path place() {
    return folder;
  }

  /** Leaves what can't be removed to the next process. */
  void remove() {
    try {
      Disk.deleteTree(folder);
      Files.deleteIfExists(lockFile);
      lock.close();
    } catch (IOException left) {
      return;
    }
  }
}
