package latent.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.FaceReference;
import latent.photo.Fact;
import latent.photo.FactId;
import latent.photo.PhotoId;
import org.junit.jupiter.api.Test;

/**
 * People are a pure function of features and facts (invariant 3), and names survive everything
 * (invariant 4).
 */
class GroupingTest {

  private static final long SEED = 20_261_123;

  private final Random random = new Random(SEED);
  private long clock = 1_000_000;

  private static People group(List<Face> faces, List<Fact> facts) {
    return Grouping.group(faces, facts, SeededLibrary.CALIBRATION);
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock++);
  }

  private FactId id() {
    return new FactId(String.format("%016x", random.nextLong()));
  }

  private static Person largest(People people) {
    return people.persons().stream()
        .max((one, other) -> Integer.compare(one.members().size(), other.members().size()))
        .orElseThrow();
  }

  private static Person named(People people, String name) {
    return people.persons().stream()
        .filter(person -> name.equals(person.name()))
        .findFirst()
        .orElseThrow();
  }

  private static List<FaceReference> anchors(List<Face> faces, Person person) {
    Set<FaceId> members = ids(person);
    return faces.stream()
        .filter(face -> members.contains(face.id()))
        .limit(5)
        .map(Face::reference)
        .toList();
  }

  private static Set<FaceId> ids(Person person) {
    Set<FaceId> ids = new HashSet<>();
    person.members().forEach(member -> ids.add(member.face()));
    return ids;
  }

  private static Face face(List<Face> faces, FaceId id) {
    return faces.stream().filter(face -> face.id().equals(id)).findFirst().orElseThrow();
  }

  private Fact.Named name(List<Face> faces, Person person, String name) {
    return new Fact.Named(id(), now(), person.id(), anchors(faces, person), name);
  }

  @Test
  void theOrderOfArrivalChangesNothing() {
    for (long seed = SEED; seed < SEED + 8; seed++) {
      List<Face> faces = new SeededLibrary(seed, 12, 120).faces;
      List<Fact> facts = randomFacts(faces, 12);
      People people = group(faces, facts);
      for (int i = 0; i < 3; i++) {
        List<Face> shuffledFaces = new ArrayList<>(faces);
        List<Fact> shuffledFacts = new ArrayList<>(facts);
        Collections.shuffle(shuffledFaces, random);
        Collections.shuffle(shuffledFacts, random);
        assertThat(group(shuffledFaces, shuffledFacts)).as("seed %d", seed).isEqualTo(people);
      }
    }
  }

  @Test
  void everyFaceIsInAtMostOnePersonAndNoPhotoShowsAPersonTwice() {
    for (long seed = SEED; seed < SEED + 8; seed++) {
      List<Face> faces = new SeededLibrary(seed, 10, 100).faces;
      Set<FaceId> seen = new HashSet<>();
      for (Person person : group(faces, List.of()).persons()) {
        Set<PhotoId> photos = new HashSet<>();
        for (Person.Member member : person.members()) {
          assertThat(seen.add(member.face())).as("seed %d", seed).isTrue();
          assertThat(photos.add(face(faces, member.face()).photo())).as("seed %d", seed).isTrue();
        }
      }
    }
  }

  @Test
  void tinyFacesNeverStartAPerson() {
    List<Face> faces = new SeededLibrary(SEED, 10, 100).faces;
    for (Person person : group(faces, List.of()).persons()) {
      assertThat(ids(person).stream().map(id -> face(faces, id).pixels()))
          .anyMatch(pixels -> pixels >= SeededLibrary.CALIBRATION.smallest());
    }
  }

  @Test
  void aNamedPersonKeepsItsIdAndFaces() {
    List<Face> faces = new SeededLibrary(SEED, 8, 100).faces;
    Person before = largest(group(faces, List.of()));
    Person after = named(group(faces, List.of(name(faces, before, "Ada"))), "Ada");
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(ids(after)).isEqualTo(ids(before));
  }

  @Test
  void twoPeopleOfOneNameAreOneAndUndoingPartsThem() {
    List<Face> faces = new SeededLibrary(SEED, 8, 100).faces;
    People people = group(faces, List.of());
    Person one = people.persons().get(0);
    Person other = people.persons().get(1);
    Fact.Named first = name(faces, one, "Ada");
    Fact.Named second = name(faces, other, "Ada");
    Person both = named(group(faces, List.of(first, second)), "Ada");
    assertThat(ids(both)).containsAll(ids(one)).containsAll(ids(other));
    Fact.Undone undone = new Fact.Undone(id(), now(), second.id());
    assertThat(group(faces, List.of(first, second, undone)))
        .isEqualTo(group(faces, List.of(first)));
    Fact.Undone redone = new Fact.Undone(id(), now(), undone.id());
    assertThat(group(faces, List.of(first, second, undone, redone)))
        .isEqualTo(group(faces, List.of(first, second)));
  }

  @Test
  void aRejectedFaceStaysOutAndAConfirmedOneComesBack() {
    List<Face> faces = new SeededLibrary(SEED, 8, 100).faces;
    Person person = largest(group(faces, List.of()));
    Fact.Named named = name(faces, person, "Ada");
    FaceReference anchor = named.anchors().getFirst();
    FaceId wrong = FaceId.of(anchor.photo(), anchor.box());
    Fact.Rejected rejected =
        new Fact.Rejected(id(), now(), anchor, person.id(), named.anchors().subList(1, 5));
    Person without = named(group(faces, List.of(named, rejected)), "Ada");
    assertThat(ids(without)).doesNotContain(wrong).hasSizeGreaterThan(3);
    Fact.Confirmed confirmed =
        new Fact.Confirmed(id(), now(), anchor, person.id(), named.anchors().subList(1, 5));
    assertThat(ids(named(group(faces, List.of(named, rejected, confirmed)), "Ada")))
        .contains(wrong);
  }

  @Test
  void rejectingOneFaceLeavesTheRestOfTheAlbumTogether() {
    for (long seed = SEED; seed < SEED + 20; seed++) {
      List<Face> faces = new SeededLibrary(seed, 8, 100).faces;
      Person person = largest(group(faces, List.of()));
      for (Face face : faces.stream().filter(face -> ids(person).contains(face.id())).toList()) {
        List<FaceReference> others = new ArrayList<>(anchors(faces, person));
        others.remove(face.reference());
        Fact.Rejected rejected =
            new Fact.Rejected(id(), now(), face.reference(), person.id(), others);
        People people = group(faces, List.of(rejected));
        Person left =
            people.persons().stream()
                .filter(each -> each.id().equals(person.id()))
                .findFirst()
                .orElseThrow();
        assertThat(ids(left))
            .as("seed %d, face %s", seed, face.id())
            .doesNotContain(face.id())
            .hasSizeGreaterThan(person.members().size() * 3 / 4);
      }
    }
  }

  @Test
  void whoLosesTheFacesThatStoodForHimKeepsHisNameAndTheOthers() {
    for (long seed = SEED; seed < SEED + 20; seed++) {
      List<Face> faces = new SeededLibrary(seed, 8, 150).faces;
      People before = group(faces, List.of());
      Person person = largest(before);
      Person other =
          before.persons().stream().filter(each -> !each.equals(person)).findFirst().orElseThrow();
      List<Fact> facts = new ArrayList<>();
      facts.add(name(faces, person, "Ada"));
      facts.add(name(faces, other, "Ben"));
      for (FaceReference anchor : anchors(faces, person)) {
        facts.add(new Fact.Confirmed(id(), now(), anchor, other.id(), anchors(faces, other)));
      }
      Person ada = named(group(faces, facts), "Ada");
      assertThat(ada.members()).as("seed %d", seed).isNotEmpty();
      assertThat(ids(ada)).as("seed %d", seed).isSubsetOf(ids(person));
      Person ben = named(group(faces, facts), "Ben");
      assertThat(ids(ben)).containsAll(ids(other));
    }
  }

  @Test
  void aFaceConfirmedAsTwoPeopleIsNotedUntilOneOfThemIsTakenBack() {
    List<Face> faces = new SeededLibrary(SEED, 8, 100).faces;
    People before = group(faces, List.of());
    Person one = before.persons().get(0);
    Person other = before.persons().get(1);
    Face face = faces.getLast();
    Fact first = new Fact.Confirmed(id(), now(), face.reference(), one.id(), anchors(faces, one));
    Fact second =
        new Fact.Confirmed(id(), now(), face.reference(), other.id(), anchors(faces, other));
    People people = group(faces, List.of(second, first));
    assertThat(people.contradictions())
        .containsExactly(new Contradiction(face.reference(), first, second));
    assertThat(
            people.persons().stream()
                .filter(person -> ids(person).contains(face.id()))
                .map(Person::id))
        .containsExactly(other.id());
    Fact undone = new Fact.Undone(id(), now(), first.id());
    assertThat(group(faces, List.of(first, second, undone)).contradictions()).isEmpty();
  }

  @Test
  void whoWasKeptApartAndIsJoinedIsNoted() {
    List<Face> faces = new SeededLibrary(SEED, 8, 100).faces;
    Person person = largest(group(faces, List.of()));
    List<FaceReference> all = anchors(faces, person);
    Fact apart = new Fact.Different(id(), now(), all.subList(0, 2), person.id(), all.subList(2, 5));
    Person founded = holding(group(faces, List.of(apart)), all.getFirst());
    Fact same =
        new Fact.Same(id(), now(), person.id(), all.subList(2, 5), founded.id(), all.subList(0, 2));
    assertThat(group(faces, List.of(apart, same)).contradictions())
        .extracting(Contradiction::earlier, Contradiction::later)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(apart, same));
  }

  private static Person holding(People people, FaceReference reference) {
    FaceId id = FaceId.of(reference.photo(), reference.box());
    return people.persons().stream()
        .filter(person -> ids(person).contains(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void splitFacesBelongTogetherAndToSomebodyElse() {
    List<Face> faces = new SeededLibrary(SEED, 8, 100).faces;
    Person person = largest(group(faces, List.of()));
    List<FaceReference> all = anchors(faces, person);
    Fact.Different different =
        new Fact.Different(id(), now(), all.subList(0, 2), person.id(), all.subList(2, 5));
    People people = group(faces, List.of(different));
    FaceId left = FaceId.of(all.get(0).photo(), all.get(0).box());
    FaceId stayed = FaceId.of(all.get(3).photo(), all.get(3).box());
    Person founded =
        people.persons().stream()
            .filter(each -> ids(each).contains(left))
            .findFirst()
            .orElseThrow();
    assertThat(ids(founded))
        .contains(FaceId.of(all.get(1).photo(), all.get(1).box()))
        .doesNotContain(stayed);
  }

  @Test
  void whatIsNoFaceIsInNobodysAlbum() {
    List<Face> faces = new SeededLibrary(SEED, 8, 100).faces;
    Face poster = faces.getFirst();
    People people = group(faces, List.of(new Fact.NotAFace(id(), now(), poster.reference())));
    assertThat(people.persons()).noneMatch(person -> ids(person).contains(poster.id()));
  }

  @Test
  void theChosenCoverStandsForThePersonWhileItIsInTheAlbum() {
    List<Face> faces = new SeededLibrary(SEED, 8, 100).faces;
    Person person = largest(group(faces, List.of()));
    List<FaceReference> all = anchors(faces, person);
    FaceReference chosen =
        face(
                faces,
                person.members().stream()
                    .map(Person.Member::face)
                    .filter(face -> !face.equals(person.cover()))
                    .findFirst()
                    .orElseThrow())
            .reference();
    FaceId id = FaceId.of(chosen.photo(), chosen.box());
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact.Cover(id(), now(), chosen, person.id(), all));
    assertThat(byId(group(faces, facts), person.id()).cover()).isEqualTo(id);
    facts.add(new Fact.Rejected(id(), now(), chosen, person.id(), all));
    assertThat(byId(group(faces, facts), person.id()).cover()).isNotEqualTo(id);
  }

  @Test
  void aTagDrawsAFaceWhereNoneWasSeenAndMeansTheOneThatIsThere() {
    List<Face> faces = new SeededLibrary(SEED, 8, 100).faces;
    Face there = faces.getFirst();
    FaceReference empty = new FaceReference(there.photo(), new Box(0.9, 0.9, 0.05, 0.05));
    People people =
        group(
            faces,
            List.of(
                new Fact.Tagged(id(), now(), empty, "Ben"),
                new Fact.Tagged(id(), now(), there.reference(), "Cleo")));
    assertThat(people.drawn()).hasSize(1);
    assertThat(ids(named(people, "Ben"))).containsExactly(people.drawn().getFirst().id());
    assertThat(ids(named(people, "Cleo"))).contains(there.id());
  }

  @Test
  void namesSurviveAnotherDetector() {
    for (long seed = SEED; seed < SEED + 8; seed++) {
      SeededLibrary library = new SeededLibrary(seed, 8, 100);
      People before = group(library.faces, List.of());
      List<Fact> facts = new ArrayList<>();
      Map<String, Integer> sizes = new HashMap<>();
      for (int i = 0; i < 5; i++) {
        Person person = before.persons().get(i);
        facts.add(name(library.faces, person, "Person " + i));
        sizes.put("Person " + i, person.members().size());
      }
      List<Face> again = library.faces.stream().map(library::seenAgain).toList();
      // Another detector also misses some faces, those that stood for somebody among them.
      List<Face> most = again.stream().filter(face -> face.id().hex().charAt(0) != 'a').toList();
      People after = group(most, facts);
      sizes.forEach(
          (name, size) ->
              assertThat(named(after, name).members().size())
                  .as("seed of %s", name)
                  .isBetween(1, size + 5));
      People nothingSeen = group(List.of(), facts);
      assertThat(nothingSeen.persons().stream().map(Person::name)).containsAll(sizes.keySet());
    }
  }

  @Test
  void noSequenceOfFactsLosesANameOrPutsAFaceInTwoAlbums() {
    for (int sequence = 0; sequence < 200; sequence++) {
      long seed = SEED + sequence;
      List<Face> faces = new SeededLibrary(seed, 6, 25).faces;
      List<Fact> facts = randomFacts(faces, 15);
      People people = group(faces, facts);
      Set<FaceId> seen = new HashSet<>();
      people
          .persons()
          .forEach(
              person ->
                  ids(person)
                      .forEach(face -> assertThat(seen.add(face)).as("seed %d", seed).isTrue()));
      Set<String> ids = new HashSet<>();
      people
          .persons()
          .forEach(person -> assertThat(ids.add(person.id())).as("seed %d", seed).isTrue());
      Fact last = facts.getLast();
      if (last instanceof Fact.Named said) {
        assertThat(people.persons().stream().map(Person::name))
            .as("seed %d", seed)
            .contains(said.name());
      }
      List<Fact> undone = new ArrayList<>(facts);
      undone.add(new Fact.Undone(id(), now(), last.id()));
      assertThat(group(faces, undone))
          .as("seed %d", seed)
          .isEqualTo(group(faces, facts.subList(0, facts.size() - 1)));
    }
  }

  @Test
  void noQuestionIsAskedTwiceWhateverTheAnswer() {
    for (long seed = SEED; seed < SEED + 10; seed++) {
      Random answers = new Random(seed);
      List<Face> faces = new SeededLibrary(seed, 25, 60, 1.1).faces;
      Grouping grouping = new Grouping(faces, SeededLibrary.CALIBRATION);
      List<Fact> facts = new ArrayList<>();
      Set<String> asked = new HashSet<>();
      for (int i = 0; i < 60; i++) {
        List<Question> questions = grouping.questions(facts);
        if (questions.isEmpty()) {
          break;
        }
        Question question = questions.getFirst();
        People people = grouping.people(facts);
        assertThat(asked.add(pair(people, question))).as("seed %d: %s", seed, question).isTrue();
        facts.add(answer(faces, people, question, answers.nextBoolean()));
      }
      assertThat(asked).as("seed %d", seed).hasSizeGreaterThan(5);
    }
  }

  /** What is asked, by the faces that are asked about. */
  private static String pair(People people, Question question) {
    return question.kind() + " " + ids(byId(people, question.person())) + question.face();
  }

  private static Person byId(People people, String id) {
    return people.persons().stream()
        .filter(person -> person.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Fact answer(List<Face> faces, People people, Question question, boolean yes) {
    Person person = byId(people, question.person());
    List<FaceReference> anchors = anchors(faces, person);
    FaceReference face = face(faces, question.face()).reference();
    return switch (question.kind()) {
      case WHO -> new Fact.Named(id(), now(), person.id(), anchors, "Name " + clock);
      case MEMBER ->
          yes
              ? new Fact.Confirmed(id(), now(), face, person.id(), anchors)
              : new Fact.Rejected(id(), now(), face, person.id(), anchors);
      case SAME -> {
        Person other = byId(people, String.valueOf(question.other()));
        yield yes
            ? new Fact.Same(id(), now(), person.id(), anchors, other.id(), anchors(faces, other))
            : new Fact.Rejected(id(), now(), face, person.id(), anchors);
      }
    };
  }

  @Test
  void questionsComeByWhatTheyGainAndNeverAskWhatNamesImply() {
    List<Face> faces = new SeededLibrary(SEED, 25, 60, 1.1).faces;
    Grouping grouping = new Grouping(faces, SeededLibrary.CALIBRATION);
    List<Fact> facts = new ArrayList<>();
    for (Person person : grouping.people(facts).persons()) {
      facts.add(name(faces, person, "Name " + person.id()));
    }
    assertThat(grouping.questions(facts))
        .noneMatch(question -> question.kind() != Question.Kind.MEMBER);
    assertThat(grouping.questions(List.of()))
        .extracting(Question::kind)
        .contains(Question.Kind.SAME, Question.Kind.WHO);
    List<Double> gains = grouping.questions(List.of()).stream().map(Question::gain).toList();
    assertThat(gains).isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void anAlbumWithAllFacesOfItsPersonIsNearlyComplete() {
    Grouping grouping =
        new Grouping(new SeededLibrary(SEED, 6, 100).faces, SeededLibrary.CALIBRATION);
    assertThat(grouping.completeness(List.of()).values())
        .allSatisfy(share -> assertThat(share).isBetween(0.9, 1.0));
  }

  /**
   * Facts, photos that come and go, and facts undone, in any order: nothing kept is out of date.
   */
  @Test
  void aGroupingThatLivedThroughAllIsAsOneFromScratch() {
    for (long seed = SEED; seed < SEED + 12; seed++) {
      Map<PhotoId, List<Face>> waiting = new LinkedHashMap<>();
      for (Face face : new SeededLibrary(seed, 6, 70, 1.0).faces) {
        waiting.computeIfAbsent(face.photo(), _ -> new ArrayList<>()).add(face);
      }
      Map<PhotoId, List<Face>> there = new LinkedHashMap<>();
      Grouping grouping = new Grouping(List.of(), SeededLibrary.CALIBRATION);
      List<Fact> facts = new ArrayList<>();
      for (int step = 0; step < 120; step++) {
        if (step < 30 || random.nextInt(3) == 0) {
          boolean goes = random.nextInt(3) == 0;
          PhotoId photo = any(List.copyOf((goes && there.size() > 5 ? there : waiting).keySet()));
          List<Face> came = waiting.remove(photo);
          List<Face> went = there.remove(photo);
          grouping =
              grouping.with(
                  came == null ? List.of() : came, went == null ? Set.of() : Set.of(photo));
          (came == null ? waiting : there).put(photo, came == null ? went : came);
        } else {
          List<Face> faces = there.values().stream().flatMap(List::stream).toList();
          facts.add(
              facts.size() > 4 && random.nextInt(4) == 0
                  ? new Fact.Undone(id(), now(), any(facts).id())
                  : randomFact(faces, grouping.people(facts)));
        }
        List<Face> faces = there.values().stream().flatMap(List::stream).toList();
        assertThat(grouping.people(facts))
            .as("seed %d, step %d", seed, step)
            .isEqualTo(group(faces, facts));
      }
    }
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** What a user might say, one after the other, about the people as they stand then. */
  private List<Fact> randomFacts(List<Face> faces, int count) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      facts.add(randomFact(faces, group(faces, facts)));
    }
    return facts;
  }

  private Fact randomFact(List<Face> faces, People people) {
    Person person = people.persons().get(random.nextInt(people.persons().size()));
    Person other = people.persons().get(random.nextInt(people.persons().size()));
    Face face = faces.get(random.nextInt(faces.size()));
    List<FaceReference> anchors = anchors(faces, person);
    return switch (random.nextInt(7)) {
      case 0 -> new Fact.Named(id(), now(), person.id(), anchors, "Name " + random.nextInt(5));
      case 1 -> new Fact.Same(id(), now(), person.id(), anchors, other.id(), anchors(faces, other));
      case 2 -> new Fact.Confirmed(id(), now(), face.reference(), person.id(), anchors);
      case 3 -> new Fact.Rejected(id(), now(), face.reference(), person.id(), anchors);
      case 4 -> new Fact.NotAFace(id(), now(), face.reference());
      case 5 -> new Fact.Tagged(id(), now(), face.reference(), "Name " + random.nextInt(5));
      default -> new Fact.Hidden(id(), now(), person.id(), anchors);
    };
  }
}
