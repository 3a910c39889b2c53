package latent.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals and opens the segments of one object. For one thread. */
final class SegmentCipher {

  private static final byte[] MAGIC = "LTNT".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;

  private final SecretKeySpec key;
  private final byte[] header;
  private final Cipher cipher;
  private final byte[] reopened = new byte[Layout.SEGMENT];

  /** {@code key} may be wiped afterwards. */
  SegmentCipher(byte[] key, byte[] header) {
    this.key = new SecretKeySpec(key, "AES");
    this.header = header;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has AES-GCM", impossible);
    }
  }

  static byte[] freshHeader() {
    return ByteBuffer.allocate(Layout.HEADER)
        .put(MAGIC)
        .put(VERSION)
        .position(Layout.HEADER - Layout.SALT)
        .put(Randomness.random(Layout.SALT))
        .array();
  }

  static byte[] saltOf(byte[] header) throws DamagedException {
    if (header.length < Layout.HEADER) {
      throw new DamagedException(
          DamagedException.Damage.TRUNCATED, "it ends within its header of 40 bytes");
    }
    if (!Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new DamagedException(
          DamagedException.Damage.UNKNOWN, "it doesn't begin as a sealed object does");
    }
    if (header[MAGIC.length] != VERSION) {
      throw new DamagedException(
          DamagedException.Damage.UNKNOWN,
          "its format has version " + header[MAGIC.length] + ", which is not known here");
    }
    return Arrays.copyOfRange(header, Layout.HEADER - Layout.SALT, Layout.HEADER);
  }

  /**
   * Seals the first {@code length} bytes of {@code plain} and opens them again to be sure.
   *
   * @param sealed receives {@code length} + 16 bytes
   */
  void seal(long index, boolean last, byte[] plain, int length, byte[] sealed) {
    try {
      start(Cipher.ENCRYPT_MODE, index, last);
      cipher.doFinal(plain, 0, length, sealed, 0);
      start(Cipher.DECRYPT_MODE, index, last);
      cipher.doFinal(sealed, 0, length + Layout.TAG, reopened, 0);
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException("a segment just sealed doesn't open again", fault);
    }
    if (!Arrays.equals(plain, 0, length, reopened, 0, length)) {
      throw new IllegalStateException("a segment just sealed opens as something else");
    }
  }

  /**
   * Opens the first {@code length} bytes of {@code sealed} into {@code plain}.
   *
   * @return whether they are that segment
   */
  boolean open(long index, boolean last, byte[] sealed, int length, byte[] plain) {
    if (length <= Layout.TAG) {
      return false;
    }
    try {
      start(Cipher.DECRYPT_MODE, index, last);
      cipher.doFinal(sealed, 0, length, plain, 0);
      return true;
    } catch (AEADBadTagException altered) {
      return false;
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("the buffers fit", impossible);
    }
  }

  private void start(int mode, long index, boolean last) throws GeneralSecurityException {
    byte[] nonce =
        ByteBuffer.allocate(12).put((byte) (last ? 1 : 0)).position(4).putLong(index).array();
    cipher.init(mode, key, new GCMParameterSpec(8 * Layout.TAG, nonce));
    cipher.updateAAD(header);
  }
}
