package latent.library;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import latent.catalog.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * One watched folder as it is watched: which of its files wait until they have stopped growing, and
 * when all of it was last looked through. Links to folders are not followed, and hidden folders and
 * the library's own are left out.
 */
final class WatchedPlace {

  /** A file whose size and time haven't changed for so long has stopped growing. */
  static final Duration QUIET = Duration.ofSeconds(10);

  /** How often all is looked through, for what the system doesn't tell. */
  static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

  /** How often it is looked for a folder that isn't there. */
  static final Duration WHILE_AWAY = Duration.ofSeconds(30);

  /** More files don't wait at once; what is left out is found when all is looked through again. */
  private static final int MOST_WAITING = 10_000;

  /** Whether the folder is there. */
  enum Presence {
    UNKNOWN,
    THERE,
    AWAY
  }

  private record Waiting(FileMark mark, Instant since) {}

  private final WatchedFolder watched;
  private final Path folder;
  private final Path library;
  private final Arrivals arrivals;
  private final FolderSignals signals;
  private final BooleanSupplier stopping;
  private final Map<Path, Waiting> waiting = new LinkedHashMap<>();
  private Presence presence = Presence.UNKNOWN;
  private @Nullable Object identity;
  private @Nullable Instant looked;

  WatchedPlace(
      WatchedFolder watched, Library library, FolderSignals signals, BooleanSupplier stopping) {
    this.watched = watched;
    this.folder = Path.of(watched.folder());
    this.library = library.directory().root();
    this.arrivals = library.catalog().arrivals();
    this.signals = signals;
    this.stopping = stopping;
  }

  WatchedFolder watched() {
    return watched;
  }

  boolean holds(Path file) {
    return file.startsWith(folder);
  }

  Presence presence() {
    return presence;
  }

  int waiting() {
    return waiting.size();
  }

  /** Looks all through if it is time to; answers whether it did. */
  boolean lookIfDue(Instant now) {
    Duration distance = presence == Presence.AWAY ? WHILE_AWAY : BETWEEN_LOOKS;
    Instant last = looked;
    if (last != null && now.isBefore(last.plus(distance)) && !now.isBefore(last)) {
      return false;
    }
    looked = now;
    look(now);
    return true;
  }

  /**
   * A folder that is there but empty may be one whose disk isn't mounted: of what was in it nothing
   * is forgotten. Another disk in its place is looked at as what has come back.
   */
  private void look(Instant now) {
    Object before = identity;
    identity = identity();
    presence = identity == null ? Presence.AWAY : Presence.THERE;
    if (identity == null || !identity.equals(before)) {
      signals.leave(folder);
      waiting.clear();
    }
    if (identity == null) {
      return;
    }
    Map<Long, Long> known = arrivals.of(watched.folder());
    Walk walk = new Walk(now, known);
    if (walk.through(folder) && !walk.seen.isEmpty()) {
      known.keySet().removeAll(walk.seen);
      arrivals.forget(watched.folder(), known.keySet());
    }
  }

  /** What tells this folder from another one at the same place; null if there is none. */
  private @Nullable Object identity() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
      if (!attributes.isDirectory() || !Files.isReadable(folder)) {
        return null;
      }
      return Objects.requireNonNullElse(attributes.fileKey(), folder);
    } catch (IOException away) {
      return null;
    }
  }

  /** The system tells that something there has changed. */
  void changed(Path path, Instant now) {
    if (path.equals(folder)) {
      looked = null;
    } else if (isHiddenBelow(path)) {
      return;
    } else if (Files.isDirectory(path)) {
      new Walk(now, arrivals.of(watched.folder())).through(path);
    } else {
      FileMark mark = ArrivingNames.isFinished(path) ? FileMark.of(path) : null;
      if (mark == null) {
        waiting.remove(path);
      } else if (arrivals.isToTake(watched.folder(), mark.at(path), now)) {
        await(path, mark, now);
      }
    }
  }

  private boolean isHiddenBelow(Path path) {
    for (Path name : folder.relativize(path)) {
      if (ArrivingNames.isHidden(name)) {
        return true;
      }
    }
    return false;
  }

  /** Waits from now on for the file to stay as it is, unless it has stayed so since it was seen. */
  private void await(Path file, FileMark mark, Instant now) {
    Waiting before = waiting.get(file);
    if (before == null && waiting.size() >= MOST_WAITING) {
      return;
    }
    if (before == null || !before.mark().equals(mark)) {
      waiting.put(file, new Waiting(mark, now));
    }
  }

  /** The first files, as many as are asked for, that have stopped growing. */
  List<Path> ripe(Instant now, int most) {
    List<Path> ripe = new ArrayList<>();
    for (Path file : List.copyOf(waiting.keySet())) {
      Waiting one = waiting.get(file);
      if (ripe.size() == most || one == null) {
        break;
      }
      if (now.isBefore(one.since().plus(QUIET))) {
        continue;
      }
      FileMark mark = FileMark.of(file);
      if (mark == null) {
        waiting.remove(file);
      } else if (mark.equals(one.mark())) {
        ripe.add(file);
      } else {
        waiting.put(file, new Waiting(mark, now));
      }
    }
    return ripe;
  }

  /**
   * A file was taken, or tried in vain. If it changed meanwhile, it waits again.
   *
   * @param again when it is to be tried again though it doesn't change; null for never
   */
  void tried(Path file, Instant now, @Nullable Instant again) {
    Waiting before = waiting.remove(file);
    FileMark mark = FileMark.of(file);
    if (before == null || mark == null) {
      return;
    }
    if (mark.equals(before.mark())) {
      arrivals.done(watched.folder(), mark.at(file), again);
    } else {
      await(file, mark, now);
    }
  }

  /** Finds what is to be taken at or below a folder, and listens to the folders on its way. */
  private final class Walk extends SimpleFileVisitor<Path> {
    private final Instant now;
    private final Map<Long, Long> known;
    private final Set<Long> seen = new HashSet<>();
    private boolean complete = true;

    Walk(Instant now, Map<Long, Long> known) {
      this.now = now;
      this.known = known;
    }

    /** Answers whether all could be seen. */
    boolean through(Path start) {
      try {
        Files.walkFileTree(start, this);
      } catch (IOException broken) {
        complete = false;
      }
      return complete;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
        throws IOException {
      if (stopping.getAsBoolean()) {
        complete = false;
        return FileVisitResult.TERMINATE;
      }
      if (!visited.equals(folder)
          && (ArrivingNames.isHidden(visited) || Files.isSameFile(visited, library))) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      signals.listen(visited);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      FileMark mark = ArrivingNames.isFinished(file) ? FileMark.of(file) : null;
      if (mark != null) {
        long number = mark.at(file);
        seen.add(number);
        if (known.getOrDefault(number, Long.MIN_VALUE) <= now.getEpochSecond()) {
          await(file, mark, now);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException broken) {
      complete = false;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException broken) {
      complete &= broken == null;
      return FileVisitResult.CONTINUE;
    }
  }
}
