package latent.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import latent.catalog.Catalog;
import latent.people.Grouping;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.FaceReference;
import latent.photo.PhotoId;

/**
 * The faces that the user spoke of: no other model may lose them. The facts are gone through again
 * when there are more of them.
 */
final class SpokenOf {

  private final Catalog catalog;
  private long facts = -1;
  private Map<PhotoId, List<FaceReference>> references = Map.of();

  SpokenOf(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Those among a photo's faces. */
  Set<FaceId> among(PhotoId photo, List<Face> faces) {
    Set<FaceId> spoken = new HashSet<>();
    for (FaceReference reference : references().getOrDefault(photo, List.of())) {
      Grouping.find(reference, faces).ifPresent(face -> spoken.add(face.id()));
    }
    return spoken;
  }

  private synchronized Map<PhotoId, List<FaceReference>> references() {
    long count = catalog.facts().count();
    if (count != facts) {
      Map<PhotoId, List<FaceReference>> byPhoto = new HashMap<>();
      for (FaceReference reference : Grouping.spokenOf(catalog.facts().ofShown())) {
        byPhoto.computeIfAbsent(reference.photo(), _ -> new ArrayList<>()).add(reference);
      }
      references = byPhoto;
      facts = count;
    }
    return references;
  }
}
