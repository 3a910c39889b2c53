package latent.vision;

import latent.image.Picture;
import latent.image.Pixels;
import latent.photo.Landmarks;

/**
 * Takes a face out of a picture so that its landmarks lie where every crop has them, whatever the
 * face's place, size and turn were.
 *
 * <p>A crop is a square of {@link #SIDE} pixels: the 112 x 112 picture that face embedders are
 * usually trained on, with {@link #MARGIN} pixels more on each side for a later embedder that looks
 * at a wider field.
 */
final class Aligner {

  /** Pixels of a crop's side. */
  static final int SIDE = 144;

  private static final int MARGIN = 16;

  /**
   * Where the landmarks lie in a crop, x then y, in pixels as counted from the middle of the top
   * left one. Within the margin these are the points that ArcFace (Deng et al., 2019) aligns to;
   * {@code arcface_src} in InsightFace's {@code face_align.py}.
   */
  static final float[] TEMPLATE = {
    MARGIN + 38.2946f, MARGIN + 51.6963f,
    MARGIN + 73.5318f, MARGIN + 51.5014f,
    MARGIN + 56.0252f, MARGIN + 71.7366f,
    MARGIN + 41.5493f, MARGIN + 92.3655f,
    MARGIN + 70.7299f, MARGIN + 92.2041f
  };

  private Aligner() {}

  /**
   * The face with these landmarks, black where it reaches over the picture's edge.
   *
   * @throws IllegalArgumentException if the landmarks are all one point
   */
  static Pixels align(Picture picture, Landmarks landmarks) {
    Similarity toPicture = Similarity.between(inPixels(landmarks, picture), TEMPLATE).inverse();
    return Window.under(toPicture, SIDE, picture).resampled(picture, toPicture, SIDE);
  }

  /** The points in pixels as counted from the middle of the top left one. */
  private static float[] inPixels(Landmarks landmarks, Picture picture) {
    float[] points = new float[Landmarks.NUMBERS];
    for (int i = 0; i < points.length; i += 2) {
      points[i] = landmarks.points()[i] * picture.width() - 0.5f;
      points[i + 1] = landmarks.points()[i + 1] * picture.height() - 0.5f;
    }
    return points;
  }
}
