package latent.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import latent.image.Picture;
import latent.image.PictureDecoder;
import latent.image.PictureEncoder;
import latent.image.Pixels;
import latent.library.LabelledPhotos.Label;
import latent.library.Scene.Known;
import latent.photo.Box;
import org.junit.jupiter.api.Test;

/** Where a composed picture says that a face is, there it is. */
class CrowdsTest {

  /** A third of the picture, off its middle. */
  private static final Box RED = new Box(0.5, 0.25, 0.3, 0.3);

  /** A blue picture, with a red square if it is to have a face. */
  private static Source source(int width, int height, boolean face) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean red =
            face
                && x >= RED.x() * width
                && x < (RED.x() + RED.width()) * width
                && y >= RED.y() * height
                && y < (RED.y() + RED.height()) * height;
        rgb[3 * (y * width + x) + (red ? 0 : 2)] = (byte) 220;
      }
    }
    byte[] original = PictureEncoder.encode(new Pixels(width, height, rgb), 95);
    Label label = new Label("made/" + width + ".jpg", List.of("Anna"), face ? 1 : 0, true);
    List<Known> known = face ? List.of(new Known(RED, "Anna", label.file())) : List.of();
    return new Source(label, original, width, height, known, true, Optional.empty());
  }

  private static final List<Source> SOURCES =
      List.of(source(500, 400, true), source(250, 250, true), source(900, 700, false));

  @Test
  void facesAreWhereTheTruthSays() {
    Scene crowd = new Crowds(SOURCES, 3).next();
    assertThat(crowd.width()).isEqualTo(4000);
    assertThat(crowd.height()).isEqualTo(3000);
    assertThat(crowd.faces()).hasSizeGreaterThan(20).allMatch(face -> face.person().equals("Anna"));
    try (Picture picture = PictureDecoder.decode(crowd.original())) {
      for (Known face : crowd.faces()) {
        Box box = face.box();
        assertThat(isRed(picture, box.centerX(), box.centerY())).as(box.toString()).isTrue();
        assertThat(isRed(picture, box.x() + 0.1 * box.width(), box.y() + 0.1 * box.height()))
            .isTrue();
        assertThat(isRed(picture, box.x() - 0.15 * box.width(), box.centerY())).isFalse();
        assertThat(isRed(picture, box.centerX(), box.y() + 1.15 * box.height())).isFalse();
      }
    }
  }

  private static boolean isRed(Picture picture, double x, double y) {
    byte[] pixel = picture.region(x, y, 0.001, 0.001, 1, 1).rgb();
    return (pixel[0] & 0xff) > 150 && (pixel[2] & 0xff) < 100;
  }

  @Test
  void noPhotoIsEnlargedAndCountedPartsHoldTheFaces() {
    Scene crowd = new Crowds(SOURCES, 4).next();
    assertThat(crowd.counted())
        .allMatch(part -> part.width() * 4000 <= 900.5 && part.height() * 3000 <= 700.5);
    for (Known face : crowd.faces()) {
      assertThat(crowd.pixels(face, 4000)).isLessThanOrEqualTo(0.3 * 500 + 1);
      assertThat(crowd.counted()).anyMatch(part -> part.overlap(face.box()) > 0.05);
    }
  }

  @Test
  void theSeedDecidesEverything() {
    byte[] one = new Crowds(SOURCES, 5).next().original();
    assertThat(new Crowds(SOURCES, 5).next().original()).isEqualTo(one);
    assertThat(new Crowds(SOURCES, 6).next().original()).isNotEqualTo(one);
  }
}
