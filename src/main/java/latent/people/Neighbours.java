package latent.people;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Each vector's nearest others, exactly: all are compared with all, a block of columns at a time,
 * so that what is compared lies in the cache. Of equally near ones the lower number counts. Only
 * the first vectors can be neighbours; those behind them only have some.
 */
final class Neighbours {

  /** So many neighbours are kept of each vector; twice as many gave the same people. */
  static final int KEPT = 16;

  /** Columns that are compared while they lie in the cache: 64 x 512 x 4 bytes are 128 KiB. */
  private static final int BLOCK = 64;

  /** Rows that are brought into floating point together. */
  private static final int ROWS = 64;

  /**
   * Up to this many multiplications plain arithmetic is done before the compiler has learned what
   * to do with the processor's vectors (an estimate; the crossing point has not been measured).
   */
  private static final long SMALL = 500_000_000L;

  /** Compares four rows with some columns. */
  interface Kernel {

    /** Rows that are compared in one go. */
    int ROWS = 4;

    /** Columns that are compared in one go; divides {@link #BLOCK}. */
    int columns();

    /**
     * The products of four rows with {@link #columns} columns.
     *
     * @param rows the rows, one after the other
     * @param row the first of the four
     * @param columns the columns, those of one go interleaved: number k of each, then k + 1
     * @param column the first of the columns
     * @param least false is answered if no product reaches it
     * @param products row by row; left alone where false is answered
     */
    boolean compare(
        float[] rows, int row, float[] columns, int column, float least, float[] products);
  }

  private final Vectors vectors;
  private final Kernel kernel;
  private final int dimension;
  private final int count;
  private final int eligible;
  private final float least;
  private final int[] others;
  private final float[] products;
  private final byte[] kept;
  private final Object[] locks = new Object[256];

  /**
   * Compares all vectors.
   *
   * @param eligible so many of the vectors, from the first on, can be neighbours
   * @param leastCosine what is less alike is no neighbour
   */
  Neighbours(Vectors vectors, int eligible, double leastCosine) {
    this.vectors = vectors;
    this.eligible = eligible;
    dimension = vectors.dimension();
    count = vectors.size();
    least = (float) Vectors.product(leastCosine);
    others = new int[Math.multiplyExact(count, KEPT)];
    products = new float[others.length];
    kept = new byte[count];
    Arrays.setAll(locks, _ -> new Object());
    boolean small = (long) count * count / 2 * dimension <= SMALL;
    kernel = small ? new PlainKernel(dimension) : new VectorKernel(dimension);
    int blocks = (count + BLOCK - 1) / BLOCK;
    IntStream.range(0, blocks).parallel().forEach(block -> compare(blocks - 1 - block));
  }

  /** How many neighbours a vector has. */
  int count(int vector) {
    return kept[vector];
  }

  /** A vector's neighbours, the nearest first. */
  int neighbour(int vector, int place) {
    return others[vector * KEPT + place];
  }

  /** How near that neighbour is, as a cosine. */
  double similarity(int vector, int place) {
    return Vectors.cosine(products[vector * KEPT + place]);
  }

  /** All pairs of which one is among the other's neighbours, in order, each once. */
  long[] pairs() {
    return IntStream.range(0, eligible)
        .parallel()
        .boxed()
        .flatMapToLong(
            vector ->
                IntStream.range(0, kept[vector])
                    .mapToLong(place -> Linkage.pair(vector, neighbour(vector, place))))
        .sorted()
        .distinct()
        .toArray();
  }

  /** Compares a block of columns with all rows up to its last. */
  private void compare(int block) {
    int from = block * BLOCK;
    int to = Math.min(from + BLOCK, count);
    float[] columns = new float[BLOCK * dimension];
    int width = kernel.columns();
    for (int column = from; column < to; column++) {
      short[] vector = vectors.row(column);
      int place = column - from;
      int start = place / width * width * dimension + place % width;
      for (int k = 0; k < dimension; k++) {
        columns[start + k * width] = vector[k];
      }
    }
    float[] rows = new float[ROWS * dimension];
    float[] tile = new float[Kernel.ROWS * width];
    for (int row = 0; row < to; row += ROWS) {
      int last = Math.min(row + ROWS, to);
      bring(row, last, rows);
      for (int four = row; four < last; four += Kernel.ROWS) {
        for (int column = from; column < to; column += width) {
          if (kernel.compare(rows, four - row, columns, column - from, least, tile)) {
            keep(four, column, tile, width);
          }
        }
      }
    }
  }

  private void bring(int from, int to, float[] rows) {
    Arrays.fill(rows, 0);
    for (int row = from; row < to; row++) {
      short[] vector = vectors.row(row);
      for (int k = 0; k < dimension; k++) {
        rows[(row - from) * dimension + k] = vector[k];
      }
    }
  }

  private void keep(int row, int column, float[] tile, int width) {
    for (int i = 0; i < tile.length; i++) {
      int one = row + i / width;
      int other = column + i % width;
      if (tile[i] >= least && one < other && other < count && one < eligible) {
        keep(other, one, tile[i]);
        if (other < eligible) {
          keep(one, other, tile[i]);
        }
      }
    }
  }

  /**
   * Keeps a neighbour if it is among the nearest. The look at the farthest one kept needs no lock:
   * it only ever comes nearer.
   */
  private void keep(int vector, int other, float product) {
    int start = vector * KEPT;
    if (kept[vector] == KEPT && products[start + KEPT - 1] > product) {
      return;
    }
    synchronized (locks[vector & 255]) {
      int place = kept[vector];
      if (place == KEPT) {
        if (!isNearer(product, other, start + KEPT - 1)) {
          return;
        }
        place--;
      } else {
        kept[vector]++;
      }
      while (place > 0 && isNearer(product, other, start + place - 1)) {
        products[start + place] = products[start + place - 1];
        others[start + place] = others[start + place - 1];
        place--;
      }
      products[start + place] = product;
      others[start + place] = other;
    }
  }

  private boolean isNearer(float product, int other, int place) {
    return product > products[place] || (product == products[place] && other < others[place]);
  }
}
