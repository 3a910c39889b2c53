package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import latent.library.GainCurve.Original;
import latent.library.StudyFigures.Fetched;
import org.junit.jupiter.api.Test;

/** What originals add, in different orders. */
class GainCurveTest {

  /**
   * The small one holds all that is to be gained; the large one is promised nothing and gives none.
   */
  private static final List<Original> ORIGINALS =
      List.of(new Original(90, 0, 4, 4), new Original(5, 3, 1, 4), new Original(5, 1, 1, 2));

  @Test
  void whatPromisesMostForItsBytesComesFirst() {
    List<Fetched> curve = GainCurve.of(ORIGINALS, 10, 1);
    Fetched twentieth = at(curve, 0.05);
    assertThat(twentieth.byPlan()).isCloseTo(0.9, within(1e-9));
    assertThat(twentieth.random()).isBetween(0.68, 0.79);
    assertThat(at(curve, 0.1).byPlan()).isCloseTo(1, within(1e-9));
    assertThat(at(curve, 0.9).largestFirst()).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void allOrdersBeginAndEndTogether() {
    List<Fetched> curve = GainCurve.of(ORIGINALS, 10, 1);
    assertThat(curve.getFirst()).isEqualTo(new Fetched(0, 0.6, 0.6, 0.6));
    assertThat(curve.getLast()).isEqualTo(new Fetched(1, 1, 1, 1));
  }

  @Test
  void ofTheLastAPartIsFetched() {
    assertThat(GainCurve.reached(ORIGINALS, 7)).isCloseTo(6, within(1e-9));
    assertThat(GainCurve.reached(ORIGINALS, 92.5)).isCloseTo(7.5, within(1e-9));
  }

  private static Fetched at(List<Fetched> curve, double share) {
    return curve.stream().filter(point -> point.share() == share).findFirst().orElseThrow();
  }
}
