package latent.store;

import org.jspecify.annotations.Nullable;

/** The store has an object of this name already. */
public final class ObjectExistsException extends StoreException {

  public ObjectExistsException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
