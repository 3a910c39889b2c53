package latent.library;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import latent.catalog.CatalogException;
import latent.library.Importer.Item;
import latent.library.WatchedPlace.Presence;
import latent.worker.WorkersUnableException;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what arrives in watched folders. It listens to what the system tells of them, and looks
 * through all of them now and then, since not everything is told. A file is taken when it has
 * stopped growing and its name is that of a finished one; one that could not be taken is tried
 * again when it changes, and else once a day.
 *
 * <p>{@link #turn} does what is to be done at this moment; {@link #start} does so every second on a
 * thread of its own.
 */
public final class ImportWatch implements AutoCloseable {

  /** Files that are taken together: a stop waits for no more than these. */
  private static final int AT_ONCE = 8;

  /** When a file that can't be taken is tried again without having changed. */
  private static final Duration AGAIN = Duration.ofDays(1);

  /** The library can't take anything now; so long it is left alone. */
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

  private static final Duration BETWEEN_TURNS = Duration.ofSeconds(1);
  private static final Duration TO_END = Duration.ofMillis(500);
  private static final Duration TO_BREAK_OFF = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger("latent.service");

  /** What one turn has taken in, in files. */
  public record Taken(int added, int already, int skipped, int failed) {

    /** Nothing came. */
    static final Taken NOTHING = new Taken(0, 0, 0, 0);

    int files() {
      return added + already + skipped + failed;
    }
  }

  /** Who wants to know that something was taken in. */
  public interface Listener {
    void taken(Taken taken);
  }

  /** How the watching stands: folders that are watched, those that are away, files that wait. */
  public record State(int folders, int away, int waiting) {}

  private final Library library;
  private final Importer importer;
  private final Clock clock;
  private final List<WatchedPlace> places = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable FolderSignals signals;
  private @Nullable Instant leftAloneUntil;
  private @Nullable Thread thread;
  private volatile State state = new State(0, 0, 0);

  public ImportWatch(Library library, Importer importer, Clock clock) {
    this.library = library;
    this.importer = importer;
    this.clock = clock;
  }

  public State state() {
    return state;
  }

  /** Watches from now on, until it is closed. */
  public synchronized void start(Listener listener) {
    Thread starting =
        Thread.ofPlatform().daemon().name("arrivals").unstarted(() -> watch(listener));
    thread = starting;
    starting.start();
  }

  private void watch(Listener listener) {
    try {
      do {
        Taken taken = turnOrTrouble();
        if (taken.files() > 0 && !isClosing()) {
          listener.taken(taken);
        }
      } while (!closing.await(BETWEEN_TURNS.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private Taken turnOrTrouble() {
    try {
      return turn();
    } catch (RuntimeException unforeseen) {
      leaveAlone(unforeseen);
      return Taken.NOTHING;
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Does what is to be done now; answers what it took in. */
  public synchronized Taken turn() {
    Instant now = clock.instant();
    follow();
    FolderSignals told = signals;
    if (told == null) {
      return Taken.NOTHING;
    }
    for (Path path : told.changed()) {
      places.stream().filter(place -> place.holds(path)).forEach(place -> place.changed(path, now));
    }
    for (int i = 0; i < places.size(); i++) {
      look(i, now);
    }
    Taken taken = isLeftAlone(now) ? Taken.NOTHING : take(now);
    state =
        new State(
            places.size(),
            (int) places.stream().filter(place -> place.presence() == Presence.AWAY).count(),
            places.stream().mapToInt(WatchedPlace::waiting).sum());
    return taken;
  }

  /** Watches what the settings say now. */
  private void follow() {
    List<WatchedFolder> wanted = library.watched().folders();
    if (places.stream().map(WatchedPlace::watched).toList().equals(wanted)) {
      return;
    }
    FolderSignals told = signals == null ? new FolderSignals() : signals;
    signals = told;
    for (WatchedPlace place : places) {
      if (!wanted.contains(place.watched())) {
        told.leave(Path.of(place.watched().folder()));
      }
    }
    List<WatchedPlace> after = new ArrayList<>();
    for (WatchedFolder folder : wanted) {
      after.add(
          places.stream()
              .filter(place -> place.watched().equals(folder))
              .findFirst()
              .orElseGet(() -> new WatchedPlace(folder, library, told, this::isClosing)));
    }
    places.clear();
    places.addAll(after);
    LOG.info(() -> "Watching " + wanted.size() + " folders for photos that arrive.");
  }

  private void look(int index, Instant now) {
    WatchedPlace place = places.get(index);
    Presence before = place.presence();
    if (!place.lookIfDue(now) || place.presence() == before) {
      return;
    }
    if (place.presence() == Presence.AWAY) {
      LOG.warning(() -> "Watched folder " + (index + 1) + " is not there; it is looked for again.");
    } else if (before == Presence.AWAY) {
      LOG.info(() -> "Watched folder " + (index + 1) + " is back.");
    }
  }

  private boolean isLeftAlone(Instant now) {
    Instant until = leftAloneUntil;
    return until != null && now.isBefore(until);
  }

  private Taken take(Instant now) {
    Taken all = Taken.NOTHING;
    for (int i = 0; i < places.size(); i++) {
      WatchedPlace place = places.get(i);
      for (List<Path> ripe = ripe(place, now); !ripe.isEmpty(); ripe = ripe(place, now)) {
        Taken some = take(place, ripe, now);
        if (some == null) {
          return all;
        }
        tell(i, some);
        all = sum(all, some);
      }
    }
    return all;
  }

  private List<Path> ripe(WatchedPlace place, Instant now) {
    return isClosing() ? List.of() : place.ripe(now, AT_ONCE);
  }

  /** Takes some files; null if the library can take nothing now. */
  private @Nullable Taken take(WatchedPlace place, List<Path> files, Instant now) {
    List<Item> items;
    try {
      items = importer.take(files, place.watched().move());
    } catch (LibraryException | CatalogException | WorkersUnableException unable) {
      leaveAlone(unable);
      return null;
    }
    Taken taken = Taken.NOTHING;
    for (Item item : items) {
      place.tried(item.path(), now, item.failed() ? now.plus(AGAIN) : null);
      taken = sum(taken, count(item));
      LOG.fine(() -> spoken(item));
    }
    return taken;
  }

  /** That the library's disk is full, or its readers don't start, is no file's fault. */
  private void leaveAlone(RuntimeException trouble) {
    leftAloneUntil = clock.instant().plus(AFTER_TROUBLE);
    if (!isClosing()) {
      LOG.log(
          Level.WARNING,
          () ->
              "What arrives can't be taken in now ("
                  + trouble.getClass().getSimpleName()
                  + "); it is tried again in a minute.");
    }
  }

  private static Taken count(Item item) {
    if (item.failed()) {
      return new Taken(0, 0, 0, 1);
    }
    return switch (item.outcome()) {
      case ADDED -> new Taken(1, 0, 0, 0);
      case ALREADY -> new Taken(0, 1, 0, 0);
      case SKIPPED -> new Taken(0, 0, 1, 0);
      case UNREADABLE -> new Taken(0, 0, 0, 1);
    };
  }

  private static Taken sum(Taken one, Taken other) {
    return new Taken(
        one.added() + other.added(),
        one.already() + other.already(),
        one.skipped() + other.skipped(),
        one.failed() + other.failed());
  }

  /** Of a file nothing is told but the beginning of its photo's digest. */
  private static String spoken(Item item) {
    String which = item.photo() == null ? "a file" : "photo " + item.photo().hex().substring(0, 12);
    return switch (item.outcome()) {
      case ADDED -> "Arrived: " + which + ".";
      case ALREADY -> "Arrived again: " + which + ".";
      case SKIPPED -> "Left where it is: " + which + " that is no photo and no video.";
      case UNREADABLE -> "Arrived, but can't be read: " + which + ".";
    };
  }

  private static void tell(int index, Taken taken) {
    LOG.info(
        () ->
            "Watched folder "
                + (index + 1)
                + ": "
                + taken.added()
                + " photos added, "
                + taken.already()
                + " there already, "
                + taken.skipped()
                + " no photos, "
                + taken.failed()
                + " failed.");
  }

  /** Ends the watching; what is being copied just now is broken off, and its source stays. */
  @Override
  public void close() {
    closing.countDown();
    Thread watching = thread;
    try {
      if (watching != null && !watching.join(TO_END)) {
        watching.interrupt();
        watching.join(TO_BREAK_OFF);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    if (watching == null || !watching.isAlive()) {
      closeSignals();
    }
  }

  private synchronized void closeSignals() {
    if (signals != null) {
      signals.close();
      signals = null;
      places.clear();
    }
  }
}
