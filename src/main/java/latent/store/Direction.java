package latent.store;

/** Which way bytes went. */
public enum Direction {
  /** From this device to the store. */
  UP,
  /** From the store to this device. */
  DOWN
}
