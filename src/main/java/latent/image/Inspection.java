package latent.image;

import latent.photo.MediaType;
import latent.photo.Place;
import latent.photo.TakenAt;
import org.jspecify.annotations.Nullable;

/**
 * What an original says of itself, read without decoding its pixels.
 *
 * @param width pixels across the upright picture; 0 if the file does not say
 * @param height pixels down the upright picture; 0 if the file does not say
 * @param taken null if the file does not say, or says something absurd
 * @param place null if the file does not say, or says something absurd
 * @param camera maker and model as the file writes them, or null
 */
public record Inspection(
    MediaType mediaType,
    int width,
    int height,
    @Nullable TakenAt taken,
    @Nullable Place place,
    @Nullable String camera) {

  /** The same of a picture that turned out to have this size. */
  public Inspection sized(int pixelsAcross, int pixelsDown) {
    return new Inspection(mediaType, pixelsAcross, pixelsDown, taken, place, camera);
  }
}
