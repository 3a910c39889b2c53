package latent.people;

/** Says quickly which rows may be alike, so that few have to be compared in full. */
interface Sieve {

  /** How many rows are compared with others in one go: a power of two, at most 512. */
  int width();

  /**
   * Compares the rows from one on, {@link #width()} of them or what is left, with all those before
   * them and with each other, and tells of each pair once.
   */
  void compare(int from, Candidates.Hearer hearer);

  /**
   * Compares some rows with all from one on to another, and tells of pairs with these: the others
   * are those that search.
   *
   * @param from a multiple of {@link #width()}
   */
  void search(int[] searching, int from, int to, Candidates.Hearer hearer);

  /** The same with other vectors in some rows. */
  Sieve with(Vectors vectors, int[] come);
}
