package latent.image;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes a TIFF with Java's own reader: slower than FFmpeg, and at home in more of what scanners
 * write (JPEG inside TIFF, planes one after the other), some of which FFmpeg decodes to a wrong
 * picture without a word.
 */
final class ImageIoDecoder {

  private static final int BITS_SHOWN = 8;

  private ImageIoDecoder() {}

  /**
   * The first picture, as a plain frame.
   *
   * @throws UnreadablePictureException if the reader does not take it
   */
  static AVFrame decodeTiff(byte[] original) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("tiff");
    ImageReader reader = readers.next();
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(original))) {
      reader.setInput(in, true, true);
      return frame(reader.read(0));
    } catch (IOException | RuntimeException refused) {
      throw new UnreadablePictureException("the TIFF data is damaged", refused);
    } finally {
      reader.dispose();
    }
  }

  private static AVFrame frame(BufferedImage image) {
    int width = image.getWidth();
    AVFrame frame = Frames.blank(AV_PIX_FMT_RGB24, width, image.getHeight());
    frame.color_range(AVCOL_RANGE_JPEG);
    frame.colorspace(AVCOL_SPC_BT470BG);
    ByteBuffer target = Frames.plane(frame, 0);
    boolean grey = image.getRaster().getNumBands() == 1 && !isIndexed(image);
    byte[] row = new byte[3 * width];
    for (int y = 0; y < image.getHeight(); y++) {
      if (grey) {
        greyRow(image.getRaster(), y, row);
      } else {
        colourRow(image, y, row);
      }
      target.put(y * frame.linesize(0), row);
    }
    return frame;
  }

  private static boolean isIndexed(BufferedImage image) {
    return image.getColorModel() instanceof java.awt.image.IndexColorModel;
  }

  /** Grey samples as they are: Java takes grey for linear light, which no TIFF means. */
  private static void greyRow(Raster raster, int y, byte[] row) {
    int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - BITS_SHOWN);
    for (int x = 0; x < raster.getWidth(); x++) {
      byte value = (byte) (raster.getSample(x, y, 0) >> shift);
      row[3 * x] = value;
      row[3 * x + 1] = value;
      row[3 * x + 2] = value;
    }
  }

  /** Colours on white. */
  private static void colourRow(BufferedImage image, int y, byte[] row) {
    int[] argb = image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
    for (int x = 0; x < argb.length; x++) {
      int alpha = argb[x] >>> 24;
      for (int part = 0; part < 3; part++) {
        int value = argb[x] >> (16 - 8 * part) & 0xff;
        row[3 * x + part] = (byte) ((value * alpha + 255 * (255 - alpha) + 127) / 255);
      }
    }
  }
}
