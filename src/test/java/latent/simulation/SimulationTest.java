package latent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import latent.Seed;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Whole lives: totals computed by hand, what chance may and may not change. */
class SimulationTest {

  private static final Offset<Double> EXACT = within(1e-3);

  /** Two cents a gigabyte up to a thousand, one beyond; sending costs ten cents. */
  private static final PriceTable PRICES =
      new PriceTable(
          "test",
          "test",
          "2026-01-01",
          "test",
          "test",
          1e9,
          tariff(new Tariff.Tier(1000, .02), new Tariff.Tier(Double.POSITIVE_INFINITY, .01)),
          tariff(new Tariff.Tier(Double.POSITIVE_INFINITY, .1)),
          0,
          2,
          tariff(new Tariff.Tier(Double.POSITIVE_INFINITY, .001)),
          tariff(new Tariff.Tier(Double.POSITIVE_INFINITY, .0001)));

  private static Tariff tariff(Tariff.Tier... tiers) {
    return new Tariff(List.of(tiers), 0, 0);
  }

  private static Figures run(Scenario scenario) {
    return Simulation.run(scenario, List.of(PRICES), 2);
  }

  private static Figures.Outcome of(Figures figures, Policy policy) {
    return figures.outcomes().get(policy.ordinal());
  }

  private static double mean(Figures figures, Policy policy, Measure measure) {
    return of(figures, policy).of(measure).mean();
  }

  @Test
  void aStillYearIsComputedByHand() {
    Figures figures = run(Worlds.still());

    Figures.Outcome all = of(figures, Policy.KEEP_ALL);
    assertThat(all.of(Measure.UP)).isEqualTo(new Summary(4e9, 0, 4e9, 4e9, 4e9, 4e9));
    assertThat(all.of(Measure.DOWN).mean()).isZero();
    assertThat(all.of(Measure.LISTS).mean()).isCloseTo(365.25, EXACT);
    assertThat(all.of(Measure.ANALYSIS_HOURS).mean()).isCloseTo(1000 / 3600., EXACT);
    assertThat(all.of(Measure.LINE_HOURS).mean()).isCloseTo(4e9 * 8 / 8e6 / 3600, EXACT);
    Figures.Money money = all.money().getFirst();
    assertThat(money.storage().mean()).isCloseTo(12 * 4 * .02, within(1e-9));
    assertThat(money.egress().mean()).isZero();
    assertThat(money.requests().mean()).isCloseTo(1.36525, within(1e-9));
    assertThat(money.total().mean()).isCloseTo(.96 + 1.36525, within(1e-9));

    double segments = 365.25 * Worlds.SEGMENT;
    assertThat(mean(figures, Policy.LATENT, Measure.UP))
        .isCloseTo(1000 * (Worlds.SEALED + Worlds.COPIES + Worlds.ENTRY) + segments, EXACT);
    assertThat(mean(figures, Policy.LATENT, Measure.STORED))
        .isCloseTo(1000 * (Worlds.SEALED + Worlds.COPIES + Worlds.ENTRY) + segments, EXACT);
    assertThat(mean(figures, Policy.SMALL_COPIES_ONLY, Measure.FACES_LOST))
        .isCloseTo(2000 * .066, EXACT);
  }

  /** A new embedder in months 6 and 12, a new detector in month 12. */
  @Test
  void newModelsComeWhenTheyShouldAndCostWhatTheyShould() {
    Scenario still = Worlds.still();
    Figures figures =
        run(
            Worlds.with(
                1,
                still.accounts(),
                still.habits(),
                new Scenario.Changes(6, 12, .05, .02, 50_000_000)));
    assertThat(mean(figures, Policy.FEATURES_KEPT, Measure.DOWN_TO_ANALYSE))
        .isCloseTo(3 * 4e9, EXACT);
    assertThat(mean(figures, Policy.LATENT, Measure.DOWN_TO_ANALYSE))
        .as("the year ends before the second month's recall")
        .isCloseTo(50_000_000, EXACT);
    Figures.Money money = of(figures, Policy.FEATURES_KEPT).money().getFirst();
    assertThat(money.egress().mean()).isCloseTo(1.2, EXACT);
    assertThat(money.beyondTerms().mean())
        .as("8 GB in month 12, of which twice the 4.1 stored may go out")
        .isZero();
  }

