package latent.library;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import latent.catalog.Catalog;
import latent.catalog.Groups.Group;
import latent.catalog.Groups.Member;
import latent.library.Gallery.PersonEntry;
import latent.people.Contradiction;
import latent.people.Grouping;
import latent.people.Question;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.FaceReference;
import latent.photo.Fact;
import latent.photo.FactId;
import latent.photo.PhotoId;
import latent.vault.VaultUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what the user says, as facts, and has the people recomputed. Nothing here reads a
 * photo; what goes to the store are the sealed facts alone.
 */
public final class Witness {

  /** A person is pointed at by at most so many of its faces. */
  private static final int ANCHORS = 5;

  private static final int LONGEST_NAME = 200;

  /** From one face in so many on, what an album loses is much. */
  private static final int MUCH = 10;

  /**
   * What came of a fact, or of several that were said at once.
   *
   * @param fact the last of them
   * @param milliseconds until the new answer stood
   * @param people those who changed, as they are now
   * @param remark what the user should know besides, or null
   */
  public record Testimony(
      String fact,
      List<String> facts,
      long milliseconds,
      List<PersonEntry> people,
      @Nullable String remark) {}

  /**
   * One fact in words.
   *
   * @param person the id of the person that it is about, or null
   * @param contradiction the sentence that says which other fact can't be true beside it, or null
   */
  public record FactEntry(
      String fact,
      String at,
      String says,
      String sentence,
      @Nullable String person,
      boolean undone,
      @Nullable String contradiction) {}

  /**
   * Something worth asking.
   *
   * @param question in words
   * @param kind one of same, member, who
   * @param other another person's id, for same
   * @param face the face to show beside the person's; no is said by rejecting it
   * @param faces how many faces the answer settles
   * @param gain how many faces are expected to stand better for the answer
   */
  public record QuestionEntry(
      String question,
      String kind,
      String person,
      @Nullable String other,
      String face,
      int faces,
      double likely,
      double gain) {}

  private final Library library;
  private final Gallery gallery;
  private final Grouper grouper;
  private final Uploader uploader;
  private final TagReader tagReader;
  private final Clock clock;
  private final FactClock moments;

  public Witness(
      Library library,
      Gallery gallery,
      Grouper grouper,
      Uploader uploader,
      TagReader tagReader,
      Clock clock) {
    this.library = library;
    this.gallery = gallery;
    this.grouper = grouper;
    this.uploader = uploader;
    this.tagReader = tagReader;
    this.clock = clock;
    this.moments = new FactClock(library.catalog(), clock);
  }

  /** The person is called this; whoever has the name already is the same person. */
  public Testimony name(String person, String name) throws IOException {
    return take(new Fact.Named(FactId.fresh(), now(), id(person), anchors(person), checked(name)));
  }

  /** Two people are one; the first keeps its name. */
  public Testimony merge(String person, String other) throws IOException {
    return merge(person, List.of(other));
  }

  /**
   * All these people are one; the first keeps its name. Each of the others is a fact of its own.
   */
  public Testimony merge(String person, List<String> others) throws IOException {
    Set<String> one = new HashSet<>(Set.of(id(person)));
    List<Fact> facts = new ArrayList<>();
    for (String other : others) {
      if (!one.add(id(other))) {
        throw new NotFoundException("“" + person + "” and “" + other + "” are one person already.");
      }
      facts.add(
          new Fact.Same(
              FactId.fresh(), now(), id(person), anchors(person), id(other), anchors(other)));
    }
    return take(facts);
  }

  /** These faces are somebody else than this person. */
  public Testimony split(String person, List<String> faces) throws IOException {
    for (String face : faces) {
      if (!holds(person, face)) {
        throw new NotFoundException(
            "The face " + face + " is not in that person's album. See: latent faces --person …");
      }
    }
    List<FaceReference> leaving = faces.stream().map(this::reference).toList();
    List<FaceReference> staying = new ArrayList<>(anchors(person, new HashSet<>(leaving)));
    if (staying.isEmpty()) {
      throw new NotFoundException("All faces of this person would leave; nobody would be left.");
    }
    return take(new Fact.Different(FactId.fresh(), now(), leaving, id(person), staying));
  }

