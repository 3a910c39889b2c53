package latent.library;

/**
 * The user pointed at something that is not in the library; the message is a sentence for the user.
 */
public final class NotFoundException extends RuntimeException {

  public NotFoundException(String sentence) {
    super(sentence);
  }
}
