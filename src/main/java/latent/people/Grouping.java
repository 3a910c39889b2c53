package latent.people;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import latent.people.Gathering.Someone;
import latent.people.Identities.Identity;
import latent.people.Likeness.Support;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.FaceReference;
import latent.photo.Fact;
import latent.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/**
 * The one door of this room: (features, facts) in, people out. What follows from the features alone
 * is computed when it is made, and serves for any facts.
 */
public final class Grouping {

  /** A face wider than this, in pixels, is no better as a cover for being wider still. */
  private static final double LARGE = 200;

  /** A crop whose Laplacian varies more than this looks sharp (see {@link Face#sharpness}). */
  private static final double SHARP = 200;

  /** Why a face is there that the user put there. */
  public static final String VOUCHED = "you said so";

  private final FaceIndex faces;
  private final Likeness likeness;
  private final Partings partings;
  private final AtomicReferenceArray<@Nullable Person> wholes;
  private final Map<String, Given> given = new ConcurrentHashMap<>();

  /** Everything that makes a person what it is, but for the neighbours; faces by their rows. */
  private record Look(
      @Nullable String name,
      boolean hidden,
      @Nullable Integer cover,
      List<Integer> vouched,
      List<Integer> faces) {}

  /** What a person looks like; null if faces are among it that no analysis found. */
  private @Nullable Look look(Someone someone) {
    Identity identity = someone.identity();
    Integer cover = identity == null ? null : identity.cover();
    boolean drawn = someone.faces().getLast() >= faces.size();
    return drawn || (cover != null && cover >= faces.size())
        ? null
        : new Look(
            identity == null ? null : identity.name(),
            identity != null && identity.hidden(),
            cover == null ? null : likeness.row(cover),
            rows(someone.faces().stream().filter(someone::isVouched).toList()),
            rows(someone.faces()));
  }

  private List<Integer> rows(List<Integer> some) {
    List<Integer> rows = new ArrayList<>(some.size());
    some.forEach(face -> rows.add(likeness.row(face)));
    return rows;
  }

  /**
   * A person as it was given last.
   *
   * @param look null if it has to be looked at anew
   */
  private record Given(@Nullable Look look, Person person) {}

  /**
   * @param detected every face that analysis found, in any order
   */
  public Grouping(List<Face> detected, Calibration calibration) {
    this(detected, calibration, Strictness.PRODUCT, Optional.empty());
  }

  /**
   * The same, but sooner.
   *
   * @param kept what an earlier grouping kept, of the same faces or of others
   */
  public Grouping(List<Face> detected, Calibration calibration, Optional<Acquaintances> kept) {
    this(detected, calibration, Strictness.PRODUCT, kept);
  }

  /** The same, but more or less strict than the product is. */
  public Grouping(List<Face> detected, Calibration calibration, Strictness strictness) {
    this(detected, calibration, strictness, Optional.empty());
  }

  private Grouping(
      List<Face> detected,
      Calibration calibration,
      Strictness strictness,
      Optional<Acquaintances> kept) {
    faces = new FaceIndex(detected);
    likeness = new Likeness(faces, calibration, strictness, kept);
    partings = new Partings();
    wholes = new AtomicReferenceArray<>(likeness.groups());
  }

  private Grouping(Grouping before, FaceIndex.Change change) {
    faces = change.faces();
    likeness = before.likeness.with(change);
    partings = before.partings;
    wholes = new AtomicReferenceArray<>(likeness.groups());
    int[] same = likeness.same(before.likeness);
    for (int group = 0; group < same.length; group++) {
      if (same[group] != Likeness.NONE) {
        wholes.set(group, before.wholes.get(same[group]));
      }
    }
    BitSet turned = likeness.turned();
    before.given.forEach(
        (id, last) -> {
          boolean stays = last.look != null && last.look.faces.stream().noneMatch(turned::get);
          given.put(id, stays ? last : new Given(null, last.person));
        });
  }

  /**
   * The grouping after some photos went and some faces came: the same as one made of all the faces
   * there are then, but made by looking only at what they touch.
   *
   * @param added faces that came, in any order; they may be of photos that went
   * @param removed the photos whose faces went
   */
  public Grouping with(List<Face> added, Set<PhotoId> removed) {
    return new Grouping(this, faces.with(added, removed));
  }

  /** What is worth keeping, so that the next grouping is made sooner. */
  public Acquaintances acquaintances() {
    return likeness.acquaintances();
  }

  /** How many faces there are. */
  public int faces() {
    return faces.size();
  }

  /** How many faces have other neighbours than before the last change, or than those kept. */
  public int turned() {
    return likeness.turned().cardinality();
  }

  /** The boxes in which the user tagged somebody, without those undone and whole pictures. */
  public static List<FaceReference> tags(List<Fact> facts) {
    List<FaceReference> tags = new ArrayList<>();
    for (Fact fact : Identities.counting(facts)) {
      if (fact instanceof Fact.Tagged tagged && !tagged.face().box().isWholePicture()) {
        tags.add(tagged.face());
      }
    }
    return tags;
  }

