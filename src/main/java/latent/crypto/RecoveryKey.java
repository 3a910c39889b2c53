package latent.crypto;

import java.util.Arrays;

/**
 * A second secret that opens a vault: 32 random bytes, made to be printed and typed back. Closing
 * wipes it.
 *
 * <p>Its written form is 13 groups of five letters and digits; see the package's specification. The
 * last of each group checks the others, so that a mistyped letter, or two in the wrong order, are
 * found, with the group in which they are.
 */
public final class RecoveryKey implements AutoCloseable {

  private static final int BYTES = 32;
  private static final int GROUPS = 13;
  private static final int SYMBOLS = 4;
  private static final int BITS = 5;

  /** Douglas Crockford's Base 32: without the letters I, L, O and U. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** The polynomial x⁵ + x² + 1, by which the 32 symbols are a field. */
  private static final int MODULUS = 0b100101;

  private final byte[] bytes;

  private RecoveryKey(byte[] bytes) {
    this.bytes = bytes;
  }

  public static RecoveryKey fresh() {
    return new RecoveryKey(Randomness.random(BYTES));
  }

  /**
   * Reads the written form; small letters, spaces and hyphens don't matter, and I and L are taken
   * for 1, O for 0.
   *
   * @throws MistypedException if it isn't one
   */
  public static RecoveryKey read(char[] text) throws MistypedException {
    int[] symbols = symbols(text);
    byte[] bytes = new byte[BYTES + 1];
    try {
      for (int group = 0; group < GROUPS; group++) {
        int from = group * (SYMBOLS + 1);
        if (check(symbols, from, group) != symbols[from + SYMBOLS]) {
          throw new MistypedException(
              "Group "
                  + (group + 1)
                  + " of the recovery key is mistyped: "
                  + "a letter or digit in it is wrong, or two have changed places.");
        }
        for (int i = 0; i < SYMBOLS; i++) {
          put(bytes, (group * SYMBOLS + i) * BITS, symbols[from + i]);
        }
      }
      if (bytes[BYTES] != 0) {
        throw new MistypedException("Group 13 of the recovery key is mistyped.");
      }
      return new RecoveryKey(Arrays.copyOf(bytes, BYTES));
    } finally {
      Arrays.fill(symbols, 0);
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static int[] symbols(char[] text) throws MistypedException {
    int[] symbols = new int[GROUPS * (SYMBOLS + 1)];
    int count = 0;
    for (char letter : text) {
      if (letter == '-' || Character.isWhitespace(letter)) {
        continue;
      }
      int symbol = symbol(letter);
      if (symbol < 0) {
        throw new MistypedException(
            "Group "
                + (count / (SYMBOLS + 1) + 1)
                + " of the recovery key has a character that no recovery key has.");
      }
      if (count < symbols.length) {
        symbols[count] = symbol;
      }
      count++;
    }
    if (count != symbols.length) {
      throw new MistypedException(
          "A recovery key has "
              + symbols.length
              + " letters and digits, in "
              + GROUPS
              + " groups of "
              + (SYMBOLS + 1)
              + "; here are "
              + count
              + ".");
    }
    return symbols;
  }

  private static int symbol(char letter) {
    char upper = Character.toUpperCase(letter);
    return switch (upper) {
      case 'I', 'L' -> 1;
      case 'O' -> 0;
      default -> ALPHABET.indexOf(upper);
    };
  }

  /** The written form: groups with hyphens between them. The caller wipes it. */
  public char[] text() {
    char[] text = new char[GROUPS * (SYMBOLS + 2) - 1];
    int[] symbols = new int[SYMBOLS];
    for (int group = 0; group < GROUPS; group++) {
      int at = group * (SYMBOLS + 2);
      for (int i = 0; i < SYMBOLS; i++) {
        symbols[i] = get(bytes, (group * SYMBOLS + i) * BITS);
        text[at + i] = ALPHABET.charAt(symbols[i]);
      }
      text[at + SYMBOLS] = ALPHABET.charAt(check(symbols, 0, group));
      if (group < GROUPS - 1) {
        text[at + SYMBOLS + 1] = '-';
      }
    }
    Arrays.fill(symbols, 0);
    return text;
  }

  /**
   * The symbol that checks a group: the number of the group, plus each symbol times another power
   * of x, in the field. So every change of one symbol changes it, and so does every exchange of
   * two.
   */
  private static int check(int[] symbols, int from, int group) {
    int check = group;
    for (int i = SYMBOLS - 1; i >= 0; i--) {
      check = timesX(check) ^ symbols[from + i];
    }
    return timesX(check);
  }

  private static int timesX(int element) {
    int shifted = element << 1;
    return (shifted & 1 << BITS) == 0 ? shifted : shifted ^ MODULUS;
  }

  /** Five bits, from the highest of the first byte on; what is beyond the end is zero. */
  private static int get(byte[] bytes, int at) {
    int symbol = 0;
    for (int bit = at; bit < at + BITS; bit++) {
      int one = bit < 8 * bytes.length ? bytes[bit / 8] >> 7 - bit % 8 & 1 : 0;
      symbol = symbol << 1 | one;
    }
    return symbol;
  }

  private static void put(byte[] bytes, int at, int symbol) {
    for (int i = 0; i < BITS; i++) {
      int bit = at + i;
      bytes[bit / 8] |= (byte) ((symbol >> BITS - 1 - i & 1) << 7 - bit % 8);
    }
  }

  /** The key under which a key file with this salt holds the master key. */
  byte[] wrappingKey(byte[] salt) {
    return Derivation.derive(bytes, salt, "latent recovery key 1", new byte[0]);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }
}
