package latent.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

  @Test
  void aPerfectGroupingIsOneEverywhere() {
    Agreement agreement = Agreement.of(List.of("a", "a", "b"), List.of("1", "1", "2"));
    assertThat(agreement).isEqualTo(new Agreement(1, 1, 1, 1, 1, 1));
  }

  /**
   * Truth a a a b, groups {a a b} {a}: one of three pairs is right, one of three is found; BCubed
   * by hand.
   */
  @Test
  void aWrongOneIsCountedByHand() {
    Agreement agreement = Agreement.of(List.of("a", "a", "a", "b"), List.of("1", "1", "2", "1"));
    assertThat(agreement.pairP()).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(agreement.pairR()).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(agreement.bcP()).isCloseTo((2.0 / 3 + 2.0 / 3 + 1 + 1.0 / 3) / 4, within(1e-12));
    assertThat(agreement.bcR()).isCloseTo((2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1) / 4, within(1e-12));
  }
}
