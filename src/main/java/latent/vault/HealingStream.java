package latent.vault;

import java.io.IOException;
import java.io.InputStream;

/**
 * A range of an object's content that is fetched again from where it doesn't open, since what is
 * damaged on its way comes whole the next time. Only authenticated bytes are counted as given.
 */
final class HealingStream extends InputStream {

  /** Opens what comes after the first {@code given} bytes of the range, of which some are left. */
  interface Opener {
    InputStream openAfter(long given) throws IOException;
  }

  private final Opener opener;
  private final long length;
  private InputStream content;
  private long given;
  private int failed;

  /**
   * @param length bytes of the range
   */
  HealingStream(long length, Opener opener) throws IOException {
    this.length = length;
    this.opener = opener;
    this.content = SecondLook.at(() -> opener.openAfter(0));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int wanted) throws IOException {
    while (true) {
      try {
        int read = content.read(into, offset, wanted);
        if (read > 0) {
          given += read;
          failed = 0;
        }
        return read;
      } catch (TamperedException damaged) {
        fetchAgainAfter(damaged);
      }
    }
  }

  private void fetchAgainAfter(TamperedException damaged) throws IOException {
    content.close();
    content = InputStream.nullInputStream();
    TamperedException fault = damaged;
    while (true) {
      failed++;
      if (failed >= SecondLook.LOOKS || given == length) {
        throw fault;
      }
      try {
        content = opener.openAfter(given);
        return;
      } catch (TamperedException again) {
        fault = again;
      }
    }
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
