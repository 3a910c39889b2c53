package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import latent.catalog.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * The folders that this device watches, kept in its settings. It may be changed while another
 * program works in the library, which looks again at each turn.
 */
public final class WatchList {

  private final LibraryDirectory directory;
  private final Arrivals arrivals;
  private @Nullable FileTime read;
  private List<WatchedFolder> folders = List.of();

  WatchList(LibraryDirectory directory, Arrivals arrivals) {
    this.directory = directory;
    this.arrivals = arrivals;
  }

  /** The folders, in the order in which they were said. */
  public synchronized List<WatchedFolder> folders() {
    try {
      FileTime changed = Files.getLastModifiedTime(directory.settings());
      if (!changed.equals(read)) {
        folders = LibrarySettings.read(directory.settings()).watched();
        read = changed;
      }
    } catch (IOException unreadable) {
      throw Disk.unusable(directory.settings(), unreadable);
    }
    return folders;
  }

  /**
   * Watches a folder from now on, or changes whether its files are moved; what is in it already is
   * taken in, too.
   *
   * @throws LibraryException if it is no folder that can be read, or lies within the library's or a
   *     watched one, or one of them lies in it
   */
  public synchronized void add(Path said, boolean move) {
    String folder = real(said);
    List<WatchedFolder> after = new ArrayList<>(folders());
    after.removeIf(watched -> watched.folder().equals(folder));
    for (WatchedFolder other : after) {
      refuseOverlap(Path.of(folder), Path.of(other.folder()), "watched already");
    }
    refuseOverlap(Path.of(folder), Path.of(real(directory.root())), "the library's own");
    after.add(new WatchedFolder(folder, move));
    // Whether its files are to be moved may be another answer than before.
    arrivals.forget(folder);
    keep(after);
  }

  /** Answers whether it was watched. */
  public synchronized boolean remove(Path said) {
    String folder = said.toAbsolutePath().normalize().toString();
    String real = Files.isDirectory(said) ? real(said) : folder;
    List<WatchedFolder> after = new ArrayList<>(folders());
    boolean removed =
        after.removeIf(watched -> watched.folder().equals(folder) || watched.folder().equals(real));
    if (removed) {
      arrivals.forget(folder);
      arrivals.forget(real);
      keep(after);
    }
    return removed;
  }

  private static void refuseOverlap(Path folder, Path other, String what) {
    if (folder.startsWith(other) || other.startsWith(folder)) {
      throw new LibraryException(
          "The folder "
              + folder
              + " can't be watched beside "
              + other
              + ", which is "
              + what
              + ".");
    }
  }

  private static String real(Path said) {
    if (!Files.isDirectory(said)) {
      throw new LibraryException("There is no folder " + said + ".");
    }
    try {
      return said.toRealPath().toString();
    } catch (IOException unreadable) {
      throw Disk.unusable(said, unreadable);
    }
  }

  private void keep(List<WatchedFolder> after) {
    LibrarySettings.read(directory.settings()).watching(after).write(directory.settings());
    read = null;
  }
}
