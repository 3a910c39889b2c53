package latent.library;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import latent.people.Calibration;
import latent.people.Grouping;
import latent.people.People;
import latent.people.Person;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.FaceReference;
import latent.photo.Fact;
import latent.photo.FactId;

/**
 * How long it takes until the answer to a fact stands: random facts of all kinds, said one after
 * the other about given faces, each with all those before it.
 */
public final class FactsLab {

  private static final int ANCHORS = 5;

  /** What is said before the first that counts, so that the compiler has seen it. */
  private static final int WARMING_UP = 30;

  /**
   * Milliseconds until the new people stood.
   *
   * @param grouping what grouping the faces took before, in milliseconds
   * @param bytes of memory in use after the last fact
   */
  public record Figures(
      int faces,
      int facts,
      long grouping,
      double median,
      double ninetyNine,
      double longest,
      long bytes) {}

  private final Calibration calibration;
  private final Random random;
  private final List<Fact> facts = new ArrayList<>();
  private final Map<FaceId, Face> faces = new HashMap<>();

  public FactsLab(Calibration calibration, long seed) {
    this.calibration = calibration;
    random = new Random(seed);
  }

  /**
   * Says so many facts and times each.
   *
   * @throws LibraryException if the two files don't fit together
   */
  public Figures measure(Path vectors, Path lines, int dimension, int count, Progress progress)
      throws IOException {
    LabelledFaces given = LabelledFaces.read(vectors, lines, dimension);
    given.faces().forEach(face -> faces.put(face.id(), face));
    long begun = System.nanoTime();
    Grouping grouping = new Grouping(given.faces(), calibration);
    People people = grouping.people(facts);
    long groupingTook = (System.nanoTime() - begun) / 1_000_000;
    double[] took = new double[count];
    for (int i = -WARMING_UP; i < count; i++) {
      facts.add(fact(people.persons(), given.faces()));
      long before = System.nanoTime();
      people = grouping.people(facts);
      if (i >= 0) {
        took[i] = (System.nanoTime() - before) / 1e6;
        progress.step("saying", i, count);
      }
    }
    Arrays.sort(took);
    Runtime runtime = Runtime.getRuntime();
    return new Figures(
        given.faces().size(),
        count,
        groupingTook,
        took[count / 2],
        took[count * 99 / 100],
        took[count - 1],
        runtime.totalMemory() - runtime.freeMemory());
  }

  private Fact fact(List<Person> persons, List<Face> all) {
    FactId id = new FactId(String.format("%016x", random.nextLong()));
    Instant at = Instant.EPOCH.plusSeconds(facts.size());
    Person person = persons.get(random.nextInt(persons.size()));
    Person other = persons.get(random.nextInt(persons.size()));
    FaceReference any = all.get(random.nextInt(all.size())).reference();
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
      Face face = faces.get(member.face());
      if (face != null && anchors.size() < ANCHORS) {
        anchors.add(face.reference());
      }
    }
    return anchors.isEmpty() ? List.of(faces.values().iterator().next().reference()) : anchors;
  }
}
