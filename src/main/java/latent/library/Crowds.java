package latent.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import latent.image.Picture;
import latent.image.PictureDecoder;
import latent.image.PictureEncoder;
import latent.image.Pixels;
import latent.library.Scene.Known;
import latent.photo.Box;

/**
 * Composes large pictures of labelled photos side by side, in rows of different heights, so that
 * there are photos of 12 megapixels with faces of all sizes whose place and name are known. No
 * photo is enlarged. The seed decides everything; nothing is written anywhere.
 */
final class Crowds {

  /** As a camera of 12 megapixels makes them. */
  static final int WIDTH = 4000;

  static final int HEIGHT = 3000;

  /** Pixels of the lowest and of the highest row. */
  private static final int LOWEST = 60;

  private static final int HIGHEST = 700;

  /** The lowest row of a picture is chosen up to this: some pictures have large faces only. */
  private static final int LOWEST_AT_MOST = 300;

  /** How much of a picture is of photos without faces, at most. */
  private static final double[] EMPTY_SHARES = {0, 0, 0.3, 0.6};

  private static final int QUALITY = 90;

  private static final byte GREY = (byte) 128;

  private final List<Source> withFaces;
  private final List<Source> without;
  private final Random random;

  /**
   * @param sources some of them with faces
   */
  Crowds(List<Source> sources, long seed) {
    this.withFaces = sources.stream().filter(source -> !source.known().isEmpty()).toList();
    this.without =
        sources.stream().filter(source -> source.known().isEmpty() && source.counted()).toList();
    this.random = new Random(seed);
  }

  /** The next picture. */
  Scene next() {
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    java.util.Arrays.fill(rgb, GREY);
    List<Known> known = new ArrayList<>();
    List<Box> counted = new ArrayList<>();
    double lowest = between(LOWEST, LOWEST_AT_MOST);
    double empty = EMPTY_SHARES[random.nextInt(EMPTY_SHARES.length)];
    int top = 0;
    while (HEIGHT - top >= LOWEST) {
      int high = Math.min(HEIGHT - top, (int) between(lowest, HIGHEST));
      row(top, high, empty, rgb, known, counted);
      top += high;
    }
    byte[] original = PictureEncoder.encode(new Pixels(WIDTH, HEIGHT, rgb), QUALITY);
    return new Scene(Scene.Kind.CROWD, original, WIDTH, HEIGHT, known, counted);
  }

  private void row(
      int top, int high, double empty, byte[] rgb, List<Known> known, List<Box> counted) {
    int left = 0;
    while (true) {
      Source source = pick(high, empty);
      int longEdge = Math.max(source.width(), source.height());
      double scale = Math.min(1, (double) high / source.height());
      Pixels tile;
      try (Picture picture = PictureDecoder.decode(source.original())) {
        tile = picture.scaledTo(Math.max(1, (int) Math.floor(longEdge * scale)));
      }
      if (left + tile.width() > WIDTH) {
        return;
      }
      place(tile, left, top, rgb);
      Box part =
          new Box(
              (double) left / WIDTH,
              (double) top / HEIGHT,
              (double) tile.width() / WIDTH,
              (double) tile.height() / HEIGHT);
      source.known().forEach(face -> known.add(within(part, face)));
      if (source.counted()) {
        counted.add(part);
      }
      left += tile.width();
    }
  }

  /** A photo, of those that nearly fill the row if there are any. */
  private Source pick(int high, double empty) {
    boolean bare = !without.isEmpty() && random.nextDouble() < empty;
    List<Source> from = bare ? without : withFaces;
    List<Source> filling = from.stream().filter(source -> source.height() >= 0.8 * high).toList();
    List<Source> chosen = filling.isEmpty() ? from : filling;
    return chosen.get(random.nextInt(chosen.size()));
  }

  private static void place(Pixels tile, int left, int top, byte[] rgb) {
    int rows = Math.min(tile.height(), HEIGHT - top);
    for (int y = 0; y < rows; y++) {
      int to = 3 * ((top + y) * WIDTH + left);
      System.arraycopy(tile.rgb(), 3 * y * tile.width(), rgb, to, 3 * tile.width());
    }
  }

  private static Known within(Box part, Known face) {
    Box box = face.box();
    return new Known(
        new Box(
            part.x() + box.x() * part.width(),
            part.y() + box.y() * part.height(),
            box.width() * part.width(),
            box.height() * part.height()),
        face.person(),
        face.file());
  }

  /** Log-uniform, so that half as high is as likely as twice as high. */
  private double between(double least, double most) {
    return least * Math.pow(most / least, random.nextDouble());
  }
}
