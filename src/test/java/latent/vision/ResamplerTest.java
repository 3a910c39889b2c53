package latent.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import latent.image.Pixels;
import org.junit.jupiter.api.Test;

class ResamplerTest {

  private static final Pixels GRAIN = grain(20);

  @Test
  void aWholeNumberOfPixelsIsAPlainCopy() {
    Pixels part = Resampler.resampled(GRAIN, new Similarity(1, 0, 3, 5), 10);
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 10; x++) {
        for (int colour = 0; colour < 3; colour++) {
          assertThat(part.rgb()[3 * (y * 10 + x) + colour])
              .isEqualTo(GRAIN.rgb()[3 * ((y + 5) * 20 + x + 3) + colour]);
        }
      }
    }
  }

  @Test
  void halfTheSizeIsTheAverageOfFour() {
    Pixels half = Resampler.resampled(GRAIN, new Similarity(2, 0, 0.5, 0.5), 10);
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 10; x++) {
        int sum = 0;
        for (int at : new int[] {0, 1, 20, 21}) {
          sum += GRAIN.rgb()[3 * (2 * y * 20 + 2 * x + at)] & 0xff;
        }
        assertThat(half.rgb()[3 * (y * 10 + x)] & 0xff).isEqualTo((int) (sum / 4.0 + 0.5));
      }
    }
  }

  @Test
  void beyondTheSourceIsBlack() {
    Pixels beyond = Resampler.resampled(GRAIN, new Similarity(1, 0, 15, -3), 10);
    assertThat(beyond.rgb()[0]).isZero();
    assertThat(beyond.rgb()[3 * 99]).isZero();
  }

  private static Pixels grain(int side) {
    byte[] rgb = new byte[3 * side * side];
    new Random(3).nextBytes(rgb);
    return new Pixels(side, side, rgb);
  }
}
