package latent.crypto;

/**
 * Where in a sealed object the bytes {@code from} to before {@code from + length} of its content
 * lie: which segments, and so which of the object's bytes to fetch.
 *
 * @param contentLength bytes of the whole content
 * @param padding with which it was sealed
 * @param from the first byte of the content that is wanted
 * @param length how many are wanted, more than 0, none beyond the content's end
 */
public record SealedRange(long contentLength, Padding padding, long from, long length) {

  /** The bytes at an object's beginning that {@link ContentKey#openingRange} needs. */
  public static final int HEADER = Layout.HEADER;

  /**
   * @throws IndexOutOfBoundsException if the content has no such range
   */
  public SealedRange {
    if (from < 0 || length <= 0 || from > contentLength - length) {
      throw new IndexOutOfBoundsException(
          "no bytes " + from + " to " + (from + length) + " in content of " + contentLength);
    }
  }

  /** Where to begin to fetch. */
  public long sealedFrom() {
    return Layout.HEADER + firstSegment() * Layout.SEALED_SEGMENT;
  }

  /** How many bytes to fetch. */
  public long sealedLength() {
    long whole = lastSegment() - firstSegment();
    return whole * Layout.SEALED_SEGMENT
        + Layout.segmentSize(plaintext(), lastSegment())
        + Layout.TAG;
  }

  long firstSegment() {
    return (Layout.PREFIX + from) / Layout.SEGMENT;
  }

  long lastSegment() {
    return (Layout.PREFIX + from + length - 1) / Layout.SEGMENT;
  }

  /** Where in the first segment the range begins. */
  int skip() {
    return (int) ((Layout.PREFIX + from) % Layout.SEGMENT);
  }

  long plaintext() {
    return padding.padded(Layout.PREFIX + contentLength);
  }
}
