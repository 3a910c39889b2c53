package latent.vault;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The store under the vault can't be used; the message says what is in the way. */
public final class VaultUnavailableException extends IOException {

  private final boolean passing;

  public VaultUnavailableException(String sentence, boolean passing, @Nullable Throwable cause) {
    super(sentence, cause);
    this.passing = passing;
  }

  /**
   * Whether trying again later may help (unreachable, busy), or the user must do something first
   * (no such bucket, access denied, no room).
   */
  public boolean passing() {
    return passing;
  }
}
