package latent.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.FaceReference;
import latent.photo.Landmarks;
import latent.photo.PhotoId;

/**
 * The faces that are grouped, by number: first the detected ones in the order of their names, then
 * those which a fact had to draw because no detected face lies where it points.
 */
final class FaceIndex {

  /**
   * A box means the detected face that it overlaps by at least this much (intersection over union).
   * Two boxes around one face by different detectors, or by hand, share more than this; neighbours
   * in a crowd share less.
   */
  static final double SAME_FACE = 0.3;

  private final List<Face> faces;
  private final Map<PhotoId, List<Integer>> byPhoto = new HashMap<>();
  private final Map<FaceReference, Integer> found = new LinkedHashMap<>();
  private final int detected;

  FaceIndex(List<Face> detectedFaces) {
    faces = new ArrayList<>(detectedFaces);
    faces.sort(Comparator.comparing(Face::id));
    detected = faces.size();
    for (int i = 0; i < detected; i++) {
      byPhoto.computeIfAbsent(faces.get(i).photo(), _ -> new ArrayList<>()).add(i);
    }
  }

  int size() {
    return faces.size();
  }

  Face face(int index) {
    return faces.get(index);
  }

  List<Face> drawn() {
    return List.copyOf(faces.subList(detected, faces.size()));
  }

  /** The faces of a photo, in the order of their numbers. */
  List<Integer> in(PhotoId photo) {
    return byPhoto.getOrDefault(photo, List.of());
  }

  /** The face that lies where the reference points, if there is one. */
  OptionalInt find(FaceReference reference) {
    Integer known = found.get(reference);
    if (known != null) {
      return OptionalInt.of(known);
    }
    int best = -1;
    double bestOverlap = SAME_FACE;
    for (int candidate : in(reference.photo())) {
      double overlap = faces.get(candidate).box().overlap(reference.box());
      if (overlap > bestOverlap) {
        best = candidate;
        bestOverlap = overlap;
      }
    }
    if (best < 0) {
      return OptionalInt.empty();
    }
    found.put(reference, best);
    return OptionalInt.of(best);
  }

  /** The face that lies where the reference points; drawn there if there is none. */
  int findOrDraw(FaceReference reference) {
    OptionalInt there = find(reference);
    if (there.isPresent()) {
      return there.getAsInt();
    }
    int index = faces.size();
    faces.add(draw(reference));
    byPhoto.computeIfAbsent(reference.photo(), _ -> new ArrayList<>()).add(index);
    found.put(reference, index);
    return index;
  }

  /** A face without pixels: the landmarks are its middle, five times. */
  private static Face draw(FaceReference reference) {
    Box box = reference.box();
    float[] middle = new float[Landmarks.NUMBERS];
    for (int i = 0; i < middle.length; i += 2) {
      middle[i] = (float) box.centerX();
      middle[i + 1] = (float) box.centerY();
    }
    return new Face(reference.photo(), box, new Landmarks(middle), 1, 0, 0, 0, null, new byte[0]);
  }
}
