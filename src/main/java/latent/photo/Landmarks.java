package latent.photo;

import java.util.Arrays;

/**
 * The five points of a face, in fractions of the upright picture: left eye, right eye, nose, left
 * and right corner of the mouth (left and right as they stand in the picture), each x then y.
 */
public record Landmarks(float[] points) {

  /** Numbers in {@link #points}. */
  public static final int NUMBERS = 10;

  /**
   * @throws IllegalArgumentException if there are not ten finite numbers
   */
  public Landmarks {
    if (points.length != NUMBERS) {
      throw new IllegalArgumentException("five points have ten numbers, not " + points.length);
    }
    for (float number : points) {
      if (!Float.isFinite(number)) {
        throw new IllegalArgumentException("a landmark is not a number");
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Landmarks that && Arrays.equals(points, that.points);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(points);
  }

  @Override
  public String toString() {
    return Arrays.toString(points);
  }
}
