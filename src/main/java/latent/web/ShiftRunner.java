package latent.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import latent.library.Flows;
import latent.library.ImportWatch;
import latent.library.Offloader.Freed;
import latent.library.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Runs the night shift beside the web page: when asked, and when the {@link
 * latent.library.Caretaker} says that one is due, which it is asked every few seconds and whenever
 * a photo has arrived.
 */
final class ShiftRunner implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final int SECONDS_TO_END = 20;

  /** Pages look at the photos again at most this often while the shift works. */
  private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(2);

  private final Flows flows;
  private final Events events;
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicLong looked = new AtomicLong();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("shift").factory());
  private volatile @Nullable String lastTrouble;

  ShiftRunner(Flows flows, Events events) {
    this(flows, events, BETWEEN_LOOKS);
  }

  /**
   * @param looks how long to wait until it is asked again whether a shift is due
   */
  ShiftRunner(Flows flows, Events events, Duration looks) {
    this.flows = flows;
    this.events = events;
    clock.scheduleWithFixedDelay(
        this::workIfDue, looks.toMillis(), looks.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Works now, whatever the conditions; answers false if it is at work already. */
  boolean startNow() {
    if (!running.compareAndSet(false, true)) {
      return false;
    }
    clock.execute(() -> work(true));
    return true;
  }

  /**
   * Lets all originals leave the device that safely may, but not beside a shift, which may be
   * letting them leave too.
   *
   * @return null if the shift is at work
   */
  @Nullable Freed free() throws IOException {
    if (!running.compareAndSet(false, true)) {
      return null;
    }
    try {
      return flows.offloader().free(Long.MAX_VALUE);
    } finally {
      running.set(false);
      events.changed(Events.What.values());
    }
  }

  boolean isRunning() {
    return running.get();
  }

  /** Why the last run could not finish, or null if it did. */
  @Nullable String lastTrouble() {
    return lastTrouble;
  }

  /** Files came in by themselves: pages show them, and they are read as soon as may be. */
  void arrived(ImportWatch.Taken taken) {
    if (taken.added() == 0) {
      return;
    }
    events.changed(Events.What.PHOTOS, Events.What.STATUS);
    flows.caretaker().arrived();
    try {
      clock.execute(this::workIfDue);
    } catch (RejectedExecutionException closed) {
      // The next start of the program finds them pending.
      return;
    }
  }

  /** Works as far as conditions allow, unless it is at work already. */
  void workIfAllowed() {
    if (running.compareAndSet(false, true)) {
      work(false);
    }
  }

  private void workIfDue() {
    try {
      if (flows.caretaker().isDue()) {
        workIfAllowed();
      }
    } catch (RuntimeException unable) {
      lastTrouble = Faults.sentence(unable);
    }
  }

  private void work(boolean now) {
    String trouble = null;
    events.shift(new Events.Shift(true, "starting", 0, 0, null, null));
    try {
      flows.caretaker().work(now, new Telling());
    } catch (IOException | RuntimeException failed) {
      // Whatever it is, the next shift tries again: a task that throws is not run a second time.
      trouble = Faults.sentence(failed);
    } finally {
      lastTrouble = trouble;
      running.set(false);
      events.shift(new Events.Shift(false, "done", 0, 0, null, trouble));
      events.changed(Events.What.values());
    }
  }

  /** Tells the pages how far one shift has come, and how long what it is at will take. */
  private final class Telling implements Progress {

    private volatile @Nullable Long left;
    private volatile String at = "";

    @Override
    public void step(String work, long done, long total) {
      if (!work.equals(at)) {
        at = work;
        left = null;
      }
      events.shift(new Events.Shift(true, work, done, total, left, null));
      long now = System.nanoTime();
      long before = looked.get();
      if (now - before > LOOK_AGAIN && looked.compareAndSet(before, now)) {
        events.changed(Events.What.PHOTOS, Events.What.STATUS);
      }
    }

    @Override
    public void left(Duration time) {
      left = time.toSeconds();
    }
  }

  /** Stops the shift, and waits a little for its end; one that is cut off loses nothing. */
  @Override
  public void close() {
    flows.nightShift().stop();
    clock.shutdown();
    try {
      if (!clock.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        clock.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      clock.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
