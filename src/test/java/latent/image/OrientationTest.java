package latent.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrientationTest {

  /**
   * Against the definition, sample by sample, in sizes around the blocks that are turned at once.
   */
  @ParameterizedTest
  @EnumSource
  void turnsEverySample(Orientation orientation) {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      int width = 1 + random.nextInt(40);
      int height = 1 + random.nextInt(40);
      int step = round % 2 == 0 ? 1 : 3;
      byte[] stored = new byte[width * height * step];
      random.nextBytes(stored);
      byte[] upright = orientation.turn(stored, width, height, step);
      int across = orientation.swapsSides() ? height : width;
      for (int i = 0; i < width * height; i++) {
        int a = orientation.swapsSides() ? i / across : i % across;
        int b = orientation.swapsSides() ? i % across : i / across;
        int x = orientation.flipsX() ? width - 1 - a : a;
        int y = orientation.flipsY() ? height - 1 - b : b;
        for (int part = 0; part < step; part++) {
          assertThat(upright[i * step + part]).isEqualTo(stored[(y * width + x) * step + part]);
        }
      }
    }
  }

  /** The matrices that ISO/IEC 14496-12 gives for turns, and mirrorings. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1, UPRIGHT",
    "0, 1, -1, 0, QUARTER_TURN_CLOCKWISE",
    "-1, 0, 0, -1, HALF_TURN",
    "0, -1, 1, 0, QUARTER_TURN_COUNTERCLOCKWISE",
    "-1, 0, 0, 1, MIRRORED",
    "0, 1, 1, 0, TRANSPOSED"
  })
  void readsDisplayMatrices(int a, int b, int c, int d, Orientation expected) {
    int one = 1 << 16;
    assertThat(Orientation.ofDisplayMatrix(a * one, b * one, c * one, d * one)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, UPRIGHT", "1, UPRIGHT", "6, QUARTER_TURN_CLOCKWISE", "9, UPRIGHT", "-3, UPRIGHT"})
  void aNumberOutsideExifIsUpright(long number, Orientation expected) {
    assertThat(Orientation.ofExif(number)).isEqualTo(expected);
  }
}
