package latent.crypto;

import static latent.crypto.DamagedException.Damage.ALTERED;
import static latent.crypto.DamagedException.Damage.EXTENDED;
import static latent.crypto.DamagedException.Damage.TRUNCATED;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The content of a sealed object that is opened, from its first segment to its last, as read. */
final class OpeningStream extends SegmentStream {

  private final ContentKey key;
  private final InputStream object;
  private final byte[] context;
  private final byte[] sealed = new byte[Layout.SEALED_SEGMENT];
  private final byte[] plain = new byte[Layout.SEGMENT];
  private @Nullable SegmentCipher cipher;
  private long index;
  private long plaintext;
  private long contentLeft;

  OpeningStream(ContentKey key, InputStream object, byte[] context) {
    super(object);
    this.key = key;
    this.object = object;
    this.context = context.clone();
  }

  @Override
  boolean next() throws IOException {
    if (cipher == null) {
      cipher = key.segmentCipher(object.readNBytes(Layout.HEADER), context);
      openFirst(cipher);
      return true;
    }
    if (index == Layout.segments(plaintext)) {
      requireEnd();
      return false;
    }
    openLater(cipher);
    return true;
  }

  /** The first segment says how long all is; until it is open, it may be the last or not. */
  private void openFirst(SegmentCipher opener) throws IOException {
    int length = object.readNBytes(sealed, 0, sealed.length);
    boolean mayGoOn = length == sealed.length;
    boolean goesOn = mayGoOn && opener.open(0, false, sealed, length, plain);
    if (!goesOn && !opener.open(0, true, sealed, length, plain)) {
      throw new DamagedException(ALTERED, "its first segment doesn't open");
    }
    int size = length - Layout.TAG;
    ByteBuffer prefix = ByteBuffer.wrap(plain);
    contentLeft = size < Layout.PREFIX ? -1 : prefix.getLong();
    long padding = contentLeft < 0 ? -1 : prefix.getLong();
    plaintext = Layout.PREFIX + contentLeft + padding;
    boolean sane =
        contentLeft >= 0
            && padding >= 0
            && plaintext >= size
            && goesOn == (Layout.segments(plaintext) > 1)
            && size == Layout.segmentSize(plaintext, 0);
    if (!sane) {
      throw new DamagedException(ALTERED, "it was sealed with lengths that contradict each other");
    }
    index = 1;
    giveContent(Layout.PREFIX, size);
  }

  private void openLater(SegmentCipher opener) throws IOException {
    int size = Layout.segmentSize(plaintext, index);
    boolean last = index == Layout.segments(plaintext) - 1;
    if (object.readNBytes(sealed, 0, size + Layout.TAG) < size + Layout.TAG) {
      throw new DamagedException(
          TRUNCATED,
          "it ends in segment " + index + " of " + Layout.segments(plaintext) + ", counted from 0");
    }
    if (!opener.open(index, last, sealed, size + Layout.TAG, plain)) {
      throw new DamagedException(
          ALTERED,
          "segment "
              + index
              + " of "
              + Layout.segments(plaintext)
              + ", counted from 0, doesn't open");
    }
    index++;
    giveContent(0, size);
  }

  private void giveContent(int from, int size) {
    int count = (int) Math.min(contentLeft, size - from);
    contentLeft -= count;
    give(plain, from, from + count);
  }

  private void requireEnd() throws IOException {
    if (object.read() >= 0) {
      throw new DamagedException(EXTENDED, "it goes on after its last segment");
    }
  }
}
