package latent.people;

/** Products by plain arithmetic, for libraries too small to wait for better. */
final class PlainKernel implements Neighbours.Kernel {

  private static final int COLUMNS = 4;

  private final int dimension;

  PlainKernel(int dimension) {
    this.dimension = dimension;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public boolean compare(
      float[] rows, int row, float[] columns, int column, float least, float[] products) {
    boolean any = false;
    for (int i = 0; i < ROWS; i++) {
      float a = 0;
      float b = 0;
      float c = 0;
      float d = 0;
      int at = column * dimension;
      for (int k = (row + i) * dimension; k < (row + i + 1) * dimension; k++) {
        float number = rows[k];
        a += number * columns[at++];
        b += number * columns[at++];
        c += number * columns[at++];
        d += number * columns[at++];
      }
      products[i * COLUMNS] = a;
      products[i * COLUMNS + 1] = b;
      products[i * COLUMNS + 2] = c;
      products[i * COLUMNS + 3] = d;
      any |= a >= least || b >= least || c >= least || d >= least;
    }
    return any;
  }
}
