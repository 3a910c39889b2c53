package latent.image;

import java.nio.charset.StandardCharsets;

/**
 * Numbers out of a part of some bytes. A read beyond the part gives zeros, so that a torn file
 * needs no care at every step.
 */
record ByteReader(byte[] bytes, int start, int end, boolean bigEndian) {

  /** All of these bytes. */
  static ByteReader bigEndian(byte[] bytes) {
    return new ByteReader(bytes, 0, bytes.length, true);
  }

  static ByteReader littleEndian(byte[] bytes) {
    return new ByteReader(bytes, 0, bytes.length, false);
  }

  int length() {
    return end - start;
  }

  int u8(long at) {
    return at >= 0 && at < length() ? bytes[start + (int) at] & 0xff : 0;
  }

  int u16(long at) {
    return bigEndian ? u8(at) << 8 | u8(at + 1) : u8(at + 1) << 8 | u8(at);
  }

  int s32(long at) {
    return bigEndian ? u16(at) << 16 | u16(at + 2) : u16(at + 2) << 16 | u16(at);
  }

  long u32(long at) {
    return s32(at) & 0xffffffffL;
  }

  /** Whether these ASCII characters stand here. */
  boolean says(long at, String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      if (at + i >= length() || u8(at + i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** So many ASCII characters, cut at the end of the part. */
  String ascii(long at, int count) {
    int from = Math.clamp(at, 0, length());
    int to = Math.clamp(at + count, from, length());
    return new String(bytes, start + from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The part of this part from {@code from}, at most {@code count} bytes of it. */
  ByteReader part(long from, long count) {
    int first = start + Math.clamp(from, 0, length());
    int last = Math.clamp(first + Math.max(0, count), first, end);
    return new ByteReader(bytes, first, last, bigEndian);
  }

  ByteReader withByteOrder(boolean big) {
    return new ByteReader(bytes, start, end, big);
  }
}
