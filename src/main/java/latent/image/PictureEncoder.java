package latent.image;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.ShortPointer;

/** Writes pixels as a JPEG, the small picture file that every browser shows. */
public final class PictureEncoder {

  /** Quantisation of brightness at quality 50 (ITU-T T.81, table K.1), row by row. */
  private static final int[] BRIGHTNESS = {
    16, 11, 10, 16, 24, 40, 51, 61, //
    12, 12, 14, 19, 26, 58, 60, 55, //
    14, 13, 16, 24, 40, 57, 69, 56, //
    14, 17, 22, 29, 51, 87, 80, 62, //
    18, 22, 37, 56, 68, 109, 103, 77, //
    24, 35, 55, 64, 81, 104, 113, 92, //
    49, 64, 78, 87, 103, 121, 120, 101, //
    72, 92, 95, 98, 112, 100, 103, 99
  };

  /** Quantisation of colour difference at quality 50 (ITU-T T.81, table K.2), row by row. */
  private static final int[] COLOUR = {
    17, 18, 24, 47, 99, 99, 99, 99, //
    18, 21, 26, 66, 99, 99, 99, 99, //
    24, 26, 56, 99, 99, 99, 99, 99, //
    47, 66, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99
  };

  /** FFmpeg divides a quantisation matrix by this after multiplying it with its own scale of 1. */
  private static final int MATRIX_UNIT = 8;

  static {
    Ffmpeg.load();
  }

  private PictureEncoder() {}

  /**
   * A JPEG of these pixels.
   *
   * @param quality 1 (smallest) to 100 (best), as the Independent JPEG Group counts
   */
  public static byte[] encode(Pixels pixels, int quality) {
    AVFrame rgb = Frames.blank(AV_PIX_FMT_RGB24, pixels.width(), pixels.height());
    rgb.color_range(AVCOL_RANGE_JPEG);
    rgb.colorspace(AVCOL_SPC_BT470BG);
    try {
      ByteBuffer target = Frames.plane(rgb, 0);
      int across = 3 * pixels.width();
      for (int y = 0; y < pixels.height(); y++) {
        target.put(y * rgb.linesize(0), pixels.rgb(), y * across, across);
      }
      AVFrame planes =
          Frames.scaled(rgb, AV_PIX_FMT_YUV420P, pixels.width(), pixels.height(), 0, true);
      try {
        return encode(planes, quality);
      } finally {
        av_frame_free(planes);
      }
    } finally {
      av_frame_free(rgb);
    }
  }

  /** A JPEG of a full-range frame of planes in the matrix of BT.601. */
  static byte[] encode(AVFrame planes, int quality) {
    AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    AVCodecContext context = avcodec_alloc_context3(codec);
    AVPacket packet = av_packet_alloc();
    try {
      context.width(planes.width());
      context.height(planes.height());
      context.pix_fmt(planes.format());
      context.color_range(AVCOL_RANGE_JPEG);
      context.time_base(new AVRational().num(1).den(1));
      context.sample_aspect_ratio(new AVRational().num(1).den(1));
      context.thread_count(1);
      context.flags(AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT);
      context.global_quality(FF_QP2LAMBDA);
      context.qmin(1);
      context.intra_matrix(matrix(BRIGHTNESS, quality));
      context.chroma_intra_matrix(matrix(COLOUR, quality));
      Ffmpeg.check(avcodec_open2(context, codec, (AVDictionary) null), "small copy");
      planes.quality(FF_QP2LAMBDA);
      planes.pts(0);
      Ffmpeg.check(avcodec_send_frame(context, planes), "small copy");
      avcodec_send_frame(context, null);
      Ffmpeg.check(avcodec_receive_packet(context, packet), "small copy");
      byte[] jpeg = new byte[packet.size()];
      packet.data().get(jpeg);
      return jpeg;
    } finally {
      av_packet_free(packet);
      avcodec_free_context(context);
    }
  }

  /** A table scaled as libjpeg's jpeg_set_quality does. The context it is given to frees it. */
  private static ShortPointer matrix(int[] table, int quality) {
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    short[] scaled = new short[table.length];
    for (int i = 0; i < table.length; i++) {
      scaled[i] = (short) (MATRIX_UNIT * Math.clamp((table[i] * percent + 50L) / 100, 1, 255));
    }
    ShortPointer matrix = new ShortPointer(av_malloc((long) Short.BYTES * table.length));
    matrix.put(scaled);
    return matrix;
  }
}
