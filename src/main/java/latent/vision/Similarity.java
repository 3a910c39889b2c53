package latent.vision;

/**
 * A move of the plane that turns, scales and shifts, but neither shears nor mirrors: (x, y) goes to
 * (a x - b y + right, b x + a y + down).
 */
record Similarity(double a, double b, double right, double down) {

  /**
   * The similarity that brings {@code from} nearest to {@code to}, by the sum of squared distances:
   * S. Umeyama, "Least-squares estimation of transformation parameters between two point patterns",
   * IEEE PAMI 13(4), 1991, which in the plane and without mirroring has this closed form.
   *
   * @param from points, x then y each
   * @param to as many
   * @throws IllegalArgumentException if the points of {@code from} are all one
   */
  static Similarity between(float[] from, float[] to) {
    int count = from.length / 2;
    double fromX = 0;
    double fromY = 0;
    double toX = 0;
    double toY = 0;
    for (int i = 0; i < count; i++) {
      fromX += from[2 * i] / (double) count;
      fromY += from[2 * i + 1] / (double) count;
      toX += to[2 * i] / (double) count;
      toY += to[2 * i + 1] / (double) count;
    }
    double along = 0;
    double across = 0;
    double spread = 0;
    for (int i = 0; i < count; i++) {
      double x = from[2 * i] - fromX;
      double y = from[2 * i + 1] - fromY;
      double u = to[2 * i] - toX;
      double v = to[2 * i + 1] - toY;
      along += x * u + y * v;
      across += x * v - y * u;
      spread += x * x + y * y;
    }
    if (!(spread > 0)) {
      throw new IllegalArgumentException("points that are all one have no size");
    }
    double a = along / spread;
    double b = across / spread;
    return new Similarity(a, b, toX - a * fromX + b * fromY, toY - b * fromX - a * fromY);
  }

  /** How many times longer every line becomes. */
  double scale() {
    return Math.hypot(a, b);
  }

  double x(double x, double y) {
    return a * x - b * y + right;
  }

  double y(double x, double y) {
    return b * x + a * y + down;
  }

  /** The move back. Only for a similarity whose scale is above 0. */
  Similarity inverse() {
    double square = a * a + b * b;
    double c = a / square;
    double d = -b / square;
    return new Similarity(c, d, -c * right + d * down, -d * right - c * down);
  }
}
