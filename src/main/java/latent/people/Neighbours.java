package latent.people;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * All pairs of vectors whose cosine reaches a threshold: exact, by blocks of rows against columns,
 * two rows and four columns at a time in registers, so that each number that is loaded is used more
 * than once.
 */
final class Neighbours {

  /** Two alike vectors, {@code first < second}. */
  record Pair(int first, int second, float similarity) {}

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int TILE = 4;

  /** Columns that are compared while they lie in the cache: 64 x 512 x 4 bytes are 128 KiB. */
  private static final int BLOCK = 64;

  private final float[] vectors;
  private final int count;
  private final int stride;

  /** The vectors have length 1 and the same dimension. */
  Neighbours(List<float[]> rows) {
    count = rows.size();
    int dimension = rows.isEmpty() ? 0 : rows.getFirst().length;
    stride = (dimension + SPECIES.length() - 1) / SPECIES.length() * SPECIES.length();
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
        compare(row, other, tile);
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

  /** The sixteen dot products of four rows with four others. */
  private void compare(int row, int other, float[] tile) {
    for (int i = 0; i < TILE; i += 2) {
      int first = (row + i) * stride;
      int second = first + stride;
      FloatVector a0 = FloatVector.zero(SPECIES);
      FloatVector a1 = a0;
      FloatVector a2 = a0;
      FloatVector a3 = a0;
      FloatVector b0 = a0;
      FloatVector b1 = a0;
      FloatVector b2 = a0;
      FloatVector b3 = a0;
      int column = other * stride;
      for (int k = 0; k < stride; k += SPECIES.length()) {
        FloatVector a = FloatVector.fromArray(SPECIES, vectors, first + k);
        FloatVector b = FloatVector.fromArray(SPECIES, vectors, second + k);
        FloatVector c = FloatVector.fromArray(SPECIES, vectors, column + k);
        a0 = a.fma(c, a0);
        b0 = b.fma(c, b0);
        c = FloatVector.fromArray(SPECIES, vectors, column + stride + k);
        a1 = a.fma(c, a1);
        b1 = b.fma(c, b1);
        c = FloatVector.fromArray(SPECIES, vectors, column + 2 * stride + k);
        a2 = a.fma(c, a2);
        b2 = b.fma(c, b2);
        c = FloatVector.fromArray(SPECIES, vectors, column + 3 * stride + k);
        a3 = a.fma(c, a3);
        b3 = b.fma(c, b3);
      }
      tile[i * TILE] = a0.reduceLanes(VectorOperators.ADD);
      tile[i * TILE + 1] = a1.reduceLanes(VectorOperators.ADD);
      tile[i * TILE + 2] = a2.reduceLanes(VectorOperators.ADD);
      tile[i * TILE + 3] = a3.reduceLanes(VectorOperators.ADD);
      tile[(i + 1) * TILE] = b0.reduceLanes(VectorOperators.ADD);
      tile[(i + 1) * TILE + 1] = b1.reduceLanes(VectorOperators.ADD);
      tile[(i + 1) * TILE + 2] = b2.reduceLanes(VectorOperators.ADD);
      tile[(i + 1) * TILE + 3] = b3.reduceLanes(VectorOperators.ADD);
    }
  }
}
