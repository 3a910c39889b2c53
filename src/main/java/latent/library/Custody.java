package latent.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Optional;
import latent.catalog.Entry;
import latent.catalog.Photos;
import latent.catalog.Sealed;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.vault.Holding;
import latent.vault.Stored;
import latent.vault.Vault;

/**
 * Says where an original is for sure, by asking the disk and the store, and not the catalog: to be
 * asked before bytes leave that might be the last ones.
 */
final class Custody {

  private final Library library;

  Custody(Library library) {
    this.library = library;
  }

  /** Whether the original lies on this device, byte for byte; it is read to its end. */
  boolean isWholeHere(Photo photo) {
    try {
      return idOf(library.directory().original(photo)).equals(photo.id());
    } catch (IOException goneOrBroken) {
      return false;
    }
  }

  /** What a file's bytes are called; it is read to its end. */
  static PhotoId idOf(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        DigestInputStream digested = new DigestInputStream(bytes, PhotoId.newDigest())) {
      digested.transferTo(OutputStream.nullOutputStream());
      return PhotoId.ofDigest(digested.getMessageDigest().digest());
    }
  }

  /** Asks the store itself, now: what it confirmed at upload may be gone since. */
  Holding inCloud(Entry entry) throws IOException {
    Sealed sealed = entry.originalSealed();
    if (sealed == null) {
      return Holding.MISSING;
    }
    return library
        .vault()
        .holdsOriginal(
            entry.photo().id(), new Stored(sealed.object(), sealed.bytes(), sealed.tag()));
  }

  /**
   * Asks the store for the parts of a photo that is, or is to be, back from the trash, and notes
   * what is missing there, so that it is sent again.
   *
   * @return whether the original is here or there
   */
  boolean recheck(PhotoId id) throws IOException {
    Photos photos = library.catalog().photos();
    Entry entry = photos.find(id).orElseThrow();
    Sealed features = entry.featuresSealed();
    Vault.Parts parts =
        library
            .vault()
            .parts(id, features == null ? Optional.empty() : Optional.of(features.object()));
    if (entry.originalSealed() != null && !parts.original()) {
      photos.notStored(id);
    } else {
      photos.notWhole(id, parts.copies(), parts.entry());
    }
    if (entry.onDevice() && Files.exists(library.directory().original(entry.photo()))) {
      return true;
    }
    return parts.original() || isTakenFromCache(entry);
  }

  /** A recalled copy may be all that is left; then it is the original again. */
  private boolean isTakenFromCache(Entry entry) throws IOException {
    Path copy = library.directory().cached(entry.photo());
    if (!Files.exists(copy) || !idOf(copy).equals(entry.photo().id())) {
      return false;
    }
    Disk.settle(copy, library.directory().original(entry.photo()));
    library.catalog().photos().onDevice(entry.photo().id(), true);
    library.catalog().photos().cached(entry.photo().id(), null);
    return true;
  }
}
