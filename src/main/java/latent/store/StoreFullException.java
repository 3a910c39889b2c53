package latent.store;

import org.jspecify.annotations.Nullable;

/** The store has no room left. */
public final class StoreFullException extends StoreException {

  public StoreFullException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
