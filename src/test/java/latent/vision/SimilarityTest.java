package latent.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilarityTest {

  private static final double EXACT = 1e-4;
  private static final float[] FACE = {38, 52, 74, 51, 56, 72, 42, 92, 71, 92};

  @Test
  void findsTheMoveThatWasMade() {
    Random random = new Random(7);
    for (int round = 0; round < 100; round++) {
      double angle = random.nextDouble(-Math.PI, Math.PI);
      double scale = random.nextDouble(0.05, 20);
      Similarity made =
          new Similarity(
              scale * Math.cos(angle),
              scale * Math.sin(angle),
              random.nextDouble(-500, 500),
              random.nextDouble(-500, 500));
      Similarity found = Similarity.between(FACE, moved(made));
      assertThat(found.scale()).as("round %d", round).isCloseTo(scale, within(EXACT * scale));
      assertThat(found.x(60, 70)).isCloseTo(made.x(60, 70), within(0.01));
      assertThat(found.y(60, 70)).isCloseTo(made.y(60, 70), within(0.01));
    }
  }

  @Test
  void aQuarterTurnIsAQuarterTurn() {
    Similarity turn =
        Similarity.between(new float[] {0, 0, 1, 0, 0, 1}, new float[] {5, 5, 5, 6, 4, 5});
    assertThat(turn.a()).isCloseTo(0, within(EXACT));
    assertThat(turn.b()).isCloseTo(1, within(EXACT));
    assertThat(turn.right()).isCloseTo(5, within(EXACT));
    assertThat(turn.down()).isCloseTo(5, within(EXACT));
  }

  @Test
  void noOtherMoveComesNearer() {
    Random random = new Random(11);
    float[] noisy = FACE.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = 2 * noisy[i] + 30 + (float) random.nextGaussian() * 4;
    }
    Similarity best = Similarity.between(FACE, noisy);
    double least = distance(best, noisy);
    for (double step : new double[] {-0.02, 0.02}) {
      assertThat(distance(plus(best, step, 0, 0, 0), noisy)).isGreaterThan(least);
      assertThat(distance(plus(best, 0, step, 0, 0), noisy)).isGreaterThan(least);
      assertThat(distance(plus(best, 0, 0, step, 0), noisy)).isGreaterThan(least);
      assertThat(distance(plus(best, 0, 0, 0, step), noisy)).isGreaterThan(least);
    }
  }

  @Test
  void theInverseLeadsBack() {
    Similarity there = new Similarity(1.5, -0.7, 12, -40);
    Similarity back = there.inverse();
    double x = there.x(3, 4);
    double y = there.y(3, 4);
    assertThat(back.x(x, y)).isCloseTo(3, within(EXACT));
    assertThat(back.y(x, y)).isCloseTo(4, within(EXACT));
  }

  @Test
  void pointsThatAreAllOneHaveNoSize() {
    assertThatThrownBy(() -> Similarity.between(new float[] {4, 4, 4, 4}, new float[] {0, 0, 1, 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static float[] moved(Similarity move) {
    float[] moved = new float[FACE.length];
    for (int i = 0; i < moved.length; i += 2) {
      moved[i] = (float) move.x(FACE[i], FACE[i + 1]);
      moved[i + 1] = (float) move.y(FACE[i], FACE[i + 1]);
    }
    return moved;
  }

  private static Similarity plus(Similarity s, double a, double b, double right, double down) {
    return new Similarity(s.a() + a, s.b() + b, s.right() + right, s.down() + down);
  }

  private static double distance(Similarity move, float[] to) {
    float[] moved = moved(move);
    double sum = 0;
    for (int i = 0; i < moved.length; i++) {
      sum += (moved[i] - to[i]) * (moved[i] - to[i]);
    }
    return sum;
  }
}
