package latent.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

  /** How far a colour may be off after JPEG, 0 to 255. */
  private static final int TOLERANCE = 6;

  /**
   * What stands in each stored corner so that all eight look the same upright (EXIF 2.32, 4.6.4).
   */
  private static final int[][] STORED = {
    {0, 1, 2, 3}, {1, 0, 3, 2}, {3, 2, 1, 0}, {2, 3, 0, 1},
    {0, 2, 1, 3}, {1, 3, 0, 2}, {3, 1, 2, 0}, {2, 0, 3, 1}
  };

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyOrientationStandsUpright(int orientation) {
    boolean swapped = orientation > 4;
    BufferedImage stored = Samples.corners(swapped ? 120 : 200, swapped ? 200 : 120);
    paintCorners(stored, STORED[orientation - 1]);
    byte[] original =
        Samples.withExif(Samples.jpeg(stored), new ExifMaker().orientation(orientation).tiff());
    try (Picture picture = PictureDecoder.decode(original)) {
      assertThat(picture.width()).isEqualTo(200);
      assertThat(picture.height()).isEqualTo(120);
      assertCorners(picture.scaledTo(100), TOLERANCE);
      assertCorners(picture.region(0, 0, 1, 1, 50, 30), TOLERANCE);
      Pixels bottomRight = picture.region(0.6, 0.6, 0.3, 0.3, 5, 7);
      assertColor(bottomRight, 2, 3, Samples.CORNERS[3], TOLERANCE);
      try (Picture preview = PictureDecoder.decode(CopyMaker.make(picture).preview())) {
        assertCorners(preview.scaledTo(200), 3 * TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff"})
  void losslessFormatsKeepTheirColours(String format) {
    byte[] original = Samples.written(Samples.corners(64, 48), format);
    try (Picture picture = PictureDecoder.decode(original)) {
      assertCorners(picture.region(0, 0, 1, 1, 64, 48), 1);
      assertCorners(picture.scaledTo(64), 2);
    }
  }

  @Test
  void progressiveAndGreyJpegsAreRead() {
    byte[] progressive = Samples.jpeg(Samples.corners(200, 120), true);
    try (Picture picture = PictureDecoder.decode(progressive)) {
      assertCorners(picture.scaledTo(100), TOLERANCE);
    }
    BufferedImage grey = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setPixels(0, 0, 40, 30, filled(40 * 30, 200));
    try (Picture picture = PictureDecoder.decode(Samples.jpeg(grey))) {
      assertColor(picture.scaledTo(20), 10, 5, 0xc8c8c8, 2);
      assertColor(picture.region(0.2, 0.2, 0.5, 0.5, 9, 9), 4, 4, 0xc8c8c8, 2);
    }
  }

  @Test
  void sixteenBitGreyIsRead() {
    BufferedImage grey = new BufferedImage(40, 30, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setPixels(0, 0, 40, 30, filled(40 * 30, 200 << 8));
    try (Picture picture = PictureDecoder.decode(Samples.written(grey, "png"))) {
      assertColor(picture.region(0, 0, 1, 1, 9, 9), 4, 4, 0xc8c8c8, 2);
    }
  }

  @Test
  void transparencyIsLaidOnWhite() {
    BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB);
    for (int x = 0; x < 40; x++) {
      for (int y = 0; y < 20; y++) {
        image.setRGB(x, y, x < 20 ? 0x00ff0000 : 0x80000000);
      }
    }
    try (Picture picture = PictureDecoder.decode(Samples.written(image, "png"))) {
      Pixels pixels = picture.region(0, 0, 1, 1, 40, 20);
      assertColor(pixels, 5, 10, 0xffffff, 0);
      assertColor(pixels, 35, 10, 0x7f7f7f, 1);
    }
  }

  @Test
  void aRegionAveragesWhereItShrinks() {
    BufferedImage stripes = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 256; y++) {
      for (int x = 0; x < 256; x++) {
        stripes.setRGB(x, y, (x + y) % 2 == 0 ? 0xffffff : 0);
      }
    }
    try (Picture picture = PictureDecoder.decode(Samples.written(stripes, "png"))) {
      Pixels inner = picture.region(0.25, 0.25, 0.5, 0.5, 16, 16);
      for (byte value : inner.rgb()) {
        assertThat(value & 0xff).isCloseTo(127, within(2));
      }
      for (byte value : picture.scaledTo(16).rgb()) {
        assertThat(value & 0xff).isCloseTo(127, within(4));
      }
    }
  }

  @Test
  void aRegionIsBlackBeyondTheEdge() {
    try (Picture picture = PictureDecoder.decode(Samples.jpeg(Samples.corners(100, 100)))) {
      Pixels over = picture.region(-0.5, -0.5, 1, 1, 100, 100);
      assertColor(over, 20, 20, 0x000000, 0);
      assertColor(over, 75, 75, Samples.CORNERS[0], TOLERANCE);
      Pixels away = picture.region(2, 2, 0.5, 0.5, 4, 4);
      assertColor(away, 2, 2, 0x000000, 0);
    }
  }

  @Test
  void regionAndWholeAgree() {
    byte[] original = Samples.jpeg(Samples.scene(400, 300, 3));
    try (Picture picture = PictureDecoder.decode(original)) {
      Pixels whole = picture.scaledTo(100);
      Pixels region = picture.region(0, 0, 1, 1, 100, 75);
      double sum = 0;
      for (int i = 0; i < whole.rgb().length; i++) {
        sum += Math.abs((whole.rgb()[i] & 0xff) - (region.rgb()[i] & 0xff));
      }
      assertThat(sum / whole.rgb().length).isLessThan(8);
    }
  }

  @Test
  void aTornJpegShowsWhatIsThereAboveGrey() {
    byte[] torn = Samples.cut(Samples.jpeg(Samples.scene(640, 480, 1)), 0.5);
    try (Picture picture = PictureDecoder.decode(torn)) {
      assertThat(picture.height()).isEqualTo(480);
      assertColor(picture.region(0, 0.9, 1, 0.1, 4, 4), 2, 2, 0x808080, 3);
      try (Picture intact = PictureDecoder.decode(Samples.jpeg(Samples.scene(640, 480, 1)))) {
        assertThat(picture.region(0, 0, 1, 0.3, 32, 8))
            .isEqualTo(intact.region(0, 0, 1, 0.3, 32, 8));
      }
    }
  }

  @Test
  void whatCannotBeShownSaysWhy() {
    byte[] jpeg = Samples.jpeg(Samples.scene(640, 480, 1));
    assertUnreadable(Samples.cut(jpeg, 0.01), "the JPEG data ends");
    assertUnreadable(new byte[0], "no kind of picture or video known here");
    assertUnreadable("<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "no kind");
    assertUnreadable(
        Samples.pngClaiming(60_000, 60_000),
        "the picture claims 60000 x 60000 pixels, more than the 250 megapixels allowed");
    assertUnreadable(Samples.pngClaiming(0, 7), "claims to be empty");
    assertUnreadable(Samples.cut(Samples.written(Samples.scene(64, 64, 1), "png"), 0.1), "PNG");
  }

  /** Nothing but a picture or an {@link UnreadablePictureException}, whatever the damage. */
  @Test
  void damagedPicturesNeverThrowAnythingElse() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (String format : new String[] {"jpeg", "png", "gif", "bmp", "tiff"}) {
      byte[] intact = Samples.written(Samples.scene(64, 48, 5), format);
      for (int i = 0; i < 40; i++) {
        byte[] damaged = intact.clone();
        for (int k = 0; k < 1 + random.nextInt(20); k++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        try (Picture picture = PictureDecoder.decode(damaged)) {
          assertThat(picture.scaledTo(16).rgb()).as("seed " + seed).isNotEmpty();
        } catch (UnreadablePictureException unreadable) {
          assertThat(unreadable.getMessage()).as("seed " + seed).isNotBlank();
        }
      }
    }
  }

  @Test
  void aClosedPictureGivesNothing() {
    Picture picture = PictureDecoder.decode(Samples.jpeg(Samples.corners(20, 20)));
    picture.close();
    picture.close();
    assertThatThrownBy(() -> picture.scaledTo(10)).isInstanceOf(IllegalStateException.class);
  }

  private static void assertUnreadable(byte[] original, String sentence) {
    assertThatThrownBy(() -> PictureDecoder.decode(original))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessageContaining(sentence);
  }

  private static void paintCorners(BufferedImage image, int[] corners) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int corner = (y < image.getHeight() / 2 ? 0 : 2) + (x < image.getWidth() / 2 ? 0 : 1);
        image.setRGB(x, y, Samples.CORNERS[corners[corner]]);
      }
    }
  }

  private static int[] filled(int count, int value) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }

  private static void assertCorners(Pixels pixels, int tolerance) {
    int left = pixels.width() / 4;
    int right = pixels.width() * 3 / 4;
    int top = pixels.height() / 4;
    int bottom = pixels.height() * 3 / 4;
    assertColor(pixels, left, top, Samples.CORNERS[0], tolerance);
    assertColor(pixels, right, top, Samples.CORNERS[1], tolerance);
    assertColor(pixels, left, bottom, Samples.CORNERS[2], tolerance);
    assertColor(pixels, right, bottom, Samples.CORNERS[3], tolerance);
  }

  private static void assertColor(Pixels pixels, int x, int y, int rgb, int tolerance) {
    int at = 3 * (y * pixels.width() + x);
    for (int part = 0; part < 3; part++) {
      assertThat(pixels.rgb()[at + part] & 0xff)
          .as("part %d at %d, %d", part, x, y)
          .isCloseTo(rgb >> (16 - 8 * part) & 0xff, within(tolerance));
    }
  }
}
