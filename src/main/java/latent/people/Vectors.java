package latent.people;

import java.util.List;

/**
 * The faces' vectors in whole numbers: each has length {@value #LENGTH} but for rounding. A product
 * of two then is a whole number below 2<sup>24</sup>, and so is every part of it, so that 32-bit
 * floating point computes it exactly in whatever order it adds: the answer does not depend on the
 * processor. Rounding moves a cosine by about 0.0001.
 */
final class Vectors {

  /** 4000 squared, and what rounding may add to it for 512 numbers, is below 2^24. */
  static final int LENGTH = 4000;

  private static final double SQUARE = (double) LENGTH * LENGTH;

  private final short[][] rows;
  private final int dimension;

  /** All vectors have the same dimension. */
  Vectors(List<float[]> vectors) {
    rows = new short[vectors.size()][];
    dimension = vectors.isEmpty() ? 0 : vectors.getFirst().length;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = whole(vectors.get(i));
    }
  }

  private static short[] whole(float[] vector) {
    double square = 0;
    for (float number : vector) {
      square += (double) number * number;
    }
    double scale = square == 0 ? 0 : LENGTH / Math.sqrt(square);
    short[] row = new short[vector.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (short) Math.round(vector[i] * scale);
    }
    return row;
  }

  int size() {
    return rows.length;
  }

  int dimension() {
    return dimension;
  }

  short[] row(int index) {
    return rows[index];
  }

  /** The cosine to which a product of two rows comes. */
  static double cosine(double product) {
    return product / SQUARE;
  }

  /** The product of two rows that stands for a cosine. */
  static double product(double cosine) {
    return cosine * SQUARE;
  }
}
