package latent.simulation;

import static latent.simulation.Policy.DOWNLOAD_AGAIN;
import static latent.simulation.Policy.FEATURES_KEPT;
import static latent.simulation.Policy.KEEP_ALL;
import static latent.simulation.Policy.LATENT;
import static latent.simulation.Policy.SMALL_COPIES_ONLY;
import static latent.simulation.Usage.Why.ANALYSE;
import static latent.simulation.Usage.Why.NEW_DEVICE;
import static latent.simulation.Usage.Why.OTHER_DEVICES;
import static latent.simulation.Usage.Why.VIEW;
import static latent.simulation.Worlds.COPIES;
import static latent.simulation.Worlds.ENTRY;
import static latent.simulation.Worlds.ORIGINAL;
import static latent.simulation.Worlds.SEALED;
import static latent.simulation.Worlds.SEGMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.Random;
import java.util.stream.Stream;
import latent.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each event costs under each policy, against figures computed by hand. */
class PolicyTest {

  /** A thousand photos of two faces each, on three devices; 1,500 segments of facts. */
  private static final Library LIBRARY = library(3, -1);

  private static final Scenario SCENARIO = Worlds.still();

  private static Library library(int devices, int detectorAge) {
    return new Library(1000, ORIGINAL, 2, devices, 1500, 3000, detectorAge, 1000);
  }

  /**
   * What an event must cost.
   *
   * @param down in the order to view, to analyse, for other devices, for a new device
   * @param seconds of reading
   */
  private record Cost(
      Policy policy,
      Event event,
      double up,
      double[] down,
      double puts,
      double gets,
      double seconds) {}

  private static double[] down(double view, double analyse, double otherDevices, double newDevice) {
    return new double[] {view, analyse, otherDevices, newDevice};
  }

  private static Stream<Cost> costs() {
    double[] nothing = down(0, 0, 0, 0);
    Event arrived = new Event.Arrived(10);
    Event viewed = new Event.Viewed(7);
    Event edited = new Event.Edited(2);
    Event replaced = new Event.DevicesReplaced(1);
    Event embedder = new Event.NewEmbedder();
    Event detector = new Event.NewDetector();
    return Stream.of(
        new Cost(KEEP_ALL, arrived, 10 * ORIGINAL, down(0, 0, 20 * ORIGINAL, 0), 10, 20, 30),
        new Cost(KEEP_ALL, viewed, 0, nothing, 0, 0, 0),
        new Cost(KEEP_ALL, edited, 0, nothing, 0, 0, 0),
        new Cost(KEEP_ALL, replaced, 0, down(0, 0, 0, 1000 * ORIGINAL), 0, 1000, 1000),
        new Cost(KEEP_ALL, embedder, 0, nothing, 0, 0, 3000),
        new Cost(KEEP_ALL, detector, 0, nothing, 0, 0, 3000),
        new Cost(
            SMALL_COPIES_ONLY,
            arrived,
            10 * (ORIGINAL + COPIES),
            down(0, 0, 20 * COPIES, 0),
            20,
            20,
            3),
        new Cost(SMALL_COPIES_ONLY, viewed, 0, down(7 * ORIGINAL, 0, 0, 0), 0, 7, 0),
        new Cost(SMALL_COPIES_ONLY, edited, 0, nothing, 0, 0, 0),
        new Cost(SMALL_COPIES_ONLY, replaced, 0, down(0, 0, 0, 1000 * COPIES), 0, 1000, 100),
        new Cost(SMALL_COPIES_ONLY, embedder, 0, nothing, 0, 0, 300),
        new Cost(SMALL_COPIES_ONLY, detector, 0, nothing, 0, 0, 300),
        new Cost(DOWNLOAD_AGAIN, edited, 0, down(0, 100 * ORIGINAL, 0, 0), 0, 100, 100),
        new Cost(DOWNLOAD_AGAIN, embedder, 0, down(0, 3000 * ORIGINAL, 0, 0), 0, 3000, 3000),
        new Cost(DOWNLOAD_AGAIN, viewed, 0, down(7 * ORIGINAL, 0, 0, 0), 0, 7, 0),
        new Cost(
            FEATURES_KEPT,
            arrived,
            10 * (ORIGINAL + COPIES),
            down(0, 20 * ORIGINAL, 20 * COPIES, 0),
            20,
            40,
            30),
        new Cost(FEATURES_KEPT, viewed, 0, down(7 * ORIGINAL, 0, 0, 0), 0, 7, 0),
        new Cost(FEATURES_KEPT, edited, 0, nothing, 0, 0, 0),
        new Cost(
            FEATURES_KEPT, replaced, 0, down(0, 1000 * ORIGINAL, 0, 1000 * COPIES), 0, 2000, 1000),
        new Cost(FEATURES_KEPT, embedder, 0, down(0, 3000 * ORIGINAL, 0, 0), 0, 3000, 3000),
        new Cost(FEATURES_KEPT, detector, 0, down(0, 3000 * ORIGINAL, 0, 0), 0, 3000, 3000),
        new Cost(
            LATENT,
            arrived,
            10 * (SEALED + COPIES + ENTRY),
            down(0, 0, 20 * (COPIES + ENTRY), 0),
            30,
            50,
            10),
        new Cost(LATENT, viewed, 0, down(7 * SEALED, 0, 0, 0), 0, 7, 0),
        new Cost(LATENT, edited, 2 * SEGMENT, down(0, 0, 4 * SEGMENT, 0), 2, 4, 0),
        new Cost(
            LATENT,
            replaced,
            0,
            down(0, 0, 0, 1000 * (COPIES + ENTRY) + 1500 * SEGMENT),
            0,
            3500,
            0),
        new Cost(LATENT, embedder, 1000 * ENTRY, down(0, 0, 2000 * ENTRY, 0), 1000, 2000, 20),
        new Cost(LATENT, detector, 1000 * ENTRY, down(0, 0, 2000 * ENTRY, 0), 1000, 2000, 100));
  }

