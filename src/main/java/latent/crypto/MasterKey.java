package latent.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The one secret from which all keys of a vault follow: 32 random bytes. Closing wipes this copy of
 * it; copies that the JDK's ciphers make of keys are beyond reach.
 */
public final class MasterKey implements AutoCloseable {

  private final byte[] bytes;

  /** Takes {@code bytes} over; closing wipes them. */
  MasterKey(byte[] bytes) {
    this.bytes = bytes;
  }

  public static MasterKey fresh() {
    return new MasterKey(Randomness.random(Derivation.KEY));
  }

  public NameKey nameKey() {
    return new NameKey(Derivation.derive(bytes, new byte[0], "latent name key 1", new byte[0]));
  }

  public ContentKey contentKey() {
    return new ContentKey(
        Derivation.derive(bytes, new byte[0], "latent content key 1", new byte[0]));
  }

  /** Whether it is the same key. */
  public boolean isSameAs(MasterKey other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }
}
