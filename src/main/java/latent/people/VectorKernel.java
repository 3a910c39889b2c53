package latent.people;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products with the processor's vectors: four rows against two registers of columns, so that eight
 * sums are under way and no register has to be added up.
 */
final class VectorKernel implements Neighbours.Kernel {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  private final int dimension;

  VectorKernel(int dimension) {
    this.dimension = dimension;
  }

  @Override
  public int columns() {
    return 2 * LANES;
  }

  @Override
  public boolean compare(
      float[] rows, int row, float[] columns, int column, float least, float[] products) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector c0 = a0;
    FloatVector c1 = a0;
    FloatVector d0 = a0;
    FloatVector d1 = a0;
    int a = row * dimension;
    int b = a + dimension;
    int c = b + dimension;
    int d = c + dimension;
    int at = column * dimension;
    for (int k = 0; k < dimension; k++, at += 2 * LANES) {
      FloatVector left = FloatVector.fromArray(SPECIES, columns, at);
      FloatVector right = FloatVector.fromArray(SPECIES, columns, at + LANES);
      FloatVector number = FloatVector.broadcast(SPECIES, rows[a + k]);
      a0 = number.fma(left, a0);
      a1 = number.fma(right, a1);
      number = FloatVector.broadcast(SPECIES, rows[b + k]);
      b0 = number.fma(left, b0);
      b1 = number.fma(right, b1);
      number = FloatVector.broadcast(SPECIES, rows[c + k]);
      c0 = number.fma(left, c0);
      c1 = number.fma(right, c1);
      number = FloatVector.broadcast(SPECIES, rows[d + k]);
      d0 = number.fma(left, d0);
      d1 = number.fma(right, d1);
    }
    FloatVector most = a0.max(a1).max(b0.max(b1)).max(c0.max(c1).max(d0.max(d1)));
    if (!most.compare(VectorOperators.GE, least).anyTrue()) {
      return false;
    }
    a0.intoArray(products, 0);
    a1.intoArray(products, LANES);
    b0.intoArray(products, 2 * LANES);
    b1.intoArray(products, 3 * LANES);
    c0.intoArray(products, 4 * LANES);
    c1.intoArray(products, 5 * LANES);
    d0.intoArray(products, 6 * LANES);
    d1.intoArray(products, 7 * LANES);
    return true;
  }
}
