package latent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.UninterruptibleBlockingStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limit under a clock that only moves when somebody waits. */
class RateLimitTest {

  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  private final AtomicLong now = new AtomicLong();
  private final TimeMeter clock =
      new TimeMeter() {
        @Override
        public long currentTimeNanos() {
          return now.get();
        }

        @Override
        public boolean isWallClockBased() {
          return false;
        }
      };
  private final UninterruptibleBlockingStrategy waiting = now::addAndGet;
  private final RateLimit limit = new RateLimit(clock, waiting);

  /** All but the first quarter of a second's worth has to be waited for, to the byte. */
  @Test
  void bytesWaitUntilTheyAreDue() {
    limit.set(1_000_000);
    for (int i = 0; i < 100; i++) {
      limit.await(100_000);
    }
    assertThat(now.get()).isEqualTo((10_000_000 - 250_000) * SECOND / 1_000_000);
  }

  @Test
  void moreThanAWholeSecondsWorthIsWaitedFor() {
    limit.set(1_000_000);
    limit.await(5_000_000);
    assertThat(now.get()).isEqualTo(4_750_000 * SECOND / 1_000_000);
  }

  @Test
  void aPauseIsNotMadeUpFor() {
    limit.set(1_000_000);
    limit.await(250_000);
    now.addAndGet(60 * SECOND);
    long before = now.get();
    limit.await(1_250_000);
    assertThat(now.get() - before).isEqualTo(SECOND);
  }

  @Test
  void withoutALimitNobodyWaits() {
    limit.await(Long.MAX_VALUE);
    limit.set(1000);
    limit.set(0);
    limit.await(Long.MAX_VALUE);
    assertThat(now).hasValue(0);
  }

  /** Up and down, and whatever the purpose, draw from the same bucket. */
  @Test
  void allUsesOfAStoreShareIt() throws IOException {
    List<Transfer> transfers = new ArrayList<>();
    AccountedStore store =
        new AccountedStore(DirectoryStore.create(folder.resolve("cloud")), transfers::add, limit);
    store.limit(1_000_000);
    store.forPurpose("upload").put("o/ab/1", Content.of(new byte[2_000_000]));
    ObjectStoreContract.readAll(store.forPurpose("view").get("o/ab/1"));
    ObjectStoreContract.readAll(
        store.forPurpose("verify").metered((direction, bytes) -> {}).get("o/ab/1"));
    assertThat(now.get()).isEqualTo((6_000_000 - 250_000) * SECOND / 1_000_000);
    assertThat(transfers).extracting(Transfer::bytes).containsOnly(2_000_000L);
  }
}
