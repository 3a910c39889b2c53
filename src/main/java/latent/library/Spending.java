package latent.library;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latent.catalog.Ledger;
import latent.conditions.Spent;
import org.jspecify.annotations.Nullable;

/**
 * What has moved on this day and in this month, with what is going to move by what has begun. The
 * ledger is asked when nothing is under way, and when a day begins; between, what begins is added,
 * so that several at once don't overdraw a budget together. Used by one thread at a time.
 */
final class Spending {

  private final Ledger ledger;
  private final Map<String, Long> underWay = new HashMap<>();
  private final Map<String, Long> begun = new HashMap<>();
  private Spent account = Spent.NOTHING;
  private @Nullable LocalDate day;

  Spending(Ledger ledger) {
    this.ledger = ledger;
  }

  Spent spent(Instant now, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    if (underWay.isEmpty() || !today.equals(day)) {
      day = today;
      begun.clear();
      begun.putAll(underWay);
      account =
          new Spent(
              moved(today.atStartOfDay(zone).toInstant()),
              moved(today.withDayOfMonth(1).atStartOfDay(zone).toInstant()));
    }
    return new Spent(sum(account.day(), begun), sum(account.month(), begun));
  }

  void begin(Map<String, Long> bytes) {
    bytes.forEach((reason, more) -> begun.merge(reason, more, Long::sum));
    bytes.forEach((reason, more) -> underWay.merge(reason, more, Long::sum));
  }

  void end(Map<String, Long> bytes) {
    bytes.forEach((reason, less) -> underWay.merge(reason, -less, Long::sum));
    underWay.values().removeIf(left -> left <= 0);
  }

  private Map<String, Long> moved(Instant since) {
    List<Ledger.Line> lines = ledger.since(since);
    Map<String, Long> moved = new HashMap<>();
    lines.forEach(line -> moved.merge(line.reason(), line.bytes(), Long::sum));
    return moved;
  }

  private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> sum = new HashMap<>(one);
    other.forEach((reason, bytes) -> sum.merge(reason, bytes, Long::sum));
    return sum;
  }
}
