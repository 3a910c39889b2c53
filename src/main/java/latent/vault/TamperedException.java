package latent.vault;

import org.jspecify.annotations.Nullable;

/** An object of the vault was cut short, extended, changed, or put in another's place. */
public final class TamperedException extends DamagedVaultException {

  public TamperedException(Finding finding, @Nullable Throwable cause) {
    super(finding, cause);
  }
}
