package latent.vision;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import latent.image.Picture;
import latent.image.Pixels;

/** Finds the faces in a picture. For one thread at a time. */
final class Detector implements AutoCloseable {

  /** The sides of the network's input must be multiples of its largest stride. */
  private final int multiple;

  private final DetectorDescription description;
  private final Network network;

  /**
   * @throws UnusableModelException if the network's file is missing or another one
   * @throws NetworkException if the runtime does not take it
   */
  Detector(DetectorDescription description) {
    this.description = description;
    this.multiple =
        description.levels().stream()
            .mapToInt(DetectorDescription.Level::stride)
            .max()
            .orElseThrow();
    this.network = new Network(GraphOpener.open(description.graph().bytes()), description.input());
  }

  /** The faces from left to right, and from top to bottom where they begin in the same column. */
  List<Detection> detect(Picture picture) {
    return detect(picture.scaledTo(description.longEdge()));
  }

  private List<Detection> detect(Pixels pixels) {
    List<Detection> candidates = new ArrayList<>();
    try (Network.Answers answers =
        network.run(pixels, roundedUp(pixels.width()), roundedUp(pixels.height()))) {
      for (DetectorDescription.Level level : description.levels()) {
        collect(answers, level, pixels, candidates);
      }
    }
    List<Detection> faces = strongest(candidates);
    faces.sort(
        Comparator.comparingDouble((Detection face) -> face.box().x())
            .thenComparingDouble(face -> face.box().y()));
    return faces;
  }

  private int roundedUp(int side) {
    return Math.ceilDiv(side, multiple) * multiple;
  }

  /** Adds every anchor of a level that is a face. */
  private void collect(
      Network.Answers answers,
      DetectorDescription.Level level,
      Pixels pixels,
      List<Detection> candidates) {
    Network.Answer answer = answers.named(level.scores());
    FloatBuffer scores = answer.numbers();
    int columns = (int) answer.shape()[3];
    int cells = (int) answer.shape()[2] * columns;
    int faces = level.anchors().size() * cells;
    AnchorGrid grid = null;
    for (int index = 0; index < faces; index++) {
      float score = scores.get(faces + index);
      if (score >= description.threshold()) {
        if (grid == null) {
          grid = new AnchorGrid(level, columns, cells, answers, description.landmarkScale());
        }
        grid.face(index, score, pixels).ifPresent(candidates::add);
      }
    }
  }

  /**
   * The candidates that no better one covers (non-maximum suppression). Of two that are as good,
   * the one that was found first is the better.
   */
  private List<Detection> strongest(List<Detection> candidates) {
    candidates.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> kept = new ArrayList<>();
    for (Detection candidate : candidates) {
      boolean isCovered =
          kept.stream()
              .anyMatch(better -> better.box().overlap(candidate.box()) > description.overlap());
      if (!isCovered) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  @Override
  public void close() {
    network.close();
  }
}