  @Test
  void whatGoesOutBeyondTheTermsIsTold() {
    Scenario still = Worlds.still();
    Scenario.Changes bothAtOnce = new Scenario.Changes(12, 12, .05, .02, 50_000_000);
    PriceTable strict =
        new PriceTable(
            "strict",
            "",
            "",
            "",
            "",
            1e9,
            PRICES.storage(),
            PRICES.egress(),
            0,
            1,
            PRICES.classA(),
            PRICES.classB());
    Figures figures =
        Simulation.run(
            Worlds.with(1, still.accounts(), still.habits(), bothAtOnce), List.of(strict), 1);
    assertThat(of(figures, Policy.FEATURES_KEPT).money().getFirst().beyondTerms().mean())
        .isCloseTo(8e9 - 4.1e9, EXACT);
    assertThat(of(figures, Policy.KEEP_ALL).money().getFirst().beyondTerms().mean()).isZero();
  }

  /** A thousand users of 4 GB: 1,000 GB at two cents and 3,000 at one, twelve times. */
  @Test
  void oneAccountForAllIsBilledAsOne() {
    Scenario still = Worlds.still();
    Figures figures =
        run(Worlds.with(1000, Scenario.Accounts.ONE_FOR_ALL, still.habits(), still.changes()));
    Figures.Money money = of(figures, Policy.KEEP_ALL).money().getFirst();
    assertThat(1000 * money.storage().mean()).isCloseTo(600, within(1e-6));
    assertThat(1000 * money.requests().mean()).isCloseTo(1365.25, within(1e-6));
    assertThat(1000 * money.total().mean()).isCloseTo(1965.25, within(1e-6));
    Figures each =
        run(Worlds.with(1000, Scenario.Accounts.ONE_EACH, still.habits(), still.changes()));
    assertThat(1000 * of(each, Policy.KEEP_ALL).money().getFirst().storage().mean())
        .isCloseTo(960, within(1e-6));
  }

  /** Where prices have no tiers, it doesn't matter who has the account. */
  @Test
  void billsAreSharedByUse() {
    Random random = Seed.random("shared bills");
    PriceTable plain =
        new PriceTable(
            "plain",
            "",
            "",
            "",
            "",
            1e9,
            tariff(new Tariff.Tier(Double.POSITIVE_INFINITY, .02)),
            PRICES.egress(),
            0,
            Double.POSITIVE_INFINITY,
            PRICES.classA(),
            PRICES.classB());
    Scenario any = Worlds.with(Worlds.random(random), 1, 50, 3);
    Scenario each =
        Worlds.with(
            Worlds.with(7, Scenario.Accounts.ONE_EACH, any.habits(), any.changes()), 1, 50, 3);
    Scenario all =
        Worlds.with(
            Worlds.with(7, Scenario.Accounts.ONE_FOR_ALL, any.habits(), any.changes()), 1, 50, 3);
    Figures apart = Simulation.run(each, List.of(plain), 2);
    Figures together = Simulation.run(all, List.of(plain), 2);
    for (Policy policy : Policy.values()) {
      Summary one = of(apart, policy).money().getFirst().total();
      Summary other = of(together, policy).money().getFirst().total();
      for (ToDoubleFunction<Summary> part :
          List.<ToDoubleFunction<Summary>>of(
              Summary::mean, Summary::standardError, Summary::p5, Summary::p99)) {
        assertThat(part.applyAsDouble(other))
            .isCloseTo(part.applyAsDouble(one), Percentage.withPercentage(1e-6));
      }
    }
  }

  @Test
  void theSeedDecidesEverythingAndThreadsNothing() {
    Random random = Seed.random("same seed, same figures");
    for (int round = 0; round < 5; round++) {
      Scenario scenario = Worlds.with(Worlds.random(random), 1, 700, random.nextLong());
      Figures figures = Simulation.run(scenario, List.of(PRICES), 1);
      assertThat(Simulation.run(scenario, List.of(PRICES), 2)).isEqualTo(figures);
      assertThat(Simulation.run(scenario, List.of(PRICES), 7)).isEqualTo(figures);
      Scenario other = Worlds.with(scenario, 1, 700, scenario.seed() + 1);
      assertThat(mean(Simulation.run(other, List.of(PRICES), 2), Policy.KEEP_ALL, Measure.UP))
          .isNotEqualTo(mean(figures, Policy.KEEP_ALL, Measure.UP));
    }
  }

