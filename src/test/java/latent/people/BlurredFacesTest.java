package latent.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.Landmarks;
import latent.photo.PhotoId;
import org.junit.jupiter.api.Test;

/** Faces in which nobody can be made out don't become a person, however alike they are. */
class BlurredFacesTest {

  private static final int DIMENSION = 64;
  private static final double LONG = 4;
  private static final double SHORT = 2;
  private static final double NOT_KNOWN = 0;

  private final Random random = new Random(20_261_127);
  private final float[] nobody = direction();
  private final float[] somebody = direction();
  private final Calibration calibration =
      new Calibration(
          SeededLibrary.CALIBRATION.points(), 28, 14, 2.5, new Calibration.Nobody(nobody, 0.4));
  private int photos;

  private float[] direction() {
    float[] vector = new float[DIMENSION];
    double square = 0;
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }

  /** So many faces about a direction, each in a photo of its own. */
  private List<Face> faces(int count, float[] centre, double noise, double length) {
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] vector = direction();
      for (int at = 0; at < DIMENSION; at++) {
        vector[at] = (float) (centre[at] + noise * vector[at]);
      }
      faces.add(
          new Face(
              PhotoId.of(ByteBuffer.allocate(4).putInt(photos++).array()),
              new Box(0.4, 0.4, 0.2, 0.2),
              new Landmarks(new float[Landmarks.NUMBERS]),
              0.9,
              100,
              length,
              100,
              Embedding.of(vector),
              new byte[0]));
    }
    return faces;
  }

  private List<Set<FaceId>> people(List<Face> faces) {
    return people(faces, calibration);
  }

  private static List<Set<FaceId>> people(List<Face> faces, Calibration calibration) {
    return Grouping.group(faces, List.of(), calibration).persons().stream()
        .map(person -> person.members().stream().map(Person.Member::face))
        .map(members -> members.collect(Collectors.toSet()))
        .toList();
  }

  private static Set<FaceId> ids(List<Face> faces) {
    return faces.stream().map(Face::id).collect(Collectors.toSet());
  }

  @Test
  void facesWithLongVectorsAreAPerson() {
    List<Face> faces = faces(12, somebody, 0.3, LONG);
    assertThat(people(faces)).containsExactly(ids(faces));
  }

  @Test
  void facesWithShortVectorsNeverStartAPerson() {
    assertThat(people(faces(12, somebody, 0.3, SHORT))).isEmpty();
  }

  @Test
  void facesWithShortVectorsJoinWhomTheyAreVeryLike() {
    List<Face> clear = faces(12, somebody, 0.3, LONG);
    List<Face> blurred = faces(3, somebody, 0.3, SHORT);
    List<Face> strange = faces(3, direction(), 0.3, SHORT);
    List<Face> all = new ArrayList<>(clear);
    all.addAll(blurred);
    all.addAll(strange);
    Set<FaceId> expected = new HashSet<>(ids(clear));
    expected.addAll(ids(blurred));
    assertThat(people(all)).containsExactly(expected);
  }

  @Test
  void aLengthThatIsNotKnownChangesNothing() {
    List<Face> faces = faces(12, somebody, 0.3, NOT_KNOWN);
    assertThat(people(faces)).containsExactly(ids(faces));
  }

  @Test
  void facesLikeNobodyNeverStartAPerson() {
    List<Face> faces = faces(12, nobody, 0.3, LONG);
    assertThat(people(faces)).isEmpty();
    Calibration unaware =
        new Calibration(calibration.points(), 28, 14, 2.5, Calibration.Nobody.UNKNOWN);
    assertThat(people(faces, unaware)).containsExactly(ids(faces));
  }

  /** Step by step as from scratch, with faces of all kinds that come and go. */
  @Test
  void whatComesAndGoesIsJudgedAsFromScratch() {
    List<Face> all = new ArrayList<>();
    Grouping grouping = new Grouping(List.of(), calibration);
    double[] lengths = {SHORT, NOT_KNOWN, LONG};
    float[][] centres = {nobody, somebody, direction()};
    for (int step = 0; step < 40; step++) {
      double length = lengths[random.nextInt(3)];
      List<Face> come = faces(2, centres[random.nextInt(3)], 0.8, length);
      Set<PhotoId> gone = new HashSet<>();
      if (step % 3 == 2) {
        gone.add(all.remove(random.nextInt(all.size())).photo());
      }
      all.addAll(come);
      grouping = grouping.with(come, gone);
      assertThat(new HashSet<>(members(grouping.people(List.of()))))
          .isEqualTo(new HashSet<>(people(all)));
    }
  }

  private static List<Set<FaceId>> members(People people) {
    return people.persons().stream()
        .map(
            person ->
                person.members().stream().map(Person.Member::face).collect(Collectors.toSet()))
        .toList();
  }
}
