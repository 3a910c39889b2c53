package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import latent.catalog.Catalog;
import latent.catalog.Groups.Group;
import latent.catalog.Groups.Member;
import latent.people.Acquaintances;
import latent.people.Contradiction;
import latent.people.Grouping;
import latent.people.People;
import latent.people.Person;
import latent.people.Question;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.Fact;
import latent.photo.ModelName;
import latent.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the people from the stored features and facts, and keeps the answer. No photo is read,
 * no byte is moved. What follows from the features alone is kept for as long as they stay the same,
 * and only what changed in the answer is written. Which faces are alike is kept in a file, for the
 * next start of the program; without it, or if it is damaged, the answer is the same, but later.
 */
public final class Grouper {

  /** Up to one photo in so many is few. */
  private static final int FEW = 20;

  /**
   * The file is written again when more than one face in so many has other neighbours than there.
   */
  private static final int MANY = 100;

  private final Library library;
  private final ReentrantLock grouping = new ReentrantLock();
  private @Nullable Known known;

  /** How many faces have other neighbours than in the file. */
  private long unwritten;

  /** What follows from the features as they were. */
  private static final class Known {
    private final ModelName embedder;
    private final long features;
    private final List<Face> read;
    private final Map<PhotoId, List<Face>> faces;
    private final Grouping grouping;
    private final Map<FaceId, PhotoId> photoOf = new HashMap<>();
    private List<Face> drawn = List.of();
    private @Nullable People answer;

    private Known(
        ModelName embedder,
        long features,
        List<Face> read,
        Map<PhotoId, List<Face>> faces,
        Grouping grouping) {
      this.embedder = embedder;
      this.features = features;
      this.read = read;
      this.faces = faces;
      this.grouping = grouping;
      faces.values().forEach(each -> each.forEach(face -> photoOf.put(face.id(), face.photo())));
    }
  }

  public Grouper(Library library) {
    this.library = library;
  }

  /**
   * Groups if features or facts changed since the last time; answers how many faces have a person
   * now, 0 if nothing changed.
   */
  public int groupIfStale() {
    return library.catalog().groups().stale() ? group() : 0;
  }

  /** Groups; answers how many faces have a person now. */
  public int group() {
    grouping.lock();
    try {
      Catalog catalog = library.catalog();
      long generation = catalog.groups().generation();
      Known now = known();
      People people = now.grouping.people(catalog.facts().ofShown());
      keep(catalog, generation, now, people);
      now.answer = people;
      keepNeighbours(now.grouping);
      return people.persons().stream().mapToInt(person -> person.members().size()).sum();
    } finally {
      grouping.unlock();
    }
  }

  /** What is worth asking, the best first. */
  public List<Question> questions() {
    return ask(now -> now.grouping.questions(library.catalog().facts().ofShown()));
  }

  /** How much of each person's faces is there, 0 to 1, by the person's id. */
  public Map<String, Double> completeness() {
    return ask(now -> now.grouping.completeness(library.catalog().facts().ofShown()));
  }

  /** The facts that can't both be true. */
  public List<Contradiction> contradictions() {
    grouping.lock();
    try {
      Known now = known;
      People answer = now == null ? null : now.answer;
      return answer != null && !library.catalog().groups().stale()
          ? answer.contradictions()
          : contradictions(library.catalog().facts().ofShown());
    } finally {
      grouping.unlock();
    }
  }

  private List<Contradiction> contradictions(List<Fact> facts) {
    Set<PhotoId> photos = new HashSet<>();
    facts.forEach(fact -> fact.references().forEach(face -> photos.add(face.photo())));
    List<Face> faces = new ArrayList<>();
    photos.forEach(photo -> faces.addAll(library.catalog().faces().of(photo)));
    return Grouping.contradictions(faces, facts);
  }

  private <T> T ask(Function<Known, T> question) {
    grouping.lock();
    try {
      Known now = known();
      T answer = question.apply(now);
      keepNeighbours(now.grouping);
      return answer;
    } finally {
      grouping.unlock();
    }
  }

  /** As the features are now; where few photos changed, only what these touch is looked at. */
  private Known known() {
    Catalog catalog = library.catalog();
    long features = catalog.groups().features();
    ModelName embedder = library.models().embedder();
    List<Face> read = TagReader.counting(catalog, embedder.toString());
    Known before = known;
    if (before != null && !before.embedder.equals(embedder)) {
      before = null;
    }
    if (before != null && before.features == features && before.read.equals(read)) {
      return before;
    }
    Map<PhotoId, List<Face>> faces = new HashMap<>();
    for (Face face : catalog.faces().detected(embedder)) {
      faces.computeIfAbsent(face.photo(), _ -> new ArrayList<>()).add(face);
    }
    for (Face face : read) {
      faces.computeIfAbsent(face.photo(), _ -> new ArrayList<>()).add(face);
    }
    Known now =
        before == null
            ? new Known(embedder, features, read, faces, grouping(faces))
            : new Known(embedder, features, read, faces, grouping(before, faces));
    now.answer = before == null ? null : before.answer;
    unwritten += now.grouping.turned();
    now.drawn = before == null ? List.of() : before.drawn;
    known = now;
    return now;
  }

