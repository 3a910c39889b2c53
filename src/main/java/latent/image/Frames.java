package latent.image;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RESERVED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BAYER;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_FLOAT;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_HWACCEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_XYZ;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FAST_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * FFmpeg frames brought into another size or layout.
 *
 * <p>A <i>plain</i> frame is one of two layouts, so that the rest of the house need know no other:
 * planes of 8-bit brightness and colour difference (or brightness alone), with its matrix and range
 * written in it; or packed 8-bit red, green, blue.
 */
final class Frames {

  /** One in 16.16 fixed point: no change of contrast or saturation. */
  private static final int UNCHANGED = 1 << 16;

  private static final int BLACK_LIMITED = 16;
  private static final int NO_COLOUR = 128;

  static {
    Ffmpeg.load();
  }

  private Frames() {}

  /**
   * A frame whose samples are not set yet.
   *
   * @throws UnreadablePictureException if memory does not suffice
   */
  static AVFrame blank(int format, int width, int height) {
    AVFrame frame = av_frame_alloc();
    frame.format(format);
    frame.width(width);
    frame.height(height);
    int result = av_frame_get_buffer(frame, 0);
    if (result < 0) {
      av_frame_free(frame);
    }
    Ffmpeg.check(result, "picture");
    return frame;
  }

  /** The same frame showing only a part of itself. */
  static AVFrame cropped(AVFrame frame, int left, int top, int width, int height) {
    boolean inside =
        left >= 0
            && top >= 0
            && width > 0
            && height > 0
            && (long) left + width <= frame.width()
            && (long) top + height <= frame.height();
    if (inside) {
      frame.crop_left(left);
      frame.crop_top(top);
      frame.crop_right(frame.width() - left - width);
      frame.crop_bottom(frame.height() - top - height);
      av_frame_apply_cropping(frame, AV_FRAME_CROP_UNALIGNED);
    }
    return frame;
  }

  /** Whether a frame holds brightness and colour difference in planes of bytes. */
  static boolean isPlanes(int format) {
    AVPixFmtDescriptor layout = av_pix_fmt_desc_get(format);
    boolean strange =
        (layout.flags() & (STRANGE | AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_ALPHA)) != 0;
    if (strange || layout.comp(0).depth() != 8) {
      return false;
    }
    int count = layout.nb_components();
    return count == 1 || (count == 3 && layout.comp(1).plane() == 1 && layout.comp(2).plane() == 2);
  }

  private static final long STRANGE =
      AV_PIX_FMT_FLAG_PAL
          | AV_PIX_FMT_FLAG_BITSTREAM
          | AV_PIX_FMT_FLAG_HWACCEL
          | AV_PIX_FMT_FLAG_BAYER
          | AV_PIX_FMT_FLAG_XYZ
          | AV_PIX_FMT_FLAG_FLOAT;

  /**
   * A decoded frame as a plain one. Frees {@code decoded} unless it is the result.
   *
   * @param assumeFullRange what to take brightness for where the frame does not say: 0 to 255, or
   *     16 to 235
   * @param assumeMatrix an AVCOL_SPC number, likewise
   */
  static AVFrame plain(AVFrame decoded, boolean assumeFullRange, int assumeMatrix) {
    Ffmpeg.checkSize(decoded.width(), decoded.height());
    settleColours(decoded, assumeFullRange, assumeMatrix);
    int format = decoded.format();
    boolean downward = decoded.linesize(0) > 0;
    if (downward && (isPlanes(format) || format == AV_PIX_FMT_RGB24)) {
      return decoded;
    }
    AVPixFmtDescriptor layout = av_pix_fmt_desc_get(format);
    boolean alpha = (layout.flags() & (AV_PIX_FMT_FLAG_ALPHA | AV_PIX_FMT_FLAG_PAL)) != 0;
    try {
      if (alpha) {
        AVFrame withAlpha = scaled(decoded, AV_PIX_FMT_RGBA, decoded.width(), decoded.height(), 0);
        return onWhite(withAlpha);
      }
      return scaled(decoded, eightBits(layout), decoded.width(), decoded.height(), 0);
    } finally {
      av_frame_free(decoded);
    }
  }

  /** The plain layout nearest to another without alpha. */
  private static int eightBits(AVPixFmtDescriptor layout) {
    boolean strange = (layout.flags() & (STRANGE | AV_PIX_FMT_FLAG_RGB)) != 0;
    if (strange) {
      return AV_PIX_FMT_RGB24;
    }
    if (layout.nb_components() == 1) {
      return AV_PIX_FMT_GRAY8;
    }
    if (layout.log2_chroma_h() == 1) {
      return AV_PIX_FMT_YUV420P;
    }
    return layout.log2_chroma_w() == 1 ? AV_PIX_FMT_YUV422P : AV_PIX_FMT_YUV444P;
  }

