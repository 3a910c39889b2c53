package latent.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5, which S3 uses against accidents on the way; it protects against nobody. */
final class Md5 {

  private Md5() {}

  /** The 16-byte digest of the first {@code length} bytes. */
  static byte[] of(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has MD5", impossible);
    }
  }
}
