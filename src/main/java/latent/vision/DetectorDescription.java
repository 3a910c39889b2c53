package latent.vision;

import java.nio.file.Path;
import java.util.List;
import latent.photo.ModelName;

/**
 * A face detector of RetinaFace's kind (Deng et al., "RetinaFace: Single-shot Multi-level Face
 * Localisation in the Wild", 2020): at every cell of several grids it judges a few square anchors,
 * and says for each how much it is a face and by how much box and landmarks differ from the anchor.
 *
 * @param longEdge pixels of the picture's longer side as the network sees it; smaller pictures are
 *     enlarged to it
 * @param afarLongEdge the same for a second look at a picture in which no face was seen, shorter
 * @param nearLongEdge the same for a second look at a picture with small faces, longer
 * @param smallFace faces narrower than this, in pixels as the network sees them, may go unseen
 * @param threshold the score from which an anchor is a face, 0 to 1
 * @param overlap two faces whose boxes overlap more than this (intersection over union) are one
 * @param landmarkScale what a landmark's answer is multiplied by before the anchor's side
 * @param levels the grids
 */
public record DetectorDescription(
    String name,
    String version,
    ModelGraph graph,
    InputForm input,
    int longEdge,
    int afarLongEdge,
    int nearLongEdge,
    int smallFace,
    double threshold,
    double overlap,
    double landmarkScale,
    List<Level> levels)
    implements ModelDescription {

  /**
   * One grid of answers.
   *
   * @param stride pixels of the input from one cell to the next
   * @param anchors sides of a cell's square anchors in pixels of the input, in the network's order
   * @param scores the output with the scores, 1 x 2A x rows x columns for A anchors: first A planes
   *     of "no face", then A of "face"
   * @param boxes the output with the boxes, 1 x 4A x rows x columns: for each anchor the centre's
   *     way right and down in sides of the anchor, then the logarithms of width and height in sides
   *     of the anchor
   * @param landmarks the output with the landmarks, 1 x 10A x rows x columns: for each anchor five
   *     points' ways right and down from its centre
   */
  public record Level(
      int stride, List<Integer> anchors, String scores, String boxes, String landmarks) {

    public Level {
      anchors = List.copyOf(anchors);
    }
  }

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public DetectorDescription {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("levels must not be empty");
    }
    for (int edge : new int[] {longEdge, afarLongEdge, nearLongEdge}) {
      if (edge < 32 || edge > 8192) {
        throw new IllegalArgumentException("a long edge must be 32 to 8192, not " + edge);
      }
    }
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold must be between 0 and 1, not " + threshold);
    }
  }

  @Override
  public ModelName modelName() {
    return new ModelName(name, version);
  }

  /**
   * The detector described in a JSON file.
   *
   * @throws UnusableModelException as {@link ModelDescription#read}, and if it is no detector
   */
  public static DetectorDescription read(Path description) {
    return switch (ModelDescription.read(description)) {
      case DetectorDescription detector -> detector;
      case EmbedderDescription _ ->
          throw new UnusableModelException(description + ": describes an embedder, not a detector");
    };
  }
}
