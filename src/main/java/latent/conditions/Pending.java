package latent.conditions;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What is to be done.
 *
 * @param next for each kind of work that is pending, how many bytes its next piece moves for each
 *     of the ledger's reasons, as far as they are known
 */
public record Pending(Map<Work, Map<String, Long>> next) {

  /** Some of every kind, of unknown size. */
  public static final Pending EVERYTHING = all();

  public Pending {
    next = Map.copyOf(next);
  }

  /** One piece of work. */
  public static Pending of(Work work, Map<String, Long> bytes) {
    return new Pending(Map.of(work, bytes));
  }

  private static Pending all() {
    Map<Work, Map<String, Long>> some = new EnumMap<>(Work.class);
    for (Work work : Work.values()) {
      some.put(work, Map.of());
    }
    return new Pending(some);
  }

  Set<Work> works() {
    return next.keySet();
  }

  long bytes(Work work, String reason) {
    return next.getOrDefault(work, Map.of()).getOrDefault(reason, 0L);
  }
}
