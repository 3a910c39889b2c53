package latent.people;

/**
 * The sum of some faces' vectors, in whole numbers and so exact: in whatever order faces are added,
 * it is the same. One face's sum is its row itself.
 */
final class Sum {

  private final int[] numbers;
  private final int faces;
  private final double length;

  private Sum(int[] numbers, int faces) {
    this.numbers = numbers;
    this.faces = faces;
    double square = 0;
    for (int number : numbers) {
      square += (double) number * number;
    }
    length = Math.sqrt(square);
  }

  static Sum of(short[] row) {
    int[] numbers = new int[row.length];
    for (int i = 0; i < row.length; i++) {
      numbers[i] = row[i];
    }
    return new Sum(numbers, 1);
  }

  /** This sum and others together. */
  static Sum of(Iterable<Sum> parts, int dimension) {
    int[] numbers = new int[dimension];
    int faces = 0;
    for (Sum part : parts) {
      for (int i = 0; i < dimension; i++) {
        numbers[i] += part.numbers[i];
      }
      faces += part.faces;
    }
    return new Sum(numbers, faces);
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

  private double product(Sum other) {
    double product = 0;
    for (int i = 0; i < numbers.length; i++) {
      product += (double) numbers[i] * other.numbers[i];
    }
    return product;
  }
}
