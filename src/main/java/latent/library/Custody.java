package latent.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import latent.catalog.Entry;
import latent.catalog.Sealed;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.vault.Holding;
import latent.vault.Stored;

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
}
