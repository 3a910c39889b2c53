package latent.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A store could not do what it was asked; the message is a sentence for the user. */
public abstract sealed class StoreException extends IOException
    permits ObjectExistsException,
        ObjectMissingException,
        StoreAddressException,
        StoreDeniedException,
        StoreFullException,
        StoreMissingException,
        StoreUnavailableException,
        TransferDamagedException {

  StoreException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
