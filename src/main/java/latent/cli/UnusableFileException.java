package latent.cli;

import java.io.IOException;

/** A file that a user wrote can't be used; the message says what to mend in it. */
public final class UnusableFileException extends IOException {
  private static final long serialVersionUID = 1;

  UnusableFileException(String message) {
    super(message);
  }
}