  /** This face is that person. */
  public Testimony confirm(String face, String person) throws IOException {
    return take(
        new Fact.Confirmed(FactId.fresh(), now(), reference(face), id(person), anchors(person)));
  }

  /** This face is not that person. */
  public Testimony reject(String face, String person) throws IOException {
    FaceReference reference = reference(face);
    List<FaceReference> anchors = anchors(person, Set.of(reference));
    if (anchors.isEmpty()) {
      throw new NotFoundException(
          "This is the only face of that person. If it is no face at all: latent not-a-face "
              + face);
    }
    return take(new Fact.Rejected(FactId.fresh(), now(), reference, id(person), anchors));
  }

  /** There is no face here. */
  public Testimony notAFace(String face) throws IOException {
    return take(new Fact.NotAFace(FactId.fresh(), now(), reference(face)));
  }

  /** This person is not to be shown among the people. */
  public Testimony hide(String person) throws IOException {
    if (gallery.person(person).hidden()) {
      throw new NotFoundException(
          "“" + person + "” is hidden already. To show it again: latent show " + person);
    }
    return take(new Fact.Hidden(FactId.fresh(), now(), id(person), anchors(person)));
  }

  /** This person is to be shown among the people again: whatever hid it no longer counts. */
  public Testimony show(String person) throws IOException {
    Group group = library.catalog().groups().find(id(person)).orElseThrow();
    if (!group.hidden()) {
      throw new NotFoundException("“" + person + "” is shown already.");
    }
    Set<FaceId> faces = new HashSet<>();
    library.catalog().faces().ofPerson(group.id()).forEach(face -> faces.add(face.id()));
    List<Fact> all = library.catalog().facts().all();
    Set<FactId> undone = undone(all);
    List<Fact> undoing = new ArrayList<>();
    for (Fact fact : all) {
      if (fact instanceof Fact.Hidden hidden && !undone.contains(fact.id())) {
        boolean here =
            hidden.person().equals(group.id())
                || hidden.anchors().stream()
                    .anyMatch(face -> faces.contains(FaceId.of(face.photo(), face.box())));
        if (here) {
          undoing.add(new Fact.Undone(FactId.fresh(), now(), fact.id()));
        }
      }
    }
    return take(undoing);
  }

  /** This face shows the person best. */
  public Testimony cover(String face, String person) throws IOException {
    FaceReference reference = reference(face);
    if (!holds(person, face)) {
      throw new NotFoundException(
          "This face is not in that person's album. If it should be: latent confirm "
              + face
              + " "
              + person);
    }
    return take(new Fact.Cover(FactId.fresh(), now(), reference, id(person), anchors(person)));
  }

  private boolean holds(String person, String face) {
    Member member = library.catalog().groups().members().get(gallery.face(face).id());
    return member != null && member.person().equals(gallery.person(person).id());
  }

  /** The person of that name is in this box of this photo. */
  public Testimony tag(String photo, Box box, String name) throws IOException {
    if (box.x() < 0 || box.y() < 0 || box.x() + box.width() > 1 || box.y() + box.height() > 1) {
      throw new NotFoundException(
          "The box reaches beyond the picture; its sides are fractions from 0 to 1.");
    }
    FaceReference reference = new FaceReference(gallery.find(photo).photo().id(), box);
    Testimony said = take(new Fact.Tagged(FactId.fresh(), now(), reference, checked(name)));
    return tagReader.read() > 0 ? learned(said) : said;
  }

  /** The people once more, now that the face that was tagged is known. */
  private Testimony learned(Testimony said) {
    Map<String, Group> before = byId(library.catalog().groups().all());
    grouper.group();
    Map<String, PersonEntry> people = new LinkedHashMap<>();
    changed(before).forEach(person -> people.put(person.id(), person));
    said.people().forEach(person -> people.putIfAbsent(person.id(), person));
    people.keySet().retainAll(byId(library.catalog().groups().all()).keySet());
    String remark = said.remark();
    return new Testimony(
        said.fact(),
        said.facts(),
        said.milliseconds(),
        List.copyOf(people.values()),
        remark == null ? "The face was read from the preview and helps to find others." : remark);
  }

