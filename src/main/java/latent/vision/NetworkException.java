package latent.vision;

/** A network failed while it ran. */
public final class NetworkException extends RuntimeException {

  public NetworkException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
