package latent.worker;

import latent.image.Copies;
import latent.image.Inspection;
import latent.photo.Features;

/** What came of analysing an original. */
public sealed interface AnalyseOutcome {

  /** Everything that was read out of it. */
  record Analysed(Inspection inspection, Copies copies, Features features)
      implements AnalyseOutcome {}

  /** It can't be shown. */
  record Unreadable(String reason) implements AnalyseOutcome {}

  /** Reading it broke the reader twice. */
  record Quarantined(String reason) implements AnalyseOutcome {}
}