  private List<PersonEntry> changed(Map<String, Group> before) {
    List<PersonEntry> changed = new ArrayList<>();
    for (Group group : library.catalog().groups().all()) {
      if (!group.equals(before.get(group.id()))) {
        changed.add(Gallery.entry(group));
      }
    }
    return changed;
  }

  /** The person of that name is somewhere in this photo. */
  public Testimony tag(String photo, String name) throws IOException {
    PhotoId id = gallery.find(photo).photo().id();
    Set<Box> taken = new HashSet<>();
    for (Fact fact : library.catalog().facts().all()) {
      fact.references().stream()
          .filter(face -> face.photo().equals(id))
          .forEach(face -> taken.add(face.box()));
    }
    int nth = 0;
    while (taken.contains(Box.wholePicture(nth))) {
      nth++;
    }
    return tag(photo, Box.wholePicture(nth), name);
  }

  /** The fact no longer counts; without one, the last that counts. */
  public Testimony undo(@Nullable String fact) throws IOException {
    List<Fact> facts = library.catalog().facts().all();
    Set<FactId> undone = undone(facts);
    Fact target = null;
    for (Fact candidate : facts) {
      boolean meant =
          fact == null
              ? !(candidate instanceof Fact.Undone) && !undone.contains(candidate.id())
              : candidate.id().hex().equals(fact);
      target = meant ? candidate : target;
    }
    if (target == null) {
      throw new NotFoundException(
          fact == null
              ? "There is nothing to undo."
              : "There is no fact “" + fact + "”. See: latent facts");
    }
    if (undone.contains(target.id())) {
      throw new NotFoundException("The fact “" + target.id() + "” is undone already.");
    }
    Testimony said = take(new Fact.Undone(FactId.fresh(), now(), target.id()));
    if (target instanceof Fact.Trashed trashed) {
      recheck(trashed.photo());
    }
    return said;
  }

  /** A photo is back from the trash; what the store no longer has of it is sent again. */
  private void recheck(PhotoId photo) throws IOException {
    if (library.catalog().photos().find(photo).isEmpty()) {
      return;
    }
    try {
      new Custody(library).recheck(photo);
    } catch (VaultUnavailableException away) {
      // It is asked again before the original leaves this device.
    }
  }

  /** All facts in words, newest first. */
  public List<FactEntry> facts() {
    List<Fact> facts = library.catalog().facts().all();
    Set<FactId> undone = undone(facts);
    Map<String, Group> people = byId(library.catalog().groups().all());
    Map<FactId, String> contradictions = contradictions();
    List<FactEntry> entries = new ArrayList<>();
    for (Fact fact : facts.reversed()) {
      entries.add(
          new FactEntry(
              fact.id().hex(),
              fact.at().toString(),
              says(fact),
              sentence(fact, people),
              person(fact),
              undone.contains(fact.id()),
              contradictions.get(fact.id())));
    }
    return entries;
  }

  /** For each fact that can't be true beside another the sentence that says so. */
  private Map<FactId, String> contradictions() {
    Map<FactId, String> sentences = new HashMap<>();
    Map<String, Group> people = byId(library.catalog().groups().all());
    for (Contradiction contradiction : grouper.contradictions()) {
      String sentence = sentence(contradiction, people);
      sentences.put(contradiction.earlier().id(), sentence);
      sentences.put(contradiction.later().id(), sentence);
    }
    return sentences;
  }

  private String sentence(Contradiction contradiction, Map<String, Group> people) {
    Fact earlier = contradiction.earlier();
    Fact later = contradiction.later();
    String about =
        later instanceof Fact.Same || later instanceof Fact.Named
            ? "Two people were said to be two on " + day(earlier) + ", and one on " + day(later)
            : "Of the face in "
                + photo(contradiction.face())
                + " you said that it is "
                + said(earlier, people)
                + " on "
                + day(earlier)
                + ", and that it is "
                + said(later, people)
                + " on "
                + day(later);
    return about
        + "; the later word counts. To take one back: latent undo "
        + earlier.id()
        + " or latent undo "
        + later.id();
  }

