package latent.photo;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A fact's name: 16 hexadecimal digits, drawn at random when the user speaks. */
public record FactId(String hex) implements Comparable<FactId> {

  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * @throws IllegalArgumentException if {@code hex} is not 16 lower-case hexadecimal digits
   */
  public FactId {
    if (!hex.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException("not a fact's name (16 hexadecimal digits): " + hex);
    }
  }

  public static FactId fresh() {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    return new FactId(HexFormat.of().formatHex(bytes));
  }

  @Override
  public int compareTo(FactId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
