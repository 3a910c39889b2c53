package latent.image;

/**
 * How a picture's stored rows must be turned to stand upright.
 *
 * <p>Every orientation is a swap of the axes, or none, followed by mirrorings: the upright pixel
 * (u, v) is the stored pixel (x, y), where (x, y) is (v, u) if the sides are swapped and (u, v)
 * otherwise, counted from the far end on each axis that is flipped.
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  HALF_TURN(false, true, true),
  MIRRORED_HALF_TURN(false, false, true),
  TRANSPOSED(true, false, false),
  QUARTER_TURN_CLOCKWISE(true, false, true),
  TRANSVERSED(true, true, true),
  QUARTER_TURN_COUNTERCLOCKWISE(true, true, false);

  private final boolean swapsSides;
  private final boolean flipsX;
  private final boolean flipsY;

  Orientation(boolean swapsSides, boolean flipsX, boolean flipsY) {
    this.swapsSides = swapsSides;
    this.flipsX = flipsX;
    this.flipsY = flipsY;
  }

  /** Whether the stored rows are the upright columns. */
  boolean swapsSides() {
    return swapsSides;
  }

  /** Whether the stored x axis is counted from its far end. */
  boolean flipsX() {
    return flipsX;
  }

  /** Whether the stored y axis is counted from its far end. */
  boolean flipsY() {
    return flipsY;
  }

  /**
   * The orientation with this number in EXIF tag 0x0112 (Exif 2.32, 4.6.4): 1 to 8; any other
   * number counts as upright.
   */
  static Orientation ofExif(long number) {
    return number >= 1 && number <= 8 ? values()[(int) number - 1] : UPRIGHT;
  }

  /**
   * The orientation nearest to a display matrix of ISO/IEC 14496-12: stored (x, y) is shown at (a x
   * + c y, b x + d y).
   */
  static Orientation ofDisplayMatrix(int a, int b, int c, int d) {
    boolean swapped = Math.abs((long) b) > Math.abs((long) a);
    boolean flippedX = swapped ? b < 0 : a < 0;
    boolean flippedY = swapped ? c < 0 : d < 0;
    for (Orientation orientation : values()) {
      if (orientation.swapsSides == swapped
          && orientation.flipsX == flippedX
          && orientation.flipsY == flippedY) {
        return orientation;
      }
    }
    throw new AssertionError("the eight orientations cover every swap and flip");
  }

  /**
   * One plane of samples, turned.
   *
   * @param stored {@code width * height * step} bytes
   * @param width samples across as stored
   * @param height samples down as stored
   * @param step bytes of a sample
   */
  byte[] turn(byte[] stored, int width, int height, int step) {
    if (this == UPRIGHT) {
      return stored;
    }
    byte[] upright = new byte[stored.length];
    int uprightWidth = swapsSides ? height : width;
    int uprightHeight = swapsSides ? width : height;
    for (int v0 = 0; v0 < uprightHeight; v0 += TILE) {
      for (int u0 = 0; u0 < uprightWidth; u0 += TILE) {
        int uEnd = Math.min(u0 + TILE, uprightWidth);
        int vEnd = Math.min(v0 + TILE, uprightHeight);
        turnTile(stored, upright, width, height, step, u0, uEnd, v0, vEnd);
      }
    }
    return upright;
  }

  /** Samples along the side of a tile: its rows and columns stay in the nearest cache together. */
  private static final int TILE = 64;

  private void turnTile(
      byte[] stored,
      byte[] upright,
      int width,
      int height,
      int step,
      int u0,
      int uEnd,
      int v0,
      int vEnd) {
    int uprightWidth = swapsSides ? height : width;
    int alongX = (flipsX ? -1 : 1) * step;
    int alongY = (flipsY ? -1 : 1) * step * width;
    int origin = ((flipsX ? width - 1 : 0) + (flipsY ? height - 1 : 0) * width) * step;
    int alongU = swapsSides ? alongY : alongX;
    int alongV = swapsSides ? alongX : alongY;
    for (int v = v0; v < vEnd; v++) {
      int from = origin + v * alongV + u0 * alongU;
      int to = (v * uprightWidth + u0) * step;
      for (int u = u0; u < uEnd; u++) {
        for (int i = 0; i < step; i++) {
          upright[to + i] = stored[from + i];
        }
        from += alongU;
        to += step;
      }
    }
  }
}
