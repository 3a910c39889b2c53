package latent.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream whose bytes come into being one block after the other. */
abstract class SegmentStream extends InputStream {

  private final InputStream source;
  private byte[] block = new byte[0];
  private int position;
  private int limit;
  private boolean ended;

  /** {@code source} is closed with this. */
  SegmentStream(InputStream source) {
    this.source = source;
  }

  /** Calls {@link #give} with the next bytes, which may be none, or returns false at the end. */
  abstract boolean next() throws IOException;

  /** The bytes of {@code block} from {@code from} to before {@code to} are next. */
  final void give(byte[] block, int from, int to) {
    this.block = block;
    this.position = from;
    this.limit = to;
  }

  private boolean atEnd() throws IOException {
    while (position == limit && !ended) {
      ended = !next();
    }
    return position == limit;
  }

  @Override
  public int read() throws IOException {
    return atEnd() ? -1 : block[position++] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (atEnd()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(block, position, into, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return limit - position;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    limit = position;
    source.close();
  }
}
