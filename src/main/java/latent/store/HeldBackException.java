package latent.store;

import java.io.InterruptedIOException;

/**
 * Somebody wants nothing to move for this purpose now ({@link AccountedStore#hold}): a transfer was
 * stopped, or didn't begin. Nothing is wrong with it; what was sent in parts can be gone on with.
 */
public final class HeldBackException extends InterruptedIOException {

  /** The same on its way out of a client that would try again after an {@code IOException}. */
  static final class Unchecked extends RuntimeException {
    Unchecked(String purpose) {
      super(purpose, null, false, false);
    }

    HeldBackException checked() {
      return new HeldBackException(String.valueOf(getMessage()));
    }
  }

  HeldBackException(String purpose) {
    super("nothing is to move now for " + purpose);
  }
}
