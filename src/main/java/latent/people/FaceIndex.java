package latent.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.PhotoId;

/** The detected faces, numbered in the order of their names. */
final class FaceIndex {

  private final List<Face> faces;
  private final List<FaceId> ids;
  private final Map<PhotoId, List<Integer>> byPhoto = new HashMap<>();
  private final int[] photos;

  FaceIndex(List<Face> detected) {
    List<Named> named = new ArrayList<>(detected.size());
    detected.forEach(face -> named.add(new Named(face.id(), face)));
    named.sort(Comparator.comparing(Named::id));
    ids = named.stream().map(Named::id).toList();
    faces = named.stream().map(Named::face).toList();
    photos = new int[faces.size()];
    Map<PhotoId, Integer> numbers = new HashMap<>();
    for (int i = 0; i < photos.length; i++) {
      PhotoId photo = faces.get(i).photo();
      photos[i] = numbers.computeIfAbsent(photo, _ -> numbers.size());
      byPhoto.computeIfAbsent(photo, _ -> new ArrayList<>()).add(i);
    }
  }

  /** A face's name takes a digest to compute, so that it is kept while sorting. */
  private record Named(FaceId id, Face face) {}

  int size() {
    return faces.size();
  }

  Face face(int index) {
    return faces.get(index);
  }

  FaceId id(int index) {
    return ids.get(index);
  }

  /** The faces of a photo, in the order of their numbers. */
  List<Integer> in(PhotoId photo) {
    return byPhoto.getOrDefault(photo, List.of());
  }

  /** The number of a face's photo. */
  int photo(int index) {
    return photos[index];
  }
}
