package latent.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PictureEncoderTest {

  @Test
  void aCropSurvives() {
    Pixels crop = crop(112, 112);
    byte[] jpeg = PictureEncoder.encode(crop, 90);
    assertThat(jpeg.length).isLessThan(12_000);
    try (Picture back = PictureDecoder.decode(jpeg)) {
      Pixels read = back.region(0, 0, 1, 1, 112, 112);
      assertThat(signalToNoise(crop, read)).isGreaterThan(25);
    }
  }

  @Test
  void aBetterQualityIsLargerAndNearer() {
    Pixels crop = crop(112, 112);
    byte[] low = PictureEncoder.encode(crop, 30);
    byte[] high = PictureEncoder.encode(crop, 95);
    assertThat(high.length).isGreaterThan(2 * low.length);
    try (Picture rough = PictureDecoder.decode(low);
        Picture fine = PictureDecoder.decode(high)) {
      assertThat(signalToNoise(crop, fine.region(0, 0, 1, 1, 112, 112)))
          .isGreaterThan(signalToNoise(crop, rough.region(0, 0, 1, 1, 112, 112)));
    }
  }

  @Test
  void oddSizesAreWritten() {
    for (int side : new int[] {1, 2, 7, 17, 113}) {
      try (Picture back = PictureDecoder.decode(PictureEncoder.encode(crop(side, 9), 80))) {
        assertThat(back.width()).isEqualTo(side);
        assertThat(back.height()).isEqualTo(9);
      }
    }
  }

  private static Pixels crop(int width, int height) {
    try (Picture picture = PictureDecoder.decode(Samples.jpeg(Samples.scene(600, 600, 9)))) {
      return picture.region(0.2, 0.2, 0.6, 0.6, width, height);
    }
  }

  /** Peak signal to noise ratio in decibels. */
  static double signalToNoise(Pixels one, Pixels other) {
    double sum = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      double difference = (one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff);
      sum += difference * difference;
    }
    return 10 * Math.log10(255 * 255 / (sum / one.rgb().length));
  }
}
