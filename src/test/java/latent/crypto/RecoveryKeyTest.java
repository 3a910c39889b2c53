package latent.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import latent.Seed;
import org.junit.jupiter.api.Test;

/** A recovery key survives printing and typing, and what is mistyped is found where it is. */
class RecoveryKeyTest {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final RecoveryKey key = RecoveryKey.fresh();
  private final String text = new String(key.text());
  private final Random random = Seed.random("recovery key");

  private static RecoveryKey read(String text) throws MistypedException {
    return RecoveryKey.read(text.toCharArray());
  }

  @Test
  void itIsReadAsItWasWritten() throws MistypedException {
    assertThat(text).matches("([0-9A-HJKMNP-TV-Z]{5}-){12}[0-9A-HJKMNP-TV-Z]{5}");
    assertThat(read(text).bytes()).isEqualTo(key.bytes());
    for (int i = 0; i < 500; i++) {
      RecoveryKey another = RecoveryKey.fresh();
      assertThat(RecoveryKey.read(another.text()).bytes()).isEqualTo(another.bytes());
    }
  }

  @Test
  void smallLettersSpacesLinesAndLettersThatLookLikeDigitsDontMatter() throws MistypedException {
    String copied =
        "  "
            + text.toLowerCase(Locale.ROOT).replace('-', ' ').replace("1", "l").replace("0", "O")
            + "\n";
    assertThat(read(copied).bytes()).isEqualTo(key.bytes());
    assertThat(read(text.replace("-", "")).bytes()).isEqualTo(key.bytes());
    assertThat(read(text.replace("-", "-\r\n")).bytes()).isEqualTo(key.bytes());
  }

  @Test
  void everySingleWrongLetterIsFoundInItsGroup() {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '-') {
        continue;
      }
      for (char wrong : ALPHABET.toCharArray()) {
        if (wrong != text.charAt(at)) {
          String mistyped = text.substring(0, at) + wrong + text.substring(at + 1);
          assertThatThrownBy(() -> read(mistyped))
              .isInstanceOf(MistypedException.class)
              .hasMessageContaining("Group " + (at / 6 + 1) + " ");
        }
      }
    }
  }

  @Test
  void twoLettersThatChangedPlacesAreFound() {
    for (int at = 0; at < text.length() - 1; at++) {
      char one = text.charAt(at);
      char other = text.charAt(at + 1);
      if (one == other || one == '-' || other == '-') {
        continue;
      }
      String mistyped = text.substring(0, at) + other + one + text.substring(at + 2);
      assertThatThrownBy(() -> read(mistyped)).isInstanceOf(MistypedException.class);
    }
  }

  @Test
  void groupsInTheWrongPlaceAreFound() {
    String[] groups = text.split("-");
    for (int i = 0; i < groups.length; i++) {
      for (int j = i + 1; j < groups.length; j++) {
        if (!groups[i].equals(groups[j])) {
          String[] moved = groups.clone();
          moved[i] = groups[j];
          moved[j] = groups[i];
          assertThatThrownBy(() -> read(String.join("-", moved)))
              .isInstanceOf(MistypedException.class);
        }
      }
    }
  }

  @Test
  void whatIsTooShortTooLongOrNoneIsToldInASentence() {
    for (String wrong : new String[] {"", text.substring(1), text + "0", "open sesame"}) {
      assertThatThrownBy(() -> read(wrong)).isInstanceOf(MistypedException.class);
    }
    assertThatThrownBy(() -> read(text.substring(7))).hasMessageContaining("65 letters and digits");
    assertThatThrownBy(() -> read("*" + text)).hasMessageContaining("Group 1");
  }

  @Test
  void itOpensTheKeyFileThatWasSealedByItAndNoOther() {
    MasterKey master = MasterKey.fresh();
    byte[] file = KeyFile.seal(master, key);
    assertThat(file).hasSize(KeyFile.SIZE);
    assertThat(KeyFile.open(file, key))
        .isInstanceOfSatisfying(
            Unlocking.Unlocked.class, open -> assertThat(open.key().isSameAs(master)).isTrue());
    assertThat(KeyFile.open(file, RecoveryKey.fresh()))
        .isInstanceOf(Unlocking.WrongPassphrase.class);
    assertThat(KeyFile.open(file, "a passphrase".toCharArray()))
        .isInstanceOf(Unlocking.Damaged.class);
    byte[] damaged = file.clone();
    damaged[random.nextInt(damaged.length)] ^= 1;
    assertThat(KeyFile.open(damaged, key)).isInstanceOf(Unlocking.Damaged.class);
    assertThat(KeyFile.open(Arrays.copyOf(file, 95), key)).isInstanceOf(Unlocking.Damaged.class);
  }

  @Test
  void closingWipes() {
    key.close();
    assertThat(key.bytes()).containsOnly(0);
  }
}
