package latent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceSizesTest {

  @ParameterizedTest
  @CsvSource({
    "500, .988",
    "112, .988",
    "56, .985",
    "34, .95",
    "28, .922",
    "20, .603",
    "16, .287",
    "12.4, 0",
    "3, 0"
  })
  void smallerCropsAreRecognisedLess(double crop, double share) {
    assertThat(FaceSizes.recognised(crop)).isCloseTo(share, within(1e-9));
  }

  @Test
  void facesAreLostByTheirWidthInTheCopy() {
    FaceSizes same = new FaceSizes(List.of(.07, .07, .07), 1600, 280);
    assertThat(same.lostInPreviews()).isCloseTo(.988 - .922, within(1e-9));
    assertThat(same.lost(160)).as("crops of 16 pixels").isCloseTo(.988 - .287, within(1e-9));
    assertThat(same.lost(1600)).isZero();
    assertThat(same.lost(5000)).as("copies are never larger than originals").isZero();
  }

  /**
   * Crops from 0 to 200 pixels in the original, from 0 to 100 in the copy. The area under the
   * table's lines from 0 to 112 pixels is .5166 + 1.78 + 6.1 + 11.4 + 15.704 + 55.244 = 90.7446.
   */
  @Test
  void widthsBetweenTheGivenOnesAreAllThere() {
    FaceSizes even = new FaceSizes(List.of(0., .035, .07, .105, .14), 1000, 500);
    double original = (90.7446 + 88 * .988) / 200;
    double upTo100 = 90.7446 - 12 * (.988 + recognisedAt100()) / 2;
    assertThat(even.lostInPreviews()).isCloseTo(original - upTo100 / 100, within(1e-4));
  }

  private static double recognisedAt100() {
    return .985 + 44 * .003 / 56;
  }
}
