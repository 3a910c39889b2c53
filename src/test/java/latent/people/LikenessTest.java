package latent.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.Landmarks;
import latent.photo.PhotoId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is alike is the same in whatever steps the faces came, and no photo shows a group twice. */
class LikenessTest {

  private static final int DIMENSION = 48;

  /** A library that changes: photos come, go, are read again, and some hold mirrors. */
  private static final class ChangingLibrary {

    private final Random random;
    private final double noise;
    private final List<float[]> people = new ArrayList<>();
    private final Map<PhotoId, List<Face>> photos = new LinkedHashMap<>();
    private final List<float[]> seen = new ArrayList<>();
    private long number;

    private ChangingLibrary(long seed, int count, double noise) {
      random = new Random(seed);
      this.noise = noise;
      for (int i = 0; i < count; i++) {
        people.add(direction());
      }
    }

    private float[] direction() {
      float[] vector = new float[DIMENSION];
      for (int i = 0; i < DIMENSION; i++) {
        vector[i] = (float) random.nextGaussian();
      }
      return vector;
    }

    private float[] near(float[] centre, double distance) {
      float[] vector = direction();
      for (int i = 0; i < DIMENSION; i++) {
        vector[i] = (float) (centre[i] + distance * vector[i]);
      }
      return vector;
    }

    private PhotoId newPhoto() {
      return PhotoId.of(
          ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(number++).array());
    }

    private List<Face> read(PhotoId photo) {
      List<Face> faces = new ArrayList<>();
      int count = random.nextInt(5);
      for (int i = 0; i < count; i++) {
        float[] vector = near(people.get(random.nextInt(people.size())), noise);
        if (!faces.isEmpty() && random.nextInt(4) == 0) {
          Embedding first = faces.getFirst().embedding();
          vector = first == null ? vector : first.vector();
        } else if (!seen.isEmpty() && random.nextInt(12) == 0) {
          vector = seen.get(random.nextInt(seen.size()));
        }
        seen.add(vector);
        faces.add(face(photo, i, vector));
      }
      return faces;
    }

    private Face face(PhotoId photo, int place, float[] vector) {
      Box box = new Box(0.02 + 0.18 * place, 0.1 + 0.5 * random.nextDouble(), 0.15, 0.2);
      int pixels = random.nextInt(4) == 0 ? 10 + random.nextInt(18) : 28 + random.nextInt(100);
      Landmarks landmarks = new Landmarks(new float[Landmarks.NUMBERS]);
      Embedding embedding = random.nextInt(40) == 0 ? null : Embedding.of(vector);
      double length = random.nextInt(5) == 0 ? 2.8 * random.nextDouble() : 3;
      return new Face(photo, box, landmarks, 0.9, 100, length, pixels, embedding, new byte[0]);
    }

    /** Some photos come, some go, and some are read again. */
    private void change(int coming, int going, List<Face> added, Set<PhotoId> removed) {
      List<PhotoId> there = new ArrayList<>(photos.keySet());
      for (int i = 0; i < going && !there.isEmpty(); i++) {
        PhotoId photo = there.get(random.nextInt(there.size()));
        if (removed.add(photo)) {
          photos.remove(photo);
          if (random.nextInt(3) == 0) {
            add(photo, added);
          }
        }
      }
      for (int i = 0; i < coming; i++) {
        add(newPhoto(), added);
      }
    }

    private void add(PhotoId photo, List<Face> added) {
      List<Face> faces = read(photo);
      photos.put(photo, faces);
      added.addAll(faces);
    }

    private List<Face> faces() {
      return photos.values().stream().flatMap(List::stream).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"12, 0.5", "12, 0.9", "12, 1.2", "12, 3", "2, 1.1"})
  void stepByStepIsAsFromScratch(int people, double noise) {
    for (long seed = 1; seed <= 3; seed++) {
      ChangingLibrary library = new ChangingLibrary(seed, people, noise);
      FaceIndex faces = new FaceIndex(List.of());
      Likeness likeness = new Likeness(faces, SeededLibrary.CALIBRATION);
      for (int step = 0; step < 120; step++) {
        List<Face> added = new ArrayList<>();
        Set<PhotoId> removed = new HashSet<>();
        int growth = step < 60 ? 3 : 1;
        library.change(
            library.random.nextInt(2 * growth), library.random.nextInt(3), added, removed);
        FaceIndex.Change change = faces.with(added, removed);
        likeness = likeness.with(change);
        faces = change.faces();
        FaceIndex all = new FaceIndex(library.faces());
        Likeness scratch = new Likeness(all, SeededLibrary.CALIBRATION);
        assertThat(describe(faces, likeness))
            .as("seed %d, step %d", seed, step)
            .isEqualTo(describe(all, scratch));
      }
    }
  }

  /** Everything that a grouping asks of likeness, by the faces' names. */
  private static Map<String, String> describe(FaceIndex faces, Likeness likeness) {
    Map<String, String> all = new TreeMap<>();
    all.put("faces", faces.size() + ", groups " + likeness.groups());
    for (int face = 0; face < faces.size(); face++) {
      StringBuilder text = new StringBuilder("group " + likeness.group(face));
      text.append(" in ").append(faces.in(faces.face(face).photo()));
      likeness.eachNeighbour(
          face,
          (other, alike) -> text.append(' ').append(faces.id(other)).append(' ').append(alike));
      all.put(faces.id(face).hex(), text.toString());
    }
    for (int group = 0; group < likeness.groups(); group++) {
      StringBuilder text = new StringBuilder();
      for (int member : likeness.members(group)) {
        text.append(faces.id(member)).append(' ');
      }
      text.append(likeness.sum(group).cosine(likeness.sum(0)));
      all.put("group " + group, text.toString());
    }
    return all;
  }

