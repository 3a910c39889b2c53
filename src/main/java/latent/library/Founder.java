package latent.library;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import latent.catalog.Catalog;
import latent.vault.Vault;

/**
 * Makes a new library: a folder here, a vault there. The settings are written last, so that a
 * library is there whole or not.
 */
public final class Founder {

  private final Equipment equipment;

  public Founder(Equipment equipment) {
    this.equipment = equipment;
  }

  /**
   * Founds a library.
   *
   * @param cloud the store's URL
   * @param budgetBytes how much disk the library may take
   * @throws LibraryException if there is one already
   */
  public void found(Path root, String cloud, long budgetBytes) throws IOException {
    settle(root, cloud, budgetBytes, false);
  }

  /**
   * Joins this device to the library whose vault lies in that store; {@link Rebuilder} then fills
   * the catalog.
   */
  public void join(Path root, String cloud, long budgetBytes) throws IOException {
    settle(root, cloud, budgetBytes, true);
  }

  private void settle(Path root, String cloud, long budgetBytes, boolean joining)
      throws IOException {
    LibraryDirectory directory = new LibraryDirectory(root);
    boolean here = Files.exists(directory.settings());
    if (here && joining && LibrarySettings.read(directory.settings()).cloud().equals(cloud)) {
      return;
    }
    if (here) {
      throw new LibraryException("There is a library in " + root + " already.");
    }
    try {
      Files.createDirectories(directory.incoming());
    } catch (IOException broken) {
      throw Disk.unusable(directory.incoming(), broken);
    }
    char[] passphrase = equipment.passphrase().ask(!joining);
    FileChannel lock = Library.lock(directory);
    try (lock;
        Catalog catalog = Catalog.open(directory.catalog());
        Vault vault =
            joining
                ? opened(cloud, passphrase, directory, catalog)
                : equipment
                    .vaults()
                    .create(cloud, passphrase, directory.incoming(), catalog.ledger())) {
      Disk.write(directory.incoming(), directory.key(), vault.keyFile());
      new LibrarySettings(cloud, budgetBytes, freshDevice(), 0, Map.of(), List.of())
          .write(directory.settings());
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  private Vault opened(String cloud, char[] secret, LibraryDirectory directory, Catalog catalog)
      throws IOException {
    Equipment.Vaults vaults = equipment.vaults();
    return equipment.passphrase().isRecoveryKey()
        ? vaults.recover(cloud, secret, directory.incoming(), catalog.ledger())
        : vaults.open(cloud, null, secret, directory.incoming(), catalog.ledger());
  }

  private static String freshDevice() {
    byte[] name = new byte[8];
    new SecureRandom().nextBytes(name);
    return HexFormat.of().formatHex(name);
  }
}
