package latent.people;

/**
 * What the joining goes by.
 *
 * @param graph only groups with rows that are near each other are compared
 * @param names the rows' names, as numbers; they decide between what is equally alike
 * @param dimension how many numbers a vector has
 */
record Ground(Graph graph, long[] names, Thresholds thresholds, int dimension) {

  /** Whether a pair of rows comes before another: by the names, the first one first. */
  boolean isBefore(int one, int other, int first, int second) {
    return compare(one, other, first, second) < 0;
  }

  /** Orders pairs of rows by their names, the first one first. */
  int compare(int one, int other, int first, int second) {
    int byFirst =
        Long.compare(Math.min(names[one], names[other]), Math.min(names[first], names[second]));
    return byFirst != 0
        ? byFirst
        : Long.compare(Math.max(names[one], names[other]), Math.max(names[first], names[second]));
  }

  /** How alike two groups are; not a number if that is too little to join them. */
  double likeness(Cluster one, Cluster other) {
    double likeness = one.sum().cosine(other.sum());
    boolean enough = likeness >= thresholds.of(one.sum().faces(), other.sum().faces());
    return enough ? likeness : Double.NaN;
  }
}
