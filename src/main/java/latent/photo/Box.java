package latent.photo;

/**
 * A rectangle in fractions of the upright picture: (0, 0) is its top left corner, (1, 1) its bottom
 * right.
 *
 * <p>A detector may see a face reach beyond the edge, so {@code x} and {@code y} may be a little
 * below 0 and the far sides a little beyond 1.
 */
public record Box(double x, double y, double width, double height) {

  /** How far beyond the picture a side may lie. */
  private static final double BEYOND = 1.0;

  /** A power of two, so that sums of it are exact. */
  private static final double HAIR = 1.0 / 8192;

  private static final double MOST_HAIR = 1.0 / 32;

  /**
   * @throws IllegalArgumentException if a side is not positive, or the box lies far outside the
   *     picture
   */
  public Box {
    boolean sane =
        width > 0
            && height > 0
            && x >= -BEYOND
            && y >= -BEYOND
            && x + width <= 1 + BEYOND
            && y + height <= 1 + BEYOND;
    if (!sane) {
      throw new IllegalArgumentException(
          "not a box in fractions of a picture: " + x + "," + y + "," + width + "," + height);
    }
  }

  /**
   * Nearly the whole picture, for somebody who is somewhere in it: less of it by a hair for each
   * other of whom the same is said, since a box is one face.
   *
   * @param nth how many others there are
   */
  public static Box wholePicture(int nth) {
    double hair = nth * HAIR;
    return new Box(hair, hair, 1 - 2 * hair, 1 - 2 * hair);
  }

  /** Whether this means somebody somewhere in the picture, and no face in particular. */
  public boolean isWholePicture() {
    return x == y && width == height && width + 2 * x == 1 && x >= 0 && x < MOST_HAIR;
  }

  /**
   * The area both boxes share divided by the area that either covers (intersection over union), 0
   * to 1.
   */
  public double overlap(Box other) {
    double across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    if (across <= 0 || down <= 0) {
      return 0;
    }
    double shared = across * down;
    return shared / (width * height + other.width * other.height - shared);
  }

  public double centerX() {
    return x + width / 2;
  }

  public double centerY() {
    return y + height / 2;
  }
}
