package latent.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF-SHA256 (RFC 5869): a key out of a key. */
final class Derivation {

  static final int KEY = 32;

  private Derivation() {}

  /** 32 bytes out of {@code key}, for this {@code salt} (may be empty) and purpose. */
  static byte[] derive(byte[] key, byte[] salt, String purpose, byte[] context) {
    byte[] label = purpose.getBytes(StandardCharsets.US_ASCII);
    byte[] info = new byte[label.length + context.length];
    System.arraycopy(label, 0, info, 0, label.length);
    System.arraycopy(context, 0, info, label.length, context.length);
    HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(key);
    if (salt.length > 0) {
      extract.addSalt(salt);
    }
    try {
      return KDF.getInstance("HKDF-SHA256").deriveData(extract.thenExpand(info, KEY));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("Java 25 has HKDF-SHA256", impossible);
    }
  }
}
