package latent.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a long film as a film of its own: what its first picture, its time and its place
 * need, so that nobody has to read gigabytes for them. Of the boxes of the file (ISO/IEC 14496-12,
 * section 4.2) all are kept but what lies beyond the beginning of its media data; places in the
 * file that the index speaks of stay where they are.
 */
public final class FilmExcerpt {

  /** Gives bytes of the film. */
  public interface Bytes {

    /** So many bytes from there on. */
    byte[] read(long from, int count) throws IOException;
  }

  /** From this size on a film is long, in bytes. */
  public static final long LONG = 64 << 20;

  /** Of the media data so much is kept, in bytes: some ten seconds of a telephone's film. */
  private static final int BEGINNING = 24 << 20;

  /** The most bytes of everything else; the index of a film of hours has some ten megabytes. */
  private static final int MOST_BESIDE = 64 << 20;

  private static final int MOST_BOXES = 200;
  private static final int SHORT_HEADER = 8;
  private static final int LONG_HEADER = 16;

  /** What says something of the whole film where it comes after the media data. */
  private static final Set<String> KEPT_BEHIND = Set.of("moov", "meta", "udta", "uuid");

  private final Bytes bytes;
  private final long length;

  private FilmExcerpt(Bytes bytes, long length) {
    this.bytes = bytes;
    this.length = length;
  }

  /**
   * @param from where it begins in the file
   * @param header 8 or 16 bytes
   * @param size of all of it, header included
   */
  private record Box(long from, int header, long size, String type) {
    long end() {
      return from + size;
    }
  }

  /**
   * The excerpt of a film of so many bytes.
   *
   * @return empty if the file is not made of boxes, or nothing in it is media data
   */
  public static Optional<byte[]> of(Bytes bytes, long length) throws IOException {
    return new FilmExcerpt(bytes, length).excerpt();
  }

  private Optional<byte[]> excerpt() throws IOException {
    ByteArrayOutputStream excerpt = new ByteArrayOutputStream();
    boolean hasMedia = false;
    int boxes = 0;
    for (long at = 0; at + SHORT_HEADER <= length && boxes < MOST_BOXES; boxes++) {
      Box box = box(at);
      if (box == null) {
        return Optional.empty();
      }
      if (box.type.equals("mdat") && !hasMedia) {
        hasMedia = true;
        beginning(box, excerpt);
      } else if (!hasMedia || KEPT_BEHIND.contains(box.type)) {
        if (box.size > MOST_BESIDE) {
          return Optional.empty();
        }
        excerpt.write(bytes.read(box.from, (int) box.size));
      }
      at = box.end();
    }
    return hasMedia ? Optional.of(excerpt.toByteArray()) : Optional.empty();
  }

  /** The box there; null if none can be. */
  private @Nullable Box box(long at) throws IOException {
    int count = (int) Math.min(LONG_HEADER, length - at);
    ByteBuffer header = ByteBuffer.wrap(bytes.read(at, count));
    long size = Integer.toUnsignedLong(header.getInt());
    byte[] type = new byte[4];
    header.get(type);
    int headerBytes = SHORT_HEADER;
    if (size == 1 && count == LONG_HEADER) {
      size = header.getLong();
      headerBytes = LONG_HEADER;
    } else if (size == 0) {
      size = length - at;
    }
    size = Math.min(size, length - at);
    return size < headerBytes
        ? null
        : new Box(at, headerBytes, size, new String(type, StandardCharsets.ISO_8859_1));
  }

  /** The same box with less in it; what it holds lies where it lay. */
  private void beginning(Box media, ByteArrayOutputStream excerpt) throws IOException {
    int kept = (int) Math.min(media.size, media.header + (long) BEGINNING);
    byte[] box = bytes.read(media.from, kept);
    ByteBuffer header = ByteBuffer.wrap(box);
    if (media.header == LONG_HEADER) {
      header.putLong(SHORT_HEADER, kept);
    } else {
      header.putInt(0, kept);
    }
    excerpt.write(box);
  }
}
