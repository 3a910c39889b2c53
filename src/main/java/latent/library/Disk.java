package latent.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files that are either there whole or not at all: written in a workshop, forced to the disk, then
 * renamed. A crash leaves at most a file ending in {@code .part}, which nobody reads; those in a
 * library's own workshop, and those beside a place of the user's that it has a note of ({@link
 * Outgoing}), go at its next opening.
 */
final class Disk {

  static final String UNFINISHED = ".part";

  private Disk() {}

  /**
   * Writes a small file whole.
   *
   * @param workshop a folder of the same file system where it lies until it is whole
   */
  static void write(Path workshop, Path file, byte[] bytes) throws IOException {
    Files.createDirectories(workshop);
    Path unfinished = unfinished(workshop);
    try {
      try (FileChannel channel =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      settle(unfinished, file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** The folder in which a file lies. */
  static Path folder(Path file) {
    Path folder = file.getParent();
    return folder == null ? Path.of("") : folder;
  }

  /** Begins an unfinished file; that it can't be begun is the disk's fault, not its content's. */
  static FileChannel create(Path unfinished) {
    try {
      Files.createDirectories(folder(unfinished));
      return FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException broken) {
      throw unusable(folder(unfinished), broken);
    }
  }

  /** Continues it, likewise. */
  static void write(OutputStream out, byte[] buffer, int length, Path unfinished) {
    try {
      out.write(buffer, 0, length);
    } catch (IOException broken) {
      throw unusable(unfinished, broken);
    }
  }

  /** The first so many bytes of a file, or all if it has fewer. */
  static byte[] beginning(Path file, int bytes) throws IOException {
    try (InputStream whole = Files.newInputStream(file)) {
      return whole.readNBytes(bytes);
    }
  }

  /** A file's own name, without its folder. */
  static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  /** A fresh name in a folder where unfinished files lie. */
  static Path unfinished(Path workshop) {
    return workshop.resolve(UUID.randomUUID() + UNFINISHED);
  }

  /** Gives a file that was written and forced its place, and forces that too. */
  static void settle(Path unfinished, Path file) throws IOException {
    makeFolder(folder(file).toAbsolutePath());
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(folder(file));
  }

  /** A folder that was made is on the disk only when the one that holds it was forced. */
  private static void makeFolder(Path folder) throws IOException {
    Path above = folder.getParent();
    if (Files.isDirectory(folder) || above == null) {
      return;
    }
    makeFolder(above);
    Files.createDirectories(folder);
    forceFolder(above);
  }

  /** Forces a folder's entries to the disk, where the system lets a folder be opened. */
  static void forceFolder(Path folder) throws IOException {
    if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Why a file of this size can't be written into a folder: its disk has less room. Empty if it
   * has, or doesn't say.
   */
  static Optional<String> noRoom(Path folder, long bytes) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return free >= bytes
          ? Optional.empty()
          : Optional.of(
              "it has " + megabytes(bytes) + ", and the disk has room for only " + megabytes(free));
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  private static String megabytes(long bytes) {
    return bytes / 1_000_000 + " MB";
  }

  /** Removes a folder and all that is in it, if it is there. */
  static void deleteTree(Path folder) throws IOException {
    if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException broken)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The disk has no room left: nothing that follows can succeed. */
  static boolean isFull(IOException broken) {
    String message = broken.getMessage();
    return message != null
        && (message.contains("No space left") || message.contains("Disk quota exceeded"));
  }

  /** The sentence for a disk that does not take or give what it should. */
  static LibraryException unusable(Path file, IOException broken) {
    if (isFull(broken)) {
      return new LibraryException(
          "The disk that holds " + folder(file) + " is full. Free some space and try again.",
          broken);
    }
    return new LibraryException(file + " can't be used: " + reason(broken) + ".", broken);
  }

  /** Why a file could not be read or written, in words. */
  static String reason(IOException broken) {
    return switch (broken) {
      case AccessDeniedException _ -> "you have no right to it";
      case NoSuchFileException _ -> "it is not there";
      case FileSystemException named when named.getReason() != null -> named.getReason();
      default -> String.valueOf(broken.getMessage());
    };
  }
}
