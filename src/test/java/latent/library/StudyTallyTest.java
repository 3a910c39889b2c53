package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import latent.library.LabelledPhotos.Label;
import latent.library.Scene.Known;
import latent.library.StudyFigures.ByWidth;
import latent.library.StudyFigures.Detection;
import latent.library.StudyFigures.Identity;
import latent.library.StudyTally.Sighting;
import latent.people.Calibration;
import latent.photo.Box;
import latent.photo.Face;
import org.junit.jupiter.api.Test;

/** The arithmetic of what was found and recognised, on made faces. */
class StudyTallyTest {

  private static final Box LARGE = new Box(0.1, 0.1, 0.05, 0.05);
  private static final Box SMALL = new Box(0.5, 0.5, 0.0125, 0.0125);
  private static final Box NOBODY = new Box(0.8, 0.8, 0.05, 0.05);
  private static final Box FAR = new Box(0.3, 0.8, 0.05, 0.05);

  private static final Calibration CALIBRATION =
      new Calibration(
          List.of(new Calibration.Point(1e-3, 0.3), new Calibration.Point(1e-4, 0.4)),
          28,
          14,
          0,
          Calibration.Nobody.UNKNOWN);

  /** Anna's face is 200 pixels wide in the original, Ben's 50; only the right half is counted. */
  private final Scene scene =
      new Scene(
          Scene.Kind.CROWD,
          new byte[] {1},
          4000,
          3000,
          List.of(new Known(LARGE, "Anna", "a1.jpg"), new Known(SMALL, "Ben", "b1.jpg")),
          List.of(new Box(0.5, 0, 0.5, 1)));

  private final Likenesses likenesses =
      new Likenesses(
          List.of(
              clean("Anna", "a1.jpg", 1), clean("Anna", "a2.jpg", 1), clean("Ben", "b2.jpg", 2)),
          56,
          0.5,
          1);

  private static Source clean(String person, String file, int number) {
    Face face = MadeFaces.of(number, 0.2, file.hashCode(), LARGE, 100);
    Label label = new Label("set/" + file, List.of(person), 1, true);
    return new Source(label, new byte[0], 500, 500, List.of(), true, Optional.of(face));
  }

  private Sighting sighting(int edge, long bytes, Face... faces) {
    int width = edge == StudyTally.ORIGINAL ? 4000 : edge;
    return new Sighting(scene, edge, 40, width, bytes, List.of(faces), scene.match(List.of(faces)));
  }

  private final Sighting original =
      sighting(
          StudyTally.ORIGINAL,
          1_000_000,
          MadeFaces.of(1, 0.2, 5, LARGE, 200),
          MadeFaces.of(2, 0.2, 6, SMALL, 50),
          MadeFaces.of(9, 0.2, 7, NOBODY, 200));

  /** In the preview Anna is found and like a stranger; Ben isn't found; two false faces are. */
  private final Sighting preview =
      sighting(
          1600,
          100_000,
          MadeFaces.of(3, 0.2, 8, LARGE, 80),
          MadeFaces.of(8, 0.2, 9, FAR, 80),
          MadeFaces.of(9, 0.2, 7, NOBODY, 80));

  private final StudyTally tally = new StudyTally(List.of(original, preview), likenesses);

  @Test
  void falseFacesCountWhereAllAreKnown() {
    assertThat(tally.detection(List.of(1600, StudyTally.ORIGINAL)))
        .containsExactly(
            new Detection("crowd", 1600, 1, 2, 1, 2, 1, 1, 100_000),
            new Detection("crowd", 0, 1, 2, 2, 2, 2, 1, 1_000_000));
  }

  @Test
  void facesAreToldApartByTheirWidth() {
    assertThat(tally.byOriginalWidth(List.of(1600)))
        .filteredOn(row -> row.known() > 0)
        .containsExactly(new ByWidth(1600, 40, 60, 1, 0), new ByWidth(1600, 200, 0, 1, 1));
    assertThat(tally.byPreviewWidth())
        .filteredOn(row -> row.known() > 0)
        .extracting(Identity::from, Identity::found)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(20, 0), org.assertj.core.groups.Tuple.tuple(80, 1));
  }

  @Test
  void aFaceIsComparedWithTheSamePersonInOtherPhotosOnly() {
    Identity row =
        tally.byPreviewWidth().stream().filter(each -> each.found() > 0).findFirst().orElseThrow();
    assertThat(row.pairs()).isEqualTo(1);
    assertThat(row.fromPreview()).isZero();
    assertThat(row.fromOriginal()).isEqualTo(1);
    assertThat(row.strangers()).isEqualTo(1);
    assertThat(row.mistaken()).isZero();
  }

  @Test
  void recognisedCountsWhatIsNotFoundToo() {
    assertThat(tally.byEdge(List.of(1600, StudyTally.ORIGINAL)))
        .containsExactly(
            new StudyFigures.Recognised(1600, 2, 0, 1), new StudyFigures.Recognised(0, 2, 1, 1));
  }

  @Test
  void anOriginalIsWorthWhatItsPreviewLacks() {
    StudyFigures.Fetching fetching = tally.fetching(1600, CALIBRATION, 1);
    assertThat(fetching.bytes()).isEqualTo(1_000_000);
    assertThat(fetching.fromPreviews()).isZero();
    assertThat(fetching.fromOriginals()).isEqualTo(1);
    assertThat(fetching.curve().getLast().byPlan()).isCloseTo(1, within(1e-9));
  }

  @Test
  void twoBoxesAreOneFaceOnce() {
    Scene.Seen seen =
        scene.match(
            List.of(
                MadeFaces.of(1, 0, 1, new Box(0.101, 0.1, 0.05, 0.05), 200),
                MadeFaces.of(1, 0, 1, new Box(0.11, 0.1, 0.05, 0.05), 200)));
    assertThat(seen.found()).containsOnlyKeys(0);
    assertThat(seen.found().values()).extracting(face -> face.box().x()).containsExactly(0.101);
    assertThat(scene.pixels(scene.faces().getFirst(), 1600)).isCloseTo(80, within(1e-9));
    assertThat(scene.pixels(scene.faces().getFirst(), 9000)).isCloseTo(200, within(1e-9));
  }
}
