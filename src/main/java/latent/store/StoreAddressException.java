package latent.store;

import org.jspecify.annotations.Nullable;

/** What was given as a store's address is none, or not one that may be used. */
public final class StoreAddressException extends StoreException {

  public StoreAddressException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
