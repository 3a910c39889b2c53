package latent.image;

import java.util.Arrays;

/**
 * A picture's colours as plain numbers: 8 bits each of red, green and blue, row after row from the
 * top left corner, with nothing between the rows. Taken to be sRGB.
 *
 * @param width pixels across, at least 1
 * @param height pixels down, at least 1
 * @param rgb {@code width * height * 3} bytes, to be read as 0 to 255
 */
public record Pixels(int width, int height, byte[] rgb) {

  /**
   * @throws IllegalArgumentException if the bytes don't fill the picture exactly
   */
  public Pixels {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          rgb.length + " bytes don't fill a picture of " + width + " x " + height);
    }
  }

  /** The same picture with left and right changed. */
  public Pixels mirrored() {
    byte[] turned = new byte[rgb.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = 3 * (y * width + x);
        int to = 3 * (y * width + width - 1 - x);
        System.arraycopy(rgb, from, turned, to, 3);
      }
    }
    return new Pixels(width, height, turned);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pixels that
        && width == that.width
        && height == that.height
        && Arrays.equals(rgb, that.rgb);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rgb);
  }

  @Override
  public String toString() {
    return "Pixels of " + width + " x " + height;
  }
}
