package latent.catalog;

import java.time.Instant;
import latent.photo.Photo;
import org.jspecify.annotations.Nullable;

/**
 * A photo with what this device holds of it and what the vault holds.
 *
 * @param onDevice the original lies among the originals here
 * @param cached when a recalled copy of the original was last used here, or null if there is none
 * @param preview bytes of the preview on this device; 0 if it is not here
 * @param thumbnail bytes of the thumbnail on this device; 0 if it is not here
 * @param analysed features of some model are here
 * @param problem why it can't be shown, or null
 * @param quarantined the problem is that reading it broke the worker
 * @param originalSealed size of the sealed original in the store, or null while it isn't known to
 *     be there
 * @param copiesSealed the sealed preview and thumbnail in the store, or null
 * @param featuresSealed the sealed features in the store, or null
 */
public record Entry(
    Photo photo,
    Instant added,
    boolean onDevice,
    @Nullable Instant cached,
    long preview,
    long thumbnail,
    boolean analysed,
    @Nullable String problem,
    boolean quarantined,
    @Nullable Sealed originalSealed,
    @Nullable Sealed copiesSealed,
    @Nullable Sealed featuresSealed,
    int faces) {

  /** The store holds everything that a photo needs to come back from there. */
  public boolean safe() {
    return originalSealed != null
        && featuresSealed != null
        && (copiesSealed != null || problem != null);
  }
}
