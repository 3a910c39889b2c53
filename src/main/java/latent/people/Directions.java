package latent.people;

import java.util.Arrays;

/**
 * The directions in which some vectors differ most, at right angles: their leading principal
 * components about zero, near enough, found by multiplying and straightening a few times
 * (orthogonal iteration: Golub and Van Loan, Matrix Computations, 7.3.2).
 */
final class Directions {

  /** More directions than this are not worth having. */
  private static final int MOST = 160;

  private static final int REPETITIONS = 2;

  private Directions() {}

  /**
   * As few directions as leave out little; none if more than {@value #MOST} are needed.
   *
   * @param sample the vectors; how many there are, and how long they are, is a multiple of {@link
   *     Products#STEP}
   * @param leftOut the share of the square of their lengths that may be left out
   * @return number by number: first the first number of each direction
   */
  static float[][] of(float[][] sample, double leftOut) {
    if (sample[0].length <= MOST || sample.length < 2 * MOST) {
      return new float[0][];
    }
    float[][] turned = turned(sample);
    float[][] directions = turned(Arrays.copyOf(sample, MOST));
    for (int i = 0; i < REPETITIONS; i++) {
      directions = Products.of(turned, Products.of(sample, directions));
      straighten(directions);
    }
    straighten(directions);
    int enough = enough(sample, directions, leftOut);
    return enough == 0
        ? new float[0][]
        : Arrays.stream(directions)
            .map(numbers -> Arrays.copyOf(numbers, enough))
            .toArray(float[][]::new);
  }

  private static float[][] turned(float[][] rows) {
    float[][] turned = new float[rows[0].length][rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int k = 0; k < turned.length; k++) {
        turned[k][row] = rows[row][k];
      }
    }
    return turned;
  }

  /** Makes the columns of length 1 and at right angles (modified Gram-Schmidt). */
  private static void straighten(float[][] columns) {
    int count = columns[0].length;
    float[] shares = new float[count];
    for (int column = 0; column < count; column++) {
      double square = 0;
      for (float[] numbers : columns) {
        square += (double) numbers[column] * numbers[column];
      }
      float scale = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
      Arrays.fill(shares, 0);
      for (float[] numbers : columns) {
        numbers[column] *= scale;
        add(numbers[column], numbers, shares);
      }
      Arrays.fill(shares, 0, column + 1, 0);
      for (float[] numbers : columns) {
        add(-numbers[column], shares, numbers);
      }
    }
  }

  private static void add(float times, float[] numbers, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = to[i] + times * numbers[i];
    }
  }

  /** How many of the directions, from the first on, hold enough of the sample; 0 if all do not. */
  private static int enough(float[][] sample, float[][] directions, double leftOut) {
    double all = 0;
    for (float[] row : sample) {
      for (float number : row) {
        all += (double) number * number;
      }
    }
    double[] held = new double[MOST];
    for (float[] products : Products.of(sample, directions)) {
      for (int i = 0; i < held.length; i++) {
        held[i] += (double) products[i] * products[i];
      }
    }
    double rest = all;
    for (int i = 0; i < held.length; i++) {
      rest -= held[i];
      if (rest <= leftOut * all) {
        return i + 1;
      }
    }
    return 0;
  }
}
