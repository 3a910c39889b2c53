package latent.library;

import java.util.LinkedHashMap;
import java.util.Map;
import latent.catalog.Entry;
import latent.catalog.Sealed;
import latent.conditions.Work;
import latent.photo.PhotoId;
import latent.photo.Reason;
import latent.vault.Vault;
import org.jspecify.annotations.Nullable;

/**
 * One piece of the night shift's work on one photo, as conditions and budgets are asked about it.
 *
 * @param bytes how many bytes it is going to move, for each of the ledger's reasons; not counted is
 *     what is tried again, and what is left of an upload that was cut short counts whole
 */
record Errand(Work work, Map<String, Long> bytes) {

  /** What a photo's entry takes in the store at least, and mostly. */
  private static final long ENTRY = 16 << 10;

  /**
   * Reading a photo, or fetching its copies if it needn't be read; null if neither is to be done.
   */
  static @Nullable Errand reading(Library library, Analyst analyst, PhotoId id) {
    Equipment.Models models = library.models();
    if (library.catalog().photos().isToAnalyse(id, models.detector(), models.embedder())) {
      return reading(analyst.costToAnalyse(id));
    }
    Entry entry = library.catalog().photos().find(id).orElseThrow();
    return library.catalog().photos().isWithoutCopies(id)
        ? new Errand(Work.COPIES, Map.of(Reason.PREVIEW.label(), bytes(entry.copiesSealed())))
        : null;
  }

  /** Reading what a photo is best read from. */
  static Errand reading(Analyst.Cost cost) {
    return switch (cost.source()) {
      case CROPS, ORIGINAL_HERE, PREVIEW_HERE -> new Errand(Work.ANALYSE, Map.of());
      case PREVIEW_FETCHED -> new Errand(Work.FETCH, Map.of(Reason.PREVIEW.label(), cost.bytes()));
      case ORIGINAL_FETCHED -> new Errand(Work.FETCH, Map.of(Reason.ANALYSE.label(), cost.bytes()));
    };
  }

  /** Sending what the store doesn't have yet of a photo. */
  static Errand uploading(Library library, PhotoId id) {
    Entry entry = library.catalog().photos().find(id).orElseThrow();
    Map<String, Long> bytes = new LinkedHashMap<>();
    if (entry.originalSealed() == null) {
      bytes.put(Reason.UPLOAD.label(), Vault.sealedOriginal(entry.photo().bytes()));
    }
    if (entry.copiesSealed() == null && entry.problem() == null) {
      bytes.put(Reason.PREVIEW.label(), Vault.sealedOriginal(entry.preview() + entry.thumbnail()));
    }
    if (entry.featuresSealed() == null) {
      bytes.put(Reason.FEATURES.label(), ENTRY);
    }
    return new Errand(Work.UPLOAD, bytes);
  }

  private static long bytes(@Nullable Sealed sealed) {
    return sealed == null ? 0 : sealed.bytes();
  }
}
