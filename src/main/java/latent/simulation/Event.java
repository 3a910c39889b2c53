package latent.simulation;

/** Something that happens in a library's life and may cost something. */
sealed interface Event {

  /** Photos were taken on one device, or moved in when the library began. */
  record Arrived(double photos) implements Event {}

  /** Originals were opened. */
  record Viewed(double originals) implements Event {}

  /** The user named or corrected somebody, so often. */
  record Edited(double edits) implements Event {}

  /** So many devices were lost, and others took their place. */
  record DevicesReplaced(double devices) implements Event {}

  /** There is a new embedder: every face needs a new embedding. */
  record NewEmbedder() implements Event {}

  /** There is a new detector: every photo has to be looked at again. */
  record NewDetector() implements Event {}

  /** A month passed, with a shift each day on each device. */
  record MonthPassed() implements Event {}
}
