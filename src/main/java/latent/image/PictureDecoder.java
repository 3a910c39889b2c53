package latent.image;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_BMP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_GIF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEG2000;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TIFF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBP;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;

import java.util.Optional;
import latent.photo.MediaType;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Turns an original into the picture it shows. */
public final class PictureDecoder {

  /** Video at least so tall that does not name its matrix has that of BT.709; less, BT.601. */
  private static final int HIGH_DEFINITION_ROWS = 720;

  /** TIFF 6.0, section 22, and TIFF Technical Note 2. */
  private static final long OLD_JPEG = 6;

  private static final long JPEG = 7;

  /** Cyan, magenta, yellow and black. */
  private static final long SEPARATED = 5;

  static {
    Ffmpeg.load();
  }

  private PictureDecoder() {}

  /** Loads the native libraries, for a caller that wants them there before it shuts its doors. */
  public static void load() {
    Ffmpeg.load();
  }

  /**
   * The picture in these bytes: of a video or an animation the first one, of a raw file the
   * finished one that the camera laid in.
   *
   * @throws UnreadablePictureException if there is none, or it is larger than allowed
   */
  public static Picture decode(byte[] original) {
    Optional<MediaType> type = MediaTypeDetector.detect(original);
    if (type.isEmpty()) {
      throw new UnreadablePictureException("this is no kind of picture or video known here");
    }
    return decode(type.get(), original);
  }

  private static Picture decode(MediaType type, byte[] original) {
    return switch (type) {
      case JPEG -> still(type, original, StillDecoder.decodeJpeg(checked(type, original), 0));
      case PNG -> still(type, original, packet(AV_CODEC_ID_PNG, type, original));
      case WEBP -> still(type, original, webp(checked(type, original)));
      case TIFF -> still(type, original, tiff(checked(type, original)));
      case GIF -> still(type, original, packet(AV_CODEC_ID_GIF, type, original));
      case BMP -> still(type, original, packet(AV_CODEC_ID_BMP, type, original));
      case JPEG_2000 -> still(type, original, packet(AV_CODEC_ID_JPEG2000, type, original));
      case RAW -> raw(original);
      case HEIC, AVIF, MP4, QUICKTIME -> contained(type, original);
    };
  }

  private static AVFrame packet(int codec, MediaType type, byte[] original) {
    return StillDecoder.decode(codec, checked(type, original), 0, type.name() + " data");
  }

  private static AVFrame webp(byte[] original) {
    byte[] still = WebpAnimation.firstPicture(original);
    return StillDecoder.decode(AV_CODEC_ID_WEBP, still, 0, "WEBP data");
  }

  /**
   * FFmpeg makes a wrong picture of JPEG inside TIFF (compression 6 and 7) and of planes one after
   * the other, without a word; of the rest, what the one decoder can't read the other may.
   */
  private static AVFrame tiff(byte[] original) {
    TiffDirectories tiff = TiffDirectories.read(ByteReader.bigEndian(original));
    long compression = tiff.number(TiffDirectories.COMPRESSION).orElse(1);
    boolean planes = tiff.number(TiffDirectories.PLANAR_CONFIGURATION).orElse(1) == 2;
    boolean jpeg = compression == OLD_JPEG || compression == JPEG;
    if (jpeg && tiff.number(TiffDirectories.PHOTOMETRIC).orElse(0) == SEPARATED) {
      throw new UnreadablePictureException(
          "the TIFF data is coded in a way that is not supported (JPEG of printing colours)");
    }
    if (planes || jpeg) {
      return ImageIoDecoder.decodeTiff(original);
    }
    try {
      return StillDecoder.decode(AV_CODEC_ID_TIFF, original, 0, "TIFF data");
    } catch (UnreadablePictureException unreadable) {
      return ImageIoDecoder.decodeTiff(original);
    }
  }

  /** The same bytes, once the size that their head claims was found to be allowed. */
  private static byte[] checked(MediaType type, byte[] original) {
    if (type == MediaType.JPEG && JpegSegments.read(original, 0).scanAt() < 0) {
      throw new UnreadablePictureException("the JPEG data ends before its pixels begin");
    }
    PictureHeader header = PictureHeader.read(type, original).orElseThrow();
    Ffmpeg.checkSize(header.width(), header.height());
    return original;
  }

  private static Picture still(MediaType type, byte[] original, AVFrame decoded) {
    Orientation orientation = PictureHeader.read(type, original).orElseThrow().orientation();
    return new Picture(
        Frames.plain(decoded, type != MediaType.WEBP, AVCOL_SPC_BT470BG), orientation);
  }

  private static Picture raw(byte[] original) {
    RawPreview preview =
        RawPreview.find(original)
            .orElseThrow(
                () -> new UnreadablePictureException("the raw file holds no finished picture"));
    Ffmpeg.checkSize(preview.header().width(), preview.header().height());
    AVFrame decoded = StillDecoder.decodeJpeg(original, preview.at());
    return new Picture(
        Frames.plain(decoded, true, AVCOL_SPC_BT470BG), preview.header().orientation());
  }

  private static Picture contained(MediaType type, byte[] original) {
    try (ContainerReader reader = ContainerReader.open(original, type.name() + " data")) {
      DecodedFrame decoded = reader.decode();
      boolean video = type.kind() == MediaType.Kind.VIDEO;
      boolean highDefinition = video && decoded.frame().height() >= HIGH_DEFINITION_ROWS;
      int matrix = highDefinition ? AVCOL_SPC_BT709 : AVCOL_SPC_BT470BG;
      return new Picture(Frames.plain(decoded.frame(), !video, matrix), decoded.orientation());
    }
  }
}
