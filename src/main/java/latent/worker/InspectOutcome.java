package latent.worker;

import latent.image.Inspection;

/** How it went to ask an original what it says of itself. */
public sealed interface InspectOutcome {

  record Inspected(Inspection inspection) implements InspectOutcome {}

  /** These bytes are no kind of picture or video known here. The reason is one sentence. */
  record Unreadable(String reason) implements InspectOutcome {}

  /** The reader process did not survive these bytes, twice. The reason is one sentence. */
  record Quarantined(String reason) implements InspectOutcome {}
}
