package latent.photo;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When a photo was taken, and how that is known.
 *
 * @param local the clock on the wall where it was taken
 * @param offset that clock's distance from UTC; null if the file does not say
 */
public record TakenAt(LocalDateTime local, @Nullable ZoneOffset offset, Source source) {

  /** Where the time was read. */
  public enum Source {
    /** EXIF DateTimeOriginal, or the container's own field of the same meaning. */
    METADATA,
    /** The satellite time in the GPS tags. */
    GPS,
    /** The file's modification time: a guess. */
    FILE
  }

  /** The instant by which photos are ordered; a time without an offset counts as UTC. */
  public Instant instant() {
    return local.toInstant(offset == null ? ZoneOffset.UTC : offset);
  }
}
