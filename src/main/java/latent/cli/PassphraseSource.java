package latent.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import latent.library.Equipment;
import latent.library.LibraryException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the passphrase from a file, else from the environment, else from a prompt; or, if it is
 * given, the recovery key in its place. What comes from the environment is a String, and stays in
 * memory.
 */
final class PassphraseSource implements Equipment.Passphrase {

  /** Far more than any passphrase has. */
  private static final int LARGEST_FILE = 1 << 16;

  private final @Nullable Path file;
  private final @Nullable Path recoveryKeyFile;

  PassphraseSource(@Nullable Path file, @Nullable Path recoveryKeyFile) {
    this.file = file;
    this.recoveryKeyFile = recoveryKeyFile;
  }

  @Override
  public boolean isRecoveryKey() {
    return recoveryKeyFile != null || (file == null && recoveryKeyInEnvironment() != null);
  }

  private static @Nullable String recoveryKeyInEnvironment() {
    return System.getenv("LATENT_RECOVERY_KEY");
  }

  @Override
  public char[] ask(boolean fresh) {
    if (!fresh && recoveryKeyFile != null) {
      return wholeFile(recoveryKeyFile);
    }
    if (file != null) {
      return firstLine(file);
    }
    String recoveryKey = recoveryKeyInEnvironment();
    if (!fresh && recoveryKey != null) {
      return recoveryKey.toCharArray();
    }
    String environment = System.getenv("LATENT_PASSPHRASE");
    if (environment != null) {
      return checked(environment.toCharArray());
    }
    return prompted(fresh);
  }

  /** A passphrase that is being chosen: the first line of the file, else from a prompt, twice. */
  static char[] chosen(@Nullable Path file) {
    return file == null ? prompted(true) : firstLine(file);
  }

  private static char[] prompted(boolean fresh) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new LibraryException(
          fresh
              ? "The new passphrase is needed: give --new-passphrase-file FILE."
              : "The passphrase is needed: set LATENT_PASSPHRASE, or give --passphrase-file FILE.");
    }
    return fromPrompt(console, fresh);
  }

  private static char[] firstLine(Path file) {
    char[] text = wholeFile(file);
    int end = 0;
    while (end < text.length && text[end] != '\n' && text[end] != '\r') {
      end++;
    }
    char[] line = Arrays.copyOf(text, end);
    Arrays.fill(text, '\0');
    return checked(line);
  }

  /** What was read on the way is wiped. */
  private static char[] wholeFile(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new LibraryException("The file " + file + " is too large to hold a passphrase.");
      }
      byte[] bytes = Files.readAllBytes(file);
      CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
      char[] whole = new char[text.remaining()];
      text.get(whole);
      Arrays.fill(text.array(), '\0');
      Arrays.fill(bytes, (byte) 0);
      return whole;
    } catch (IOException broken) {
      throw new LibraryException("The passphrase file " + file + " can't be read.", broken);
    }
  }

  private static char[] fromPrompt(Console console, boolean fresh) {
    char[] passphrase = console.readPassword(fresh ? "New passphrase: " : "Passphrase: ");
    if (passphrase == null) {
      throw new LibraryException("No passphrase was given.");
    }
    if (fresh) {
      char[] again = console.readPassword("The same again: ");
      boolean same = again != null && Arrays.equals(passphrase, again);
      if (again != null) {
        Arrays.fill(again, '\0');
      }
      if (!same) {
        Arrays.fill(passphrase, '\0');
        throw new LibraryException("The two passphrases differ.");
      }
    }
    return checked(passphrase);
  }

  private static char[] checked(char[] passphrase) {
    if (passphrase.length == 0) {
      throw new LibraryException("The passphrase is empty.");
    }
    return passphrase;
  }
}
