package latent.vault;

/** Whether the vault still has what a {@link Stored} stands for. */
public enum Holding {
  HELD,
  MISSING,
  /** An object is there, but not the one that was stored: another size, or another tag. */
  DIFFERENT
}
