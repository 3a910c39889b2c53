package latent.crypto;

import java.io.IOException;

/**
 * Sealed bytes that can't be opened, because they are not, or not all, or not only what was sealed.
 */
public final class DamagedException extends IOException {

  /** What is wrong with the bytes. */
  public enum Damage {
    /** They end before what was sealed does. */
    TRUNCATED,
    /** They go on after what was sealed. */
    EXTENDED,
    /** They were changed, or sealed for another place or under another key. */
    ALTERED,
    /** A later version of the format, or not this format. */
    UNKNOWN
  }

  private final Damage damage;

  public DamagedException(Damage damage, String detail) {
    super(detail);
    this.damage = damage;
  }

  public Damage damage() {
    return damage;
  }
}
