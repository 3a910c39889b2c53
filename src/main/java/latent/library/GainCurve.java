package latent.library;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import latent.library.StudyFigures.Fetched;

/**
 * What is gained by fetching originals, in different orders. Each picture stands for many of its
 * kind, as in a large library: of the last one that a budget pays for, a part is fetched. Pure.
 */
final class GainCurve {

  /** A random order is the mean of so many. */
  private static final int ORDERS = 100;

  /** Shares of all bytes at which the curve is told. */
  private static final double[] SHARES = {
    0, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1
  };

  /**
   * An original.
   *
   * @param gain what the plan expects of it
   * @param before what its preview gives
   * @param after what it gives itself
   */
  record Original(long bytes, double gain, double before, double after) {}

  private GainCurve() {}

  /**
   * The curve.
   *
   * @param whole what would be 1
   */
  static List<Fetched> of(List<Original> originals, double whole, long seed) {
    long all = originals.stream().mapToLong(Original::bytes).sum();
    List<Original> byPlan =
        sorted(originals, Comparator.comparingDouble(each -> -each.gain() / each.bytes()));
    List<Original> largest =
        sorted(originals, Comparator.comparingLong(Original::bytes).reversed());
    List<List<Original>> orders = new ArrayList<>();
    Random random = new Random(seed);
    for (int order = 0; order < ORDERS; order++) {
      List<Original> shuffled = new ArrayList<>(originals);
      Collections.shuffle(shuffled, random);
      orders.add(shuffled);
    }
    List<Fetched> curve = new ArrayList<>();
    for (double share : SHARES) {
      double budget = share * all;
      curve.add(
          new Fetched(
              share,
              reached(byPlan, budget) / whole,
              orders.stream().mapToDouble(order -> reached(order, budget)).average().orElse(0)
                  / whole,
              reached(largest, budget) / whole));
    }
    return curve;
  }

  private static List<Original> sorted(List<Original> originals, Comparator<Original> order) {
    return originals.stream().sorted(order).toList();
  }

  /** What all pictures give together when so many bytes of originals are fetched. */
  static double reached(List<Original> order, double budget) {
    double left = budget;
    double sum = 0;
    for (Original original : order) {
      double part = Math.min(1, left / original.bytes());
      sum += original.before() + part * (original.after() - original.before());
      left -= part * original.bytes();
    }
    return sum;
  }
}
