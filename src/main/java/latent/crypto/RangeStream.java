package latent.crypto;

import java.io.IOException;
import java.io.InputStream;

/** A range of a sealed object's content, opened as it is read from the segments that hold it. */
final class RangeStream extends SegmentStream {

  private final SegmentCipher cipher;
  private final InputStream segments;
  private final SealedRange range;
  private final byte[] sealed = new byte[Layout.SEALED_SEGMENT];
  private final byte[] plain = new byte[Layout.SEGMENT];
  private long index;
  private long left;

  RangeStream(SegmentCipher cipher, InputStream segments, SealedRange range) {
    super(segments);
    this.cipher = cipher;
    this.segments = segments;
    this.range = range;
    this.index = range.firstSegment();
    this.left = range.length();
  }

  @Override
  boolean next() throws IOException {
    if (left == 0) {
      // Whoever carries the bytes learns here that all of them were wanted.
      segments.read();
      return false;
    }
    long plaintext = range.plaintext();
    int size = Layout.segmentSize(plaintext, index);
    boolean last = index == Layout.segments(plaintext) - 1;
    if (segments.readNBytes(sealed, 0, size + Layout.TAG) < size + Layout.TAG) {
      throw new DamagedException(
          DamagedException.Damage.TRUNCATED, "it ends in segment " + index + ", counted from 0");
    }
    if (!cipher.open(index, last, sealed, size + Layout.TAG, plain)) {
      throw new DamagedException(
          DamagedException.Damage.ALTERED, "segment " + index + ", counted from 0, doesn't open");
    }
    int from = index == range.firstSegment() ? range.skip() : 0;
    int count = (int) Math.min(left, size - from);
    left -= count;
    index++;
    give(plain, from, from + count);
    return true;
  }
}
