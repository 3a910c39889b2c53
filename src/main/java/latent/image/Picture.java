package latent.image;

/**
 * A decoded picture, held in native memory until it is closed. Everything it says and gives is
 * upright. Not safe for use by several threads at once.
 */
public final class Picture implements AutoCloseable {

  /** Pixels across the upright picture. */
  public int width() {
    throw new UnsupportedOperationException();
  }

  /** Pixels down the upright picture. */
  public int height() {
    throw new UnsupportedOperationException();
  }

  /**
   * The whole picture with its longer side made {@code longEdge} pixels, averaging when that
   * shrinks it.
   */
  public Pixels scaledTo(int longEdge) {
    throw new UnsupportedOperationException();
  }

  /**
   * A rectangle of the picture at full resolution, brought to a size; every source pixel counts
   * when that shrinks it. The rectangle is in fractions of the upright picture and may reach over
   * its edge, where the picture is black.
   *
   * @param outWidth pixels across the result
   * @param outHeight pixels down the result
   */
  public Pixels region(
      double x, double y, double width, double height, int outWidth, int outHeight) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