  /** The faces of which the user said who they are, or whom they stand for, or who they are not. */
  public static List<FaceReference> spokenOf(List<Fact> facts) {
    return Identities.counting(facts).stream()
        .filter(fact -> !(fact instanceof Fact.NotAFace))
        .flatMap(fact -> fact.references().stream())
        .toList();
  }

  /** The one of a photo's faces that a fact means by this box. */
  public static Optional<Face> find(FaceReference reference, List<Face> faces) {
    Pointing pointing = new Pointing(new FaceIndex(faces));
    OptionalInt found = pointing.find(reference);
    return found.isPresent() ? Optional.of(pointing.face(found.getAsInt())) : Optional.empty();
  }

  /** Who is in these faces: {@link #people} of a grouping made for this. */
  public static People group(List<Face> detected, List<Fact> facts, Calibration calibration) {
    return new Grouping(detected, calibration).people(facts);
  }

  /**
   * The facts that can't both be true.
   *
   * @param faces at least those that analysis found in the photos of which the facts speak
   */
  public static List<Contradiction> contradictions(List<Face> faces, List<Fact> facts) {
    return Identities.of(new Pointing(new FaceIndex(faces)), facts).contradictions();
  }

  /**
   * Who is in the faces.
   *
   * @param facts everything the user said, in any order
   */
  public People people(List<Fact> facts) {
    Gathering gathering = new Gathering(faces, likeness, partings, facts);
    List<Person> persons = new ArrayList<>();
    Set<Integer> shown = new HashSet<>();
    IntStream.of(gathering.untouched())
        .parallel()
        .mapToObj(group -> untouched(gathering, group))
        .forEachOrdered(persons::add);
    gathering.spokenOf().parallelStream()
        .map(someone -> person(gathering, someone))
        .forEachOrdered(persons::add);
    gathering.spokenOf().forEach(someone -> shown.addAll(someone.faces()));
    persons.sort(Comparator.comparing(Person::id));
    return new People(
        persons, drawn(gathering.pointing(), shown), gathering.identities().contradictions());
  }

  /**
   * What is worth asking, the best first; never what the facts already imply.
   *
   * @param facts everything the user said, in any order
   */
  public List<Question> questions(List<Fact> facts) {
    return questions(facts, Likelihoods.PRODUCT);
  }

  /**
   * What is worth asking, by other likelihoods than the product's.
   *
   * @param facts everything the user said, in any order
   */
  public List<Question> questions(List<Fact> facts, Likelihoods likelihoods) {
    Gathering gathering = new Gathering(faces, likeness, partings, facts);
    List<String> ids = new ArrayList<>();
    List<FaceId> covers = new ArrayList<>();
    List<Someone> everyone = gathering.everyone();
    for (Someone someone : everyone) {
      ids.add(id(gathering, someone));
      covers.add(cover(gathering.pointing(), someone.faces()));
    }
    return new Inquiry(faces, likeness, gathering, everyone, likelihoods).questions(ids, covers);
  }

  /** All that is in doubt before the user has said anything. */
  public List<Doubt> doubts() {
    Gathering gathering = new Gathering(faces, likeness, partings, List.of());
    return new Inquiry(faces, likeness, gathering, gathering.everyone(), Likelihoods.PRODUCT)
        .doubts();
  }

  /**
   * How much of each person is there: the estimated share of the person's faces, of all that
   * analysis found and that are large enough to be matched, that stand in the album, 0 to 1, by the
   * person's id. Of a face that stands alone nothing is said: it is somebody who was seen once, or
   * a small part of somebody else.
   *
   * @param facts everything the user said, in any order
   */
  public Map<String, Double> completeness(List<Fact> facts) {
    Gathering gathering = new Gathering(faces, likeness, partings, facts);
    List<Someone> everyone = gathering.everyone();
    Completeness completeness =
        new Inquiry(faces, likeness, gathering, everyone, Likelihoods.PRODUCT).completeness();
    Map<String, Double> shares = new HashMap<>();
    for (int i = 0; i < everyone.size(); i++) {
      if (everyone.get(i).faces().size() > 1) {
        shares.put(id(gathering, everyone.get(i)), completeness.share(i));
      }
    }
    return shares;
  }

  /** The faces that facts drew and that are somebody. */
  private List<Face> drawn(Pointing pointing, Set<Integer> shown) {
    List<Face> all = pointing.drawn();
    return IntStream.range(0, all.size())
        .filter(number -> shown.contains(faces.size() + number))
        .mapToObj(all::get)
        .toList();
  }

  /**
   * The person as it was given before, if nothing about it has changed, so that who compares
   * answers need not compare their faces.
   */
  private Person person(Gathering gathering, Someone someone) {
    String id = id(gathering, someone);
    Given before = given.get(id);
    Look look = look(someone);
    if (before != null && look != null && look.equals(before.look)) {
      return before.person;
    }
    Person now = person(gathering.pointing(), id, someone);
    Person person = before != null && before.person.equals(now) ? before.person : now;
    given.put(id, new Given(look, person));
    return person;
  }

