package latent.people;

/** Says quickly which rows may be alike, so that few have to be compared in full. */
interface Sieve {

  /** Is told which rows may be alike. */
  interface Pairs {

    /**
     * @param others the rows that may be like it, so many from the first on
     * @param atMost the product with each of them is no greater than this
     */
    void mayBeAlike(int row, int[] others, float[] atMost, int count);
  }

  /** How many rows are compared with others in one go. */
  int width();

  /**
   * Compares the rows from one on, {@link #width()} of them or what is left, with all those before
   * them and with each other, and tells of each pair once.
   */
  void compare(int from, Pairs pairs);
}
