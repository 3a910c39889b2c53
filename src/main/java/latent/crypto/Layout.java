package latent.crypto;

/** The sizes of a sealed object's parts, in bytes; see the package's specification. */
final class Layout {

  static final int HEADER = 40;
  static final int SALT = 32;
  static final int SEGMENT = 1 << 16;
  static final int TAG = 16;
  static final int SEALED_SEGMENT = SEGMENT + TAG;

  /** The two lengths before the content. */
  static final int PREFIX = 16;

  private Layout() {}

  /** How many segments a plaintext of {@code plaintext} bytes has, prefix and padding counted. */
  static long segments(long plaintext) {
    return (plaintext + SEGMENT - 1) / SEGMENT;
  }

  static long sealedSize(long plaintext) {
    return HEADER + plaintext + TAG * segments(plaintext);
  }

  /** The bytes of plaintext in segment {@code index} of a plaintext of {@code plaintext} bytes. */
  static int segmentSize(long plaintext, long index) {
    return (int) Math.min(SEGMENT, plaintext - index * SEGMENT);
  }
}
