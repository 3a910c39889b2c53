package latent.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import latent.library.Equipment;
import latent.library.LibraryException;
import org.jspecify.annotations.Nullable;

/** Takes the passphrase from a file, else from the environment, else from a prompt. */
final class PassphraseSource implements Equipment.Passphrase {

  private final @Nullable Path file;

  PassphraseSource(@Nullable Path file) {
    this.file = file;
  }

  @Override
  public char[] ask(boolean fresh) {
    if (file != null) {
      return fromFile(file);
    }
    String environment = System.getenv("LATENT_PASSPHRASE");
    if (environment != null) {
      return checked(environment.toCharArray());
    }
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new LibraryException(
          "The passphrase is needed: set LATENT_PASSPHRASE, or give --passphrase-file FILE.");
    }
    return fromPrompt(console, fresh);
  }

  /** The first line of the file. */
  private static char[] fromFile(Path file) {
    try {
      CharBuffer text =
          StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(file)));
      int end = 0;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      char[] passphrase = new char[end];
      text.get(passphrase);
      return checked(passphrase);
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
      if (again == null || !Arrays.equals(passphrase, again)) {
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
