package latent.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import latent.image.Picture;
import latent.image.PictureDecoder;
import latent.image.PictureEncoder;
import latent.image.Pixels;
import latent.photo.Landmarks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignerTest {

  /** How far a landmark may land from its place in the crop, in pixels of the crop. */
  private static final double PLACE_TOLERANCE = 0.15;

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 800;

  @ParameterizedTest
  @CsvSource({
    "0.4, 0, 300, 300",
    "1.0, 0, 300, 300",
    "1.7, 10, 400, 380",
    "2.0, -35, 500, 400",
    "3.3, 25, 480, 420",
    "5.0, 90, 500, 400",
    "6.0, 180, 500, 400"
  })
  void landmarksComeToTheirPlacesFromAnySizeAndTurn(
      double scale, double degrees, double centerX, double centerY) {
    Similarity toPicture = move(scale, Math.toRadians(degrees), centerX, centerY);
    try (Picture picture = picture(toPicture, 4 * Math.max(scale, 1))) {
      Pixels crop = Aligner.align(picture, landmarks(toPicture));
      assertThat(crop.width()).isEqualTo(Aligner.SIDE);
      for (int i = 0; i < Landmarks.NUMBERS; i += 2) {
        double[] found = middleOfDot(crop, Aligner.TEMPLATE[i], Aligner.TEMPLATE[i + 1]);
        assertThat(found[0]).isCloseTo(Aligner.TEMPLATE[i], within(PLACE_TOLERANCE));
        assertThat(found[1]).isCloseTo(Aligner.TEMPLATE[i + 1], within(PLACE_TOLERANCE));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2.0, 0, 0, 0", "3.0, 45, 1000, 800", "12.0, 20, 500, 400", "0.02, 0, 1, 1"})
  void aFaceThatReachesOverTheEdgeIsBlackThere(
      double scale, double degrees, double centerX, double centerY) {
    Similarity toPicture = move(scale, Math.toRadians(degrees), centerX, centerY);
    try (Picture picture = picture(toPicture, 1)) {
      Pixels crop = Aligner.align(picture, landmarks(toPicture));
      assertThat(crop.rgb()).hasSize(3 * Aligner.SIDE * Aligner.SIDE);
    }
  }

  /** From a crop's pixels to the picture's, so that the crop's middle comes to (x, y). */
  private static Similarity move(double scale, double angle, double x, double y) {
    double a = scale * Math.cos(angle);
    double b = scale * Math.sin(angle);
    double middle = (Aligner.SIDE - 1) / 2.0;
    return new Similarity(a, b, x - a * middle + b * middle, y - b * middle - a * middle);
  }

  private static Landmarks landmarks(Similarity toPicture) {
    float[] points = new float[Landmarks.NUMBERS];
    for (int i = 0; i < points.length; i += 2) {
      float x = Aligner.TEMPLATE[i];
      float y = Aligner.TEMPLATE[i + 1];
      points[i] = (float) ((toPicture.x(x, y) + 0.5) / WIDTH);
      points[i + 1] = (float) ((toPicture.y(x, y) + 0.5) / HEIGHT);
    }
    return new Landmarks(points);
  }

  /** White dots on grey where the landmarks lie. */
  private static Picture picture(Similarity toPicture, double radius) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setColor(Color.GRAY);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setColor(Color.WHITE);
    for (int i = 0; i < Landmarks.NUMBERS; i += 2) {
      double x = toPicture.x(Aligner.TEMPLATE[i], Aligner.TEMPLATE[i + 1]) + 0.5;
      double y = toPicture.y(Aligner.TEMPLATE[i], Aligner.TEMPLATE[i + 1]) + 0.5;
      pen.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }
    pen.dispose();
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int color = image.getRGB(i % WIDTH, i / WIDTH);
      rgb[3 * i] = (byte) (color >> 16);
      rgb[3 * i + 1] = (byte) (color >> 8);
      rgb[3 * i + 2] = (byte) color;
    }
    return PictureDecoder.decode(PictureEncoder.encode(new Pixels(WIDTH, HEIGHT, rgb), 98));
  }

  /** The centre of brightness above the grey around a place. */
  private static double[] middleOfDot(Pixels crop, double aroundX, double aroundY) {
    int reach = 9;
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    for (int y = (int) aroundY - reach; y <= (int) aroundY + reach + 1; y++) {
      for (int x = (int) aroundX - reach; x <= (int) aroundX + reach + 1; x++) {
        double light = Math.max(0, (crop.rgb()[3 * (y * crop.width() + x)] & 0xff) - 138);
        sum += light;
        sumX += light * x;
        sumY += light * y;
      }
    }
    return new double[] {sumX / sum, sumY / sum};
  }
}