  @Test
  void moreLivesTellTheMeanMoreExactly() {
    Scenario scenario =
        Worlds.with(
            1,
            Scenario.Accounts.ONE_EACH,
            new Scenario.Habits(
                new Varying(10, 1),
                new Varying(1e10, 1),
                new Varying(3e6, .3),
                new Varying(1, 1),
                new Varying(1, 1),
                1,
                1.5,
                .25),
            Worlds.CHANGES);
    Summary few = upOf(Worlds.with(scenario, 1, 400, 5));
    Summary many = upOf(Worlds.with(scenario, 1, 40_000, 6));
    assertThat(few.standardError() / many.standardError())
        .as("a hundred times the lives, about a tenth of the error")
        .isBetween(6., 15.);
    assertThat(few.mean())
        .isCloseTo(many.mean(), within(4 * (few.standardError() + many.standardError())));
    assertThat(many.mean())
        .as("10 GB of photos, and 365.25 times ten of 3 MB")
        .isCloseTo(1e10 + 365.25 * 10 * 3e6, within(4 * many.standardError()));
    assertThat(many.p5()).isLessThan(many.median());
    assertThat(many.median()).isLessThan(many.mean());
    assertThat(many.mean()).isLessThan(many.p95());
    assertThat(many.p95()).isLessThan(many.p99());
  }

  private static Summary upOf(Scenario scenario) {
    return of(run(scenario), Policy.KEEP_ALL).of(Measure.UP);
  }

  /** One device, replaced .5 times a year; 1.5 devices, none of them ever replaced. */
  @Test
  void rareEventsComeAsOftenAsTheyShould() {
    Scenario still = Worlds.still();
    Scenario lost = Worlds.with(habits(still, 1, .5), 10, 20_000, 9);
    Summary replaced = of(run(lost), Policy.KEEP_ALL).of(Measure.DOWN_FOR_A_NEW_DEVICE);
    assertThat(replaced.mean()).isCloseTo(5 * 4e9, within(4 * replaced.standardError()));
    assertThat(replaced.standardError() * Math.sqrt(20_000))
        .as("a Poisson number of mean 5 has a variance of 5")
        .isCloseTo(Math.sqrt(5) * 4e9, Percentage.withPercentage(4));
    Summary others =
        of(run(Worlds.with(habits(still, 1.5, 0), 1, 20_000, 9)), Policy.KEEP_ALL)
            .of(Measure.DOWN_FOR_OTHER_DEVICES);
    assertThat(others.mean()).isCloseTo(.5 * 4e9, within(4 * others.standardError()));
  }

  private static Scenario habits(Scenario still, double devices, double lost) {
    Scenario.Habits habits = still.habits();
    return Worlds.with(
        1,
        still.accounts(),
        new Scenario.Habits(
            habits.photosPerDay(),
            habits.atStart(),
            habits.bytesPerPhoto(),
            habits.editsPerDay(),
            habits.viewsPerDay(),
            2,
            devices,
            lost),
        still.changes());
  }

  @Test
  void policiesStandInTheOrderInWhichTheyMust() {
    Random random = Seed.random("policies in order");
    for (int round = 0; round < 100; round++) {
      Scenario scenario = Worlds.random(random);
      Figures figures = run(scenario);
      assertOrder(figures, Measure.DOWN_TO_ANALYSE, Policy.SMALL_COPIES_ONLY, Policy.LATENT);
      assertOrder(figures, Measure.DOWN_TO_ANALYSE, Policy.LATENT, Policy.FEATURES_KEPT);
      assertOrder(figures, Measure.DOWN, Policy.FEATURES_KEPT, Policy.DOWNLOAD_AGAIN);
      assertOrder(figures, Measure.DOWN, Policy.SMALL_COPIES_ONLY, Policy.FEATURES_KEPT);
      assertOrder(figures, Measure.ANALYSIS_HOURS, Policy.FEATURES_KEPT, Policy.DOWNLOAD_AGAIN);
      assertOrder(figures, Measure.DISK, Policy.DOWNLOAD_AGAIN, Policy.FEATURES_KEPT);
      assertOrder(figures, Measure.DISK, Policy.FEATURES_KEPT, Policy.LATENT);
      assertOrder(figures, Measure.STORED, Policy.KEEP_ALL, Policy.FEATURES_KEPT);
      assertOrder(figures, Measure.STORED, Policy.FEATURES_KEPT, Policy.LATENT);
    }
  }

  /** In every life, so in the mean and at every rank. */
  private static void assertOrder(Figures figures, Measure measure, Policy less, Policy more) {
    Summary low = of(figures, less).of(measure);
    Summary high = of(figures, more).of(measure);
    double rounding = 1 + 1e-12;
    assertThat(low.mean()).isLessThanOrEqualTo(high.mean() * rounding);
    assertThat(low.p5()).isLessThanOrEqualTo(high.p5() * rounding);
    assertThat(low.median()).isLessThanOrEqualTo(high.median() * rounding);
    assertThat(low.p99()).isLessThanOrEqualTo(high.p99() * rounding);
  }
}
