package latent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFileTest {

  private static final char[] PASSPHRASE = "correct horse battery staple".toCharArray();

  private static byte[] keyOf(Unlocking unlocking) {
    return switch (unlocking) {
      case Unlocking.Unlocked(MasterKey key) -> key.bytes();
      case Unlocking.WrongPassphrase() -> throw new AssertionError("wrong passphrase");
      case Unlocking.Damaged(String detail) -> throw new AssertionError(detail);
    };
  }

  @Test
  void thePassphraseOpensIt() {
    MasterKey key = MasterKey.fresh();
    byte[] file = KeyFile.seal(key, PASSPHRASE, PassphraseCost.RECOMMENDED);
    assertThat(file).hasSize(KeyFile.SIZE);
    assertThat(keyOf(KeyFile.open(file, PASSPHRASE))).isEqualTo(key.bytes());
  }

  @Test
  void anotherPassphraseDoesNot() {
    byte[] file = KeyFile.seal(MasterKey.fresh(), PASSPHRASE, PassphraseCost.LEAST);
    for (String wrong : new String[] {"", "correct horse battery stapl", "Correct horse"}) {
      assertThat(KeyFile.open(file, wrong.toCharArray()))
          .isInstanceOf(Unlocking.WrongPassphrase.class);
    }
  }

  @Test
  void theSamePassphraseTypedWithCombiningMarksOpensIt() {
    byte[] file =
        KeyFile.seal(MasterKey.fresh(), "Fr\u00fchling".toCharArray(), PassphraseCost.LEAST);
    assertThat(KeyFile.open(file, "Fru\u0308hling".toCharArray()))
        .isInstanceOf(Unlocking.Unlocked.class);
  }

  @Test
  void everyFlippedBitIsDamageAndNotAWrongPassphrase() {
    byte[] file = KeyFile.seal(MasterKey.fresh(), PASSPHRASE, PassphraseCost.LEAST);
    for (int bit = 0; bit < 8 * file.length; bit++) {
      byte[] flipped = file.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(KeyFile.open(flipped, PASSPHRASE)).isInstanceOf(Unlocking.Damaged.class);
    }
    for (int length : new int[] {0, 1, 95, 97}) {
      assertThat(KeyFile.open(Arrays.copyOf(file, length), PASSPHRASE))
          .isInstanceOf(Unlocking.Damaged.class);
    }
  }

  @Test
  void aForgedFileCannotAskForAbsurdCosts() throws Exception {
    byte[] file = KeyFile.seal(MasterKey.fresh(), PASSPHRASE, PassphraseCost.LEAST);
    Arrays.fill(file, 8, 12, (byte) 0x7f);
    byte[] checksum =
        MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(file, file.length - 8));
    System.arraycopy(checksum, 0, file, file.length - 8, 8);
    assertThat(KeyFile.open(file, PASSPHRASE)).isInstanceOf(Unlocking.Damaged.class);
  }

  @Test
  void costsAreBounded() {
    for (int[] absurd :
        new int[][] {{0, 65536, 4}, {17, 65536, 4}, {3, 8191, 4}, {3, 1 << 21, 4}, {3, 65536, 0}}) {
      assertThatThrownBy(() -> new PassphraseCost(absurd[0], absurd[1], absurd[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The reference implementation's own test: phc-winner-argon2, src/test.c, Argon2id v=0x13. */
  @Test
  void argon2idIsThatOfTheReference() {
    byte[] password = "password".getBytes(StandardCharsets.US_ASCII);
    byte[] salt = "somesalt".getBytes(StandardCharsets.US_ASCII);
    assertThat(HexFormat.of().formatHex(new PassphraseCost(2, 1 << 16, 1).argon2id(password, salt)))
        .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
  }

  /**
   * A wrong passphrase costs the same derivation as the right one, and exactly one: it is only
   * known to be wrong when the key that came of it doesn't open.
   */
  @Test
  void aWrongPassphraseCostsWhatTheRightOneCosts() {
    byte[] file = KeyFile.seal(MasterKey.fresh(), PASSPHRASE, PassphraseCost.LEAST);
    List<PassphraseCost> derivations = new ArrayList<>();
    KeyFile.Stretching counted =
        (cost, passphrase, salt) -> {
          derivations.add(cost);
          return cost.key(passphrase, salt);
        };
    for (String tried : new String[] {new String(PASSPHRASE), "wrong", "", "x".repeat(1000)}) {
      derivations.clear();
      KeyFile.open(file, tried.toCharArray(), counted);
      assertThat(derivations).containsExactly(PassphraseCost.LEAST);
    }
  }

  @Test
  void closingWipes() {
    MasterKey key = MasterKey.fresh();
    key.close();
    assertThat(key.bytes()).containsOnly(0);
  }
}
