package latent.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import latent.catalog.Ledger;
import latent.people.Calibration;
import latent.photo.ModelName;
import latent.vault.Vault;
import latent.worker.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * What the flows work with and don't make themselves; {@code Main} puts it together.
 *
 * @param vaults opens the sealed store
 * @param passphrase asks for the passphrase, when one is needed
 * @param models what reads faces
 */
public record Equipment(Vaults vaults, Passphrase passphrase, ModelSource models) {

  /** Where models come from. */
  public interface ModelSource {

    /** Those that the program comes with. */
    Models usual();

    /**
     * Those of two descriptions.
     *
     * @throws RuntimeException that says what is wrong with a description, if it can't be used
     */
    Models of(Path detectorFile, Path embedderFile);

    /** What a description describes; the same errors. */
    Described describe(Path file);
  }

  /** What a model does. */
  public enum Role {
    DETECTOR,
    EMBEDDER
  }

  /**
   * A model by its description.
   *
   * @param network the file that the description needs beside it
   */
  public record Described(Role role, ModelName name, Path network) {}

  /**
   * Two models that work together.
   *
   * @param detectorFile the detector's description
   * @param embedderFile the embedder's description
   * @param readers starts the processes that read photos
   */
  public record Models(
      ModelName detector,
      ModelName embedder,
      Calibration calibration,
      Path detectorFile,
      Path embedderFile,
      Supplier<WorkerPool> readers) {}

  /**
   * Makes and opens vaults; every transfer is told to the ledger. Scratch is a folder for
   * unfinished files.
   */
  public interface Vaults {

    /** Makes a vault; there must be none. */
    Vault create(String cloud, char[] passphrase, Path scratch, Ledger ledger) throws IOException;

    /** Opens a vault; with a copy of its key file the store isn't asked for it. */
    Vault open(
        String cloud, byte @Nullable [] keyFile, char[] passphrase, Path scratch, Ledger ledger)
        throws IOException;

    /** Opens a vault by its recovery key. */
    default Vault recover(String cloud, char[] recoveryKey, Path scratch, Ledger ledger)
        throws IOException {
      throw unable();
    }

    /**
     * Seals a vault's master key by another passphrase; answers the new key file.
     *
     * @param recovery whether {@code secret} is the recovery key, and not the passphrase
     */
    default byte[] changePassphrase(
        String cloud, char[] secret, boolean recovery, char[] fresh, Ledger ledger)
        throws IOException {
      throw unable();
    }

    /** Makes a vault's recovery key, in place of one that was made before. */
    default char[] makeRecoveryKey(String cloud, char[] passphrase, Ledger ledger)
        throws IOException {
      throw unable();
    }

    private static LibraryException unable() {
      return new LibraryException("The keys of this library can't be changed here.");
    }
  }

  /** Where the passphrase comes from. */
  public interface Passphrase {

    /**
     * The passphrase; {@code fresh} if it is only now being chosen and should be asked for twice.
     */
    char[] ask(boolean fresh);

    /** Whether what is given, except for one that is being chosen, is the recovery key instead. */
    default boolean isRecoveryKey() {
      return false;
    }
  }
}
