package latent.worker;

import org.jspecify.annotations.Nullable;

/**
 * No reader process can work here, whatever the photo: it does not start, or its models are
 * missing. Nothing is wrong with the photo that was asked about.
 */
public final class WorkersUnableException extends RuntimeException {

  public WorkersUnableException(String reason) {
    this(reason, null);
  }

  /**
   * @param reason what is in the way, as part of a sentence
   */
  public WorkersUnableException(String reason, @Nullable Throwable cause) {
    super("No photo can be read here: " + reason + ".", cause);
  }
}
