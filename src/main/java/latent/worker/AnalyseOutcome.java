package latent.worker;

import latent.image.Copies;
import latent.photo.Features;

/** How it went to make a photo's small copies and to read its features. */
public sealed interface AnalyseOutcome {

  /**
   * @param width pixels across the upright picture, as decoded
   * @param height pixels down the upright picture, as decoded
   */
  record Analysed(int width, int height, Copies copies, Features features)
      implements AnalyseOutcome {}

  /** These bytes can't be shown as a picture. The reason is one sentence. */
  record Unreadable(String reason) implements AnalyseOutcome {}

  /** The reader process did not survive these bytes, twice. The reason is one sentence. */
  record Quarantined(String reason) implements AnalyseOutcome {}
}
