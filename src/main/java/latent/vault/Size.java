package latent.vault;

/** How much of one kind lies in the vault. */
public record Size(long objects, long bytes) {

  Size plus(long more) {
    return new Size(objects + 1, bytes + more);
  }
}
