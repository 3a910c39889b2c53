package latent.store;

import org.jspecify.annotations.Nullable;

/** The store has no object of this name. */
public final class ObjectMissingException extends StoreException {

  public ObjectMissingException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