  private static void settleColours(AVFrame frame, boolean assumeFullRange, int assumeMatrix) {
    AVPixFmtDescriptor layout = av_pix_fmt_desc_get(frame.format());
    boolean grey = layout.nb_components() <= 2;
    int range = frame.color_range();
    if (grey || layout.name().getString().startsWith("yuvj")) {
      frame.color_range(AVCOL_RANGE_JPEG);
    } else if (range == AVCOL_RANGE_UNSPECIFIED) {
      frame.color_range(assumeFullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
    }
    int matrix = frame.colorspace();
    if (matrix == AVCOL_SPC_UNSPECIFIED
        || matrix == AVCOL_SPC_RESERVED
        || matrix == AVCOL_SPC_RGB) {
      frame.colorspace(assumeMatrix);
    }
  }

  /** Whether brightness goes from 0 to 255. */
  static boolean isFullRange(AVFrame frame) {
    return frame.color_range() != AVCOL_RANGE_MPEG;
  }

  /** Lays a frame of red, green, blue and alpha on white, and frees it. */
  private static AVFrame onWhite(AVFrame withAlpha) {
    try {
      int width = withAlpha.width();
      AVFrame flat = blank(AV_PIX_FMT_RGB24, width, withAlpha.height());
      ByteBuffer source = plane(withAlpha, 0);
      ByteBuffer target = plane(flat, 0);
      byte[] from = new byte[width * 4];
      byte[] to = new byte[width * 3];
      for (int y = 0; y < withAlpha.height(); y++) {
        source.get(y * withAlpha.linesize(0), from);
        for (int x = 0; x < width; x++) {
          int alpha = from[4 * x + 3] & 0xff;
          for (int i = 0; i < 3; i++) {
            int value = (from[4 * x + i] & 0xff) * alpha + 255 * (255 - alpha);
            to[3 * x + i] = (byte) ((value + 127) / 255);
          }
        }
        target.put(y * flat.linesize(0), to);
      }
      return flat;
    } finally {
      av_frame_free(withAlpha);
    }
  }

  /** All bytes of a plane, its rows {@code linesize} apart. Valid while the frame is. */
  static ByteBuffer plane(AVFrame frame, int plane) {
    long size = (long) frame.linesize(plane) * heightOf(frame, plane);
    return frame.data(plane).capacity(size).asByteBuffer();
  }

  /**
   * A frame in another size and layout, its range and matrix unchanged.
   *
   * @param filter one of FFmpeg's SWS numbers; 0 where the size stays
   */
  static AVFrame scaled(AVFrame source, int format, int width, int height, int filter) {
    return scaled(source, format, width, height, filter, isFullRange(source));
  }

  /**
   * A plain frame in another size, as red, green and blue. First scaled, then converted: libswscale
   * takes three times as long to do both at once.
   */
  static AVFrame scaledToRgb(AVFrame source, int width, int height, int filter) {
    AVFrame small = scaled(source, withoutRange(source.format()), width, height, filter);
    if (small.format() == AV_PIX_FMT_RGB24) {
      return small;
    }
    try {
      return scaled(small, AV_PIX_FMT_RGB24, width, height, SWS_FAST_BILINEAR);
    } finally {
      av_frame_free(small);
    }
  }

  /**
   * A frame in another size, layout and range, its matrix unchanged. The range may change only with
   * the layout: libswscale forgets it where nothing else is to be done.
   */
  static AVFrame scaled(
      AVFrame source, int format, int width, int height, int filter, boolean fullRange) {
    if (isPlanes(source.format()) && isPlanes(format) && fullRange != isFullRange(source)) {
      throw new IllegalArgumentException("see inFullRange");
    }
    AVFrame target = blank(format, width, height);
    SwsContext context =
        sws_getContext(
            source.width(),
            source.height(),
            withoutRange(source.format()),
            width,
            height,
            format,
            filter == 0 ? SWS_BICUBIC : filter,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    if (context == null || context.isNull()) {
      av_frame_free(target);
      throw new UnreadablePictureException(
          "the picture's colours are laid out in a way that is not supported");
    }
    target.color_range(fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
    target.colorspace(source.colorspace());
    IntPointer coefficients = sws_getCoefficients(matrixNumber(source.colorspace()));
    sws_setColorspaceDetails(
        context,
        coefficients,
        isFullRange(source) ? 1 : 0,
        coefficients,
        fullRange ? 1 : 0,
        0,
        UNCHANGED,
        UNCHANGED);
    int rows =
        sws_scale(
            context,
            source.data(),
            source.linesize(),
            0,
            source.height(),
            target.data(),
            target.linesize());
    sws_freeContext(context);
    if (rows < 0) {
      av_frame_free(target);
    }
    Ffmpeg.check(rows, "picture");
    return target;
  }

  /** libswscale numbers its matrices as H.273 does, but knows only some. */
  private static int matrixNumber(int colorspace) {
    return switch (colorspace) {
      case AVCOL_SPC_BT709, AVCOL_SPC_FCC, AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE240M -> colorspace;
      case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL -> AVCOL_SPC_BT2020_NCL;
      default -> SWS_CS_DEFAULT;
    };
  }

  /** The layout alone, of those that FFmpeg keeps twice to tell ranges apart. */
  private static int withoutRange(int format) {
    return switch (format) {
      case AV_PIX_FMT_YUVJ420P -> AV_PIX_FMT_YUV420P;
      case AV_PIX_FMT_YUVJ422P -> AV_PIX_FMT_YUV422P;
      case AV_PIX_FMT_YUVJ444P -> AV_PIX_FMT_YUV444P;
      case AV_PIX_FMT_YUVJ440P -> AV_PIX_FMT_YUV440P;
      case AV_PIX_FMT_YUVJ411P -> AV_PIX_FMT_YUV411P;
      default -> format;
    };
  }

  /**
   * The samples of one plane, with nothing between the rows. Each sample has {@code step} bytes.
   */
  static byte[] bytes(AVFrame frame, int plane, int step) {
    int width = widthOf(frame, plane);
    int height = heightOf(frame, plane);
    byte[] bytes = new byte[width * step * height];
    ByteBuffer source = plane(frame, plane);
    int stride = frame.linesize(plane);
    for (int y = 0; y < height; y++) {
      source.get(y * stride, bytes, y * width * step, width * step);
    }
    return bytes;
  }

  private static int widthOf(AVFrame frame, int plane) {
    int shift = plane == 0 ? 0 : av_pix_fmt_desc_get(frame.format()).log2_chroma_w();
    return -(-frame.width() >> shift);
  }

  private static int heightOf(AVFrame frame, int plane) {
    int shift = plane == 0 ? 0 : av_pix_fmt_desc_get(frame.format()).log2_chroma_h();
    return -(-frame.height() >> shift);
  }

  /** A frame of planes, turned upright. Frees {@code stored} unless it is the result. */
  static AVFrame turned(AVFrame stored, Orientation orientation) {
    if (orientation == Orientation.UPRIGHT) {
      return stored;
    }
    try {
      boolean swaps = orientation.swapsSides();
      AVFrame upright =
          blank(
              stored.format(),
              swaps ? stored.height() : stored.width(),
              swaps ? stored.width() : stored.height());
      upright.color_range(stored.color_range());
      upright.colorspace(stored.colorspace());
      for (int plane = 0; plane < 3; plane++) {
        int width = widthOf(stored, plane);
        int height = heightOf(stored, plane);
        byte[] turned = orientation.turn(bytes(stored, plane, 1), width, height, 1);
        int across = swaps ? height : width;
        ByteBuffer target = plane(upright, plane);
        int stride = upright.linesize(plane);
        for (int y = 0; y < turned.length / across; y++) {
          target.put(y * stride, turned, y * across, across);
        }
      }
      return upright;
    } finally {
      av_frame_free(stored);
    }
  }

  /**
   * A frame of planes whose brightness went from 16 to 235, and colour difference from 16 to 240,
   * in place brought to 0 to 255 each (ITU-R BT.601, 2.5.3, and JFIF 1.02).
   */
  static AVFrame inFullRange(AVFrame frame) {
    if (isFullRange(frame)) {
      return frame;
    }
    byte[] brightness = new byte[256];
    byte[] colour = new byte[256];
    for (int i = 0; i < 256; i++) {
      brightness[i] = (byte) Math.clamp(Math.round((i - 16) * 255 / 219.0), 0, 255);
      colour[i] = (byte) Math.clamp(Math.round((i - 128) * 255 / 224.0 + 128), 0, 255);
    }
    for (int plane = 0; plane < av_pix_fmt_desc_get(frame.format()).nb_components(); plane++) {
      map(frame, plane, plane == 0 ? brightness : colour);
    }
    frame.color_range(AVCOL_RANGE_JPEG);
    return frame;
  }

  private static void map(AVFrame frame, int plane, byte[] values) {
    ByteBuffer bytes = plane(frame, plane);
    byte[] row = new byte[widthOf(frame, plane)];
    for (int y = 0; y < heightOf(frame, plane); y++) {
      bytes.get(y * frame.linesize(plane), row);
      for (int x = 0; x < row.length; x++) {
        row[x] = values[row[x] & 0xff];
      }
      bytes.put(y * frame.linesize(plane), row);
    }
  }

  /**
   * A full-range 4:2:0 frame in the matrix of BT.601, which JFIF prescribes. Frees {@code frame}.
   */
  static AVFrame inMatrixOfJpeg(AVFrame frame) {
    AVFrame rgb = scaled(frame, AV_PIX_FMT_RGB24, frame.width(), frame.height(), 0);
    av_frame_free(frame);
    rgb.colorspace(AVCOL_SPC_BT470BG);
    try {
      return scaled(rgb, AV_PIX_FMT_YUV420P, rgb.width(), rgb.height(), 0, true);
    } finally {
      av_frame_free(rgb);
    }
  }

  /** The value of black in a component of a frame of planes. */
  static int blackOf(AVFrame frame, int component) {
    if (component > 0) {
      return NO_COLOUR;
    }
    return isFullRange(frame) ? 0 : BLACK_LIMITED;
  }
}
