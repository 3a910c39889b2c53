package latent.store;

import java.util.function.Predicate;

/** For which purposes nothing may move at this moment. */
final class Hold {

  private volatile Predicate<String> held = purpose -> false;

  /** From now on. */
  void set(Predicate<String> purposes) {
    held = purposes;
  }

  /** Returns if something may begin to move for this purpose. */
  void require(String purpose) throws HeldBackException {
    if (held.test(purpose)) {
      throw new HeldBackException(purpose);
    }
  }

  /** Returns if what moves for this purpose may go on. */
  void requireStill(String purpose) {
    if (held.test(purpose)) {
      throw new HeldBackException.Unchecked(purpose);
    }
  }
}
