package latent.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Tells by its name a file that is still on its way, or that nobody means as a photo. */
final class ArrivingNames {

  /**
   * What browsers (crdownload, part, opdownload, download), programs for synchronising and sending
   * (partial, filepart, tmp, temp, !ut, !qb, aria2) add to a name until all is there.
   */
  private static final List<String> UNFINISHED =
      List.of(
          ".part",
          ".partial",
          ".filepart",
          ".tmp",
          ".temp",
          ".crdownload",
          ".download",
          ".opdownload",
          ".aria2",
          ".!ut",
          ".!qb",
          "~");

  private ArrivingNames() {}

  /** Whether a file of this name may be taken once it has stopped growing. */
  static boolean isFinished(Path file) {
    String name = Disk.name(file).toLowerCase(Locale.ROOT);
    return !isHidden(file) && UNFINISHED.stream().noneMatch(name::endsWith);
  }

  /** Files and folders whose name begins with a dot are a program's own. */
  static boolean isHidden(Path file) {
    return Disk.name(file).startsWith(".");
  }
}
