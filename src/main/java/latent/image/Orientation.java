package latent.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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
    boolean inBlocks = swapsSides && step == 1;
    int blocksAcross = inBlocks ? uprightWidth & -BLOCK : 0;
    int blocksDown = inBlocks ? uprightHeight & -BLOCK : 0;
    long[] block = new long[BLOCK];
    for (int v = 0; v < blocksDown; v += BLOCK) {
      for (int u = 0; u < blocksAcross; u += BLOCK) {
        turnBlock(stored, width, height, upright, u, v, block);
      }
    }
    for (int v = 0; v < uprightHeight; v++) {
      int from = v < blocksDown ? blocksAcross : 0;
      turnRow(stored, width, height, step, upright, from, v);
    }
    return upright;
  }

  /** Samples along the side of a block that is turned at once: as many as a long has bytes. */
  private static final int BLOCK = 8;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /**
   * Turns the block of single bytes whose upright place begins at (u, v): reads eight stored rows
   * of eight, swaps rows with columns, and writes eight upright rows of eight.
   */
  private void turnBlock(
      byte[] stored, int width, int height, byte[] upright, int u, int v, long[] block) {
    int x = flipsX ? width - BLOCK - v : v;
    for (int i = 0; i < BLOCK; i++) {
      int y = flipsY ? height - 1 - u - i : u + i;
      block[i] = (long) LONGS.get(stored, y * width + x);
    }
    swapParts(block, 1, 0x00ff00ff00ff00ffL);
    swapParts(block, 2, 0x0000ffff0000ffffL);
    swapParts(block, 4, 0x00000000ffffffffL);
    for (int i = 0; i < BLOCK; i++) {
      int row = flipsX ? v + BLOCK - 1 - i : v + i;
      LONGS.set(upright, row * height + u, block[i]);
    }
  }

  /**
   * One round of transposing eight by eight bytes: of each two rows so far apart, the upper parts
   * of the one change places with the lower parts of the other.
   */
  private static void swapParts(long[] block, int apart, long lowerParts) {
    int shift = Byte.SIZE * apart;
    for (int i = 0; i < BLOCK; i++) {
      if ((i & apart) == 0) {
        long difference = ((block[i] >>> shift) ^ block[i + apart]) & lowerParts;
        block[i] ^= difference << shift;
        block[i + apart] ^= difference;
      }
    }
  }

  /** Turns the upright row v from its sample u on. */
  private void turnRow(
      byte[] stored, int width, int height, int step, byte[] upright, int u, int v) {
    int uprightWidth = swapsSides ? height : width;
    for (int across = u; across < uprightWidth; across++) {
      int x = swapsSides ? v : across;
      int y = swapsSides ? across : v;
      int from = ((flipsY ? height - 1 - y : y) * width + (flipsX ? width - 1 - x : x)) * step;
      int to = (v * uprightWidth + across) * step;
      for (int part = 0; part < step; part++) {
        upright[to + part] = stored[from + part];
      }
    }
  }
}
