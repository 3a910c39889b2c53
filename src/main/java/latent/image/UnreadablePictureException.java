package latent.image;

import org.jspecify.annotations.Nullable;

/**
 * These bytes can't be shown as a picture. The message is one plain sentence, without a full stop,
 * that says what is wrong with them.
 */
public final class UnreadablePictureException extends RuntimeException {

  public UnreadablePictureException(String sentence) {
    super(sentence);
  }

  public UnreadablePictureException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
