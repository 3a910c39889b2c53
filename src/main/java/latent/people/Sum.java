package latent.people;

import java.util.List;

/**
 * The sum of some faces' vectors, in whole numbers and so exact: in whatever order faces are added,
 * it is the same. One face's sum is its row itself, and other sums are kept in 16 bits, too, where
 * they fit.
 */
final class Sum {

  private static final int[] NOT_WIDE = {};
  private static final short[] NOT_NARROW = {};

  private final short[] narrow;
  private final int[] wide;
  private final int faces;
  private final double length;

  private Sum(short[] narrow, int[] wide, int faces) {
    this.narrow = narrow;
    this.wide = wide;
    this.faces = faces;
    length = Math.sqrt(product(this));
  }

  static Sum of(short[] row) {
    return new Sum(row, NOT_WIDE, 1);
  }

  /** Some sums together. */
  static Sum of(Iterable<Sum> parts, int dimension) {
    int[] numbers = new int[dimension];
    int faces = 0;
    for (Sum part : parts) {
      part.addTo(numbers);
      faces += part.faces;
    }
    return of(numbers, faces);
  }

  /** The sum of some rows; those without a vector count, too. */
  static Sum ofRows(List<short[]> rows, int dimension) {
    int[] numbers = new int[dimension];
    rows.forEach(row -> add(row, numbers));
    return of(numbers, rows.size());
  }

  private static Sum of(int[] numbers, int faces) {
    short[] narrow = new short[numbers.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (short) numbers[i];
      if (narrow[i] != numbers[i]) {
        return new Sum(NOT_NARROW, numbers, faces);
      }
    }
    return new Sum(narrow, NOT_WIDE, faces);
  }

  private void addTo(int[] numbers) {
    add(narrow, numbers);
    for (int i = 0; i < wide.length; i++) {
      numbers[i] += wide[i];
    }
  }

  private static void add(short[] row, int[] numbers) {
    for (int i = 0; i < row.length; i++) {
      numbers[i] += row[i];
    }
  }

  int faces() {
    return faces;
  }

  /** The cosine of two sums, 0 where one of them is nothing. */
  double cosine(Sum other) {
    return length == 0 || other.length == 0 ? 0 : product(other) / (length * other.length);
  }

  /** The cosine of this sum with what remains of another, of which it is a part, without it. */
  double cosineToRest(Sum whole) {
    double product = product(whole);
    double square = length * length;
    double rest = whole.length * whole.length - 2 * product + square;
    return whole.faces == faces || rest <= 0 ? 0 : (product - square) / (length * Math.sqrt(rest));
  }

  /** Below 2<sup>63</sup> while fewer than 700 million faces are of one person. */
  private long product(Sum other) {
    if (wide.length == 0) {
      return other.wide.length == 0 ? product(narrow, other.narrow) : product(narrow, other.wide);
    }
    return other.wide.length == 0 ? product(other.narrow, wide) : product(wide, other.wide);
  }

  private static long product(short[] numbers, short[] others) {
    long product = 0;
    for (int i = 0; i < numbers.length; i++) {
      product += (long) numbers[i] * others[i];
    }
    return product;
  }

  private static long product(short[] numbers, int[] others) {
    long product = 0;
    for (int i = 0; i < numbers.length; i++) {
      product += (long) numbers[i] * others[i];
    }
    return product;
  }

  private static long product(int[] numbers, int[] others) {
    long product = 0;
    for (int i = 0; i < numbers.length; i++) {
      product += (long) numbers[i] * others[i];
    }
    return product;
  }
}
