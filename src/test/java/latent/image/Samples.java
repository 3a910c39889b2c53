package latent.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures made on the spot, so that no test needs a file. */
public final class Samples {

  /** The corners of {@link #corners}: top left, top right, bottom left, bottom right. */
  static final int[] CORNERS = {0xd02020, 0x20b020, 0x2030d0, 0xe0e040};

  private Samples() {}

  /** A picture with a colour of its own in each quarter. */
  public static BufferedImage corners(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, CORNERS[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)]);
      }
    }
    return image;
  }

  /** A picture with shapes and grain, about as hard to compress as a photo. */
  public static BufferedImage scene(int width, int height, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    for (int i = 0; i < 200; i++) {
      pen.setColor(new Color(random.nextInt(0x1000000)));
      int size = 1 + random.nextInt(Math.max(1, width / 4));
      pen.fillOval(random.nextInt(width) - size / 2, random.nextInt(height) - size / 2, size, size);
    }
    pen.dispose();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        Color color = new Color(image.getRGB(x, y));
        int grain = random.nextInt(17) - 8;
        image.setRGB(
            x,
            y,
            new Color(
                    Math.clamp(color.getRed() + grain, 0, 255),
                    Math.clamp(color.getGreen() + grain, 0, 255),
                    Math.clamp(color.getBlue() + grain, 0, 255))
                .getRGB());
      }
    }
    return image;
  }

  public static byte[] jpeg(BufferedImage image) {
    return jpeg(image, false);
  }

  static byte[] jpeg(BufferedImage image, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(0.95f);
      if (progressive) {
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A picture in another format that ImageIO writes: png, gif, bmp, tiff. */
  public static byte[] written(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("ImageIO does not write " + format);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** A JPEG with an EXIF segment behind its start marker. */
  public static byte[] withExif(byte[] jpeg, byte[] tiff) {
    byte[] prefix = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 4 + prefix.length + tiff.length);
    out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) 0xe1);
    out.putShort((short) (2 + prefix.length + tiff.length)).put(prefix).put(tiff);
    out.put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }

  /** A PNG of a few bytes whose header claims any size. */
  public static byte[] pngClaiming(int width, int height) {
    byte[] png = written(corners(8, 8), "png");
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, width).putInt(20, height);
    CRC32 checksum = new CRC32();
    checksum.update(png, 12, 17);
    header.putInt(29, (int) checksum.getValue());
    return png;
  }

  static byte[] cut(byte[] bytes, double share) {
    return Arrays.copyOf(bytes, (int) (bytes.length * share));
  }
}
