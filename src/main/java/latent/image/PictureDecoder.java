package latent.image;

/** Turns an original into the picture it shows. */
public final class PictureDecoder {

  private PictureDecoder() {}

  /**
   * The picture in these bytes: of a video or an animation the first one.
   *
   * @throws UnreadablePictureException if there is none, or it is larger than allowed
   */
  public static Picture decode(byte[] original) {
    throw new UnsupportedOperationException();
  }
}
