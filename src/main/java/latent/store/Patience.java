package latent.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** How often, and for how long, one thing has been tried, and whether to try it again. */
final class Patience {

  static final int ATTEMPTS = 4;

  /** Waits that grow and are random. */
  static final BackoffStrategy USUAL_WAITS =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(200), Duration.ofSeconds(10));

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final BackoffStrategy waits;
  private int failed;
  private long firstFailure;

  Patience(BackoffStrategy waits) {
    this.waits = waits;
  }

  /** One try. */
  interface Attempt<T> {
    T make() throws IOException;
  }

  /** Tries until it works, or isn't worth trying any more. */
  <T> T until(Attempt<T> attempt) throws IOException {
    while (true) {
      try {
        return attempt.make();
      } catch (StoreException fault) {
        waitAfter(fault);
      }
    }
  }

  /** Returns when it is time to try again; throws the fault if it isn't worth it. */
  void waitAfter(StoreException fault) throws IOException {
    boolean mayPass =
        fault instanceof StoreUnavailableException || fault instanceof TransferDamagedException;
    if (failed == 0) {
      firstFailure = System.nanoTime();
    }
    failed++;
    boolean tooLong = System.nanoTime() - firstFailure > LONGEST.toNanos();
    if (!mayPass || failed == ATTEMPTS || tooLong) {
      throw fault;
    }
    try {
      Thread.sleep(waits.computeDelay(failed));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to ask the store again");
    }
  }

  /** Something new came: what failed before no longer counts. */
  void begunAnew() {
    failed = 0;
  }
}
