package latent.vault;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.Supplier;
import latent.photo.PhotoId;

/** Bytes that must turn out to be one photo's original; if not, the end is an exception. */
final class DigestCheck extends FilterInputStream {

  private final MessageDigest digest = PhotoId.newDigest();
  private final PhotoId photo;
  private final Supplier<? extends IOException> otherwise;
  private boolean checked;

  DigestCheck(InputStream in, PhotoId photo, Supplier<? extends IOException> otherwise) {
    super(in);
    this.photo = photo;
    this.otherwise = otherwise;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = in.read(into, offset, length);
    if (read > 0) {
      digest.update(into, offset, read);
    }
    if (read < 0 && !checked) {
      if (!PhotoId.ofDigest(digest.digest()).equals(photo)) {
        throw otherwise.get();
      }
      checked = true;
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] passed = new byte[(int) Math.min(Math.max(count, 0), 8192)];
    return Math.max(0, read(passed, 0, passed.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
