package latent.crypto;

import java.security.SecureRandom;

/** Where salts, nonces and keys come from. */
final class Randomness {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Randomness() {}

  static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
