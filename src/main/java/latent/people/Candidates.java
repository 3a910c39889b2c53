package latent.people;

/**
 * Pairs of rows that may be alike, gathered and told of many at a time, so that finding them and
 * comparing them in full are two loops, each small enough to be compiled soon.
 */
final class Candidates {

  private static final int ROOM = 4096;

  private final Hearer hearer;
  private final int[] rows;
  private final int[] others;
  private final float[] atMost;
  private int count;

  /** Is told which rows may be alike. */
  interface Hearer {

    /**
     * @param rows so many of them, from the first on
     * @param others the rows that may be like them
     * @param atMost the product of the two is no greater than this
     */
    void mayBeAlike(int[] rows, int[] others, float[] atMost, int count);
  }

  /**
   * @param atOnce no more pairs are found between two calls of {@link #makeRoom}
   */
  Candidates(Hearer hearer, int atOnce) {
    this.hearer = hearer;
    rows = new int[ROOM + atOnce];
    others = new int[ROOM + atOnce];
    atMost = new float[ROOM + atOnce];
  }

  void add(int row, int other, float product) {
    rows[count] = row;
    others[count] = other;
    atMost[count] = product;
    count++;
  }

  /** Tells of what was found if there is not much room for more. */
  void makeRoom() {
    if (count >= ROOM) {
      tell();
    }
  }

  /** Tells of what was found. */
  void tell() {
    hearer.mayBeAlike(rows, others, atMost, count);
    count = 0;
  }
}
