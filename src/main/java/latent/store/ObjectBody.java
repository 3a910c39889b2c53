package latent.store;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The bytes of an object as they arrive. Closing before the end cuts the connection, since the rest
 * would otherwise be fetched for nothing.
 */
final class ObjectBody extends FilterInputStream {

  private final ResponseInputStream<?> body;
  private final S3Faults faults;
  private boolean ended;

  ObjectBody(ResponseInputStream<?> body, S3Faults faults) {
    super(body);
    this.body = body;
    this.faults = faults;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      int read = body.read(into, offset, length);
      ended |= read < 0;
      return read;
    } catch (IOException | SdkException broken) {
      throw faults.brokenOff(broken);
    }
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      body.close();
    } else {
      body.abort();
    }
  }
}
