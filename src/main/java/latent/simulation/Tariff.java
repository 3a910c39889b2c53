package latent.simulation;

import java.util.List;

/**
 * What units of something cost in a month, the first ones at the first price, those beyond at the
 * next.
 *
 * @param tiers by where they end; the last one never does
 * @param atLeast units that are paid for even if fewer are used
 * @param roundedUpTo units are counted in whole multiples of this; 0 for as they are
 */
public record Tariff(List<Tier> tiers, double atLeast, double roundedUpTo) {

  /**
   * A price.
   *
   * @param upTo units, counted from the first; infinite for the last tier
   * @param dollars for a unit; 0 for what is free
   */
  public record Tier(double upTo, double dollars) {}

  /** Dollars for the units of a month. */
  public double cost(double units) {
    double paid = Math.max(units, atLeast);
    if (roundedUpTo > 0) {
      paid = Math.ceil(paid / roundedUpTo) * roundedUpTo;
    }
    double dollars = 0;
    double from = 0;
    for (Tier tier : tiers) {
      if (paid <= from) {
        break;
      }
      dollars += (Math.min(paid, tier.upTo()) - from) * tier.dollars();
      from = tier.upTo();
    }
    return dollars;
  }
}
