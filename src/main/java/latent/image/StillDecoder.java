package latent.image;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.Pointer;

/** Decodes a still whose file is one packet to its codec: no demuxer, no probing. */
final class StillDecoder {

  /** What fills a plane before a torn JPEG is decoded into it: mid grey, without colour. */
  private static final int GREY = 128;

  /** A picture with less than this share of its rows is not worth showing. */
  private static final double LEAST_SHARE = 0.05;

  /**
   * Gives decoders grey frames to write into. Held for good: JavaCPP allows ten callbacks alive.
   */
  private static final AVCodecContext.Get_buffer2_AVCodecContext_AVFrame_int GREY_FRAMES =
      new AVCodecContext.Get_buffer2_AVCodecContext_AVFrame_int() {
        @Override
        public int call(AVCodecContext context, AVFrame frame, int flags) {
          int result = avcodec.avcodec_default_get_buffer2(context, frame, flags);
          for (int plane = 0; result >= 0 && plane < AVFrame.AV_NUM_DATA_POINTERS; plane++) {
            AVBufferRef buffer = frame.buf(plane);
            if (buffer != null && !buffer.isNull()) {
              Pointer.memset(buffer.data(), GREY, buffer.size());
            }
          }
          return result;
        }
      };

  static {
    Ffmpeg.load();
  }

  private StillDecoder() {}

  /**
   * The first picture in these bytes.
   *
   * @param codecId one of FFmpeg's AV_CODEC_ID numbers
   * @param what the data, for sentences about it
   */
  static AVFrame decode(int codecId, byte[] original, int from, String what) {
    try (Context context = Context.open(codecId, what)) {
      return context.decode(original, from);
    }
  }

  /**
   * A JPEG with a scan that begins at {@code from}; of a torn one the part that is there, the rest
   * grey.
   */
  static AVFrame decodeJpeg(byte[] original, int from) {
    JpegSegments segments = JpegSegments.read(original, from);
    if (JpegSegments.endsProperly(original, segments.scanAt())) {
      return decode(AV_CODEC_ID_MJPEG, original, from, "JPEG data");
    }
    try (Context context = Context.open(AV_CODEC_ID_MJPEG, "JPEG data")) {
      context.handle().get_buffer2(GREY_FRAMES);
      AVFrame frame = context.decode(original, from);
      if (shareDecoded(frame) < LEAST_SHARE) {
        av_frame_free(frame);
        throw new UnreadablePictureException("the JPEG data ends early");
      }
      return frame;
    }
  }

  /** The share of rows above the grey ones at the bottom, 0 to 1. */
  private static double shareDecoded(AVFrame frame) {
    int rows = frame.height();
    byte[] row = new byte[frame.width()];
    while (rows > 0) {
      ByteBuffer data =
          frame
              .data(0)
              .getPointer((long) (rows - 1) * frame.linesize(0))
              .capacity(row.length)
              .asBuffer();
      data.get(row);
      for (byte sample : row) {
        if (sample != (byte) GREY) {
          return (double) rows / frame.height();
        }
      }
      rows--;
    }
    return 0;
  }

  /** An opened decoder. */
  private record Context(AVCodecContext handle, String what) implements AutoCloseable {

    static Context open(int codecId, String what) {
      AVCodec codec = avcodec_find_decoder(codecId);
      AVCodecContext context = avcodec_alloc_context3(codec);
      context.thread_count(1);
      context.max_pixels(Ffmpeg.MOST_PIXELS);
      Context opened = new Context(context, what);
      int result = avcodec_open2(context, codec, (AVDictionary) null);
      if (result < 0) {
        opened.close();
      }
      Ffmpeg.check(result, what);
      return opened;
    }

    AVFrame decode(byte[] original, int from) {
      AVPacket packet = av_packet_alloc();
      AVFrame frame = av_frame_alloc();
      try {
        int size = original.length - from;
        Ffmpeg.check(av_new_packet(packet, size), what);
        packet.data().put(original, from, size);
        packet.flags(AV_PKT_FLAG_KEY);
        Ffmpeg.check(avcodec_send_packet(handle, packet), what);
        avcodec_send_packet(handle, null);
        Ffmpeg.check(avcodec_receive_frame(handle, frame), what);
        return frame;
      } catch (UnreadablePictureException unreadable) {
        av_frame_free(frame);
        throw unreadable;
      } finally {
        av_packet_free(packet);
      }
    }

    @Override
    public void close() {
      avcodec_free_context(handle);
    }
  }
}
