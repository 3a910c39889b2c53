package latent.crypto;

/** What came of trying a passphrase on a key file. */
public sealed interface Unlocking {

  record Unlocked(MasterKey key) implements Unlocking {}

  /** The file is whole, but this is not its passphrase. */
  record WrongPassphrase() implements Unlocking {}

  /**
   * These bytes are no key file that can be used here.
   *
   * @param detail what is wrong, as the end of a sentence about the file
   */
  record Damaged(String detail) implements Unlocking {}
}
