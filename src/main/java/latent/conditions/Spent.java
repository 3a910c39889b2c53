package latent.conditions;

import java.util.Map;

/**
 * What has moved so far, by the ledger's reasons.
 *
 * @param day bytes of each reason on this calendar day
 * @param month bytes of each reason in this calendar month, the day included
 */
public record Spent(Map<String, Long> day, Map<String, Long> month) {

  public static final Spent NOTHING = new Spent(Map.of(), Map.of());

  public Spent {
    day = Map.copyOf(day);
    month = Map.copyOf(month);
  }

  long today(String reason) {
    return day.getOrDefault(reason, 0L);
  }

  long thisMonth(String reason) {
    return month.getOrDefault(reason, 0L);
  }
}
