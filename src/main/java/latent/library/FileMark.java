package latent.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import latent.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/**
 * By what a change of a file is noticed without reading it.
 *
 * @param bytes its size
 * @param modified when it was last changed, in nanoseconds since 1970
 * @param readable whether this program may read it
 */
record FileMark(long bytes, long modified, boolean readable) {

  /** Of a file as it is now; null if it is no regular file, or can't be looked at. */
  static @Nullable FileMark of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? new FileMark(
              attributes.size(),
              attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
              Files.isReadable(file))
          : null;
    } catch (IOException gone) {
      return null;
    }
  }

  /**
   * The file of this mark at this place as one number: the first 64 bits of a SHA-256. Of 100,000
   * files two have the same with a chance of 1 in 4 billion.
   */
  long at(Path place) {
    byte[] words =
        (place + "\0" + bytes + "\0" + modified + "\0" + readable).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.wrap(PhotoId.newDigest().digest(words)).getLong();
  }
}
