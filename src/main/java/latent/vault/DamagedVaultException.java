package latent.vault;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An object of the vault is not what was stored: missing, cut short, changed. {@link #finding} says
 * which and how; the message is its sentence.
 */
public abstract sealed class DamagedVaultException extends IOException
    permits MissingObjectException, TamperedException {

  private final transient Finding finding;

  DamagedVaultException(Finding finding, @Nullable Throwable cause) {
    super(finding.sentence(), cause);
    this.finding = finding;
  }

  public Finding finding() {
    return finding;
  }
}