  private Grouping grouping(Map<PhotoId, List<Face>> faces) {
    return new Grouping(
        faces.values().stream().flatMap(List::stream).toList(),
        library.models().calibration(),
        neighbours());
  }

  /** The file's neighbours, if they can be read. */
  private Optional<Acquaintances> neighbours() {
    try {
      return Acquaintances.of(Files.readAllBytes(library.directory().neighbours()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /**
   * A file that can't be written is done without. It is written by programs that only look, too,
   * while another may be working here: each writes it whole, and whoever finds it checks what still
   * holds.
   */
  private void keepNeighbours(Grouping now) {
    if (unwritten * MANY <= now.faces()) {
      return;
    }
    try {
      library.write(library.directory().neighbours(), now.acquaintances().bytes());
      unwritten = 0;
    } catch (IOException _) {
      unwritten = now.faces();
    }
  }

  private Grouping grouping(Known before, Map<PhotoId, List<Face>> faces) {
    Set<PhotoId> changed = new HashSet<>(before.faces.keySet());
    changed.addAll(faces.keySet());
    changed.removeIf(
        photo ->
            faces
                .getOrDefault(photo, List.of())
                .equals(before.faces.getOrDefault(photo, List.of())));
    if (changed.size() * FEW > faces.size()) {
      return grouping(faces);
    }
    List<Face> added = new ArrayList<>();
    changed.forEach(photo -> added.addAll(faces.getOrDefault(photo, List.of())));
    return before.grouping.with(added, changed);
  }

  private static void keep(Catalog catalog, long generation, Known now, People people) {
    people.drawn().forEach(face -> now.photoOf.put(face.id(), face.photo()));
    People before = now.answer;
    List<Face> drawn = Stream.concat(now.read.stream(), people.drawn().stream()).toList();
    catalog.transaction(
        () -> {
          if (before == null || !drawn.equals(now.drawn)) {
            catalog.faces().replaceDrawn(drawn);
          }
          if (before == null) {
            keepDifferences(catalog, now, people);
          } else {
            keepChanges(catalog, now, before, people);
          }
          catalog.groups().grouped(generation);
        });
    now.drawn = drawn;
  }

  /** The first answer since the program's start: only what is other than in the catalog is put. */
  private static void keepDifferences(Catalog catalog, Known now, People people) {
    Map<FaceId, Member> leaving = catalog.groups().members();
    Map<String, Group> gone = new HashMap<>();
    catalog.groups().all().forEach(group -> gone.put(group.id(), group));
    List<Group> changed = new ArrayList<>();
    List<Member> coming = new ArrayList<>();
    for (Person person : people.persons()) {
      Group group = group(now, person);
      if (!group.equals(gone.remove(group.id()))) {
        changed.add(group);
      }
      for (Member member : members(person)) {
        if (!member.equals(leaving.remove(member.face()))) {
          coming.add(member);
        }
      }
    }
    catalog
        .groups()
        .change(List.copyOf(gone.keySet()), changed, List.copyOf(leaving.keySet()), coming);
  }

  private static void keepChanges(Catalog catalog, Known now, People before, People people) {
    Map<String, Person> old = new HashMap<>();
    before.persons().forEach(person -> old.put(person.id(), person));
    List<Group> changed = new ArrayList<>();
    Set<Member> coming = new HashSet<>();
    Set<Member> was = new HashSet<>();
    for (Person person : people.persons()) {
      Person earlier = old.remove(person.id());
      if (earlier != person) {
        changed.add(group(now, person));
        coming.addAll(members(person));
        was.addAll(earlier == null ? List.of() : members(earlier));
      }
    }
    old.values().forEach(person -> was.addAll(members(person)));
    Set<FaceId> leaving = new HashSet<>();
    was.forEach(member -> leaving.add(member.face()));
    coming.forEach(member -> leaving.remove(member.face()));
    coming.removeAll(was);
    catalog
        .groups()
        .change(List.copyOf(old.keySet()), changed, List.copyOf(leaving), List.copyOf(coming));
  }

  private static Group group(Known now, Person person) {
    Set<PhotoId> photos = new HashSet<>();
    person.members().forEach(member -> photos.add(now.photoOf.get(member.face())));
    return new Group(
        person.id(),
        person.name(),
        person.hidden(),
        person.cover(),
        person.members().size(),
        photos.size());
  }

  private static List<Member> members(Person person) {
    return person.members().stream()
        .map(member -> new Member(member.face(), person.id(), member.why()))
        .toList();
  }
}
