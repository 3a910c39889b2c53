package latent.worker;

import latent.image.Inspection;

/** What came of inspecting an original. */
public sealed interface InspectOutcome {

  /** What it says of itself. */
  record Inspected(Inspection inspection) implements InspectOutcome {}

  /** It can't be shown. */
  record Unreadable(String reason) implements InspectOutcome {}

  /** Reading it broke the reader twice. */
  record Quarantined(String reason) implements InspectOutcome {}
}
