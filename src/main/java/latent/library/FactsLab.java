package latent.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import latent.people.Calibration;
import latent.people.Grouping;
import latent.people.People;
import latent.people.Person;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.FaceReference;
import latent.photo.Fact;
import latent.photo.FactId;
import latent.photo.PhotoId;

/**
 * How long it takes until the answer stands to what changes every day: random facts of all kinds,
 * said one after the other about given faces, each with all those before it; then photos of three
 * faces that come, and go again.
 */
public final class FactsLab {

  private static final int ANCHORS = 5;

  /** Faces in a photo that comes. */
  private static final int IN_A_PHOTO = 3;

  /** What is done before the first that counts, so that the compiler has seen it. */
  private static final int WARMING_UP = 30;

  /** Milliseconds until the new people stood, of so many. */
  public record Times(int count, double median, double ninetyNine, double longest) {

    private static Times of(double[] milliseconds) {
      double[] sorted = milliseconds.clone();
      Arrays.sort(sorted);
      int count = sorted.length;
      return new Times(count, sorted[count / 2], sorted[count * 99 / 100], sorted[count - 1]);
    }
  }

  /**
   * What came of it.
   *
   * @param faces grouped in the beginning
   * @param grouping what that took, in milliseconds
   * @param facts answers to facts
   * @param added answers to photos that came
   * @param removed answers to photos that went
   * @param bytes of memory in use in the end
   */
  public record Figures(
      int faces, long grouping, Times facts, Times added, Times removed, long bytes) {}

  private final Calibration calibration;
  private final Random random;
  private final List<Fact> facts = new ArrayList<>();
  private final Map<FaceId, FaceReference> faces = new HashMap<>();

  public FactsLab(Calibration calibration, long seed) {
    this.calibration = calibration;
    random = new Random(seed);
  }

  /**
   * Says so many facts, and adds and removes so many photos; times each. The last of the faces are
   * kept back for these photos.
   *
   * @throws LibraryException if the two files don't fit together, or there are too few faces
   */
  public Figures measure(
      Path vectors, Path lines, int dimension, int count, int photos, Progress progress)
      throws IOException {
    List<Face> all = new ArrayList<>(LabelledFaces.read(vectors, lines, dimension).faces());
    int kept = all.size() - IN_A_PHOTO * (photos + WARMING_UP);
    if (kept < 1 || count < 1 || photos < 1) {
      throw new LibraryException("There are too few faces for so many photos of three.");
    }
    Map<PhotoId, List<Face>> coming = coming(all.subList(kept, all.size()));
    all.subList(kept, all.size()).clear();
    all.forEach(face -> faces.put(face.id(), face.reference()));
    List<FaceReference> given = all.stream().map(Face::reference).toList();
    long begun = System.nanoTime();
    Grouping grouping = new Grouping(all, calibration);
    grouping.people(facts);
    long groupingTook = (System.nanoTime() - begun) / 1_000_000;
    all.clear();
    Times saying = say(grouping, given, count, progress);
    double[] adding = new double[coming.size()];
    double[] removing = new double[coming.size()];
    int step = 0;
    for (List<Face> photo : coming.values()) {
      long before = System.nanoTime();
      grouping = grouping.with(photo, Set.of());
      grouping.people(facts);
      adding[step] = (System.nanoTime() - before) / 1e6;
      progress.step("adding", ++step, coming.size());
    }
    step = 0;
    for (PhotoId photo : coming.keySet()) {
      long before = System.nanoTime();
      grouping = grouping.with(List.of(), Set.of(photo));
      grouping.people(facts);
      removing[step] = (System.nanoTime() - before) / 1e6;
      progress.step("removing", ++step, coming.size());
    }
    Runtime runtime = Runtime.getRuntime();
    return new Figures(
        given.size(),
        groupingTook,
        saying,
        Times.of(Arrays.copyOfRange(adding, WARMING_UP, adding.length)),
        Times.of(Arrays.copyOfRange(removing, WARMING_UP, removing.length)),
        runtime.totalMemory() - runtime.freeMemory());
  }

  private Times say(Grouping grouping, List<FaceReference> given, int count, Progress progress) {
    People people = grouping.people(facts);
    double[] took = new double[count];
    for (int i = -WARMING_UP; i < count; i++) {
      facts.add(fact(people.persons(), given));
      long before = System.nanoTime();
      people = grouping.people(facts);
      if (i >= 0) {
        took[i] = (System.nanoTime() - before) / 1e6;
        progress.step("saying", i, count);
      }
    }
    return Times.of(took);
  }

  /** Photos of three of these faces each. */
  private static Map<PhotoId, List<Face>> coming(List<Face> all) {
    Map<PhotoId, List<Face>> coming = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Face face = all.get(i);
      PhotoId photo = PhotoId.of(("coming " + i / IN_A_PHOTO).getBytes(StandardCharsets.UTF_8));
      coming
          .computeIfAbsent(photo, _ -> new ArrayList<>())
          .add(
              new Face(
                  photo,
                  face.box(),
                  face.landmarks(),
                  face.score(),
                  face.sharpness(),
                  face.length(),
                  face.pixels(),
                  face.embedding(),
                  face.crop()));
    }
    return coming;
  }

  private Fact fact(List<Person> persons, List<FaceReference> all) {
    FactId id = new FactId(String.format("%016x", random.nextLong()));
    Instant at = Instant.EPOCH.plusSeconds(facts.size());
    Person person = persons.get(random.nextInt(persons.size()));
    Person other = persons.get(random.nextInt(persons.size()));
    FaceReference any = all.get(random.nextInt(all.size()));
    List<FaceReference> anchors = anchors(person);
    return switch (random.nextInt(8)) {
      case 0, 1 -> new Fact.Named(id, at, person.id(), anchors, "Name " + random.nextInt(500));
      case 2 -> new Fact.Same(id, at, person.id(), anchors, other.id(), anchors(other));
      case 3 -> new Fact.Confirmed(id, at, any, person.id(), anchors);
      case 4 -> new Fact.Rejected(id, at, anchors.getFirst(), person.id(), anchors);
      case 5 -> new Fact.NotAFace(id, at, any);
      case 6 -> new Fact.Different(id, at, anchors.subList(0, 1), person.id(), anchors);
      default ->
          facts.isEmpty()
              ? new Fact.Hidden(id, at, person.id(), anchors)
              : new Fact.Undone(id, at, facts.get(random.nextInt(facts.size())).id());
    };
  }

  private List<FaceReference> anchors(Person person) {
    List<FaceReference> anchors = new ArrayList<>();
    for (Person.Member member : person.members()) {
      FaceReference face = faces.get(member.face());
      if (face != null && anchors.size() < ANCHORS) {
        anchors.add(face);
      }
    }
    return anchors.isEmpty() ? List.of(faces.values().iterator().next()) : anchors;
  }
}
