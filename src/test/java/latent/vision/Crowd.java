package latent.vision;

import latent.image.Picture;
import latent.image.PictureDecoder;
import latent.image.PictureEncoder;
import latent.image.Pixels;

/** A large picture of many small faces: the sample photos, again and again, side by side. */
final class Crowd {

  private static final int COLUMNS = 7;
  private static final int ROWS = 6;

  /** A photo's place; its faces are about 40 pixels wide in it. */
  private static final int TILE_WIDTH = 400;

  private static final int TILE_HEIGHT = 320;

  /** Seven of each photo. */
  static final int FACES = 7 * (3 + 3 + 3 + 4 + 5 + 4);

  private Crowd() {}

  /** A JPEG of 2800 x 1920 pixels. */
  static byte[] picture() {
    int width = COLUMNS * TILE_WIDTH;
    byte[] rgb = new byte[3 * width * ROWS * TILE_HEIGHT];
    for (int row = 0; row < ROWS; row++) {
      try (Picture photo = PictureDecoder.decode(Models.sample(row + 1))) {
        Pixels tile = photo.scaledTo(TILE_WIDTH);
        for (int column = 0; column < COLUMNS; column++) {
          for (int y = 0; y < Math.min(TILE_HEIGHT, tile.height()); y++) {
            int to = (row * TILE_HEIGHT + y) * width + column * TILE_WIDTH;
            System.arraycopy(tile.rgb(), 3 * y * TILE_WIDTH, rgb, 3 * to, 3 * TILE_WIDTH);
          }
        }
      }
    }
    return PictureEncoder.encode(new Pixels(width, ROWS * TILE_HEIGHT, rgb), 95);
  }
}
