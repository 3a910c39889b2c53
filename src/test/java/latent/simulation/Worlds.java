package latent.simulation;

import java.util.List;
import java.util.Random;

/** Scenarios with round numbers, for figures that can be computed by hand, and random ones. */
final class Worlds {

  static final double ORIGINAL = 4_000_000;
  static final double SEALED = 4_040_000;
  static final double COPIES = 100_000;
  static final double ENTRY = 16_000;
  static final double SEGMENT = 20_000;

  static final Scenario.Sizes SIZES =
      new Scenario.Sizes(COPIES, ENTRY, SEGMENT, 250, 1000, 3500, .01);

  static final Scenario.Changes CHANGES = new Scenario.Changes(0, 0, .05, .02, 50_000_000);

  /** One photo a second from the original, ten from previews, a hundred faces; 8 and 80 Mbit/s. */
  static final Scenario.Machine MACHINE = new Scenario.Machine(1, 10, 100, 80, 8);

  /** All faces are 7 % of the long edge wide: crops of 160 pixels in originals, 28 in previews. */
  static final FaceSizes FACES = new FaceSizes(List.of(.07, .07), 1600, 280);

  private Worlds() {}

  /** A thousand photos on one device for a year, in which nothing happens. */
  static Scenario still() {
    return with(
        1,
        Scenario.Accounts.ONE_EACH,
        new Scenario.Habits(
            same(0), same(1000 * ORIGINAL), same(ORIGINAL), same(0), same(0), 2, 1, 0),
        CHANGES);
  }

  static Scenario with(
      double users, Scenario.Accounts accounts, Scenario.Habits habits, Scenario.Changes changes) {
    return new Scenario("test", users, 1, 2, 1, accounts, habits, SIZES, changes, MACHINE, FACES);
  }

  static Scenario with(Scenario scenario, int years, int lives, long seed) {
    return new Scenario(
        scenario.name(),
        scenario.users(),
        years,
        lives,
        seed,
        scenario.accounts(),
        scenario.habits(),
        scenario.sizes(),
        scenario.changes(),
        scenario.machine(),
        scenario.faces());
  }

  static Varying same(double value) {
    return new Varying(value, 0);
  }

  /** Anything that a scenario file may say, within reason. */
  static Scenario random(Random random) {
    Scenario.Habits habits =
        new Scenario.Habits(
            varying(random, 30),
            varying(random, 1e11),
            new Varying(1e6 + 5e6 * random.nextDouble(), .5 * random.nextDouble()),
            varying(random, 5),
            varying(random, 5),
            3 * random.nextDouble(),
            1 + 2 * random.nextDouble(),
            random.nextDouble());
    Scenario.Changes changes =
        new Scenario.Changes(
            random.nextInt(20),
            random.nextInt(20),
            random.nextDouble(),
            .5 * random.nextDouble(),
            1e10 * random.nextDouble());
    Scenario.Accounts accounts =
        random.nextBoolean() ? Scenario.Accounts.ONE_EACH : Scenario.Accounts.ONE_FOR_ALL;
    return with(
        with(1 + random.nextInt(1_000_000), accounts, habits, changes),
        1 + random.nextInt(4),
        30,
        random.nextLong());
  }

  private static Varying varying(Random random, double most) {
    return new Varying(most * random.nextDouble(), random.nextDouble());
  }
}
