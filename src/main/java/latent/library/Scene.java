package latent.library;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latent.photo.Box;
import latent.photo.Face;

/**
 * A picture of which it is known where faces are.
 *
 * @param original its bytes
 * @param width pixels across
 * @param height pixels down
 * @param faces where they are
 * @param counted parts of the picture in which there are no faces but these
 */
record Scene(
    Kind kind, byte[] original, int width, int height, List<Known> faces, List<Box> counted) {

  /** Where a picture comes from. */
  enum Kind {
    /** A labelled photo as it is. */
    PHOTO,
    /** Many labelled photos side by side. */
    CROWD
  }

  /**
   * A face that is there.
   *
   * @param person whose it is; empty if that isn't known
   * @param file the name of the photo that it comes from
   */
  record Known(Box box, String person, String file) {}

  /**
   * What was seen of the known faces.
   *
   * @param found by the place in the list of known faces
   * @param falseFaces how many more were seen where all are known
   */
  record Seen(Map<Integer, Face> found, int falseFaces) {}

  /**
   * Two boxes are one face from this overlap on (intersection over union); labelled boxes are drawn
   * wider than detected ones.
   */
  static final double SAME_FACE = 0.25;

  Scene {
    faces = List.copyOf(faces);
    counted = List.copyOf(counted);
  }

  int longEdge() {
    return Math.max(width, height);
  }

  /** How wide a known face is, in pixels, when the longer side has so many; it is not enlarged. */
  double pixels(Known face, int edge) {
    double scale = Math.min(1, (double) edge / longEdge());
    return face.box().width() * width * scale;
  }

  /** Finds the known faces among those seen, each once, what overlaps most first. */
  Seen match(List<Face> seen) {
    record Pair(int known, Face face, double overlap) {}
    List<Pair> pairs = new ArrayList<>();
    for (int known = 0; known < faces.size(); known++) {
      for (Face face : seen) {
        double overlap = faces.get(known).box().overlap(face.box());
        if (overlap >= SAME_FACE) {
          pairs.add(new Pair(known, face, overlap));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::overlap).reversed());
    Map<Integer, Face> found = new HashMap<>();
    List<Face> left = new ArrayList<>(seen);
    for (Pair pair : pairs) {
      if (!found.containsKey(pair.known()) && left.remove(pair.face())) {
        found.put(pair.known(), pair.face());
      }
    }
    return new Seen(found, (int) left.stream().filter(this::isFalse).count());
  }

  /** Whether it is where all faces are known, and covers none of them. */
  private boolean isFalse(Face face) {
    double x = face.box().centerX();
    double y = face.box().centerY();
    return counted.stream().anyMatch(part -> holds(part, x, y))
        && faces.stream().noneMatch(known -> known.box().overlap(face.box()) >= SAME_FACE);
  }

  private static boolean holds(Box part, double x, double y) {
    return x >= part.x()
        && x < part.x() + part.width()
        && y >= part.y()
        && y < part.y() + part.height();
  }
}
