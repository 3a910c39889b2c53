package latent.vision;

import latent.photo.Box;
import latent.photo.Landmarks;

/**
 * Where a detector saw a face.
 *
 * @param score how sure it is, 0 to 1
 */
record Detection(Box box, Landmarks landmarks, double score) {

  /** The same face in fractions of a picture of which the one it was seen in is this part. */
  Detection within(Box part) {
    Box whole =
        new Box(
            part.x() + box.x() * part.width(),
            part.y() + box.y() * part.height(),
            box.width() * part.width(),
            box.height() * part.height());
    float[] points = landmarks.points().clone();
    for (int i = 0; i < points.length; i += 2) {
      points[i] = (float) (part.x() + points[i] * part.width());
      points[i + 1] = (float) (part.y() + points[i + 1] * part.height());
    }
    return new Detection(whole, new Landmarks(points), score);
  }
}
