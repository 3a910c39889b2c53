package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import latent.library.CalibrationLab.Figures;
import latent.library.CalibrationLab.Named;
import latent.photo.Box;
import latent.photo.Embedding;
import org.junit.jupiter.api.Test;

/** Similarities and what they mean, on made faces. */
class CalibrationLabTest {

  private static final Box BOX = new Box(0.2, 0.2, 0.5, 0.5);

  private static List<Named> faces(int people, int each) {
    List<Named> faces = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      for (int photo = 0; photo < each; photo++) {
        faces.add(
            new Named(
                "person " + person,
                person + "-" + photo + ".jpg",
                MadeFaces.of(person, 0.7, 100L * person + photo, BOX, 100)));
      }
    }
    return faces;
  }

  @Test
  void noMoreThanTheRateOfStrangersReachTheCosine() {
    List<Named> faces = faces(60, 3);
    Figures figures = CalibrationLab.figures("made 1", faces);
    assertThat(figures.samePairs()).isEqualTo(60 * 3);
    assertThat(figures.differentPairs()).isEqualTo(180L * 179 / 2 - 60 * 3);
    assertThat(figures.points()).hasSize(2);
    for (CalibrationLab.Point point : figures.points()) {
      assertThat(reaching(faces, point.cosine()))
          .isLessThanOrEqualTo((long) (point.falseMatchRate() * figures.differentPairs()));
      assertThat(reaching(faces, Math.nextDown(point.cosine())))
          .isGreaterThan((long) (point.falseMatchRate() * figures.differentPairs()));
      assertThat(point.trueAcceptRate()).isCloseTo(1, within(0.01));
    }
    assertThat(figures.lengths().getFirst().length()).isEqualTo(3);
  }

  private static long reaching(List<Named> faces, double cosine) {
    long reaching = 0;
    for (int i = 0; i < faces.size(); i++) {
      for (int other = 0; other < i; other++) {
        if (!faces.get(i).person().equals(faces.get(other).person())
            && vector(faces.get(i)).similarity(vector(faces.get(other))) >= cosine) {
          reaching++;
        }
      }
    }
    return reaching;
  }

  private static Embedding vector(Named named) {
    return Objects.requireNonNull(named.face().embedding());
  }

  @Test
  void aWrongLabelStandsOut() {
    List<Named> faces = new ArrayList<>(faces(60, 3));
    faces.set(0, new Named("somebody else", "x.jpg", MadeFaces.of(7, 0.7, 4, BOX, 100)));
    CalibrationLab.Alike first = CalibrationLab.figures("made 1", faces).mostAlike().getFirst();
    assertThat(List.of(first.one(), first.other())).containsExactly("person 7", "somebody else");
    assertThat(first.pairs()).isEqualTo(3);
  }

  @Test
  void onePhotoInTwoSetsIsNoPair() {
    Named one = new Named("a", "1.jpg", MadeFaces.of(1, 0.1, 1, BOX, 100));
    Named stranger = new Named("b", "2.jpg", MadeFaces.of(2, 0.1, 2, BOX, 100));
    assertThat(CalibrationLab.figures("made 1", List.of(one, one, stranger)).samePairs()).isZero();
  }
}
