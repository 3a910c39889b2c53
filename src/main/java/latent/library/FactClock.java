package latent.library;

import java.time.Clock;
import java.time.Instant;
import latent.catalog.Catalog;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which facts are said. Facts are played in the order of their times, so no two may
 * have the same, whatever the clock does. Nor is a fact older than what this device moved before: a
 * clock that was set back must not make a photo look as if it had been in the trash for years.
 */
final class FactClock {

  private final Catalog catalog;
  private final Clock clock;
  private @Nullable Instant last;

  FactClock(Catalog catalog, Clock clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  /** Now, or just after the last fact that is known, from whatever device. */
  synchronized Instant now() {
    Instant before = last == null ? catalog.ledger().latest() : last;
    Instant heard = catalog.facts().newest();
    Instant newest = heard.isAfter(before) ? heard : before;
    Instant now = Instant.ofEpochMilli(clock.millis());
    if (!now.isAfter(newest)) {
      now = newest.plusMillis(1);
    }
    last = now;
    return now;
  }
}
