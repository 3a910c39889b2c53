package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import latent.people.Calibration;
import latent.people.Calibration.Nobody;
import latent.people.Calibration.Point;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.Landmarks;
import latent.photo.PhotoId;
import org.junit.jupiter.api.Test;

/** What a preview shows and what the original showed become one list of faces. */
class ReconciliationTest {

  private static final PhotoId PHOTO = PhotoId.of(new byte[] {1});

  /** Trusted from 28 pixels on, useless below 14. */
  private static final Calibration CALIBRATION =
      new Calibration(
          List.of(new Point(1e-3, 0.3), new Point(1e-5, 0.5)), 28, 14, 0, Nobody.UNKNOWN);

  private static Face face(double x, double width, int pixels, float direction) {
    return new Face(
        PHOTO,
        new Box(x, 0.2, width, width),
        new Landmarks(new float[Landmarks.NUMBERS]),
        0.9,
        100,
        3,
        pixels,
        Embedding.of(new float[] {direction, 1 - direction}),
        new byte[] {(byte) pixels});
  }

  private static Reconciliation reconciled(List<Face> seen, List<Face> before, FaceId... spoken) {
    return Reconciliation.of(seen, 4, before, Set.of(spoken), CALIBRATION);
  }

  @Test
  void aLargeFaceIsTakenAsThePreviewShowsIt() {
    Face seen = face(0.1, 0.1, 120, 0);
    Face known = face(0.11, 0.1, 480, 1);
    assertThat(reconciled(List.of(seen), List.of(known)).faces()).containsExactly(seen);
  }

  /** Its place is the new detector's, its pixels are the original's. */
  @Test
  void aSmallFaceKeepsWhatTheOriginalShowed() {
    Face seen = face(0.1, 0.02, 20, 0);
    Face known = face(0.101, 0.02, 80, 1);
    Face both = reconciled(List.of(seen), List.of(known)).faces().getFirst();
    assertThat(both.box()).isEqualTo(seen.box());
    assertThat(both.embedding()).isEqualTo(known.embedding());
    assertThat(both.crop()).isEqualTo(known.crop());
    assertThat(both.pixels()).isEqualTo(80);
    assertThat(reconciled(List.of(seen), List.of(known)).gain()).isZero();
  }

  @Test
  void aFaceTooSmallForThePreviewStays() {
    Face known = face(0.5, 0.02, 80, 1);
    assertThat(reconciled(List.of(), List.of(known)).faces()).containsExactly(known);
  }

  @Test
  void aLargeFaceThatTheNewDetectorDoesNotSeeGoesUnlessTheUserSpokeOfIt() {
    Face known = face(0.5, 0.2, 800, 1);
    assertThat(reconciled(List.of(), List.of(known)).faces()).isEmpty();
    assertThat(reconciled(List.of(), List.of(known), known.id()).faces()).containsExactly(known);
    assertThat(Reconciliation.withSpokenOf(List.of(), List.of(known), Set.of(known.id())))
        .containsExactly(known);
    Face seen = face(0.51, 0.2, 800, 0);
    assertThat(Reconciliation.withSpokenOf(List.of(seen), List.of(known), Set.of(known.id())))
        .containsExactly(seen);
  }

  /** Of 20 pixels 6 of 14 can be trusted; of 80 in the original all. */
  @Test
  void theGainIsWhatTheOriginalWouldShowBetter() {
    assertThat(reconciled(List.of(face(0.1, 0.02, 20, 0)), List.of()).gain())
        .isEqualTo(1 - 6 / 14.0, within(1e-9));
    assertThat(reconciled(List.of(face(0.1, 0.02, 30, 0)), List.of()).gain()).isZero();
    assertThat(reconciled(List.of(face(0.1, 0.001, 3, 0)), List.of()).gain()).isZero();
  }

  /** Each known face answers for one seen face, the nearest. */
  @Test
  void eachFaceIsThereOnce() {
    Face left = face(0.10, 0.02, 20, 0);
    Face right = face(0.125, 0.02, 20, 0.5f);
    Face known = face(0.102, 0.02, 80, 1);
    List<Face> faces = reconciled(List.of(left, right), List.of(known)).faces();
    assertThat(faces).hasSize(2);
    assertThat(faces).extracting(Face::pixels).containsExactly(80, 20);
  }
}
