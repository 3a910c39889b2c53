package latent.crypto;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * What it costs to try one passphrase: the parameters of Argon2id (RFC 9106).
 *
 * @param iterations passes over the memory, 1 to 16
 * @param memoryKibibytes 8,192 (8 MiB) to 1,048,576 (1 GiB)
 * @param lanes 1 to 16
 */
public record PassphraseCost(int iterations, int memoryKibibytes, int lanes) {

  /** The second recommended option of RFC 9106, section 4: 3 passes over 64 MiB in 4 lanes. */
  public static final PassphraseCost RECOMMENDED = new PassphraseCost(3, 64 << 10, 4);

  /** The least that a key file may ask for: for tests. */
  public static final PassphraseCost LEAST = new PassphraseCost(1, 8 << 10, 1);

  /**
   * @throws IllegalArgumentException outside the ranges, which keep a forged key file from asking
   *     for a day or all memory
   */
  public PassphraseCost {
    boolean sane =
        iterations >= 1
            && iterations <= 16
            && memoryKibibytes >= 8 << 10
            && memoryKibibytes <= 1 << 20
            && lanes >= 1
            && lanes <= 16;
    if (!sane) {
      throw new IllegalArgumentException(
          "no sane cost of a passphrase: "
              + iterations
              + " passes over "
              + memoryKibibytes
              + " KiB in "
              + lanes
              + " lanes");
    }
  }

  /** The 32-byte key that {@code passphrase} gives with this salt. Takes about a second. */
  byte[] key(char[] passphrase, byte[] salt) {
    byte[] text = utf8(passphrase);
    try {
      return argon2id(text, salt);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  byte[] argon2id(byte[] text, byte[] salt) {
    Argon2Function function =
        Argon2Function.getInstance(
            memoryKibibytes,
            iterations,
            lanes,
            Derivation.KEY,
            Argon2.ID,
            Argon2Function.ARGON2_VERSION_13);
    // Equal parameters give the same instance, which keeps its threads in a field.
    synchronized (PassphraseCost.class) {
      return function.hash(text, salt).getBytes();
    }
  }

  /** Only a passphrase that is not in normal form C already goes through a String. */
  private static byte[] utf8(char[] passphrase) {
    CharBuffer characters = CharBuffer.wrap(passphrase);
    CharBuffer normal =
        Normalizer.isNormalized(characters, Normalizer.Form.NFC)
            ? characters
            : CharBuffer.wrap(Normalizer.normalize(characters, Normalizer.Form.NFC));
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(normal);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    Arrays.fill(encoded.array(), (byte) 0);
    return bytes;
  }
}
