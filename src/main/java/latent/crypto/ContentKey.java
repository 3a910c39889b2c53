package latent.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The key that seals and opens objects. Closing wipes it.
 *
 * <p>The {@code context} is whatever names an object and its place; what was sealed for one context
 * doesn't open for another.
 */
public final class ContentKey implements AutoCloseable {

  private final byte[] bytes;

  ContentKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The sealed object for these bytes. */
  public byte[] seal(byte[] content, byte[] context, Padding padding) throws IOException {
    InputStream plain = new ByteArrayInputStream(content);
    try (InputStream sealed = sealing(plain, content.length, context, padding)) {
      byte[] object = new byte[Math.toIntExact(padding.sealedSize(content.length))];
      sealed.readNBytes(object, 0, object.length);
      return object;
    }
  }

  /**
   * The bytes that were sealed.
   *
   * @throws DamagedException if these are not, exactly, what was sealed for this context
   */
  public byte[] open(byte[] sealed, byte[] context) throws IOException {
    try (InputStream content = opening(new ByteArrayInputStream(sealed), context)) {
      return content.readAllBytes();
    }
  }

  /**
   * The sealed object for the {@code length} bytes of {@code content}, sealed as it is read. Every
   * segment is opened again and compared before a byte of it is given out. Reading fails if {@code
   * content} has more or fewer bytes, or fails itself.
   */
  public InputStream sealing(InputStream content, long length, byte[] context, Padding padding) {
    return sealingAgain(freshHeader(), content, length, context, padding);
  }

  /** The beginning of an object that is sealed for the first time. */
  public static byte[] freshHeader() {
    return SegmentCipher.freshHeader();
  }

  /**
   * The same sealed object as before, if key, header, content and context are the same.
   *
   * <p>Nothing here knows whether they are, and the same header over other content would give away
   * what both contents are: before a byte of this leaves the device, whoever kept the header makes
   * sure that at its place no other byte ever left under it.
   */
  public InputStream sealingAgain(
      byte[] header, InputStream content, long length, byte[] context, Padding padding) {
    return new SealingStream(this, header, content, length, context, padding);
  }

  /**
   * The content of the sealed object, opened as it is read. Only authenticated bytes are given out,
   * and the end is reported only when the object's end was authenticated too.
   */
  public InputStream opening(InputStream sealed, byte[] context) {
    return new OpeningStream(this, sealed, context);
  }

  /**
   * The content's bytes in {@code range}, opened as they are read.
   *
   * @param header the first {@link SealedRange#HEADER} bytes of the object
   * @param sealed the object's bytes from {@link SealedRange#sealedFrom} on
   */
  public InputStream openingRange(
      byte[] header, InputStream sealed, SealedRange range, byte[] context) throws IOException {
    return new RangeStream(segmentCipher(header, context), sealed, range);
  }

  /** The cipher of the object with this header. */
  SegmentCipher segmentCipher(byte[] header, byte[] context) throws DamagedException {
    byte[] salt = SegmentCipher.saltOf(header);
    byte[] key = Derivation.derive(bytes, salt, "latent sealed object 1", context);
    try {
      return new SegmentCipher(key, header);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }
}
