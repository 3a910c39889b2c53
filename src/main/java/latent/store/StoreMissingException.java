package latent.store;

import org.jspecify.annotations.Nullable;

/** There is no such bucket or folder, or it isn't a store. */
public final class StoreMissingException extends StoreException {

  public StoreMissingException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
