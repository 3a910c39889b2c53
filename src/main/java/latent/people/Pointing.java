package latent.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.FaceReference;
import latent.photo.Landmarks;
import latent.photo.PhotoId;

/**
 * Finds the faces at which facts point: the detected ones, and behind them, with the numbers that
 * follow, those which a fact had to draw because no detected face lies there.
 */
final class Pointing {

  /**
   * A box means the detected face that it overlaps by at least this much (intersection over union).
   * Two boxes around one face by different detectors, or by hand, share more than this; neighbours
   * in a crowd share less.
   */
  static final double SAME_FACE = 0.3;

  private final FaceIndex faces;
  private final List<Face> drawn = new ArrayList<>();
  private final Map<PhotoId, List<Integer>> drawnIn = new HashMap<>();
  private final Map<FaceReference, Integer> found = new LinkedHashMap<>();

  Pointing(FaceIndex faces) {
    this.faces = faces;
  }

  Face face(int number) {
    return number < faces.size() ? faces.face(number) : drawn.get(number - faces.size());
  }

  FaceId id(int number) {
    return number < faces.size() ? faces.id(number) : face(number).id();
  }

  List<Face> drawn() {
    return List.copyOf(drawn);
  }

  /**
   * The face that lies where the reference points, if there is one. The whole picture points at no
   * face in it.
   */
  OptionalInt find(FaceReference reference) {
    Integer known = found.get(reference);
    if (known != null) {
      return OptionalInt.of(known);
    }
    if (reference.box().isWholePicture()) {
      return OptionalInt.empty();
    }
    int best = -1;
    double bestOverlap = SAME_FACE;
    List<Integer> candidates = new ArrayList<>(faces.in(reference.photo()));
    candidates.addAll(drawnIn.getOrDefault(reference.photo(), List.of()));
    candidates.removeIf(candidate -> face(candidate).box().isWholePicture());
    for (int candidate : candidates) {
      double overlap = face(candidate).box().overlap(reference.box());
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
    int number = faces.size() + drawn.size();
    drawn.add(draw(reference));
    drawnIn.computeIfAbsent(reference.photo(), _ -> new ArrayList<>()).add(number);
    found.put(reference, number);
    return number;
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
