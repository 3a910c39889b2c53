package latent.vault;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An object's opened bytes, whose faults are named for the object. */
final class FaultNamingStream extends FilterInputStream {

  private final ObjectReference object;

  FaultNamingStream(InputStream in, ObjectReference object) {
    super(in);
    this.object = object;
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException fault) {
      throw object.named(fault);
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return in.read(into, offset, length);
    } catch (IOException fault) {
      throw object.named(fault);
    }
  }

  @Override
  public long skip(long count) throws IOException {
    try {
      return in.skip(count);
    } catch (IOException fault) {
      throw object.named(fault);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } catch (IOException fault) {
      throw object.named(fault);
    }
  }
}
