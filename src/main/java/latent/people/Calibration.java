package latent.people;

import java.util.Comparator;
import java.util.List;

/**
 * What similarity means for one embedder; part of the embedder's description, so that no other
 * model has to be like this one.
 *
 * @param points how often two different people are at least so alike, by falling rate; two or more
 * @param smallest width in pixels of the original under which a face never starts a person
 * @param useless width in pixels of the original under which a face is not matched at all
 * @param shortest length of a face's vector under which the face never starts a person, however
 *     large it is; 0 if the embedder's lengths say nothing
 * @param nobody what the embedder sees where nobody can be made out
 */
public record Calibration(
    List<Point> points, int smallest, int useless, double shortest, Nobody nobody) {

  /**
   * @param falseMatchRate the share of pairs of different people that reach the cosine, 0 to 1
   * @param cosine similarity of two vectors, -1 to 1
   */
  public record Point(double falseMatchRate, double cosine) {}

  /**
   * Blurred faces of different people look alike to an embedder, all in the same way: they look
   * like nobody.
   *
   * @param vector the one that they are like, of any length; of no numbers if it is not known
   * @param cosine from this likeness to it on, a face never starts a person
   */
  public record Nobody(float[] vector, double cosine) {

    /** For an embedder of which it is not known. */
    public static final Nobody UNKNOWN = new Nobody(new float[0], 1);
  }

  /**
   * @throws IllegalArgumentException if there are fewer than two points, or they don't rise in
   *     cosine as they fall in rate
   */
  public Calibration {
    points =
        points.stream()
            .sorted(Comparator.comparingDouble(Point::falseMatchRate).reversed())
            .toList();
    if (points.size() < 2) {
      throw new IllegalArgumentException("a calibration has two points or more");
    }
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).falseMatchRate() >= points.get(i - 1).falseMatchRate()
          || points.get(i).cosine() <= points.get(i - 1).cosine()) {
        throw new IllegalArgumentException("the rarer the match, the larger its cosine: " + points);
      }
    }
  }

  /**
   * The cosine that this share of pairs of different people reaches. Between the points the cosine
   * falls in proportion to the logarithm of the rate, and beyond them it goes on as between the
   * last two: the tails of such similarities are near to exponential (measured:
   * docs/benchmarks.md).
   */
  public double cosine(double falseMatchRate) {
    double rarity = -Math.log10(falseMatchRate);
    int upper = 1;
    while (upper < points.size() - 1 && rarity > rarity(upper)) {
      upper++;
    }
    Point from = points.get(upper - 1);
    Point to = points.get(upper);
    double share = (rarity - rarity(upper - 1)) / (rarity(upper) - rarity(upper - 1));
    return Math.min(1, from.cosine() + share * (to.cosine() - from.cosine()));
  }

  /** How rare so much likeness is among different people: minus the power of ten of its rate. */
  double rarity(double cosine) {
    int upper = 1;
    while (upper < points.size() - 1 && cosine > points.get(upper).cosine()) {
      upper++;
    }
    Point from = points.get(upper - 1);
    Point to = points.get(upper);
    double share = (cosine - from.cosine()) / (to.cosine() - from.cosine());
    return rarity(upper - 1) + share * (rarity(upper) - rarity(upper - 1));
  }

  private double rarity(int point) {
    return -Math.log10(points.get(point).falseMatchRate());
  }
}
