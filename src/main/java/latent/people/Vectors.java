package latent.people;

import java.util.Arrays;

/**
 * The faces' vectors in whole numbers, packed into 16 bits each: each vector has length {@value
 * #LENGTH} but for rounding. Their products and sums are whole numbers too, and so exact in
 * whatever order they are added: the answer depends neither on the order of the faces nor on the
 * processor. Rounding moves a cosine by about 0.0001.
 */
final class Vectors {

  /** Small enough that no number, and no sum of a few, is beyond 16 bits. */
  static final int LENGTH = 4000;

  private static final double SQUARE = (double) LENGTH * LENGTH;

  private static final short[] NONE = {};

  private final short[][] rows;
  private final int dimension;

  /**
   * @param rows a row each, of no numbers where there is no vector
   * @param dimension how many numbers the others have
   */
  Vectors(short[][] rows, int dimension) {
    this.rows = rows;
    this.dimension = dimension;
  }

  /** So many rows, those that there are first, and then rows without a vector. */
  short[][] copy(int size) {
    short[][] copy = Arrays.copyOf(rows, size);
    Arrays.fill(copy, rows.length, size, NONE);
    return copy;
  }

  /** A row without a vector. */
  static short[] none() {
    return NONE;
  }

  /** A vector of any length in whole numbers. */
  static short[] whole(float[] vector) {
    double square = 0;
    for (float number : vector) {
      square += (double) number * number;
    }
    double scale = square == 0 ? 0 : LENGTH / Math.sqrt(square);
    short[] row = new short[vector.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (short) Math.floor(vector[i] * scale + 0.5);
    }
    return row;
  }

  int size() {
    return rows.length;
  }

  int dimension() {
    return dimension;
  }

  boolean has(int index) {
    return rows[index].length > 0;
  }

  short[] row(int index) {
    return rows[index];
  }

  /** The product of two rows that have vectors. */
  int product(int one, int other) {
    short[] numbers = rows[one];
    short[] others = rows[other];
    long product = 0;
    for (int i = 0; i < numbers.length; i++) {
      product += (long) numbers[i] * others[i];
    }
    return (int) product;
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