  /** What a fact says that one face is. */
  private static String said(Fact fact, Map<String, Group> people) {
    return switch (fact) {
      case Fact.Confirmed confirmed -> called(confirmed.person(), people);
      case Fact.Tagged tagged -> tagged.name();
      case Fact.Rejected rejected -> "not " + called(rejected.person(), people);
      case Fact.Different different -> "not " + called(different.person(), people);
      case Fact.NotAFace _ -> "no face";
      case Fact.Cover cover -> "the best of " + called(cover.person(), people);
      case Fact.Named named -> named.name();
      case Fact.Same same -> called(same.person(), people);
      case Fact.Hidden hidden -> called(hidden.person(), people);
      case Fact.Trashed _ -> "in the trash";
      case Fact.Undone _ -> "not so";
    };
  }

  private String day(Fact fact) {
    return LocalDate.ofInstant(fact.at(), clock.getZone()).toString();
  }

  /** What is worth asking, the best first, at most so many. */
  public List<QuestionEntry> questions(int most) {
    Map<String, Group> people = byId(library.catalog().groups().all());
    return grouper.questions().stream()
        .limit(most)
        .map(question -> entry(question, people))
        .toList();
  }

  private static QuestionEntry entry(Question question, Map<String, Group> people) {
    String asked =
        switch (question.kind()) {
          case SAME -> "Is this the same person as " + called(question.person(), people) + "?";
          case MEMBER -> "Is this really " + called(question.person(), people) + "?";
          case WHO -> "Who is this?";
        };
    return new QuestionEntry(
        asked,
        question.kind().name().toLowerCase(Locale.ROOT),
        question.person(),
        question.other(),
        question.face().hex(),
        question.faces(),
        question.likely(),
        question.gain());
  }

  /**
   * The estimated share of a person's faces that is in the album, 0 to 1; nothing of a person of
   * one face.
   */
  public OptionalDouble completeness(String person) {
    Double share = grouper.completeness().get(gallery.person(person).id());
    return share == null ? OptionalDouble.empty() : OptionalDouble.of(share);
  }

  private static Set<FactId> undone(List<Fact> facts) {
    Set<FactId> undone = new HashSet<>();
    for (Fact fact : facts.reversed()) {
      if (fact instanceof Fact.Undone undoing && !undone.contains(fact.id())) {
        undone.add(undoing.undone());
      }
    }
    return undone;
  }

  private static String says(Fact fact) {
    return switch (fact) {
      case Fact.Named _ -> "named";
      case Fact.Same _ -> "same";
      case Fact.Different _ -> "different";
      case Fact.Confirmed _ -> "confirmed";
      case Fact.Rejected _ -> "rejected";
      case Fact.NotAFace _ -> "not-a-face";
      case Fact.Hidden _ -> "hidden";
      case Fact.Cover _ -> "cover";
      case Fact.Tagged _ -> "tagged";
      case Fact.Trashed _ -> "trashed";
      case Fact.Undone _ -> "undone";
    };
  }

  private static @Nullable String person(Fact fact) {
    return switch (fact) {
      case Fact.Named named -> named.person();
      case Fact.Same same -> same.person();
      case Fact.Different different -> different.person();
      case Fact.Confirmed confirmed -> confirmed.person();
      case Fact.Rejected rejected -> rejected.person();
      case Fact.Hidden hidden -> hidden.person();
      case Fact.Cover cover -> cover.person();
      case Fact.NotAFace _, Fact.Tagged _, Fact.Trashed _, Fact.Undone _ -> null;
    };
  }

