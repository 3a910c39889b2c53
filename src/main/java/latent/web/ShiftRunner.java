package latent.web;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import latent.library.Flows;
import latent.library.LibraryException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the night shift beside the web page: when asked, and now and then by itself when conditions
 * allow.
 */
final class ShiftRunner implements AutoCloseable {

  private static final int MINUTES_BETWEEN = 5;

  private final Flows flows;
  private final Events events;
  private final AtomicBoolean running = new AtomicBoolean();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private volatile @Nullable String lastTrouble;

  ShiftRunner(Flows flows, Events events) {
    this.flows = flows;
    this.events = events;
    clock.scheduleWithFixedDelay(
        () -> work(false), MINUTES_BETWEEN, MINUTES_BETWEEN, TimeUnit.MINUTES);
  }

  /** Works now, whatever the conditions; answers false if it is at work already. */
  boolean startNow() {
    if (running.get()) {
      return false;
    }
    clock.execute(() -> work(true));
    return true;
  }

  boolean isRunning() {
    return running.get();
  }

  /** Why the last run could not finish, or null if it did. */
  @Nullable String lastTrouble() {
    return lastTrouble;
  }

  private void work(boolean now) {
    if (!running.compareAndSet(false, true)) {
      return;
    }
    events.shift("starting", 0, 0, true);
    try {
      flows.nightShift().run(now, (what, done, total) -> events.shift(what, done, total, true));
      lastTrouble = null;
    } catch (IOException | LibraryException trouble) {
      lastTrouble = trouble.getMessage();
    } finally {
      running.set(false);
      events.shift("done", 0, 0, false);
      events.changed("photos");
      events.changed("people");
      events.changed("status");
    }
  }

  @Override
  public void close() {
    clock.shutdown();
  }
}
