package latent.vault;

/** Whether the vault still has what a {@link Stored} stands for. */
public enum Holding {
  HELD,
  MISSING,
  /** An object is there, but it doesn't open, or holds something else. */
  DIFFERENT
}
