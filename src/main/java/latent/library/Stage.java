package latent.library;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A part of a night shift in which photos have their turns, some at a time: knows what is left of
 * it, and tells how long that will take. Safe for many threads.
 */
final class Stage {

  /** How often the speed is taken, in seconds. */
  private static final double WINDOW = 1;

  /** What is left of one kind of work. */
  private static final class Load {
    private long photos;
    private long bytes;
  }

  private final Pacing pacing;
  private final Progress progress;
  private final Map<String, Load> left = new HashMap<>();

  /** How many photos have their turn now, and since when, by {@link System#nanoTime}. */
  private int having;

  private long since = System.nanoTime();

  /** Seconds of turns in this window, summed over those that went on at a time. */
  private double turns;

  private long window = since;

  private record Turn(String kind, long bytes, double seconds) {}

  private final List<Turn> early = new ArrayList<>();

  /** When the first turn ended; those that began before include the start of the readers. */
  private long firstEnd = Long.MAX_VALUE;

  Stage(Pacing pacing, Progress progress) {
    this.pacing = pacing;
    this.progress = progress;
  }

  /** A photo that is to have its turn. */
  synchronized void expect(String kind, long bytes) {
    Load load = left.computeIfAbsent(kind, _ -> new Load());
    load.photos++;
    load.bytes += bytes;
  }

  /** A photo's turn is not to come, or was cut short. */
  synchronized void without(String kind, long bytes) {
    Load load = left.get(kind);
    if (load != null && load.photos > 0) {
      load.photos--;
      load.bytes -= bytes;
    }
  }

  /** A turn begins; answers when, for {@link #took}. */
  synchronized long begins() {
    pass();
    having++;
    return since;
  }

  /** A turn is over, well or not. */
  synchronized void ends() {
    pass();
    having--;
  }

  /** The photo had its turn, which is over. */
  synchronized void took(String kind, long bytes, long began) {
    without(kind, bytes);
    Turn turn = new Turn(kind, bytes, (since - began) / 1e9);
    if (began >= firstEnd) {
      pacing.took(turn.kind, turn.bytes, turn.seconds);
    } else {
      early.add(turn);
    }
    firstEnd = Math.min(firstEnd, since);
    double elapsed = (since - window) / 1e9;
    if (elapsed >= WINDOW) {
      pacing.passed(left.keySet(), turns, elapsed);
      turns = 0;
      window = since;
      tell();
    }
  }

  /** Nothing more comes: of what nothing better is known, the first turns count after all. */
  synchronized void finish() {
    double elapsed = (since - window) / 1e9;
    if (elapsed > 0) {
      pacing.passed(left.keySet(), turns, elapsed);
    }
    Set<String> unknown = new HashSet<>();
    left.keySet().stream().filter(pacing::isUnknown).forEach(unknown::add);
    for (Turn turn : early) {
      if (unknown.contains(turn.kind)) {
        pacing.took(turn.kind, turn.bytes, turn.seconds);
      }
    }
  }

  private void pass() {
    long now = System.nanoTime();
    turns += having * (now - since) / 1e9;
    since = now;
  }

  private void tell() {
    double seconds = 0;
    for (Map.Entry<String, Load> kind : left.entrySet()) {
      OptionalDouble takes =
          pacing.seconds(kind.getKey(), kind.getValue().photos, kind.getValue().bytes);
      if (takes.isEmpty()) {
        return;
      }
      seconds += takes.getAsDouble();
    }
    progress.left(Duration.ofMillis(Math.round(1000 * seconds)));
  }
}