  @Test
  void aChangeLeavesWhatWasBefore() {
    ChangingLibrary library = new ChangingLibrary(5, 8, 0.9);
    FaceIndex faces = new FaceIndex(List.of());
    Likeness likeness = new Likeness(faces, SeededLibrary.CALIBRATION);
    List<Face> added = new ArrayList<>();
    library.change(100, 0, added, new HashSet<>());
    FaceIndex.Change first = faces.with(added, Set.of());
    Likeness before = likeness.with(first);
    Map<String, String> described = describe(first.faces(), before);
    Set<PhotoId> removed = new HashSet<>();
    added.clear();
    library.change(30, 30, added, removed);
    Likeness after = before.with(first.faces().with(added, removed));
    assertThat(after.groups()).isPositive();
    assertThat(describe(first.faces(), before)).isEqualTo(described);
  }

  /** What was kept may be of faces of which some are gone, some changed, and others have come. */
  @Test
  void whatWasKeptGivesTheSameAsFromScratch() {
    int gone = 0;
    for (long seed = 1; seed <= 4; seed++) {
      ChangingLibrary library = new ChangingLibrary(seed, seed % 2 == 0 ? 3 : 12, 0.9);
      library.change(250, 0, new ArrayList<>(), new HashSet<>());
      byte[] kept = kept(library);
      for (int step = 0; step < 12; step++) {
        FaceIndex all = new FaceIndex(library.faces());
        Likeness soon =
            new Likeness(
                all, SeededLibrary.CALIBRATION, Strictness.PRODUCT, Acquaintances.of(kept));
        Likeness scratch = new Likeness(all, SeededLibrary.CALIBRATION);
        assertThat(describe(all, soon))
            .as("seed %d, step %d", seed, step)
            .isEqualTo(describe(all, scratch));
        gone += soon.turned().cardinality() < all.size() ? step : 0;
        library.change(1, step % 2, new ArrayList<>(), new HashSet<>());
      }
    }
    assertThat(gone).as("steps that needed not compare all").isGreaterThan(20);
  }

  private static byte[] kept(ChangingLibrary library) {
    FaceIndex faces = new FaceIndex(library.faces());
    return new Likeness(faces, SeededLibrary.CALIBRATION).acquaintances().bytes();
  }

  @Test
  void whatWasKeptIsKnownToBeDamaged() {
    ChangingLibrary library = new ChangingLibrary(3, 4, 0.9);
    library.change(20, 0, new ArrayList<>(), new HashSet<>());
    byte[] kept = kept(library);
    assertThat(Acquaintances.of(kept)).map(Acquaintances::bytes).contains(kept);
    for (int place = 0; place < kept.length; place++) {
      byte[] damaged = kept.clone();
      damaged[place] ^= 4;
      assertThat(Acquaintances.of(damaged)).isEmpty();
      assertThat(Acquaintances.of(Arrays.copyOf(kept, place))).isEmpty();
    }
  }

  @Test
  void noGroupHasTwoFacesOfAPhotoUnlessTheyAreTheSamePicture() {
    int shared = 0;
    for (long seed = 1; seed <= 6; seed++) {
      ChangingLibrary library = new ChangingLibrary(seed, 6, 0.6);
      List<Face> added = new ArrayList<>();
      library.change(150, 0, added, new HashSet<>());
      FaceIndex faces = new FaceIndex(added);
      Likeness likeness = new Likeness(faces, SeededLibrary.CALIBRATION);
      for (int group = 0; group < likeness.groups(); group++) {
        Map<PhotoId, Integer> first = new HashMap<>();
        for (int member : likeness.members(group)) {
          Integer other = first.putIfAbsent(faces.face(member).photo(), member);
          if (other != null) {
            shared++;
            double alike = likeness.vector(member).cosine(likeness.vector(other));
            assertThat(alike).isGreaterThan(likeness.thresholds().nearIdentical());
          }
        }
      }
    }
    assertThat(shared).as("mirrors that were seen").isPositive();
  }

  @Test
  void theOrderOfArrivalChangesNothing() {
    ChangingLibrary library = new ChangingLibrary(9, 10, 1.1);
    List<Face> added = new ArrayList<>();
    library.change(120, 0, added, new HashSet<>());
    FaceIndex faces = new FaceIndex(added);
    Likeness likeness = new Likeness(faces, SeededLibrary.CALIBRATION);
    Map<PhotoId, List<Face>> byPhoto = new TreeMap<>();
    added.forEach(face -> byPhoto.computeIfAbsent(face.photo(), _ -> new ArrayList<>()).add(face));
    FaceIndex grown = new FaceIndex(List.of());
    Likeness step = new Likeness(grown, SeededLibrary.CALIBRATION);
    for (List<Face> some : byPhoto.values()) {
      FaceIndex.Change change = grown.with(some.reversed(), Set.of());
      step = step.with(change);
      grown = change.faces();
    }
    assertThat(describe(grown, step)).isEqualTo(describe(faces, likeness));
  }
}
