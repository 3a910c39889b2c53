package latent.vault;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The store holds no vault. */
public final class NoVaultException extends IOException {

  public NoVaultException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
