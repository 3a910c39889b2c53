package latent.simulation;

import java.util.List;
import java.util.Map;

/** What a simulation answers. */
public record Figures(Scenario scenario, List<Outcome> outcomes) {

  /**
   * What came of a policy.
   *
   * @param measures all of them
   * @param money at each price table
   */
  public record Outcome(Policy policy, Map<Measure, Summary> measures, List<Money> money) {

    public Summary of(Measure measure) {
      Summary summary = measures.get(measure);
      if (summary == null) {
        throw new IllegalArgumentException("not measured: " + measure);
      }
      return summary;
    }
  }

  /**
   * Dollars for all years. Where one account is for all, a user's part of the bill is by use.
   *
   * @param beyondTerms bytes that went out beyond what the provider's terms allow
   */
  public record Money(
      PriceTable prices,
      Summary storage,
      Summary egress,
      Summary requests,
      Summary total,
      Summary beyondTerms) {}
}
