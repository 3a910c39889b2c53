package latent.people;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Products of rows with many columns at once, in loops that the compiler turns into instructions
 * for the processor's vectors by itself.
 */
final class Products {

  /** Numbers in a row come in fours. */
  static final int STEP = 4;

  private Products() {}

  /**
   * The products of two rows with all columns.
   *
   * @param columns number by number: first the first number of each column; a multiple of {@link
   *     #STEP} of them
   * @param ofOne becomes the products of the first row
   * @param ofOther becomes the products of the second row
   */
  static void of(float[] one, float[] other, float[][] columns, float[] ofOne, float[] ofOther) {
    Arrays.fill(ofOne, 0);
    Arrays.fill(ofOther, 0);
    for (int k = 0; k < columns.length; k += STEP) {
      add(one, other, k, columns, ofOne, ofOther);
    }
  }

  /** The products of all rows with all columns. */
  static float[][] of(float[][] rows, float[][] columns) {
    float[][] products = new float[rows.length][columns[0].length];
    IntStream.range(0, (rows.length + 1) / 2)
        .parallel()
        .forEach(
            half -> {
              int row = 2 * half;
              int next = Math.min(row + 1, rows.length - 1);
              float[] ofNext = next > row ? products[next] : new float[columns[0].length];
              of(rows[row], rows[next], columns, products[row], ofNext);
            });
    return products;
  }

  private static void add(
      float[] one, float[] other, int k, float[][] columns, float[] ofOne, float[] ofOther) {
    float a0 = one[k];
    float a1 = one[k + 1];
    float a2 = one[k + 2];
    float a3 = one[k + 3];
    float b0 = other[k];
    float b1 = other[k + 1];
    float b2 = other[k + 2];
    float b3 = other[k + 3];
    float[] column0 = columns[k];
    float[] column1 = columns[k + 1];
    float[] column2 = columns[k + 2];
    float[] column3 = columns[k + 3];
    for (int i = 0; i < ofOne.length; i++) {
      float number0 = column0[i];
      float number1 = column1[i];
      float number2 = column2[i];
      float number3 = column3[i];
      ofOne[i] = ofOne[i] + a0 * number0 + a1 * number1 + a2 * number2 + a3 * number3;
      ofOther[i] = ofOther[i] + b0 * number0 + b1 * number1 + b2 * number2 + b3 * number3;
    }
  }
}
