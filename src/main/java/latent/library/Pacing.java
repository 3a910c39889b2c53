package latent.library;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import latent.catalog.Catalog;

/**
 * How long each kind of work takes on this device, by what it took here: learnt while the night
 * shift works, and kept for the next one. Safe for many threads.
 */
final class Pacing {

  private final Catalog catalog;
  private final Map<String, Pace> paces = new HashMap<>();
  private boolean loaded;

  Pacing(Catalog catalog) {
    this.catalog = catalog;
  }

  private Pace pace(String kind) {
    if (!loaded) {
      catalog
          .paces()
          .all()
          .forEach(
              (known, numbers) -> {
                if (numbers.length == Pace.NUMBERS) {
                  paces.put(known, new Pace(numbers));
                }
              });
      loaded = true;
    }
    return paces.computeIfAbsent(kind, _ -> new Pace());
  }

  /** Whether no turn of this kind was ever seen. */
  synchronized boolean isUnknown(String kind) {
    return pace(kind).isUnknown();
  }

  /** A photo had its turn. */
  synchronized void took(String kind, long bytes, double seconds) {
    pace(kind).took(bytes, seconds);
  }

  /** In so many seconds turns of these kinds came to their end. */
  synchronized void passed(Collection<String> kinds, double turns, double elapsed) {
    kinds.forEach(kind -> pace(kind).passed(turns, elapsed));
  }

  /** Seconds that so many photos of so many bytes will take; empty if nobody knows. */
  synchronized OptionalDouble seconds(String kind, long photos, long bytes) {
    Pace pace = pace(kind);
    if (photos == 0) {
      return OptionalDouble.of(0);
    }
    return pace.isUnknown()
        ? OptionalDouble.empty()
        : OptionalDouble.of(pace.turns(photos, bytes) / pace.atOnce());
  }

  /** Keeps what was learnt. */
  synchronized void keep() {
    Map<String, double[]> numbers = new HashMap<>();
    paces.forEach((kind, pace) -> numbers.put(kind, pace.numbers()));
    catalog.paces().keep(numbers);
  }
}
