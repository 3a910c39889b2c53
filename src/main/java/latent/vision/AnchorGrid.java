package latent.vision;

import java.nio.FloatBuffer;
import java.util.Optional;
import latent.image.Pixels;
import latent.photo.Box;
import latent.photo.Landmarks;

/**
 * One level of a detector's answers: for each anchor of each cell, how box and landmarks differ
 * from the anchor. The anchors of cell (row, column) are squares around the middle of its first 16
 * x 16 pixels, whatever the stride: RetinaFace makes them all from a base of 16 ({@code
 * generate_anchors} with {@code base_size=16}).
 */
final class AnchorGrid {

  private static final double BASE = 16;

  /** A face whose box is wider or higher than this many pictures is none. */
  private static final double MOST_PICTURES = 2;

  private final DetectorDescription.Level level;
  private final int columns;
  private final int cells;
  private final double landmarkScale;
  private final FloatBuffer boxes;
  private final FloatBuffer landmarks;

  AnchorGrid(
      DetectorDescription.Level level,
      int columns,
      int cells,
      Network.Answers answers,
      double landmarkScale) {
    this.level = level;
    this.columns = columns;
    this.cells = cells;
    this.landmarkScale = landmarkScale;
    this.boxes = answers.named(level.boxes()).numbers();
    this.landmarks = answers.named(level.landmarks()).numbers();
  }

  /**
   * The face that an anchor became; none if it lies outside the picture or is out of all measure.
   *
   * @param index the anchor's number times the cells of the grid, plus the number of the cell
   * @param pixels the picture, in the top left corner of the input
   */
  Optional<Detection> face(int index, double score, Pixels pixels) {
    int anchor = index / cells;
    int cell = index % cells;
    double side = level.anchors().get(anchor);
    double middleX = cell % columns * (double) level.stride() + BASE / 2;
    double middleY = cell / columns * (double) level.stride() + BASE / 2;
    double centerX = middleX + side * boxes.get(place(anchor * 4, cell));
    double centerY = middleY + side * boxes.get(place(anchor * 4 + 1, cell));
    double width = side * Math.exp(boxes.get(place(anchor * 4 + 2, cell)));
    double height = side * Math.exp(boxes.get(place(anchor * 4 + 3, cell)));
    float[] points = new float[Landmarks.NUMBERS];
    for (int i = 0; i < points.length; i += 2) {
      double right = landmarks.get(place(anchor * points.length + i, cell));
      double down = landmarks.get(place(anchor * points.length + i + 1, cell));
      points[i] = (float) ((middleX + side * landmarkScale * right) / pixels.width());
      points[i + 1] = (float) ((middleY + side * landmarkScale * down) / pixels.height());
    }
    return detection(
        centerX / pixels.width(),
        centerY / pixels.height(),
        width / pixels.width(),
        height / pixels.height(),
        points,
        score);
  }

  private int place(int plane, int cell) {
    return plane * cells + cell;
  }

  /** All numbers in fractions of the picture. */
  private static Optional<Detection> detection(
      double centerX, double centerY, double width, double height, float[] points, double score) {
    boolean isInside = centerX > 0 && centerX < 1 && centerY > 0 && centerY < 1;
    boolean isSane = width > 0 && width <= MOST_PICTURES && height > 0 && height <= MOST_PICTURES;
    if (!isInside || !isSane) {
      return Optional.empty();
    }
    for (float number : points) {
      if (!(Math.abs(number) <= MOST_PICTURES)) {
        return Optional.empty();
      }
    }
    Box box = new Box(centerX - width / 2, centerY - height / 2, width, height);
    return Optional.of(new Detection(box, new Landmarks(points), score));
  }
}
