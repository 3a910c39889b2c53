package latent.vision;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import latent.image.Picture;
import latent.image.Pixels;

/** Finds the faces in a picture. For one thread at a time. */
final class Detector implements AutoCloseable {

  /** A look from afar is for faces at least this high, in fractions of the picture. */
  private static final double MUCH = 0.4;

  /** A nearer look needs this many times the pixels of the first. */
  private static final double WORTHWHILE = 1.25;

  /** The sides of the network's input must be multiples of its largest stride. */
  private final int multiple;

  private final DetectorDescription description;
  private final Network network;

  /**
   * @throws UnusableModelException if the network's file is missing, another one, or does not do
   *     what its description says
   */
  Detector(DetectorDescription description) {
    this.description = description;
    this.multiple =
        description.levels().stream()
            .mapToInt(DetectorDescription.Level::stride)
            .max()
            .orElseThrow();
    this.network = new Network(description, openGraph(description.graph()));
    checkOutputs();
  }

  private static byte[] openGraph(ModelGraph graph) {
    try {
      return GraphOpener.open(graph.bytes());
    } catch (IllegalArgumentException malformed) {
      throw new UnusableModelException(
          graph.description() + ": its network is no ONNX graph", malformed);
    }
  }

  private void checkOutputs() {
    for (DetectorDescription.Level level : description.levels()) {
      for (String output : List.of(level.scores(), level.boxes(), level.landmarks())) {
        if (!network.outputs().contains(output)) {
          throw new UnusableModelException(
              description.graph().description() + ": its network has no output named " + output);
        }
      }
    }
  }

  /**
   * The faces from left to right, and from top to bottom where they begin in the same column.
   *
   * <p>One look at a fixed size finds nearly all. A face that fills the picture is too large for
   * it, so a picture without faces gets a second look from afar; and where a face is so small that
   * others may have gone unseen, a second look goes nearer.
   */
  List<Detection> detect(Picture picture) {
    List<Detection> faces = look(picture, description.longEdge());
    if (faces.isEmpty()) {
      faces.addAll(lookFromAfar(picture));
    } else if (faces.stream().anyMatch(face -> sizeSeen(face, picture) < description.smallFace())) {
      faces.addAll(lookNearer(picture, faces));
    }
    faces.sort(
        Comparator.comparingDouble((Detection face) -> face.box().x())
            .thenComparingDouble(face -> face.box().y()));
    return faces;
  }

  /** The faces that take up much of the picture, for one in which nothing was seen. */
  private List<Detection> lookFromAfar(Picture picture) {
    List<Detection> faces = look(picture, description.afarLongEdge());
    faces.removeIf(face -> face.box().height() < MUCH);
    return faces;
  }

  /** The small faces that were not among those seen; none if the picture has no more to show. */
  private List<Detection> lookNearer(Picture picture, List<Detection> seen) {
    int whole = Math.max(picture.width(), picture.height());
    if (whole < description.longEdge() * WORTHWHILE) {
      return List.of();
    }
    List<Detection> faces = look(picture, Math.min(whole, description.nearLongEdge()));
    faces.removeIf(
        face -> sizeSeen(face, picture) > 2.0 * description.smallFace() || isCovered(face, seen));
    return faces;
  }

  /** The width of a face in pixels of the first look. */
  private double sizeSeen(Detection face, Picture picture) {
    double longSide = Math.max(picture.width(), picture.height());
    return face.box().width() * picture.width() / longSide * description.longEdge();
  }

  /** The faces that the network sees when the longer side has so many pixels. */
  private List<Detection> look(Picture picture, int longEdge) {
    Pixels pixels = picture.scaledTo(longEdge);
    List<Detection> candidates = new ArrayList<>();
    try (Network.Answers answers =
        network.run(pixels, roundedUp(pixels.width()), roundedUp(pixels.height()))) {
      for (DetectorDescription.Level level : description.levels()) {
        collect(answers, level, pixels, candidates);
      }
    }
    return strongest(candidates);
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
      if (!isCovered(candidate, kept)) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  private boolean isCovered(Detection face, List<Detection> others) {
    return others.stream()
        .anyMatch(other -> other.box().overlap(face.box()) > description.overlap());
  }

  @Override
  public void close() {
    network.close();
  }
}
