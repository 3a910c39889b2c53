package latent.image;

/** Writes pixels as a small picture file that every browser shows. */
public final class PictureEncoder {

  private PictureEncoder() {}

  /**
   * A JPEG of these pixels.
   *
   * @param quality 1 (smallest) to 100 (best)
   */
  public static byte[] encode(Pixels pixels, int quality) {
    throw new UnsupportedOperationException();
  }
}
