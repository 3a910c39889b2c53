package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What work takes is learnt from what it took. */
class PaceTest {

  private static final long MEGABYTE = 1_000_000;

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(new Pace().isUnknown()).isTrue();
    assertThat(new Pace().turns(10, 10 * MEGABYTE)).isZero();
    assertThat(new Pace().atOnce()).isEqualTo(1);
  }

  @Test
  void aPhotoAndItsBytesAreToldApart() {
    long seed = System.nanoTime();
    System.out.println("seed of PaceTest: " + seed);
    Random random = new Random(seed);
    Pace pace = new Pace();
    for (int photo = 0; photo < 500; photo++) {
      long bytes = MEGABYTE + random.nextInt(9_000_000);
      pace.took(bytes, (0.2 + 0.05 * bytes / MEGABYTE) * (0.9 + 0.2 * random.nextDouble()));
    }
    assertThat(pace.turns(100, 100 * MEGABYTE)).isCloseTo(25, withPercentage(10));
    assertThat(pace.turns(100, 800 * MEGABYTE)).isCloseTo(60, withPercentage(10));
  }

  @Test
  void photosOfOneSizeAreEnough() {
    Pace pace = new Pace();
    pace.took(MEGABYTE, 0.5);
    assertThat(pace.turns(4, 4 * MEGABYTE)).isCloseTo(2, within(1e-9));
    pace.took(MEGABYTE, 0.5);
    assertThat(pace.turns(4, 4 * MEGABYTE)).isCloseTo(2, within(1e-9));
    assertThat(pace.turns(4, 0)).isPositive();
  }

  /** Small photos that took longer than large ones don't make large ones cost less than nothing. */
  @Test
  void moreBytesNeverTakeLess() {
    Pace pace = new Pace();
    pace.took(MEGABYTE, 2);
    pace.took(9 * MEGABYTE, 1);
    assertThat(pace.turns(1, 90 * MEGABYTE)).isGreaterThanOrEqualTo(pace.turns(1, MEGABYTE));
    assertThat(pace.turns(1, 0)).isNotNegative();
  }

  @Test
  void whatIsNewCountsMore() {
    Pace pace = new Pace();
    for (int photo = 0; photo < 1000; photo++) {
      pace.took(MEGABYTE, 0.1);
    }
    for (int photo = 0; photo < 2000; photo++) {
      pace.took(MEGABYTE, 0.4);
    }
    assertThat(pace.turns(10, 10 * MEGABYTE)).isCloseTo(4, withPercentage(2));
    pace.passed(100, 100);
    pace.passed(1500, 500);
    assertThat(pace.atOnce()).isCloseTo(3, withPercentage(2));
  }

  @Test
  void itOutlivesTheProgram() {
    Pace pace = new Pace();
    pace.took(MEGABYTE, 0.3);
    pace.took(5 * MEGABYTE, 0.9);
    pace.passed(3, 2);
    assertThat(pace.numbers()).hasSize(Pace.NUMBERS);
    Pace again = new Pace(pace.numbers());
    assertThat(again.turns(7, 12 * MEGABYTE)).isEqualTo(pace.turns(7, 12 * MEGABYTE));
    assertThat(again.atOnce()).isEqualTo(pace.atOnce());
  }
}
