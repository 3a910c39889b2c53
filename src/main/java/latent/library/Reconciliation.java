package latent.library;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import latent.people.Calibration;
import latent.photo.Face;
import latent.photo.FaceId;

/**
 * What is known of a photo's faces after another detector has read its preview: what it sees there,
 * and what was read out of the original before, where the preview shows too little. Pure.
 *
 * @param faces each face once
 * @param gain how many faces the original is expected to show better, 0 or more: the sum over the
 *     faces of what their vectors can be trusted more
 */
record Reconciliation(List<Face> faces, double gain) {

  /** From this overlap on (intersection over union), two boxes hold one face. */
  private static final double SAME = 0.35;

  /**
   * From this many times the width on at which a face can be trusted, a preview gives as good a
   * vector as the original: 56 pixels where 28 are good, from which on docs/study.md finds 99 of
   * 100 recognised in previews.
   */
  private static final double AMPLE = 2;

  /**
   * @param seen the faces that the preview shows; their pixels count in the preview
   * @param enlarged how many pixels of the original are one of the preview, at least 1
   * @param before the faces as they were read out of the original, embedded as those seen are
   * @param spokenOf faces among those before that the user spoke of: they stay
   */
  static Reconciliation of(
      List<Face> seen,
      double enlarged,
      List<Face> before,
      Set<FaceId> spokenOf,
      Calibration calibration) {
    List<Face> faces = new ArrayList<>();
    Set<FaceId> matched = new HashSet<>();
    double gain = 0;
    for (Face face : seen) {
      Face known =
          before.stream()
              .filter(old -> !matched.contains(old.id()) && old.box().overlap(face.box()) > SAME)
              .max(Comparator.comparingDouble(old -> old.box().overlap(face.box())))
              .orElse(null);
      if (known != null) {
        matched.add(known.id());
        faces.add(better(face, known, calibration));
      } else {
        faces.add(face);
        gain +=
            trusted(face.pixels() * enlarged, calibration) - trusted(face.pixels(), calibration);
      }
    }
    for (Face old : before) {
      boolean tooSmallHere = old.pixels() / enlarged < calibration.smallest();
      if (!matched.contains(old.id()) && (tooSmallHere || spokenOf.contains(old.id()))) {
        faces.add(old);
      }
    }
    return new Reconciliation(faces, gain);
  }

  /** The same faces, and those that the user spoke of and that the detector no longer sees. */
  static List<Face> withSpokenOf(List<Face> seen, List<Face> before, Set<FaceId> spokenOf) {
    List<Face> faces = new ArrayList<>(seen);
    for (Face old : before) {
      if (spokenOf.contains(old.id())
          && seen.stream().noneMatch(face -> face.box().overlap(old.box()) > SAME)) {
        faces.add(old);
      }
    }
    return faces;
  }

  /** Where the new detector sees it, with the pixels of the reading that had more of them. */
  private static Face better(Face seen, Face known, Calibration calibration) {
    boolean ample = seen.pixels() >= AMPLE * calibration.smallest();
    if (ample || known.pixels() <= seen.pixels() || known.embedding() == null) {
      return seen;
    }
    return new Face(
        seen.photo(),
        seen.box(),
        known.landmarks(),
        seen.score(),
        known.sharpness(),
        known.length(),
        known.pixels(),
        known.embedding(),
        known.crop());
  }

  /** How far a face's vector can be trusted by its width in pixels: 0 not at all, 1 wholly. */
  private static double trusted(double pixels, Calibration calibration) {
    double useless = calibration.useless();
    double range = Math.max(1, calibration.smallest() - useless);
    return Math.clamp((pixels - useless) / range, 0, 1);
  }
}
