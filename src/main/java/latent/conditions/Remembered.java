package latent.conditions;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A sensor that takes its time: what it said last counts while it is fresh; then it is asked again
 * beside, and whoever asks waits for it a little. While it doesn't answer, what it said before
 * counts, but not for long.
 */
final class Remembered<T> {

  private static final Duration PATIENCE = Duration.ofMillis(250);

  /** After so many times as long as it is fresh, a reading says nothing any more. */
  private static final int STALE = 5;

  private final Supplier<@Nullable T> sensor;
  private final long fresh;
  private @Nullable T last;
  private long read = Long.MIN_VALUE;
  private @Nullable CompletableFuture<@Nullable T> reading;

  /**
   * @param sensor answers null for unknown, and may throw
   * @param fresh how long an answer counts
   */
  Remembered(Supplier<@Nullable T> sensor, Duration fresh) {
    this.sensor = sensor;
    this.fresh = fresh.toNanos();
  }

  /** What the sensor says; null if it doesn't. */
  synchronized @Nullable T get() {
    long now = System.nanoTime();
    if (read != Long.MIN_VALUE && now - read < fresh) {
      return last;
    }
    CompletableFuture<@Nullable T> asked = reading;
    if (asked == null) {
      asked = new CompletableFuture<>();
      reading = asked;
      CompletableFuture<@Nullable T> answer = asked;
      Thread.ofVirtual().start(() -> answer.complete(ask()));
    }
    try {
      last = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      read = System.nanoTime();
      reading = null;
    } catch (TimeoutException slow) {
      if (read != Long.MIN_VALUE && now - read > STALE * fresh) {
        last = null;
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new AssertionError("what the sensor throws is unknown", impossible);
    }
    return last;
  }

  private @Nullable T ask() {
    try {
      return sensor.get();
    } catch (RuntimeException | LinkageError broken) {
      return null;
    }
  }
}
