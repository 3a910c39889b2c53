package latent.vision;

import java.util.Arrays;
import latent.image.Picture;
import latent.image.Pixels;

/**
 * The upright rectangle of a picture that a turned square lies in, and how finely it is read.
 *
 * @param left the picture's column where it begins
 * @param top the picture's row where it begins
 * @param width columns of the window
 * @param height rows of the window
 * @param step so many by so many of the picture's pixels are averaged to one of the window's
 */
record Window(int left, int top, int width, int height, int step) {

  /**
   * The window under a square of {@code side} pixels. It has at least one pixel for each of the
   * square's and less than two across, unless the picture itself is coarser: so reading it averages
   * what is too fine, and sampling it skips nothing. It ends where the picture does.
   *
   * @param toPicture from the square's pixels to the picture's, both counted from the middle of the
   *     top left one
   */
  static Window under(Similarity toPicture, int side, Picture picture) {
    double before = -1;
    double after = side;
    double[] x = {
      toPicture.x(before, before),
      toPicture.x(after, before),
      toPicture.x(before, after),
      toPicture.x(after, after)
    };
    double[] y = {
      toPicture.y(before, before),
      toPicture.y(after, before),
      toPicture.y(before, after),
      toPicture.y(after, after)
    };
    int left = within(picture.width(), Math.floor(least(x)));
    int top = within(picture.height(), Math.floor(least(y)));
    int right = within(picture.width(), Math.ceil(most(x))) + 1;
    int bottom = within(picture.height(), Math.ceil(most(y))) + 1;
    int step = Math.max(1, (int) toPicture.scale());
    return new Window(
        left, top, Math.ceilDiv(right - left, step), Math.ceilDiv(bottom - top, step), step);
  }

  private static double least(double[] numbers) {
    return Arrays.stream(numbers).min().orElseThrow();
  }

  private static double most(double[] numbers) {
    return Arrays.stream(numbers).max().orElseThrow();
  }

  /** The row or column of the picture that is nearest to this one. */
  private static int within(int side, double place) {
    return (int) Math.clamp(place, 0, side - 1);
  }

  /** The square's pixels, from those of the picture under this window. */
  Pixels resampled(Picture picture, Similarity toPicture, int side) {
    Pixels read =
        picture.region(
            (double) left / picture.width(),
            (double) top / picture.height(),
            (double) width * step / picture.width(),
            (double) height * step / picture.height(),
            width,
            height);
    return Resampler.resampled(read, inWindow(toPicture), side);
  }

  /** The same move, but to the window's pixels. */
  private Similarity inWindow(Similarity toPicture) {
    return new Similarity(
        toPicture.a() / step,
        toPicture.b() / step,
        (toPicture.right() + 0.5 - left) / step - 0.5,
        (toPicture.down() + 0.5 - top) / step - 0.5);
  }
}
