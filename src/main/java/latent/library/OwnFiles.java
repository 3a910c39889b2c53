package latent.library;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * What a library's folder takes beside the photos' files that the catalog counts, in bytes of whole
 * disk blocks.
 *
 * @param catalog the catalog and its log
 * @param rest settings, key, lock, files on their way in, and the folders themselves
 */
record OwnFiles(long catalog, long rest) {

  private static final long BLOCK = 4096;

  /** Deep enough for all but the photos' own files, which lie one folder deeper. */
  private static final int DEPTH = 2;

  static OwnFiles in(LibraryDirectory directory) {
    Count count = new Count(Disk.name(directory.catalog()));
    try {
      Files.walkFileTree(directory.root(), Set.of(), DEPTH, count);
    } catch (IOException broken) {
      throw Disk.unusable(directory.root(), broken);
    }
    return new OwnFiles(count.catalog, count.rest);
  }

  private static final class Count extends SimpleFileVisitor<Path> {
    private final String catalogName;
    private long catalog;
    private long rest;

    Count(String catalogName) {
      this.catalogName = catalogName;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      rest += BLOCK;
      return FileVisitResult.CONTINUE;
    }

    /** At the deepest level this sees folders, too. */
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      long bytes = attributes.isDirectory() ? BLOCK : blocks(attributes.size());
      if (Disk.name(file).startsWith(catalogName)) {
        catalog += bytes;
      } else {
        rest += bytes;
      }
      return FileVisitResult.CONTINUE;
    }

    /** Files come and go while others work. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    private static long blocks(long bytes) {
      return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }
  }
}
