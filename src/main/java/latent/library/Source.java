package latent.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import latent.library.LabelledPhotos.Label;
import latent.library.Scene.Known;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.PhotoId;
import latent.worker.AnalyseOutcome;
import latent.worker.WorkerPool;

/**
 * A labelled photo as its original shows it.
 *
 * @param known where its faces are: as labelled if places are; else as the detector sees them in
 *     the original, where the label's count agrees
 * @param counted whether these are all
 * @param clean the face of the one person who is named, if one is
 */
record Source(
    Label label,
    byte[] original,
    int width,
    int height,
    List<Known> known,
    boolean counted,
    Optional<Face> clean) {

  /** Reads a labelled photo; none if it can't be shown. */
  static Optional<Source> read(LabelledPhotos photos, Label label, WorkerPool readers) {
    byte[] original = photos.original(label);
    return readers.analyse(PhotoId.of(original), original)
            instanceof AnalyseOutcome.Analysed analysed
        ? Optional.of(source(photos, label, original, analysed))
        : Optional.empty();
  }

  private static Source source(
      LabelledPhotos photos, Label label, byte[] original, AnalyseOutcome.Analysed analysed) {
    List<Face> faces = analysed.features().faces();
    int width = analysed.width();
    int height = analysed.height();
    Optional<Face> named =
        label.persons().size() == 1 ? LabelledPhotos.middle(faces) : Optional.empty();
    List<Known> known = new ArrayList<>();
    boolean counted = false;
    List<LabelledPhotos.Place> places = photos.places(label);
    if (!places.isEmpty()) {
      places.forEach(place -> known.add(known(place.in(width, height), "", label)));
    } else if (label.exact() && label.count() == 1 && !faces.isEmpty()) {
      Face one = LabelledPhotos.middle(faces).orElseThrow();
      known.add(known(one.box(), person(one, named, label), label));
      counted = true;
    } else {
      faces.forEach(face -> known.add(known(face.box(), person(face, named, label), label)));
      counted = label.exact() && label.count() == faces.size();
    }
    if (label.exact() && label.count() == 0) {
      known.clear();
      counted = true;
    }
    return new Source(label, original, width, height, known, counted, named);
  }

  private static Known known(Box box, String person, Label label) {
    return new Known(box, person, label.file());
  }

  private static String person(Face face, Optional<Face> named, Label label) {
    return named.filter(face::equals).map(_ -> label.persons().getFirst()).orElse("");
  }

  /** The photo as it is. */
  Scene scene() {
    return new Scene(
        Scene.Kind.PHOTO,
        original,
        width,
        height,
        known,
        counted ? List.of(new Box(0, 0, 1, 1)) : List.of());
  }

  /** Whether its faces, or that there are none, are known well enough to look for them. */
  boolean isSure() {
    return counted || (label.persons().isEmpty() && !known.isEmpty() && !label.exact());
  }
}
