package latent.image;

/** Reads what an original says of itself. */
public final class Inspector {

  private Inspector() {}

  /**
   * @throws UnreadablePictureException if these bytes are no kind of picture or video known here
   */
  public static Inspection inspect(byte[] original) {
    throw new UnsupportedOperationException();
  }
}
