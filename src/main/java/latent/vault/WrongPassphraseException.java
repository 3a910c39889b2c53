package latent.vault;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The passphrase doesn't open this key file. */
public final class WrongPassphraseException extends IOException {

  public WrongPassphraseException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
