package latent.store;

import org.jspecify.annotations.Nullable;

/** What the store took is not what was sent. */
public final class TransferDamagedException extends StoreException {

  public TransferDamagedException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
