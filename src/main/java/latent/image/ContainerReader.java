package latent.image;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/**
 * An opened file of boxes (ISO/IEC 14496-12): HEIC, AVIF, MP4, QuickTime. Gives the primary picture
 * of the first two, put together if it is a grid of tiles, and the first picture of a video.
 */
final class ContainerReader implements AutoCloseable {

  /** A video whose first pictures don't decode is given up after so many packets. */
  private static final int MOST_PACKETS = 2000;

  /** FFmpeg's own bound is 1000; a grid of a large picture has one stream for each tile. */
  private static final int MOST_STREAMS = 4000;

  static {
    Ffmpeg.load();
  }

  private final MemorySource source;
  private final AVFormatContext format;
  private final String what;

  private ContainerReader(MemorySource source, AVFormatContext format, String what) {
    this.source = source;
    this.format = format;
    this.what = what;
  }

  /**
   * @param what the data, for sentences about it
   */
  static ContainerReader open(byte[] original, String what) {
    MemorySource source = new MemorySource(HeifAssociations.repaired(original));
    AVFormatContext format = avformat_alloc_context();
    format.pb(source.context());
    format.max_streams(MOST_STREAMS);
    int result =
        avformat_open_input(
            format, (String) null, av_find_input_format("mov"), (AVDictionary) null);
    if (result < 0) {
      source.close();
    }
    Ffmpeg.check(result, what);
    return new ContainerReader(source, format, what);
  }

  /** The size and turn of the picture that {@link #decode} gives, without decoding it. */
  PictureHeader header() {
    AVStreamGroup grid = primaryGrid();
    if (grid != null) {
      AVStreamGroupTileGrid tiles = grid.params_tile_grid();
      return new PictureHeader(tiles.width(), tiles.height(), orientation(tiles));
    }
    AVCodecParameters parameters = primaryStream().codecpar();
    if (parameters.width() == 0) {
      // FFmpeg leaves the size of MPEG-4 part 2 and H.263, the codecs of old phones, to the
      // decoder.
      avformat_find_stream_info(format, (AVDictionary) null);
    }
    return new PictureHeader(parameters.width(), parameters.height(), orientation(parameters));
  }

  /** Where a video says it was taken, as ISO 6709 writes it; empty if it does not say. */
  String location() {
    AVDictionaryEntry entry = av_dict_get(format.metadata(), "location", null, 0);
    return entry == null || entry.isNull() ? "" : entry.value().getString();
  }

  DecodedFrame decode() {
    PictureHeader header = header();
    Ffmpeg.checkSize(header.width(), header.height());
    AVStreamGroup grid = primaryGrid();
    AVFrame frame = grid == null ? decodeStream(primaryStream()) : decodeGrid(grid);
    return new DecodedFrame(frame, header.orientation());
  }

  private @Nullable AVStreamGroup primaryGrid() {
    for (int i = 0; i < format.nb_stream_groups(); i++) {
      AVStreamGroup group = format.stream_groups(i);
      boolean primary = (group.disposition() & AV_DISPOSITION_DEFAULT) != 0;
      if (primary && group.type() == AV_STREAM_GROUP_PARAMS_TILE_GRID) {
        return group;
      }
    }
    return null;
  }

