package latent.conditions;

import java.util.List;
import java.util.Locale;

/** The kinds of work in the background, and what each of them takes. */
public enum Work {
  /** Reading photos whose original is on this device: heavy, and moves nothing. */
  ANALYSE(true, true, List.of()),
  /** Fetching an original or a preview from the store, reading it and forgetting it: heavy. */
  FETCH(true, true, List.of("analyse", "preview")),
  /** Fetching the small copies of photos that another device has read. */
  COPIES(false, true, List.of("preview")),
  /** Sealing and sending photos. */
  UPLOAD(false, false, List.of("upload", "preview", "features")),
  /** Letting originals leave that are safe in the store: makes room, and asks a line or two. */
  OFFLOAD(false, false, List.of()),
  /** Grouping faces into people. */
  GROUP(false, false, List.of()),
  /** Telling other devices what was said and stored, and hearing what they say: kilobytes. */
  FACTS(false, false, List.of());

  private final boolean heavy;
  private final boolean fillsDisk;
  private final List<String> reasons;

  Work(boolean heavy, boolean fillsDisk, List<String> reasons) {
    this.heavy = heavy;
    this.fillsDisk = fillsDisk;
    this.reasons = reasons;
  }

  /** It keeps the processors busy: the machine gets warm and loud, and slower for who uses it. */
  public boolean isHeavy() {
    return heavy;
  }

  /** It moves photos over the network. */
  public boolean movesPhotos() {
    return !reasons.isEmpty();
  }

  /** It writes more than a line to this device's disk. */
  public boolean fillsDisk() {
    return fillsDisk;
  }

  /** It never waits. */
  public boolean isLight() {
    return !heavy && !movesPhotos();
  }

  /** The ledger's reasons under which it moves bytes, as far as they have budgets. */
  public List<String> reasons() {
    return reasons;
  }

  /** The word for it in answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
