package latent.image;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PATCHWELCOME;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import org.bytedeco.javacpp.Loader;

/** FFmpeg's native libraries: loaded once, silent, their error numbers turned into sentences. */
final class Ffmpeg {

  /** The most pixels that a picture may claim. Phones reach 200 megapixels. */
  static final long MOST_PIXELS = 250_000_000;

  /** ENOMEM of every system that FFmpeg runs on. */
  private static final int NO_MEMORY = -12;

  static {
    Loader.load(org.bytedeco.ffmpeg.global.avutil.class);
    Loader.load(org.bytedeco.ffmpeg.global.avcodec.class);
    Loader.load(org.bytedeco.ffmpeg.global.avformat.class);
    Loader.load(org.bytedeco.ffmpeg.global.swscale.class);
    av_log_set_level(AV_LOG_QUIET);
  }

  private Ffmpeg() {}

  /** Does nothing but make sure that the libraries are there. */
  static void load() {}

  /**
   * Passes a result on.
   *
   * @param what the data that was being read, such as "JPEG data", for the sentence
   * @throws UnreadablePictureException if it is an error number
   */
  static int check(int result, String what) {
    if (result >= 0) {
      return result;
    }
    throw new UnreadablePictureException(sentence(result, what));
  }

  /**
   * Passes a size on.
   *
   * @throws UnreadablePictureException if a picture of this size is larger than allowed, or empty
   */
  static void checkSize(long width, long height) {
    if (width < 1 || height < 1) {
      throw new UnreadablePictureException("the picture claims to be empty");
    }
    if (width > MOST_PIXELS || height > MOST_PIXELS || width * height > MOST_PIXELS) {
      throw new UnreadablePictureException(
          "the picture claims "
              + width
              + " x "
              + height
              + " pixels, more than the "
              + MOST_PIXELS / 1_000_000
              + " megapixels allowed");
    }
  }

  private static String sentence(int error, String what) {
    if (error == AVERROR_INVALIDDATA) {
      return "the " + what + " is damaged";
    }
    if (error == AVERROR_EOF) {
      return "the " + what + " ends early";
    }
    if (error == AVERROR_PATCHWELCOME) {
      return "the " + what + " is coded in a way that is not supported";
    }
    if (error == NO_MEMORY) {
      return "there is not enough memory for the " + what;
    }
    byte[] text = new byte[128];
    av_strerror(error, text, text.length);
    return "the "
        + what
        + " can't be read ("
        + new String(text, java.nio.charset.StandardCharsets.UTF_8).trim()
        + ")";
  }
}
