package latent.vault;

import org.jspecify.annotations.Nullable;

/** An object that should be in the vault isn't. */
public final class MissingObjectException extends DamagedVaultException {

  public MissingObjectException(Finding.Missing finding, @Nullable Throwable cause) {
    super(finding, cause);
  }
}
