package latent.image;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * A decoded picture, held in native memory until it is closed. Everything it says and gives is
 * upright. Not safe for use by several threads at once.
 *
 * <p>The full frame stays as the decoder gave it; what is asked for at the size of a preview or
 * less comes from one reduced copy, so that a large picture is gone through once.
 */
public final class Picture implements AutoCloseable {

  /** The long edge of the reduced copy, in pixels: that of a preview. */
  static final int REDUCED_EDGE = 1600;

  private static final int MOST_OUT = 8192;

  private final AVFrame full;
  private final Orientation orientation;
  private @Nullable AVFrame reduced;
  private boolean closed;

  /** Takes over a plain frame (see {@link Frames}) and frees it when closed. */
  Picture(AVFrame full, Orientation orientation) {
    this.full = full;
    this.orientation = orientation;
  }

  /** Pixels across the upright picture. */
  public int width() {
    return orientation.swapsSides() ? full.height() : full.width();
  }

  /** Pixels down the upright picture. */
  public int height() {
    return orientation.swapsSides() ? full.width() : full.height();
  }

  /**
   * The whole picture with its longer side made {@code longEdge} pixels, averaging when that
   * shrinks it.
   */
  public Pixels scaledTo(int longEdge) {
    checkOpen();
    if (longEdge < 1 || longEdge > MOST_OUT) {
      throw new IllegalArgumentException("a long edge of " + longEdge + " pixels");
    }
    boolean large = Math.max(width(), height()) > REDUCED_EDGE;
    boolean fromReduced = large && longEdge <= REDUCED_EDGE;
    AVFrame source = fromReduced ? reduced() : full;
    Orientation turn = fromReduced ? Orientation.UPRIGHT : orientation;
    Size size = Size.of(source).fittedTo(longEdge);
    int filter = longEdge < Math.max(source.width(), source.height()) ? SWS_AREA : SWS_BICUBIC;
    AVFrame scaled = Frames.scaledToRgb(source, size.width, size.height, filter);
    try {
      byte[] rgb = turn.turn(Frames.bytes(scaled, 0, 3), size.width, size.height, 3);
      return turn.swapsSides()
          ? new Pixels(size.height, size.width, rgb)
          : new Pixels(size.width, size.height, rgb);
    } finally {
      av_frame_free(scaled);
    }
  }

  /**
   * A rectangle of the picture at full resolution, brought to a size; every source pixel counts
   * when that shrinks it. The rectangle is in fractions of the upright picture and may reach over
   * its edge, where the picture is black.
   *
   * @param outWidth pixels across the result
   * @param outHeight pixels down the result
   */
  public Pixels region(
      double x, double y, double width, double height, int outWidth, int outHeight) {
    checkOpen();
    boolean sane =
        width > 0
            && height > 0
            && width <= 8
            && height <= 8
            && Math.abs(x) <= 8
            && Math.abs(y) <= 8;
    if (!sane || outWidth < 1 || outHeight < 1 || outWidth > MOST_OUT || outHeight > MOST_OUT) {
      throw new IllegalArgumentException(
          "a region of " + width + " x " + height + " at " + x + ", " + y);
    }
    boolean swaps = orientation.swapsSides();
    double storedX = swaps ? y : x;
    double storedY = swaps ? x : y;
    double storedWidth = swaps ? height : width;
    double storedHeight = swaps ? width : height;
    double left = (orientation.flipsX() ? 1 - storedX - storedWidth : storedX) * full.width();
    double top = (orientation.flipsY() ? 1 - storedY - storedHeight : storedY) * full.height();
    Pixels stored =
        new RegionSampler(full)
            .read(
                left,
                top,
                left + storedWidth * full.width(),
                top + storedHeight * full.height(),
                swaps ? outHeight : outWidth,
                swaps ? outWidth : outHeight);
    byte[] upright = orientation.turn(stored.rgb(), stored.width(), stored.height(), 3);
    return new Pixels(outWidth, outHeight, upright);
  }

  /**
   * The upright picture with a long edge of at most {@link #REDUCED_EDGE}, in full-range 4:2:0 with
   * the matrix of BT.601, as a JPEG wants it. It stays this picture's.
   */
  AVFrame reduced() {
    checkOpen();
    AVFrame made = reduced;
    if (made == null) {
      made = makeReduced();
      reduced = made;
    }
    return made;
  }

  private AVFrame makeReduced() {
    boolean large = Math.max(full.width(), full.height()) > REDUCED_EDGE;
    Size size = large ? Size.of(full).fittedTo(REDUCED_EDGE) : Size.of(full);
    AVFrame small =
        Frames.inFullRange(
            Frames.scaled(full, AV_PIX_FMT_YUV420P, size.width, size.height, SWS_AREA));
    int matrix = full.colorspace();
    if (matrix != AVCOL_SPC_BT470BG && matrix != AVCOL_SPC_SMPTE170M) {
      small = Frames.inMatrixOfJpeg(small);
    }
    return Frames.turned(small, orientation);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the picture is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      av_frame_free(full);
      if (reduced != null) {
        av_frame_free(reduced);
      }
    }
  }

  /** Width and height in pixels. */
  record Size(int width, int height) {

    static Size of(AVFrame frame) {
      return new Size(frame.width(), frame.height());
    }

    /** The size of the same shape whose longer side is this long; no side falls below 1. */
    Size fittedTo(int longEdge) {
      double scale = (double) longEdge / Math.max(width, height);
      return new Size(
          Math.max(1, (int) Math.round(width * scale)),
          Math.max(1, (int) Math.round(height * scale)));
    }
  }
}
