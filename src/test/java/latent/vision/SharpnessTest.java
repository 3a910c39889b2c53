package latent.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import latent.image.Pixels;
import org.junit.jupiter.api.Test;

class SharpnessTest {

  @Test
  void aFlatPictureHasNone() {
    assertThat(Sharpness.of(grey(16, (x, y) -> 200))).isCloseTo(0, within(1e-3));
  }

  @Test
  void anEvenSlopeHasNone() {
    assertThat(Sharpness.of(grey(16, (x, y) -> 10 * x + 3 * y))).isCloseTo(0, within(1e-3));
  }

  @Test
  void aChessboardHasTheVarianceOfItsLaplacian() {
    // Every Laplacian is 4 * 10 - 4 * 0 = 40 or -40, half of them each.
    assertThat(Sharpness.of(grey(18, (x, y) -> (x + y) % 2 * 10))).isCloseTo(1600, within(0.1));
  }

  private interface Shade {
    int at(int x, int y);
  }

  private static Pixels grey(int side, Shade shade) {
    byte[] rgb = new byte[side * side * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) shade.at(i / 3 % side, i / 3 / side);
    }
    return new Pixels(side, side, rgb);
  }
}
