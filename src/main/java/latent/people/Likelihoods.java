package latent.people;

/**
 * How likely what is in doubt is true: the logarithm of the odds is a sum of what is known of it,
 * each with a weight, as logistic regression has it.
 *
 * @param apart weights of what is known of two groups that were not joined; see {@link Doubt#known}
 * @param joined the same of a face and the group that it was joined to
 */
public record Likelihoods(double[] apart, double[] joined) {

  /** The logarithm of the largest odds that are told apart. */
  private static final double LARGEST = 50;

  /** Fitted on the labelled embeddings of docs/benchmarks.md, on what remains in doubt. */
  public static final Likelihoods PRODUCT =
      new Likelihoods(
          new double[] {-9.63, 1.0, -0.62, 0.09, -1.03, 1.81}, new double[] {0.18, 1.1, 0.26});

  double apart(double[] known) {
    return likelihood(apart, known);
  }

  double joined(double[] known) {
    return likelihood(joined, known);
  }

  /** The same as odds: how many times likelier it is than that it isn't. */
  double oddsApart(double[] known) {
    return odds(apart, known);
  }

  private static double likelihood(double[] weights, double[] known) {
    double odds = odds(weights, known);
    return odds / (1 + odds);
  }

  private static double odds(double[] weights, double[] known) {
    double logarithm = 0;
    for (int i = 0; i < weights.length; i++) {
      logarithm += weights[i] * known[i];
    }
    return Math.exp(Math.min(logarithm, LARGEST));
  }
}
