package latent.people;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dot products with the processor's vectors: two rows against four at a time, so that each number
 * that is loaded is used more than once.
 */
final class VectorKernel implements Neighbours.Kernel {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int TILE = Neighbours.TILE;

  @Override
  public void compare(float[] vectors, int stride, int row, int other, float[] tile) {
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
