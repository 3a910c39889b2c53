package latent.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import latent.Seed;
import latent.people.Completeness.Choice;
import latent.people.Completeness.Kind;
import latent.people.Completeness.Stray;
import latent.photo.Face;
import latent.photo.Fact;
import latent.photo.FactId;
import org.junit.jupiter.api.Test;

/** What is said of how complete an album is follows from what may be missing, and from no more. */
class CompletenessTest {

  private static Stray alone(int number, Choice... choices) {
    return new Stray(Kind.ALONE, number, 1, List.of(choices));
  }

  private static Stray nobodys(Choice... choices) {
    return new Stray(Kind.NOBODYS, Likeness.NONE, 1, List.of(choices));
  }

  @Test
  void whereNothingIsMissingAllIsHere() {
    Completeness completeness = new Completeness(new int[] {5, 400}, List.of(), 405);
    assertThat(completeness.share(0)).isBetween(0.99, 1.0);
    assertThat(completeness.share(1)).isBetween(0.99, 1.0);
  }

  @Test
  void aFaceThatIsSurelySomebodysIsMissing() {
    Completeness completeness =
        new Completeness(new int[] {9, 100}, List.of(nobodys(new Choice(0, 1e9))), 110);
    assertThat(completeness.share(0)).isCloseTo(0.9, within(0.005));
    assertThat(completeness.share(1)).isBetween(0.99, 1.0);
  }

  /** Even odds between 9 of 9 and 9 of 10. */
  @Test
  void theMeanOfWhatMayBeIsStated() {
    Completeness completeness =
        new Completeness(
            new int[] {9, 9}, List.of(nobodys(new Choice(0, 1e9), new Choice(1, 1e9))), 19);
    assertThat(completeness.share(0)).isCloseTo(0.95, within(0.005));
    assertThat(completeness.share(1)).isCloseTo(0.95, within(0.005));
  }

  @Test
  void aFaceThatLooksLikeNobodyMayBeAnybodys() {
    List<Stray> strays = Collections.nCopies(100, nobodys());
    Completeness completeness = new Completeness(new int[] {9, 891}, strays, 1000);
    assertThat(completeness.share(0)).isCloseTo(0.9, within(0.02));
    assertThat(completeness.share(1)).isCloseTo(0.9, within(0.02));
  }

  @Test
  void theSameLikenessSaysMoreWhereMostFacesAreSomebodys() {
    Stray inDoubt = alone(1, new Choice(0, 0.3));
    List<Stray> seldom = new ArrayList<>(List.of(inDoubt));
    List<Stray> often = new ArrayList<>(List.of(inDoubt));
    for (int number = 3; number < 203; number++) {
      seldom.add(alone(number, new Choice(2, 1e-4)));
      often.add(alone(number, new Choice(2, 1e4)));
    }
    int[] sizes = new int[203];
    Arrays.fill(sizes, 1);
    sizes[0] = 9;
    sizes[2] = 500;
    double where = new Completeness(sizes, seldom, 711).share(0);
    double there = new Completeness(sizes, often, 711).share(0);
    assertThat(where).isGreaterThan(0.985);
    assertThat(there).isLessThan(0.91);
  }

  @Test
  void aSmallPartOfSomebodyIsNotTakenForAll() {
    Stray part = new Stray(Kind.SEVERAL, 1, 4, List.of(new Choice(0, 1e9)));
    Completeness completeness = new Completeness(new int[] {36, 4}, List.of(part), 40);
    assertThat(completeness.share(0)).isCloseTo(0.9, within(0.005));
    assertThat(completeness.share(1)).isCloseTo(0.1, within(0.005));
  }

  /** The mean that is integrated is that of all cases, one by one. */
  @Test
  void theShareIsTheMeanOverAllCases() {
    Random random = Seed.random("completeness");
    for (int round = 0; round < 50; round++) {
      int size = 2 + random.nextInt(200);
      int[] sizes = new int[12];
      sizes[0] = size;
      sizes[1] = 10_000;
      List<Stray> strays = new ArrayList<>();
      double mean = 0;
      for (int number = 2; number < sizes.length; number++) {
        sizes[number] = 1 + random.nextInt(2);
        strays.add(
            new Stray(
                sizes[number] == 1 ? Kind.ALONE : Kind.SEVERAL,
                number,
                sizes[number],
                List.of(new Choice(0, 1e9), new Choice(1, 1e9))));
      }
      int cases = 1 << strays.size();
      for (int which = 0; which < cases; which++) {
        int missing = 0;
        for (int i = 0; i < strays.size(); i++) {
          missing += (which >> i & 1) * strays.get(i).faces();
        }
        mean += (double) size / (size + missing) / cases;
      }
      double share = new Completeness(sizes, strays, 10_300).share(0);
      assertThat(share).isBetween(mean - 0.006, mean + 0.002);
    }
  }

  @Test
  void theOrderOfFacesDoesNotMatter() {
    List<Face> faces = new ArrayList<>(new SeededLibrary(7, 25, 200, 1.0).faces);
    Map<String, Double> shares =
        new Grouping(faces, SeededLibrary.CALIBRATION).completeness(List.of());
    Collections.shuffle(faces, new Random(1));
    assertThat(new Grouping(faces, SeededLibrary.CALIBRATION).completeness(List.of()))
        .isEqualTo(shares);
    assertThat(shares).isNotEmpty();
    assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
  }

  @Test
  void whatIsNoFaceIsNotMissing() {
    List<Face> faces = new SeededLibrary(7, 4, 60).faces;
    Grouping grouping = new Grouping(faces, SeededLibrary.CALIBRATION);
    Map<String, Double> before = grouping.completeness(List.of());
    List<Fact> facts = new ArrayList<>();
    for (Face face : faces.subList(0, 30)) {
      facts.add(new Fact.NotAFace(FactId.fresh(), Instant.EPOCH, face.reference()));
    }
    double least = before.values().stream().mapToDouble(share -> share).min().orElseThrow();
    assertThat(grouping.completeness(facts).values())
        .allSatisfy(share -> assertThat(share).isGreaterThan(least - 0.01));
  }

  @Test
  void facesTooSmallToBeMatchedAreNotMissing() {
    List<Face> faces = new ArrayList<>(new SeededLibrary(7, 4, 60).faces);
    Map<String, Double> before =
        new Grouping(faces, SeededLibrary.CALIBRATION).completeness(List.of());
    for (Face face : new SeededLibrary(8, 4, 60).faces) {
      faces.add(
          new Face(
              face.photo(),
              face.box(),
              face.landmarks(),
              face.score(),
              face.sharpness(),
              face.length(),
              SeededLibrary.CALIBRATION.useless() - 1,
              face.embedding(),
              face.crop()));
    }
    assertThat(new Grouping(faces, SeededLibrary.CALIBRATION).completeness(List.of()))
        .isEqualTo(before);
  }
}
