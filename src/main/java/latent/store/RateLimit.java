package latent.store;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.UninterruptibleBlockingStrategy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes may move in a second, over all connections and in both directions together: a
 * token bucket that holds a quarter of a second's worth. Whoever moves bytes waits here until they
 * are due.
 */
final class RateLimit {

  private static final int BURSTS_A_SECOND = 4;

  private final TimeMeter clock;
  private final UninterruptibleBlockingStrategy waiting;
  private volatile @Nullable Bucket bucket;

  RateLimit() {
    this(TimeMeter.SYSTEM_NANOTIME, UninterruptibleBlockingStrategy.PARKING);
  }

  RateLimit(TimeMeter clock, UninterruptibleBlockingStrategy waiting) {
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * From now on.
   *
   * @param bytesPerSecond 0 for no limit
   */
  void set(long bytesPerSecond) {
    bucket =
        bytesPerSecond == 0
            ? null
            : Bucket.builder()
                .addLimit(
                    limit ->
                        limit
                            .capacity(Math.max(1, bytesPerSecond / BURSTS_A_SECOND))
                            .refillGreedy(bytesPerSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(clock)
                .build();
  }

  /** Returns when these bytes, which have moved or are about to, are due. */
  void await(long bytes) {
    Bucket filling = bucket;
    if (filling != null && bytes > 0) {
      filling.asBlocking().consumeUninterruptibly(bytes, waiting);
    }
  }
}
