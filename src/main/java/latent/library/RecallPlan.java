package latent.library;

import java.util.ArrayList;
import java.util.List;
import latent.catalog.Photos.Improvable;
import latent.photo.PhotoId;

/**
 * Where the features that are wanted of a photo come from at the least cost: from crops that were
 * kept, from the preview, or from the original; what lies on this device before what has to be
 * fetched, and the original only when nothing smaller can give them. Pure.
 */
final class RecallPlan {

  /** Pixels to read, cheapest first. */
  enum Source {
    /** The crops of the faces that another embedder has read. No byte is moved. */
    CROPS,
    /** The original, or a recalled copy, on this device. No byte is moved. */
    ORIGINAL_HERE,
    /** The preview on this device. No byte is moved. */
    PREVIEW_HERE,
    /** The preview in the cloud: some 100 to 300 kB. */
    PREVIEW_FETCHED,
    /** The original in the cloud, in memory, and forgotten. */
    ORIGINAL_FETCHED
  }

  /** What there is of a photo's features. */
  enum Held {
    /** Nothing: nobody has read it. */
    NOTHING,
    /** The wanted detector's faces, read by another embedder, with a crop of each. */
    CROPS,
    /** Another detector's faces. */
    OTHER_FACES
  }

  /**
   * What there is of a photo.
   *
   * @param provisional what is held was read out of the preview
   */
  record At(
      Held held,
      boolean provisional,
      boolean originalHere,
      boolean previewHere,
      boolean previewInCloud,
      boolean originalInCloud) {}

  /**
   * So much of all originals' bytes may be fetched to improve what the previews gave, for one pair
   * of models.
   */
  private static final double SHARE = 0.05;

  private RecallPlan() {}

  /**
   * The photos whose originals are worth reading after their previews were: those that are here,
   * which costs nothing, and of the others those that give most for their bytes.
   *
   * @param improvable those that give most for their bytes first
   * @param fetched what was fetched for these models before, in bytes
   * @param all the bytes of all originals
   */
  static List<PhotoId> worthwhile(List<Improvable> improvable, long fetched, long all) {
    List<PhotoId> worthwhile = new ArrayList<>();
    double left = SHARE * all - fetched;
    for (Improvable photo : improvable) {
      if (photo.here()) {
        worthwhile.add(photo.id());
      } else if (photo.bytes() <= left) {
        worthwhile.add(photo.id());
        left -= photo.bytes();
      }
    }
    return worthwhile;
  }

  /**
   * The sources that can give the features, in the order in which to try them: a preview or a crop
   * may turn out to be broken.
   *
   * @return none if there is nothing left to read
   */
  static List<Source> sources(At at) {
    List<Source> sources = new ArrayList<>();
    boolean fromCrops = at.held() == Held.CROPS;
    if (fromCrops && !(at.provisional() && at.originalHere())) {
      sources.add(Source.CROPS);
    }
    if (at.originalHere()) {
      sources.add(Source.ORIGINAL_HERE);
    }
    if (at.previewHere()) {
      sources.add(Source.PREVIEW_HERE);
    }
    if (at.previewInCloud()) {
      sources.add(Source.PREVIEW_FETCHED);
    }
    if (at.originalInCloud()) {
      sources.add(Source.ORIGINAL_FETCHED);
    }
    return sources;
  }

  /** Whether something has to be fetched for it. */
  static boolean fetches(At at) {
    return sources(at).stream()
        .findFirst()
        .filter(source -> source == Source.PREVIEW_FETCHED || source == Source.ORIGINAL_FETCHED)
        .isPresent();
  }
}
