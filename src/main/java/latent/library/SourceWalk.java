package latent.library;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that a user pointed at. Links to folders are not followed, except one that was
 * named; the library's own folder is never a source, whatever way leads there.
 */
final class SourceWalk {

  /** What was found where the user pointed. */
  sealed interface Found {
    Path path();

    /**
     * A regular file.
     *
     * @param named the user named this very file, and not a folder in which it is
     */
    record File(Path path, boolean named) implements Found {}

    /** Something that can't even be looked at, or must not be touched. */
    record Unreachable(Path path, String reason) implements Found {}
  }

  private final Path library;

  /**
   * @param library the library's own folder
   */
  SourceWalk(Path library) {
    this.library = library;
  }

  /** The files at or under a path, in the order of their names. */
  List<Found> from(Path path) {
    List<Found> found = new ArrayList<>();
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      found.add(new Found.Unreachable(path, "it is not there"));
      return found;
    }
    try {
      if (isInLibrary(path)) {
        return List.of(new Found.Unreachable(path, "it lies in the library's own folder"));
      }
      Files.walkFileTree(path, new Walk(path, found));
    } catch (IOException broken) {
      found.add(new Found.Unreachable(path, Disk.reason(broken)));
    }
    found.sort((one, other) -> one.path().compareTo(other.path()));
    return found;
  }

  private boolean isInLibrary(Path path) throws IOException {
    if (Files.isSymbolicLink(path) && !Files.exists(path)) {
      return false;
    }
    for (@Nullable Path above = path.toRealPath(); above != null; above = above.getParent()) {
      if (Files.isSameFile(above, library)) {
        return true;
      }
    }
    return false;
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final Path start;
    private final List<Found> found;

    Walk(Path start, List<Found> found) {
      this.start = start;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      return Files.isSameFile(folder, library)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (Files.isRegularFile(file)) {
        found.add(new Found.File(file, file.equals(start)));
      } else if (file.equals(start) && Files.isDirectory(file)) {
        found.addAll(fromLinked(file));
      } else if (attributes.isSymbolicLink() && !Files.exists(file)) {
        found.add(new Found.Unreachable(file, "the link leads nowhere"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException broken) {
      found.add(new Found.Unreachable(file, Disk.reason(broken)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException broken) {
      if (broken != null) {
        found.add(new Found.Unreachable(folder, Disk.reason(broken)));
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /** A link that the user named leads to a folder: that folder is meant. */
  private List<Found> fromLinked(Path link) {
    try {
      return from(link.toRealPath());
    } catch (IOException broken) {
      return List.of(new Found.Unreachable(link, Disk.reason(broken)));
    }
  }
}
