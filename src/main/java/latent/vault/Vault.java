package latent.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import latent.photo.Fact;
import latent.photo.Features;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.Reason;
import latent.store.AccountedStore;
import org.jspecify.annotations.Nullable;

/**
 * A library's sealed part in a store, unlocked: what goes in is sealed, what comes out is checked.
 *
 * <p>Safe for use by many threads. Every method that reaches for the store may throw {@link
 * VaultUnavailableException}; every method that reads may throw {@link MissingObjectException} or
 * {@link TamperedException}.
 */
public final class Vault implements AutoCloseable {

  private Vault() {}

  /** Makes a new vault. @throws VaultExistsException if one, or a part of one, is there. */
  public static Vault create(AccountedStore store, char[] passphrase) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Opens the vault in this store. @throws NoVaultException, WrongPassphraseException */
  public static Vault open(AccountedStore store, char[] passphrase) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Unlocks with a copy of the key file, without asking the store anything. */
  public static Vault unlock(AccountedStore store, byte[] keyFile, char[] passphrase)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /** The key file, sealed by the passphrase, for the device to keep a copy. */
  public byte[] keyFile() {
    throw new UnsupportedOperationException();
  }

  /** Returns if the store answers and holds this vault. */
  public void check() throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * @throws ChangedOriginalException if the file's bytes are not {@code photo}
   */
  public Stored storeOriginal(PhotoId photo, Path file) throws IOException {
    throw new UnsupportedOperationException();
  }

  public Stored storeCopies(PhotoId photo, byte[] preview, byte[] thumbnail) throws IOException {
    throw new UnsupportedOperationException();
  }

  public byte[] preview(PhotoId photo) throws IOException {
    throw new UnsupportedOperationException();
  }

  public byte[] thumbnail(PhotoId photo) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Written last for a photo. */
  public Stored storeFeatures(Photo photo, Optional<String> unreadable, @Nullable Features features)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Asks the store only for the object's size and tag. */
  public Holding holdsOriginal(PhotoId photo, Stored expected) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** {@code bytes} is the original's size. */
  public InputStream openOriginal(PhotoId photo, long bytes, Reason.Recall why) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Fetches only the segments that hold the range. */
  public InputStream openOriginal(
      PhotoId photo, long bytes, long from, long length, Reason.Recall why) throws IOException {
    throw new UnsupportedOperationException();
  }

  public FactSegment storeFacts(
      String device, long sequence, byte[] previousDigest, List<Fact> facts) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Reads the segments whose object names aren't in {@code known}. */
  public void readFacts(Set<String> known, Visitor<FactSegment> visitor) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Reads the entries whose object names aren't in {@code known}. */
  public void readEntries(Set<String> known, Visitor<Entry> visitor) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Compares names and sizes in the store with what is expected; returns the objects seen. */
  public long verify(Collection<Expected> expected, FindingListener listener) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Does that, and opens every object. */
  public long verifyDeep(Collection<Expected> expected, FindingListener listener)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /** What lies in the store, by listing it. */
  public Map<Kind, Size> sizes() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Where an original's sealed object lies or would lie. */
  public Stored expectedOriginal(PhotoId photo, long bytes) {
    throw new UnsupportedOperationException();
  }

  /** Wipes the keys and closes the store. */
  @Override
  public void close() {}
}