  @ParameterizedTest
  @MethodSource("costs")
  void anEventCostsWhatTheHandComputes(Cost cost) {
    Usage usage = new Usage();
    cost.policy().charge(cost.event(), LIBRARY, SCENARIO, usage);
    assertThat(usage.up()).isCloseTo(cost.up(), within(1e-3));
    for (Usage.Why why : Usage.Why.values()) {
      assertThat(usage.down(why)).as("%s", why).isCloseTo(cost.down()[why.ordinal()], within(1e-3));
    }
    assertThat(usage.puts()).isEqualTo(cost.puts());
    assertThat(usage.gets()).isEqualTo(cost.gets());
    assertThat(usage.readingSeconds(SCENARIO.machine())).isCloseTo(cost.seconds(), within(1e-9));
  }

  @Test
  void aMonthOfLatentListsAllSegmentsOnAllDevicesEachDay() {
    Usage usage = new Usage();
    LATENT.charge(new Event.MonthPassed(), LIBRARY, SCENARIO, usage);
    double days = 30.4375;
    assertThat(usage.lists()).as("1,500 segments are two pages").isEqualTo(3 * 2 * days);
    assertThat(usage.up()).isEqualTo(days * SEGMENT);
    assertThat(usage.down(OTHER_DEVICES))
        .isCloseTo(2 * days * SEGMENT + 3 * days * 1500 * 250, within(1e-3));
    assertThat(usage.down(ANALYSE)).isZero();
  }

  @Test
  void aMonthOfTheOthersListsOnceADay() {
    for (Policy policy : EnumSet.complementOf(EnumSet.of(LATENT))) {
      Usage usage = new Usage();
      policy.charge(new Event.MonthPassed(), LIBRARY, SCENARIO, usage);
      assertThat(usage.lists()).isEqualTo(3 * 30.4375);
      assertThat(usage.down() + usage.up()).isZero();
    }
  }

  /** Two of a hundred originals are 20 of 4.04 MB, 80.8 MB in all, at 50 MB a month. */
  @Test
  void aNewDetectorRecallsOriginalsMonthByMonthWithinTheBudget() {
    double[] recalled = {50_000_000, 30_800_000, 0, 0};
    for (int age = 0; age < recalled.length; age++) {
      Usage usage = new Usage();
      LATENT.charge(new Event.MonthPassed(), library(1, age), SCENARIO, usage);
      assertThat(usage.down(ANALYSE)).isCloseTo(recalled[age], within(1e-3));
      assertThat(usage.readingSeconds(SCENARIO.machine()))
          .isCloseTo(recalled[age] / SEALED, within(1e-9));
    }
  }

  @Test
  void whatLiesWhereIsAsTheHandComputes() {
    assertThat(KEEP_ALL.stored(LIBRARY, SCENARIO)).isEqualTo(4e9);
    assertThat(FEATURES_KEPT.stored(LIBRARY, SCENARIO)).isEqualTo(4.1e9);
    assertThat(LATENT.stored(LIBRARY, SCENARIO))
        .as("originals and copies, entries of four generations, segments")
        .isEqualTo(1000 * (SEALED + COPIES) + 4000 * ENTRY + 1500 * SEGMENT);
    assertThat(KEEP_ALL.disk(LIBRARY, SCENARIO)).isEqualTo(4.002e9);
    assertThat(SMALL_COPIES_ONLY.disk(LIBRARY, SCENARIO)).isEqualTo(1.02e8);
    assertThat(DOWNLOAD_AGAIN.disk(LIBRARY, SCENARIO)).isEqualTo(1e8);
    assertThat(FEATURES_KEPT.disk(LIBRARY, SCENARIO)).isEqualTo(1.02e8);
    assertThat(LATENT.disk(LIBRARY, SCENARIO)).isEqualTo(1.09e8);
  }

  /** Crops of 28 pixels instead of 160: 92.2 of 100 are recognised instead of 98.8. */
  @Test
  void onlySmallCopiesLoseFaces() {
    for (Policy policy : Policy.values()) {
      assertThat(policy.facesLost(LIBRARY, SCENARIO))
          .as(policy.label())
          .isCloseTo(policy == SMALL_COPIES_ONLY ? 2000 * .066 : 0, within(1e-6));
    }
  }

  @Test
  void theLineIsBusyInBothDirections() {
    Usage usage = new Usage().up(1, 3_000_000).down(VIEW, 2, 10_000_000);
    assertThat(usage.lineSeconds(SCENARIO.machine()))
        .as("24 Mbit up at 8, 160 Mbit down at 80")
        .isCloseTo(5, within(1e-9));
  }

  @Test
  void aFactNeverFetchesAnOriginalButWhereThatIsThePolicy() {
    Random random = Seed.random("facts that cost no photo");
    for (int round = 0; round < 200; round++) {
      Scenario scenario = Worlds.random(random);
      for (Life.Month month : Life.draw(scenario, random)) {
        for (Policy policy : EnumSet.complementOf(EnumSet.of(DOWNLOAD_AGAIN))) {
          Usage usage = new Usage();
          policy.charge(new Event.Edited(1 + random.nextInt(50)), month.library(), scenario, usage);
          assertThat(usage.down(ANALYSE) + usage.down(VIEW) + usage.down(NEW_DEVICE)).isZero();
          assertThat(usage.readingSeconds(scenario.machine())).isZero();
        }
      }
    }
  }
}
