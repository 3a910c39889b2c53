package latent.vision;

import java.nio.file.Path;
import java.util.List;
import latent.photo.Landmarks;
import latent.photo.ModelName;

/**
 * A network that turns an aligned face into a vector, so that one person's vectors point the same
 * way.
 *
 * @param side pixels of the square picture that it takes
 * @param template where the five landmarks of a face lie in that picture, x then y, in pixels as
 *     counted from the middle of the top left one: eyes, nose, corners of the mouth
 * @param dimension numbers in the vector
 * @param calibration what its similarities mean, by falling false match rate
 * @param goodPixels from this width of a face's box on, its vector can be trusted
 * @param uselessPixels below this width of a face's box its vector says nothing: small faces all
 *     look alike to the network
 * @param goodLength from this length on, as the network gives it, a vector can be trusted: blurred
 *     faces have shorter ones, and all look alike to the network; 0, or left out of the file, if
 *     its lengths say nothing
 * @param nobody what it sees where nobody can be made out; may be left out of the file
 * @param mirrored a face's vector is the mean of those of the face and of its mirror image, which
 *     takes twice as long; false if left out of the file
 */
public record EmbedderDescription(
    String name,
    String version,
    ModelGraph graph,
    InputForm input,
    int side,
    float[] template,
    int dimension,
    List<Calibration> calibration,
    int goodPixels,
    int uselessPixels,
    double goodLength,
    Nobody nobody,
    boolean mirrored)
    implements ModelDescription {

  /**
   * One point of what similarities mean.
   *
   * @param falseMatchRate the share of pairs of different people that reach {@code cosine}
   * @param cosine similarity of two vectors, -1 to 1
   */
  public record Calibration(double falseMatchRate, double cosine) {}

  /**
   * Faces without features, as strong blur leaves them, look alike to a network, whosever they are.
   *
   * @param cosine a face that is so much like {@code vector} can't be trusted
   * @param vector the mean of such faces' vectors, of any length; of no numbers if it is not known
   */
  public record Nobody(double cosine, float[] vector) {}

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public EmbedderDescription {
    calibration = List.copyOf(calibration);
    if (side < 16 || side > 1024) {
      throw new IllegalArgumentException("side must be 16 to 1024, not " + side);
    }
    if (template.length != Landmarks.NUMBERS) {
      throw new IllegalArgumentException(
          "template must have " + Landmarks.NUMBERS + " numbers, not " + template.length);
    }
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, not " + dimension);
    }
    if (nobody.vector().length != 0 && nobody.vector().length != dimension) {
      throw new IllegalArgumentException(
          "nobody's vector must have " + dimension + " numbers, not " + nobody.vector().length);
    }
  }

  @Override
  public ModelName modelName() {
    return new ModelName(name, version);
  }

  /**
   * The embedder described in a JSON file.
   *
   * @throws UnusableModelException as {@link ModelDescription#read}, and if it is no embedder
   */
  public static EmbedderDescription read(Path description) {
    return switch (ModelDescription.read(description)) {
      case EmbedderDescription embedder -> embedder;
      case DetectorDescription _ ->
          throw new UnusableModelException(description + ": describes a detector, not an embedder");
    };
  }
}
