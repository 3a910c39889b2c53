package latent.vision;

/**
 * A model can't be used: its description or its graph is missing, broken, or not the one that was
 * meant. The message is one plain sentence, without a full stop, that begins with the description's
 * path.
 */
public final class UnusableModelException extends RuntimeException {

  public UnusableModelException(String sentence) {
    super(sentence);
  }

  public UnusableModelException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
