package latent.vision;

import latent.image.Pixels;

/** Takes a turned square out of pixels by bilinear interpolation. */
final class Resampler {

  private static final int COLOURS = 3;

  /**
   * Where the four samples of a pixel lie that covers more than one of the source, in its sides.
   */
  private static final double[] QUARTERS = {-0.25, 0.25};

  private static final double[] MIDDLE = {0};

  private Resampler() {}

  /**
   * A square of {@code side} pixels, black where the source has none. Where one pixel of the square
   * covers more than one of the source, four samples are averaged; for more than two to a side read
   * a coarser source.
   *
   * @param toSource from the square's pixels to the source's, both counted from the middle of the
   *     top left one
   */
  static Pixels resampled(Pixels source, Similarity toSource, int side) {
    double[] offsets = toSource.scale() > 1 ? QUARTERS : MIDDLE;
    byte[] rgb = new byte[side * side * COLOURS];
    double[] sum = new double[COLOURS];
    int at = 0;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        java.util.Arrays.fill(sum, 0);
        for (double down : offsets) {
          for (double right : offsets) {
            double x = column + right;
            double y = row + down;
            addSample(source, toSource.x(x, y), toSource.y(x, y), sum);
          }
        }
        double samples = offsets.length * offsets.length;
        for (int colour = 0; colour < COLOURS; colour++) {
          rgb[at++] = (byte) (int) (sum[colour] / samples + 0.5);
        }
      }
    }
    return new Pixels(side, side, rgb);
  }

  private static void addSample(Pixels source, double x, double y, double[] sum) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double fromLeft = x - left;
    double fromTop = y - top;
    addPixel(source, left, top, (1 - fromLeft) * (1 - fromTop), sum);
    addPixel(source, left + 1, top, fromLeft * (1 - fromTop), sum);
    addPixel(source, left, top + 1, (1 - fromLeft) * fromTop, sum);
    addPixel(source, left + 1, top + 1, fromLeft * fromTop, sum);
  }

  private static void addPixel(Pixels source, int x, int y, double weight, double[] sum) {
    if (x < 0 || y < 0 || x >= source.width() || y >= source.height()) {
      return;
    }
    int at = (y * source.width() + x) * COLOURS;
    for (int colour = 0; colour < COLOURS; colour++) {
      sum[colour] += weight * (source.rgb()[at + colour] & 0xff);
    }
  }
}