  private AVStream primaryStream() {
    for (int i = 0; i < format.nb_streams(); i++) {
      AVStream stream = format.streams(i);
      boolean primary = (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0;
      if (primary && stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
        return stream;
      }
    }
    int best = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (best < 0) {
      throw new UnreadablePictureException("the " + what + " holds no picture");
    }
    return format.streams(best);
  }

  private AVFrame decodeStream(AVStream stream) {
    AVFrame[] first = new AVFrame[1];
    readPictures(
        index -> index == stream.index(),
        (index, frame) -> {
          if (first[0] == null) {
            first[0] = frame;
          } else {
            av_frame_free(frame);
          }
        },
        () -> first[0] != null);
    if (first[0] == null) {
      throw new UnreadablePictureException("the " + what + " is damaged");
    }
    return first[0];
  }

  private AVFrame decodeGrid(AVStreamGroup group) {
    AVStreamGroupTileGrid tiles = group.params_tile_grid();
    Ffmpeg.checkSize(tiles.coded_width(), tiles.coded_height());
    try (TileCanvas canvas = new TileCanvas(tiles)) {
      readPictures(
          index -> canvas.awaits(positionInGroup(group, index)),
          (index, frame) -> {
            canvas.put(positionInGroup(group, index), frame);
            av_frame_free(frame);
          },
          canvas::isComplete);
      return canvas.take(what);
    }
  }

  private static int positionInGroup(AVStreamGroup group, int stream) {
    for (int i = 0; i < group.nb_streams(); i++) {
      if (group.streams(i).index() == stream) {
        return i;
      }
    }
    return -1;
  }

  /** Feeds the wanted streams' packets to decoders and hands on what comes out, until done. */
  private void readPictures(
      IntPredicate wanted,
      BiConsumer<Integer, AVFrame> take,
      java.util.function.BooleanSupplier done) {
    AVPacket packet = av_packet_alloc();
    try (StreamDecoder decoder = new StreamDecoder()) {
      for (int i = 0; i < MOST_PACKETS && !done.getAsBoolean(); i++) {
        if (av_read_frame(format, packet) < 0) {
          break;
        }
        int index = packet.stream_index();
        if (wanted.test(index)) {
          AVFrame frame = decoder.decode(format.streams(index), packet);
          if (frame != null) {
            take.accept(index, frame);
          }
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
  }

  private static Orientation orientation(AVCodecParameters parameters) {
    return orientation(parameters.coded_side_data(), parameters.nb_coded_side_data());
  }

  private static Orientation orientation(AVStreamGroupTileGrid tiles) {
    return orientation(tiles.coded_side_data(), tiles.nb_coded_side_data());
  }

  private static Orientation orientation(@Nullable AVPacketSideData all, int count) {
    AVPacketSideData matrix =
        all == null ? null : av_packet_side_data_get(all, count, AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix == null || matrix.isNull() || matrix.size() < 9 * Integer.BYTES) {
      return Orientation.UPRIGHT;
    }
    IntPointer numbers = new IntPointer(matrix.data());
    return Orientation.ofDisplayMatrix(
        numbers.get(0), numbers.get(1), numbers.get(3), numbers.get(4));
  }

  @Override
  public void close() {
    avformat_close_input(format);
    source.close();
  }

  /** Decodes key pictures of streams that may differ, keeping one decoder while they don't. */
  private static final class StreamDecoder implements AutoCloseable {

    private @Nullable AVCodecContext context;
    private @Nullable Settings settings;

    /** What a decoder is opened with. */
    private record Settings(int codec, int width, int height, java.nio.ByteBuffer extra) {}

    /** The picture in a packet, or null if it holds none. */
    @Nullable AVFrame decode(AVStream stream, AVPacket packet) {
      AVCodecContext opened = opened(stream.codecpar());
      if (opened == null || avcodec_send_packet(opened, packet) < 0) {
        return null;
      }
      avcodec_send_packet(opened, null);
      AVFrame frame = av_frame_alloc();
      int result = avcodec_receive_frame(opened, frame);
      avcodec_flush_buffers(opened);
      if (result < 0) {
        av_frame_free(frame);
        return null;
      }
      believeContainer(stream.codecpar(), frame);
      return frame;
    }

    /** The container's word on colours goes before the codec's (ISO/IEC 23008-12, 6.5.5). */
    private static void believeContainer(AVCodecParameters parameters, AVFrame frame) {
      if (parameters.color_range() != AVCOL_RANGE_UNSPECIFIED) {
        frame.color_range(parameters.color_range());
      }
      if (parameters.color_space() != AVCOL_SPC_UNSPECIFIED) {
        frame.colorspace(parameters.color_space());
      }
    }

    private @Nullable AVCodecContext opened(AVCodecParameters parameters) {
      Settings wanted =
          new Settings(
              parameters.codec_id(), parameters.width(), parameters.height(), extra(parameters));
      if (wanted.equals(settings)) {
        return context;
      }
      close();
      AVCodec codec =
          parameters.codec_id() == AV_CODEC_ID_AV1
              ? avcodec_find_decoder_by_name("libaom-av1")
              : avcodec_find_decoder(parameters.codec_id());
      if (codec == null) {
        throw new UnreadablePictureException("the picture is coded in a way that is not supported");
      }
      AVCodecContext fresh = avcodec_alloc_context3(codec);
      avcodec_parameters_to_context(fresh, parameters);
      fresh.thread_count(1);
      fresh.max_pixels(Ffmpeg.MOST_PIXELS);
      settings = wanted;
      if (avcodec_open2(fresh, codec, (AVDictionary) null) < 0) {
        avcodec_free_context(fresh);
        return null;
      }
      context = fresh;
      return fresh;
    }

    private static java.nio.ByteBuffer extra(AVCodecParameters parameters) {
      byte[] extra = new byte[parameters.extradata() == null ? 0 : parameters.extradata_size()];
      if (extra.length > 0) {
        parameters.extradata().get(extra);
      }
      return java.nio.ByteBuffer.wrap(extra);
    }

    @Override
    public void close() {
      if (context != null) {
        avcodec_free_context(context);
        context = null;
      }
    }
  }
}
