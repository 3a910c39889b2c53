package latent.vault;

import java.io.IOException;

/**
 * Tells bytes that were damaged on their way from bytes that are damaged where they lie: whatever
 * doesn't open is fetched again, and only what doesn't open then either is damaged.
 */
final class SecondLook {

  /** How often an object is fetched before it is called damaged. */
  static final int LOOKS = 3;

  private SecondLook() {}

  interface Look<T> {
    T take() throws IOException;
  }

  static <T> T at(Look<T> look) throws IOException {
    for (int taken = 1; ; taken++) {
      try {
        return look.take();
      } catch (TamperedException damaged) {
        if (taken == LOOKS) {
          throw damaged;
        }
      }
    }
  }
}
