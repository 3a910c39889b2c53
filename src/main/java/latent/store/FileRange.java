package latent.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.function.Function;

/** A part of a file, read and metered. */
final class FileRange extends InputStream {

  private final FileChannel channel;
  private final Meter meter;
  private final Function<IOException, StoreException> named;
  private long left;

  /** Takes the channel over. */
  FileRange(
      FileChannel channel,
      long from,
      long length,
      Meter meter,
      Function<IOException, StoreException> named)
      throws IOException {
    this.channel = channel;
    this.meter = meter;
    this.named = named;
    this.left = length;
    channel.position(from);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (left <= 0) {
      return -1;
    }
    int read;
    try {
      read = channel.read(ByteBuffer.wrap(into, offset, (int) Math.min(left, length)));
    } catch (IOException fault) {
      throw named.apply(fault);
    }
    if (read > 0) {
      left -= read;
      meter.moved(Direction.DOWN, read);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
