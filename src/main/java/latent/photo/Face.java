package latent.photo;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One face that analysis found in an original (or that the user drew).
 *
 * @param score how sure the detector is, 0 to 1; 1 for a face drawn by hand
 * @param sharpness variance of the Laplacian over the crop's grey values (0 to 255 each): below
 *     about 50 a face is blurred
 * @param length the embedding's length before it was made 1; falls with quality; 0 if it is not
 *     known
 * @param pixels the width of the box in pixels of the original
 * @param embedding null if the pixels gave none (a face drawn by hand on a photo whose pixels
 *     weren't at hand)
 * @param crop the aligned face as a picture file; empty if there is none
 */
public record Face(
    PhotoId photo,
    Box box,
    Landmarks landmarks,
    double score,
    double sharpness,
    double length,
    int pixels,
    @Nullable Embedding embedding,
    byte[] crop) {

  /**
   * @throws IllegalArgumentException if a measure is not finite, or there are less than no pixels
   */
  public Face {
    boolean sane =
        Double.isFinite(score)
            && Double.isFinite(sharpness)
            && Double.isFinite(length)
            && pixels >= 0;
    if (!sane) {
      throw new IllegalArgumentException(
          "not a face's measures: " + score + ", " + sharpness + ", " + length + ", " + pixels);
    }
  }

  /** The same face as another embedder sees it. */
  public Face with(@Nullable Embedding embedding, double length, double sharpness) {
    return new Face(photo, box, landmarks, score, sharpness, length, pixels, embedding, crop);
  }

  /** The same face with another crop. */
  public Face withCrop(byte[] other) {
    return new Face(photo, box, landmarks, score, sharpness, length, pixels, embedding, other);
  }

  public FaceId id() {
    return FaceId.of(photo, box);
  }

  public FaceReference reference() {
    return new FaceReference(photo, box);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Face that
        && photo.equals(that.photo)
        && box.equals(that.box)
        && landmarks.equals(that.landmarks)
        && score == that.score
        && sharpness == that.sharpness
        && length == that.length
        && pixels == that.pixels
        && java.util.Objects.equals(embedding, that.embedding)
        && Arrays.equals(crop, that.crop);
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  @Override
  public String toString() {
    return "Face " + id() + " in " + photo + " at " + box;
  }
}