  /**
   * A group of which the user said nothing; it stays the same person for as long, unless it had to
   * be called otherwise because of what was said of others.
   */
  private Person untouched(Gathering gathering, int group) {
    Person before = wholes.get(group);
    if (before != null && !gathering.identities().ids().contains(before.id())) {
      return before;
    }
    Someone someone = new Someone(null, IntStream.of(likeness.members(group)).boxed().toList());
    Person person = person(gathering.pointing(), id(gathering, someone), someone);
    if (person.id().equals(idBy(faces.id(someone.faces().getFirst())))) {
      wholes.set(group, person);
    }
    return person;
  }

  private Person person(Pointing pointing, String id, Someone someone) {
    Identity identity = someone.identity();
    Set<Integer> members = new HashSet<>(someone.faces());
    boolean vouched = someone.faces().stream().anyMatch(someone::isVouched);
    List<Person.Member> shown = new ArrayList<>();
    for (int face : someone.faces()) {
      String why = VOUCHED;
      if (!someone.isVouched(face)) {
        why = vouched ? why(face, members, someone::isVouched) : why(face, members);
      }
      shown.add(new Person.Member(pointing.id(face), why));
    }
    shown.sort(Comparator.comparing(Person.Member::face));
    Integer chosen = identity == null ? null : identity.cover();
    FaceId cover =
        chosen != null && members.contains(chosen)
            ? pointing.id(chosen)
            : cover(pointing, someone.faces());
    return new Person(
        id,
        identity == null ? null : identity.name(),
        identity != null && identity.hidden(),
        cover,
        shown);
  }

  private String why(int face, Set<Integer> members, IntPredicate vouched) {
    Support support = likeness.support(face, vouched);
    return support.faces() == 0 ? why(face, members) : sentence(support, " confirmed ", "");
  }

  private String why(int face, Set<Integer> members) {
    Support support = likeness.support(face, members::contains);
    if (support.faces() > 0) {
      return sentence(support, " ", " of this person");
    }
    return members.size() == 1 ? "alone so far" : "like the person as a whole";
  }

  private static String sentence(Support support, String kind, String of) {
    String what = support.faces() == 1 ? "face" : "faces";
    long hundredths = Math.round(100 * support.nearest());
    return "nearest to "
        + support.faces()
        + kind
        + what
        + of
        + ", "
        + hundredths / 100
        + (hundredths % 100 < 10 ? ".0" : ".")
        + hundredths % 100;
  }

  /**
   * A person's id: the one that the user spoke of, or the smallest name among the faces that no
   * such person bears; a group of one may have to take its face's other half. The smallest of many
   * stays the smallest while the group stays much the same: it changes with the chance that a face
   * that comes or goes is just that one.
   */
  private static String id(Gathering gathering, Someone someone) {
    Identity identity = someone.identity();
    if (identity != null) {
      return identity.id();
    }
    Set<String> taken = gathering.identities().ids();
    FaceId first = null;
    for (int number : someone.faces()) {
      FaceId face = gathering.pointing().id(number);
      String id = idBy(face);
      if (!taken.contains(id)) {
        return id;
      }
      first = first == null ? face : first;
    }
    String whole = "p" + Objects.requireNonNull(first).hex();
    String id = "p" + whole.substring(5);
    for (String longer = whole; taken.contains(id); longer += "x") {
      id = longer;
    }
    return id;
  }

  private static String idBy(FaceId face) {
    return "p" + face.hex().substring(0, 12);
  }

  private static FaceId cover(Pointing pointing, List<Integer> numbers) {
    return cover(numbers.stream().map(pointing::face).toList());
  }

  private static FaceId cover(List<Face> faces) {
    return faces.stream()
        .max(Comparator.comparingDouble(Grouping::looks).thenComparing(Face::id))
        .orElseThrow()
        .id();
  }

  /**
   * How well a face shows a person: large, sharp, surely a face, and with all of its head in the
   * picture.
   */
  public static double looks(Face face) {
    return face.score()
        * Math.pow(inside(face.box()), 4)
        * Math.min(face.pixels(), LARGE)
        / LARGE
        * Math.min(face.sharpness() + 1, SHARP)
        / SHARP;
  }

  /**
   * The share of a face's surroundings (its box, wider by half on all sides together) that lies in
   * the picture.
   */
  private static double inside(Box box) {
    double aroundX = box.width() / 4;
    double aroundY = box.height() / 4;
    double across = Math.min(1, box.x() + box.width() + aroundX) - Math.max(0, box.x() - aroundX);
    double down = Math.min(1, box.y() + box.height() + aroundY) - Math.max(0, box.y() - aroundY);
    return Math.max(0, across)
        * Math.max(0, down)
        / ((box.width() + 2 * aroundX) * (box.height() + 2 * aroundY));
  }
}
