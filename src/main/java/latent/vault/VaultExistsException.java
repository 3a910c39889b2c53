package latent.vault;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The store holds a vault already. */
public final class VaultExistsException extends IOException {

  public VaultExistsException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
