package latent.image;

/** Makes the small copies of a picture. */
public final class CopyMaker {

  private CopyMaker() {}

  public static Copies make(Picture picture) {
    throw new UnsupportedOperationException();
  }
}
