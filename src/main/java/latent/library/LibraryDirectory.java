package latent.library;

import java.nio.file.Path;
import latent.photo.MediaType;
import latent.photo.Photo;
import latent.photo.PhotoId;

/**
 * Where things lie in a library's folder.
 *
 * <pre>
 * settings.json   cloud, budget, this device's name
 * key             a copy of the vault's key file (useless without the passphrase)
 * catalog.db      what this device knows; can be rebuilt
 * neighbours      which faces are alike, so that grouping need not find it again; may be deleted
 * models/         models that came in the place of the program's own, and which are in use
 * lock            held by the program that works here
 * originals/      the originals on this device, by name
 * cache/          recalled originals, may leave at any time
 * previews/  thumbnails/   the low-resolution copies
 * uploads/        how far large originals have been sent, by name, until they are stored
 * incoming/       files on their way in, nothing of which has been acknowledged; notes of files on
 *                 their way out
 * </pre>
 */
public record LibraryDirectory(Path root) {

  public Path settings() {
    return root.resolve("settings.json");
  }

  public Path key() {
    return root.resolve("key");
  }

  public Path catalog() {
    return root.resolve("catalog.db");
  }

  public Path neighbours() {
    return root.resolve("neighbours");
  }

  public Path models() {
    return root.resolve("models");
  }

  public Path lock() {
    return root.resolve("lock");
  }

  public Path incoming() {
    return root.resolve("incoming");
  }

  public Path uploads() {
    return root.resolve("uploads");
  }

  /** What is kept of an upload that is under way. */
  public Path upload(PhotoId photo) {
    return uploads().resolve(photo.hex());
  }

  public Path originals() {
    return root.resolve("originals");
  }

  public Path original(Photo photo) {
    return original(photo.id(), photo.mediaType());
  }

  public Path original(PhotoId photo, MediaType mediaType) {
    return place("originals", photo, mediaType.extension());
  }

  public Path cached(Photo photo) {
    return cached(photo.id(), photo.mediaType());
  }

  public Path cached(PhotoId photo, MediaType mediaType) {
    return place("cache", photo, mediaType.extension());
  }

  public Path preview(PhotoId photo) {
    return place("previews", photo, "picture");
  }

  public Path thumbnail(PhotoId photo) {
    return place("thumbnails", photo, "picture");
  }

  /**
   * A folder for each first two digits keeps folders small: a million photos are 4,000 files in
   * each.
   */
  private Path place(String folder, PhotoId photo, String extension) {
    return root.resolve(folder)
        .resolve(photo.hex().substring(0, 2))
        .resolve(photo.hex() + "." + extension);
  }
}
