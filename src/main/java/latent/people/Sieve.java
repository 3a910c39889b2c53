package latent.people;

/** Says quickly which rows may be alike, so that few have to be compared in full. */
interface Sieve {

  /** How many rows are compared with others in one go. */
  int width();

  /**
   * Compares the rows from one on, {@link #width()} of them or what is left, with all those before
   * them and with each other, and tells of each pair once.
   */
  void compare(int from, Candidates.Hearer hearer);
}
