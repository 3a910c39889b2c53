package latent.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key under which objects get names that tell nothing. Closing wipes it. */
public final class NameKey implements AutoCloseable {

  private final byte[] bytes;

  NameKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** HMAC-SHA256 of {@code meaning}: 32 bytes. */
  public byte[] name(byte[] meaning) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      return mac.doFinal(meaning);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has HmacSHA256", impossible);
    }
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }
}
