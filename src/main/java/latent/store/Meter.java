package latent.store;

/** Is told of body bytes as they move, also those of a transfer that breaks later or is retried. */
@FunctionalInterface
public interface Meter {

  /** Counts nothing. */
  Meter NONE = (direction, bytes) -> {};

  void moved(Direction direction, long bytes);
}
