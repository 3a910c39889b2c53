package latent.crypto;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A sealed object that comes into being while it is read. */
final class SealingStream extends SegmentStream {

  private final ContentKey key;
  private final InputStream content;
  private final byte[] context;
  private final long length;
  private final long plaintext;
  private final byte[] plain = new byte[Layout.SEGMENT];
  private final byte[] sealed = new byte[Layout.SEALED_SEGMENT];
  private final byte[] header;
  private @Nullable SegmentCipher cipher;
  private long index;
  private long contentLeft;

  SealingStream(
      ContentKey key,
      byte[] header,
      InputStream content,
      long length,
      byte[] context,
      Padding padding) {
    super(content);
    this.key = key;
    this.header = header.clone();
    this.content = content;
    this.context = context.clone();
    this.length = length;
    this.contentLeft = length;
    this.plaintext = padding.padded(Layout.PREFIX + length);
  }

  @Override
  boolean next() throws IOException {
    if (cipher == null) {
      cipher = key.segmentCipher(header, context);
      give(header, 0, header.length);
      return true;
    }
    long segments = Layout.segments(plaintext);
    if (index == segments) {
      return false;
    }
    int size = Layout.segmentSize(plaintext, index);
    fill(size);
    cipher.seal(index, index == segments - 1, plain, size, sealed);
    index++;
    give(sealed, 0, size + Layout.TAG);
    return true;
  }

  /** Prefix, content and zeros, as they fall into this segment. */
  private void fill(int size) throws IOException {
    int at = 0;
    if (index == 0) {
      long padding = plaintext - Layout.PREFIX - length;
      ByteBuffer.wrap(plain).putLong(length).putLong(padding);
      at = Layout.PREFIX;
      requireEndIfDone();
    }
    if (contentLeft > 0) {
      int wanted = (int) Math.min(contentLeft, size - at);
      if (content.readNBytes(plain, at, wanted) < wanted) {
        throw new EOFException("the content ends before the " + length + " bytes it should have");
      }
      at += wanted;
      contentLeft -= wanted;
      requireEndIfDone();
    }
    Arrays.fill(plain, at, size, (byte) 0);
  }

  /** Before the segment with the content's last byte goes out, the content must have ended. */
  private void requireEndIfDone() throws IOException {
    if (contentLeft == 0 && content.read() >= 0) {
      throw new IOException("the content goes on after the " + length + " bytes it should have");
    }
  }
}