  /** So that the user knows which it was, it names the people and the photos. */
  private String sentence(Fact fact, Map<String, Group> people) {
    return switch (fact) {
      case Fact.Named named -> "Somebody was named " + named.name() + ".";
      case Fact.Same same ->
          capitalized(called(same.person(), people))
              + " and "
              + called(same.other(), people)
              + " are one person.";
      case Fact.Different different ->
          different.faces().size() == 1
              ? "The face in "
                  + photo(different.faces().getFirst())
                  + " is somebody else than "
                  + called(different.person(), people)
                  + "."
              : different.faces().size()
                  + " faces are somebody else than "
                  + called(different.person(), people)
                  + ".";
      case Fact.Confirmed confirmed ->
          "The face in "
              + photo(confirmed.face())
              + " is "
              + called(confirmed.person(), people)
              + ".";
      case Fact.Rejected rejected ->
          "The face in "
              + photo(rejected.face())
              + " is not "
              + called(rejected.person(), people)
              + ".";
      case Fact.NotAFace wrong -> "What was seen in " + photo(wrong.face()) + " is not a face.";
      case Fact.Hidden hidden ->
          capitalized(called(hidden.person(), people)) + " is not shown among the people.";
      case Fact.Cover cover ->
          "The face in "
              + photo(cover.face())
              + " stands for "
              + called(cover.person(), people)
              + ".";
      case Fact.Tagged tagged -> tagged.name() + " is in " + photo(tagged.face()) + ".";
      case Fact.Trashed trashed ->
          trashed.days() == 0
              ? "The trash was emptied of " + photo(trashed.photo()) + "."
              : capitalized(photo(trashed.photo())) + " was moved to the trash.";
      case Fact.Undone undone -> "The fact " + undone.undone() + " no longer counts.";
    };
  }

  private static String called(String person, Map<String, Group> people) {
    Group group = people.get(person);
    return group == null || group.name() == null ? "somebody without a name" : group.name();
  }

