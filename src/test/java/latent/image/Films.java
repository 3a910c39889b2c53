package latent.image;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/**
 * Writes AVIF, MP4, QuickTime and animated WebP with FFmpeg's encoders, for tests.
 *
 * @param muxer FFmpeg's name of the container
 * @param codec FFmpeg's name of the encoder
 * @param layout an AV_PIX_FMT number
 * @param matrix an AVCOL_SPC number
 * @param fullRange whether brightness goes from 0 to 255
 * @param display the first, second, fourth and fifth number of a display matrix, in units of 1
 * @param location where it was taken, as ISO 6709
 */
record Films(
    String muxer,
    String codec,
    int layout,
    int matrix,
    boolean fullRange,
    int @Nullable [] display,
    @Nullable String location) {

  private static final int ONE = 1 << 16;
  private static final int MATRIX_NUMBERS = 9;

  /** A file of these pictures, one after the other. */
  byte[] write(Path folder, List<BufferedImage> pictures) throws IOException {
    Ffmpeg.load();
    Path file = Files.createTempFile(folder, "film", "." + muxer);
    AVFormatContext format = new AVFormatContext(null);
    Ffmpeg.check(avformat_alloc_output_context2(format, null, muxer, file.toString()), muxer);
    AVCodec encoder = avcodec_find_encoder_by_name(codec);
    AVCodecContext context = avcodec_alloc_context3(encoder);
    context.width(pictures.getFirst().getWidth());
    context.height(pictures.getFirst().getHeight());
    context.pix_fmt(layout);
    context.colorspace(matrix);
    context.color_range(fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
    context.time_base(new AVRational().num(1).den(25));
    context.bit_rate(20_000_000);
    context.thread_count(1);
    if ((format.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      context.flags(
          context.flags() | org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "cpu-used", "8", 0);
    av_dict_set(options, "crf", "4", 0);
    Ffmpeg.check(avcodec_open2(context, encoder, options), codec);
    AVStream stream = avformat_new_stream(format, encoder);
    avcodec_parameters_from_context(stream.codecpar(), context);
    stream.time_base(context.time_base());
    turn(stream);
    AVIOContext out = new AVIOContext(null);
    Ffmpeg.check(avio_open(out, file.toString(), AVIO_FLAG_WRITE), muxer);
    format.pb(out);
    if (location != null) {
      AVDictionary metadata = new AVDictionary(null);
      av_dict_set(metadata, "location", location, 0);
      format.metadata(metadata);
    }
    Ffmpeg.check(avformat_write_header(format, (AVDictionary) null), muxer);
    long time = 0;
    for (BufferedImage picture : pictures) {
      AVFrame frame = frame(picture);
      frame.pts(time++);
      Ffmpeg.check(avcodec_send_frame(context, frame), codec);
      pass(context, format, stream);
      av_frame_free(frame);
    }
    avcodec_send_frame(context, null);
    pass(context, format, stream);
    av_write_trailer(format);
    avio_closep(out);
    avcodec_free_context(context);
    avformat_free_context(format);
    return Files.readAllBytes(file);
  }

  private void turn(AVStream stream) {
    if (display == null) {
      return;
    }
    AVPacketSideData data =
        av_packet_side_data_new(
            stream.codecpar().coded_side_data(),
            new IntPointer(1).put(0),
            AV_PKT_DATA_DISPLAYMATRIX,
            MATRIX_NUMBERS * (long) Integer.BYTES,
            0);
    int[] numbers = {
      display[0] * ONE, display[1] * ONE, 0, display[2] * ONE, display[3] * ONE, 0, 0, 0, 1 << 30
    };
    new IntPointer(data.data()).put(numbers);
    stream.codecpar().coded_side_data(data);
    stream.codecpar().nb_coded_side_data(1);
  }

  private static void pass(AVCodecContext context, AVFormatContext format, AVStream stream) {
    AVPacket packet = av_packet_alloc();
    while (avcodec_receive_packet(context, packet) >= 0) {
      packet.stream_index(0);
      packet.duration(1);
      org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts(
          packet, context.time_base(), stream.time_base());
      Ffmpeg.check(av_interleaved_write_frame(format, packet), "film");
    }
    av_packet_free(packet);
  }

  private AVFrame frame(BufferedImage picture) {
    AVFrame rgb = Frames.blank(AV_PIX_FMT_RGB24, picture.getWidth(), picture.getHeight());
    rgb.color_range(AVCOL_RANGE_JPEG);
    rgb.colorspace(matrix);
    ByteBuffer target = Frames.plane(rgb, 0);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int color = picture.getRGB(x, y);
        int at = y * rgb.linesize(0) + 3 * x;
        target.put(at, (byte) (color >> 16)).put(at + 1, (byte) (color >> 8));
        target.put(at + 2, (byte) color);
      }
    }
    AVFrame frame =
        Frames.scaled(rgb, layout, picture.getWidth(), picture.getHeight(), 0, fullRange);
    av_frame_free(rgb);
    return frame;
  }
}
