package latent.people;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All pairs of vectors whose cosine reaches a threshold: exact, by blocks of rows against columns,
 * so that what is compared lies in the cache.
 */
final class Neighbours {

  /** Two alike vectors, {@code first < second}. */
  record Pair(int first, int second, float similarity) {}

  /** Rows that are compared with as many others in one go. */
  static final int TILE = 4;

  /**
   * Vectors have room for a multiple of so many numbers: the widest register of today holds
   * sixteen.
   */
  private static final int LANES = 16;

  /**
   * Up to this many multiplications plain arithmetic is done before the compiler has learned what
   * to do with the processor's vectors (an estimate; the crossing point has not been measured).
   */
  private static final long SMALL = 500_000_000L;

  /** Computes the sixteen dot products of four rows with four others. */
  interface Kernel {
    void compare(float[] vectors, int stride, int row, int other, float[] tile);
  }

  /** Columns that are compared while they lie in the cache: 64 x 512 x 4 bytes are 128 KiB. */
  private static final int BLOCK = 64;

  private final float[] vectors;
  private final int count;
  private final int stride;
  private final Kernel kernel;

  /** The vectors have length 1 and the same dimension. */
  Neighbours(List<float[]> rows) {
    count = rows.size();
    int dimension = rows.isEmpty() ? 0 : rows.getFirst().length;
    stride = (dimension + LANES - 1) / LANES * LANES;
    kernel = (long) count * count / 2 * stride <= SMALL ? Neighbours::compare : new VectorKernel();
    int padded = (count + TILE - 1) / TILE * TILE;
    vectors = new float[Math.multiplyExact(padded, stride)];
    for (int i = 0; i < count; i++) {
      System.arraycopy(rows.get(i), 0, vectors, i * stride, dimension);
    }
  }

  /** The pairs from that similarity on, in the order of their numbers. All cores are used. */
  List<Pair> alike(float threshold) {
    int blocks = (count + BLOCK - 1) / BLOCK;
    List<List<Pair>> found =
        IntStream.range(0, blocks)
            .parallel()
            .mapToObj(block -> alikeFrom(block, threshold))
            .toList();
    List<Pair> pairs = new ArrayList<>();
    found.forEach(pairs::addAll);
    return pairs;
  }

  private List<Pair> alikeFrom(int block, float threshold) {
    List<Pair> pairs = new ArrayList<>();
    float[] tile = new float[TILE * TILE];
    int from = block * BLOCK;
    int to = Math.min(from + BLOCK, count);
    for (int other = from; other < count; other += TILE) {
      for (int row = from; row < to && row <= other; row += TILE) {
        kernel.compare(vectors, stride, row, other, tile);
        collect(row, other, tile, threshold, pairs);
      }
    }
    return pairs;
  }

  private void collect(int row, int other, float[] tile, float threshold, List<Pair> pairs) {
    for (int i = 0; i < TILE * TILE; i++) {
      int first = row + i / TILE;
      int second = other + i % TILE;
      if (tile[i] >= threshold && first < second && second < count) {
        pairs.add(new Pair(first, second, tile[i]));
      }
    }
  }

  private static void compare(float[] vectors, int stride, int row, int other, float[] tile) {
    for (int i = 0; i < TILE; i++) {
      int first = (row + i) * stride;
      for (int j = 0; j < TILE; j++) {
        int second = (other + j) * stride;
        float even = 0;
        float odd = 0;
        for (int k = 0; k < stride; k += 2) {
          even += vectors[first + k] * vectors[second + k];
          odd += vectors[first + k + 1] * vectors[second + k + 1];
        }
        tile[i * TILE + j] = even + odd;
      }
    }
  }
}