  private static String capitalized(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private String photo(FaceReference face) {
    return photo(face.photo());
  }

  private String photo(PhotoId photo) {
    return library
        .catalog()
        .photos()
        .find(photo)
        .map(entry -> entry.photo().name())
        .orElse("a photo that is not here");
  }

  /**
   * These photos are in the trash, to leave for good so many days later. Names don't leave with
   * them: where a person would lose its name, or much of its album, because the photos on which it
   * was named are in the trash, it is said again of what stays.
   */
  Testimony trash(List<PhotoId> photos, int days) throws IOException {
    List<Album> albums = albums(Set.copyOf(photos));
    List<Instant> earlier = new ArrayList<>();
    albums.forEach(_ -> earlier.add(now()));
    List<Fact> facts = new ArrayList<>();
    for (PhotoId photo : photos) {
      facts.add(new Fact.Trashed(FactId.fresh(), now(), photo, days));
    }
    Testimony said = take(facts);
    List<Fact> again = new ArrayList<>();
    for (int i = 0; i < albums.size(); i++) {
      again.addAll(albums.get(i).again(earlier.get(i)));
    }
    if (again.isEmpty()) {
      return said;
    }
    Testimony kept = take(again);
    return new Testimony(
        said.fact(),
        said.facts(),
        said.milliseconds() + kept.milliseconds(),
        kept.people(),
        kept.remark());
  }

  /** A person of whom the user spoke, with the faces that stay when photos go to the trash. */
  private final class Album {
    private final Group group;
    private final List<Face> staying;

    private Album(Group group, List<Face> staying) {
      this.group = group;
      this.staying = staying;
    }

    /** What is to be said again of it, as if it had been said just before; mostly nothing. */
    private List<Fact> again(Instant at) {
      Map<FaceId, Member> members = library.catalog().groups().members();
      Map<String, Group> people = byId(library.catalog().groups().all());
      List<Face> lost =
          staying.stream().filter(face -> !isKept(members.get(face.id()), people)).toList();
      if (lost.isEmpty() || lost.size() * MUCH < staying.size()) {
        return List.of();
      }
      List<FaceReference> anchors =
          lost.stream()
              .sorted(
                  Comparator.comparingDouble(Grouping::looks).reversed().thenComparing(Face::id))
              .limit(ANCHORS)
              .map(Face::reference)
              .toList();
      List<Fact> again = new ArrayList<>();
      String name = group.name();
      if (name != null) {
        again.add(new Fact.Named(FactId.fresh(), at, group.id(), anchors, name));
      }
      if (group.hidden()) {
        again.add(new Fact.Hidden(FactId.fresh(), at, group.id(), anchors));
      }
      return again;
    }

    private boolean isKept(@Nullable Member member, Map<String, Group> people) {
      Group now = member == null ? null : people.get(member.person());
      return now != null
          && Objects.equals(now.name(), group.name())
          && now.hidden() == group.hidden();
    }
  }

  /** The named or hidden people who have a face in one of these photos and one elsewhere. */
  private List<Album> albums(Set<PhotoId> photos) {
    grouper.groupIfStale();
    Map<String, Group> people = byId(library.catalog().groups().all());
    Set<String> concerned = new TreeSet<>();
    for (PhotoId photo : photos) {
      for (Face face : library.catalog().faces().of(photo)) {
        library.catalog().groups().personOf(face.id()).ifPresent(concerned::add);
      }
    }
    List<Album> albums = new ArrayList<>();
    for (String person : concerned) {
      Group group = people.get(person);
      if (group != null && (group.name() != null || group.hidden())) {
        List<Face> staying = new ArrayList<>(library.catalog().faces().ofPerson(person));
        staying.removeIf(face -> photos.contains(face.photo()));
        if (!staying.isEmpty()) {
          albums.add(new Album(group, staying));
        }
      }
    }
    return albums;
  }

  /** These facts, which put photos into the trash, no longer count. */
  Testimony restore(List<FactId> because) throws IOException {
    List<Fact> facts = new ArrayList<>();
    for (FactId fact : because) {
      facts.add(new Fact.Undone(FactId.fresh(), now(), fact));
    }
    return take(facts);
  }

  private Testimony take(Fact fact) throws IOException {
    return take(List.of(fact));
  }

  private Testimony take(List<Fact> facts) throws IOException {
    library.vault();
    Catalog catalog = library.catalog();
    long begun = System.nanoTime();
    Map<String, Group> before = byId(catalog.groups().all());
    catalog.facts().add(facts, library.settings().device());
    catalog.settle();
    grouper.group();
    long milliseconds = (System.nanoTime() - begun) / 1_000_000;
    List<PersonEntry> changed = changed(before);
    Map<FactId, String> contradictions = contradictions();
    String remark =
        facts.stream()
            .map(Fact::id)
            .filter(contradictions::containsKey)
            .map(contradictions::get)
            .findFirst()
            .orElse(null);
    String sent = send();
    List<String> ids = facts.stream().map(fact -> fact.id().hex()).toList();
    return new Testimony(ids.getLast(), ids, milliseconds, changed, remark == null ? sent : remark);
  }

  /** Facts go to the vault at once if it can be reached; else with the next shift. */
  private @Nullable String send() throws IOException {
    try {
      uploader.uploadFacts();
      return null;
    } catch (VaultUnavailableException unreachable) {
      return "It is kept on this device and goes to the cloud with the next shift, because now: "
          + unreachable.getMessage();
    }
  }

  private static Map<String, Group> byId(List<Group> groups) {
    Map<String, Group> byId = new HashMap<>();
    groups.forEach(group -> byId.put(group.id(), group));
    return byId;
  }

  private Instant now() {
    return moments.now();
  }

  private FaceReference reference(String face) {
    return gallery.face(face).reference();
  }

  private String id(String person) {
    return gallery.person(person).id();
  }

  private List<FaceReference> anchors(String person) {
    return anchors(person, Set.of());
  }

  /** The faces that stand for a person: those that the user vouched for, then the best looking. */
  private List<FaceReference> anchors(String person, Set<FaceReference> but) {
    String id = gallery.person(person).id();
    Map<FaceId, Member> members = library.catalog().groups().members();
    List<Face> faces = new ArrayList<>();
    for (Face face : library.catalog().faces().all()) {
      Member member = members.get(face.id());
      if (member != null && member.person().equals(id) && !but.contains(face.reference())) {
        faces.add(face);
      }
    }
    faces.sort(
        Comparator.comparing((Face face) -> !vouched(members.get(face.id())))
            .thenComparing(Comparator.comparingDouble(Grouping::looks).reversed())
            .thenComparing(Face::id));
    return faces.stream().limit(ANCHORS).map(Face::reference).toList();
  }

  private static boolean vouched(@Nullable Member member) {
    return member != null && member.why().equals(Grouping.VOUCHED);
  }

  private static String checked(String name) {
    String stripped = name.strip();
    if (stripped.isEmpty()
        || stripped.length() > LONGEST_NAME
        || stripped.chars().anyMatch(Character::isISOControl)) {
      throw new NotFoundException(
          "A name has 1 to " + LONGEST_NAME + " letters and no line breaks.");
    }
    return stripped;
  }
}
