package latent.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import latent.image.FilmExcerpt;
import latent.photo.MediaType;
import latent.photo.Photo;
import latent.photo.Reason;
import latent.vault.Vault;
import latent.worker.WorkerPool;

/**
 * What a reader process needs of an original, in memory: all of it, or of a long film its
 * beginning.
 */
final class ReadableBytes {

  private ReadableBytes() {}

  /**
   * Of an original on this device.
   *
   * @return empty if it is too large to be read
   */
  static Optional<byte[]> of(MediaType type, Path file) throws IOException {
    long length = Files.size(file);
    if (isLongFilm(type, length)) {
      try (FileChannel channel = FileChannel.open(file)) {
        Optional<byte[]> excerpt =
            FilmExcerpt.of((from, count) -> part(channel, from, count), length);
        if (excerpt.isPresent()) {
          return excerpt;
        }
      }
    }
    return length > WorkerPool.MOST_ORIGINAL_BYTES
        ? Optional.empty()
        : Optional.of(Files.readAllBytes(file));
  }

  private static byte[] part(FileChannel channel, long from, int count) throws IOException {
    channel.position(from);
    return Channels.newInputStream(channel).readNBytes(count);
  }

  /** Of an original in the cloud, fetched for this once; of a long film not more than is needed. */
  static Optional<byte[]> of(Vault vault, Photo photo) throws IOException {
    long length = photo.bytes();
    if (isLongFilm(photo.mediaType(), length)) {
      Optional<byte[]> excerpt =
          FilmExcerpt.of((from, count) -> part(vault, photo, from, count), length);
      if (excerpt.isPresent()) {
        return excerpt;
      }
    }
    if (length > WorkerPool.MOST_ORIGINAL_BYTES) {
      return Optional.empty();
    }
    try (InputStream whole = vault.openOriginal(photo.id(), length, Reason.Recall.ANALYSE)) {
      return Optional.of(whole.readAllBytes());
    }
  }

  private static byte[] part(Vault vault, Photo photo, long from, int count) throws IOException {
    try (InputStream part =
        vault.openOriginal(photo.id(), photo.bytes(), from, count, Reason.Recall.ANALYSE)) {
      return part.readAllBytes();
    }
  }

  private static boolean isLongFilm(MediaType type, long length) {
    return type.kind() == MediaType.Kind.VIDEO && length > FilmExcerpt.LONG;
  }
}
