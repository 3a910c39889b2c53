package latent.image;

import static org.assertj.core.api.Assertions.assertThat;

import latent.photo.MediaType;
import org.junit.jupiter.api.Test;

class CopyMakerTest {

  @Test
  void copiesAreOfTheirSizes() {
    try (Picture picture = PictureDecoder.decode(Samples.jpeg(Samples.scene(2400, 1800, 1)))) {
      Copies copies = CopyMaker.make(picture);
      assertSize(copies.preview(), 1600, 1200);
      assertSize(copies.thumbnail(), 360, 270);
    }
  }

  @Test
  void aSmallPictureIsNotEnlarged() {
    try (Picture picture = PictureDecoder.decode(Samples.jpeg(Samples.scene(200, 90, 1)))) {
      Copies copies = CopyMaker.make(picture);
      assertSize(copies.preview(), 200, 90);
      assertSize(copies.thumbnail(), 200, 90);
    }
  }

  @Test
  void aPictureThinAsAThreadHasCopies() {
    byte[] original = Samples.written(Samples.corners(5000, 1), "png");
    try (Picture picture = PictureDecoder.decode(original)) {
      Copies copies = CopyMaker.make(picture);
      assertSize(copies.preview(), 1600, 1);
      assertSize(copies.thumbnail(), 360, 1);
    }
  }

  @Test
  void theSamePictureGivesTheSameBytes() {
    byte[] original = Samples.jpeg(Samples.scene(800, 600, 1));
    try (Picture one = PictureDecoder.decode(original);
        Picture other = PictureDecoder.decode(original)) {
      assertThat(CopyMaker.make(one)).isEqualTo(CopyMaker.make(other));
    }
  }

  /** Decision 0003: what the preview may cost, and how near it must stay to the picture. */
  @Test
  void thePreviewIsSmallAndLooksLikeThePicture() {
    try (Picture picture = PictureDecoder.decode(Samples.jpeg(Samples.scene(2400, 1800, 1)))) {
      Copies copies = CopyMaker.make(picture);
      assertThat(copies.preview().length).isLessThan(300_000);
      assertThat(copies.thumbnail().length).isLessThan(30_000);
      try (Picture preview = PictureDecoder.decode(copies.preview())) {
        double signal =
            PictureEncoderTest.signalToNoise(picture.scaledTo(1600), preview.scaledTo(1600));
        assertThat(signal).isGreaterThan(28);
      }
    }
  }

  private static void assertSize(byte[] copy, int width, int height) {
    Inspection inspection = Inspector.inspect(copy);
    assertThat(inspection)
        .isEqualTo(new Inspection(MediaType.JPEG, width, height, null, null, null));
  }
}
