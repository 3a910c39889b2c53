package latent.simulation;

import java.util.List;

/**
 * How wide faces are in photos, and how many of them are lost where a photo is smaller than it was.
 *
 * @param widths of faces as shares of the photo's long edge, narrowest first, at equal steps of how
 *     many faces are narrower: the first is the narrowest face, the last the widest, one in the
 *     middle the median
 * @param originalPixels long edge of an original
 * @param previewPixels long edge of the small copies that are analysed
 */
public record FaceSizes(List<Double> widths, double originalPixels, double previewPixels) {

  /** Widths of aligned crops in pixels, widest first. */
  private static final double[] CROPS = {112, 56, 40, 28, 20, 16, 12.4};

  /**
   * Which share of faces of such crops the embedder recognises, at one false match in 1,000 against
   * a clean photo (measured on LFW, as docs/models.md's embedder; below 16 pixels the last line
   * goes straight on, to nothing).
   */
  private static final double[] RECOGNISED = {.988, .985, .978, .922, .603, .287, 0};

  /** A face's box is about so much of its aligned crop. */
  private static final double FACE_IN_CROP = .7;

  private static final int STEPS = 1000;

  /** Of all faces, which share the original would let recognise and the preview doesn't. */
  double lostInPreviews() {
    return lost(previewPixels);
  }

  /**
   * Of all faces, which share the original would let recognise and a copy doesn't.
   *
   * @param pixels the copy's long edge
   */
  public double lost(double pixels) {
    double copy = Math.min(pixels, originalPixels);
    double sum = 0;
    for (int step = 0; step < STEPS; step++) {
      double width = width((step + .5) / STEPS);
      sum += recognised(crop(width, originalPixels)) - recognised(crop(width, copy));
    }
    return sum / STEPS;
  }

  /** The width than which this share of the faces is narrower. */
  private double width(double share) {
    double at = share * (widths.size() - 1);
    int below = (int) Math.min(at, widths.size() - 2);
    return widths.get(below) + (at - below) * (widths.get(below + 1) - widths.get(below));
  }

  private static double crop(double width, double longEdge) {
    return width * longEdge / FACE_IN_CROP;
  }

  /** The share of faces recognised whose aligned crop was so wide before it was enlarged. */
  static double recognised(double crop) {
    if (crop >= CROPS[0]) {
      return RECOGNISED[0];
    }
    for (int narrower = 1; narrower < CROPS.length; narrower++) {
      if (crop >= CROPS[narrower]) {
        double part = (crop - CROPS[narrower]) / (CROPS[narrower - 1] - CROPS[narrower]);
        return RECOGNISED[narrower] + part * (RECOGNISED[narrower - 1] - RECOGNISED[narrower]);
      }
    }
    return 0;
  }
}
