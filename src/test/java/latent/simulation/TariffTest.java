package latent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiers, minimums and rounding, against figures computed by hand. */
class TariffTest {

  private static final Tariff TIERS =
      new Tariff(
          List.of(
              new Tariff.Tier(10, 0),
              new Tariff.Tier(100, 2),
              new Tariff.Tier(Double.POSITIVE_INFINITY, 1)),
          0,
          0);

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 0", "10.5, 1", "100, 180", "101, 181", "1100, 1180"})
  void unitsCostWhatTheirTierSays(double units, double dollars) {
    assertThat(TIERS.cost(units)).isCloseTo(dollars, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "10.1, 5, 10", "15, 5, 10", "15.1, 5, 20"})
  void unitsAreRoundedUp(double units, double step, double dollars) {
    assertThat(new Tariff(TIERS.tiers(), 0, step).cost(units)).isCloseTo(dollars, within(1e-9));
  }

  @Test
  void theLeastIsPaidForEvenIfLessIsUsed() {
    Tariff tariff = new Tariff(TIERS.tiers(), 50, 0);
    assertThat(tariff.cost(0)).isEqualTo(80);
    assertThat(tariff.cost(60)).isEqualTo(100);
  }
}
