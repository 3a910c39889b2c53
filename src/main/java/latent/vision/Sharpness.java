package latent.vision;

import latent.image.Pixels;

/**
 * How sharp a picture is: the variance of its Laplacian, after J. Pech-Pacheco et al., "Diatom
 * autofocusing in brightfield microscopy", ICPR 2000. A blurred aligned face has less than about
 * 50.
 */
final class Sharpness {

  private static final int COLOURS = 3;

  private Sharpness() {}

  /**
   * The variance over all pixels but the outermost of 4 g - (g of the four neighbours), where g is
   * the pixel's grey, 0 to 255. At least 3 x 3 pixels.
   */
  static double of(Pixels pixels) {
    float[] grey = grey(pixels);
    int width = pixels.width();
    double sum = 0;
    double squares = 0;
    for (int y = 1; y < pixels.height() - 1; y++) {
      for (int at = y * width + 1; at < (y + 1) * width - 1; at++) {
        float laplacian =
            4 * grey[at] - grey[at - 1] - grey[at + 1] - grey[at - width] - grey[at + width];
        sum += laplacian;
        squares += laplacian * laplacian;
      }
    }
    double count = (width - 2.0) * (pixels.height() - 2.0);
    double mean = sum / count;
    return Math.max(0, squares / count - mean * mean);
  }

  /** Luma by the weights of ITU-R BT.601. */
  private static float[] grey(Pixels pixels) {
    byte[] rgb = pixels.rgb();
    float[] grey = new float[pixels.width() * pixels.height()];
    for (int i = 0; i < grey.length; i++) {
      int at = i * COLOURS;
      grey[i] =
          0.299f * (rgb[at] & 0xff) + 0.587f * (rgb[at + 1] & 0xff) + 0.114f * (rgb[at + 2] & 0xff);
    }
    return grey;
  }
}
