package latent.vision;

import java.util.Random;
import latent.image.Pixels;

/**
 * Faces of nobody: an oval of some skin's colour before some background, with soft shadows where
 * eyes, nose, mouth and hair are, as strong blur leaves a face. The seed decides everything.
 */
final class BlankFaces {

  /** Of the picture in which they are drawn, as the landmarks of {@link Aligner#TEMPLATE} are. */
  private static final double SIDE = 112;

  /** Where shadows lie and how far they reach, before they are blurred: across and down. */
  private static final double[][] SHADOWS = {
    {38, 50, 9, 5}, {74, 50, 9, 5}, {56, 72, 5, 3}, {56, 92, 13, 4.5}
  };

  private final Random random;

  BlankFaces(long seed) {
    random = new Random(seed);
  }

  /** The next face, as {@link Aligner} would leave it. */
  Pixels next() {
    double[] skin = colour(between(90, 240), 0.75, 0.65);
    double[] background = colour(between(0, 240), between(0.8, 1.2), between(0.8, 1.2));
    double width = between(34, 44);
    double height = between(46, 58);
    double blur = between(5, 9);
    double depth = between(0.25, 0.6);
    double hair = between(0, 0.8);
    byte[] rgb = new byte[3 * Aligner.SIDE * Aligner.SIDE];
    for (int at = 0; at < rgb.length; at++) {
      double x = at / 3 % Aligner.SIDE * SIDE / Aligner.SIDE;
      double y = at / 3 / Aligner.SIDE * SIDE / Aligner.SIDE;
      double out = Math.hypot((x - 56) / width, (y - 66) / height) - 1;
      double face = step(-out * width, blur);
      double light = 1 - hair * step(22 - y, blur);
      for (double[] shadow : SHADOWS) {
        light *= 1 - depth * shade(x, y, shadow, blur);
      }
      double colour = background[at % 3] + (skin[at % 3] - background[at % 3]) * face;
      rgb[at] = (byte) Math.clamp(Math.round(colour * light), 0, 255);
    }
    return new Pixels(Aligner.SIDE, Aligner.SIDE, rgb);
  }

  private double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  private static double[] colour(double red, double green, double blue) {
    return new double[] {red, red * green, red * blue};
  }

  /** 0 far below zero and 1 far above, over about the width of the blur. */
  private static double step(double distance, double blur) {
    return 1 / (1 + Math.exp(-1.7 * distance / blur));
  }

  private static double shade(double x, double y, double[] shadow, double blur) {
    double across = Math.hypot(shadow[2], blur);
    double down = Math.hypot(shadow[3], blur);
    double spread = Math.pow((x - shadow[0]) / across, 2) + Math.pow((y - shadow[1]) / down, 2);
    return 2 * shadow[2] * shadow[3] / (across * down) * Math.exp(-spread / 2);
  }
}
