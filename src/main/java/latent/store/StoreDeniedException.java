package latent.store;

import org.jspecify.annotations.Nullable;

/** The store knows us not, or doesn't let us do this. */
public final class StoreDeniedException extends StoreException {

  public StoreDeniedException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
