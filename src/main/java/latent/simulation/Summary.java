package latent.simulation;

import java.util.Arrays;

/**
 * How a figure is distributed over the lives that were drawn.
 *
 * @param mean of one user
 * @param standardError of the mean, from the lives being a sample
 * @param p5 one life in twenty has less than this
 * @param median half of them
 * @param p95 one in twenty has more
 * @param p99 one in a hundred
 */
public record Summary(
    double mean, double standardError, double p5, double median, double p95, double p99) {

  static Summary of(double[] lives) {
    int count = lives.length;
    double mean = Arrays.stream(lives).sum() / count;
    double squares = Arrays.stream(lives).map(life -> (life - mean) * (life - mean)).sum();
    double[] sorted = lives.clone();
    Arrays.sort(sorted);
    return new Summary(
        mean,
        Math.sqrt(squares / (count - 1) / count),
        quantile(sorted, .05),
        quantile(sorted, .5),
        quantile(sorted, .95),
        quantile(sorted, .99));
  }

  /** The smallest life that at least this share of all lives doesn't exceed. */
  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }
}
