package latent.store;

import org.jspecify.annotations.Nullable;

/** The store doesn't answer, or says that it can't now; it may later. */
public final class StoreUnavailableException extends StoreException {

  public StoreUnavailableException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
