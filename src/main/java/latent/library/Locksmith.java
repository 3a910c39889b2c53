package latent.library;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Changes what opens the library: the passphrase, and the recovery key. Nothing that is stored is
 * sealed anew, since both only seal the one key from which all others follow.
 */
public final class Locksmith {

  private final Library library;

  public Locksmith(Library library) {
    this.library = library;
  }

  /**
   * Seals the key by a new passphrase: in the cloud first, and when it is proven there, here. A
   * crash in between leaves a device that opens with either.
   *
   * @param chosen asks for the new one, after the old one was asked for; what it gives is wiped
   */
  public void changePassphrase(Supplier<char[]> chosen) throws IOException {
    Equipment equipment = library.equipment();
    boolean recovery = equipment.passphrase().isRecoveryKey();
    char[] secret = equipment.passphrase().ask(false);
    char[] fresh = chosen.get();
    try {
      byte[] keyFile =
          equipment
              .vaults()
              .changePassphrase(
                  library.settings().cloud(), secret, recovery, fresh, library.catalog().ledger());
      library.keepKey(keyFile);
    } finally {
      Arrays.fill(secret, '\0');
      Arrays.fill(fresh, '\0');
    }
  }

  /** Makes a recovery key, in place of one that was made before; the caller shows and wipes it. */
  public char[] makeRecoveryKey() throws IOException {
    Equipment equipment = library.equipment();
    if (equipment.passphrase().isRecoveryKey()) {
      throw new LibraryException(
          "A new recovery key needs the passphrase. If it is lost, choose a new one first: latent"
              + " passphrase --recovery-key-file FILE");
    }
    char[] passphrase = equipment.passphrase().ask(false);
    try {
      return equipment
          .vaults()
          .makeRecoveryKey(library.settings().cloud(), passphrase, library.catalog().ledger());
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  /** Returns if what is given is this library's recovery key, and it is typed without a fault. */
  public void checkRecoveryKey() throws IOException {
    Equipment equipment = library.equipment();
    if (!equipment.passphrase().isRecoveryKey()) {
      throw new LibraryException(
          "Give the recovery key to be checked: set LATENT_RECOVERY_KEY, or give"
              + " --recovery-key-file FILE.");
    }
    library.vault();
  }
}
