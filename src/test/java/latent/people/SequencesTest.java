package latent.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import latent.Seed;
import latent.people.InventedWorld.Head;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.FaceReference;
import latent.photo.Fact;
import latent.photo.FactId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random years with a library: facts of every kind, detectors that change, photos that come and go,
 * and things taken back long after. After every step no name is lost or on somebody else; in the
 * end the people are those from scratch, in whatever order everything came, and what can't both be
 * true is reported.
 *
 * <p>{@code mvn test -Dtest=SequencesTest -Dlatent.sequences=10000} runs as many as that.
 */
class SequencesTest {

  private static final int SEQUENCES = Integer.getInteger("latent.sequences", 150);

  private static final int STEPS = 20;

  private static final int ANCHORS = 5;

  private static final List<String> NAMES = List.of("Ada", "Ben", "Cleo", "Dan", "Eve");

  /** What may happen. */
  private enum Kind {
    ARRIVAL,
    LEAVING,
    READ_AGAIN,
    NAMED,
    SAME,
    DIFFERENT,
    CONFIRMED,
    REJECTED,
    NOT_A_FACE,
    HIDDEN,
    COVER,
    TAGGED,
    UNDONE
  }

  private static final Map<Kind, Integer> COUNTS = new EnumMap<>(Kind.class);

  @Test
  void noNameIsLostAndThePeopleAreThoseFromScratch() {
    Random seeds = Seed.random("sequences");
    int contradictions = 0;
    for (int i = 0; i < SEQUENCES; i++) {
      long seed = seeds.nextLong();
      contradictions += run(seed, sequence -> sequence.run(STEPS)).size();
    }
    System.out.println(
        SEQUENCES
            + " sequences, steps "
            + COUNTS
            + ", contradictions in the end "
            + contradictions);
  }

  @Test
  void whatCantBothBeTrueIsReportedAndNothingElse() {
    Random seeds = Seed.random("truthful sequences");
    for (int i = 0; i < SEQUENCES; i++) {
      run(seeds.nextLong(), Sequence::runTruthfully);
    }
    System.out.println(SEQUENCES + " truthful sequences, each with one lie");
  }

  /** Rare ones that showed a defect once. */
  @ParameterizedTest
  @ValueSource(longs = {8211300566701287033L, 3820129413318256610L})
  void whatWentWrongOnceDoesNotAgain(long seed) {
    run(seed, sequence -> sequence.run(STEPS));
  }

  /** Runs one and, if it fails, says which it was. */
  private static List<Contradiction> run(
      long seed, java.util.function.Function<Sequence, List<Contradiction>> how) {
    Sequence sequence = new Sequence(seed);
    try {
      return how.apply(sequence);
    } catch (AssertionError | RuntimeException failed) {
      sequence.tell("failed");
      throw new AssertionError("seed " + seed + "\n" + sequence.story, failed);
    }
  }

  /** One sequence. */
  private static final class Sequence {

    private final Random random;
    private final List<Fact> facts = new ArrayList<>();
    private final Map<FaceId, FaceReference> ever = new HashMap<>();
    private final InventedWorld world;
    private final StringBuilder story = new StringBuilder();
    private long clock = 1_000_000;
    private Grouping grouping;
    private People people;

    private Sequence(long seed) {
      random = new Random(seed);
      double noise = random.nextInt(3) == 0 ? 1.1 : 0.6;
      world = new InventedWorld(random, 2 + random.nextInt(5), 4 + random.nextInt(16), noise);
      grouping = world.bringUpToDate(new Grouping(List.of(), SeededLibrary.CALIBRATION));
      people = grouping.people(facts);
      refresh();
    }

    private List<Contradiction> run(int steps) {
      for (int i = 0; i < steps; i++) {
        step(any(List.of(Kind.values())));
      }
      checkScratch();
      checkPlainContradictions();
      return people.contradictions();
    }

    private void step(Kind kind) {
      People before = people;
      tell(kind.toString());
      Optional<Fact> said = Optional.empty();
      switch (kind) {
        case ARRIVAL -> world.arrive();
        case LEAVING -> world.goOrReturn();
        case READ_AGAIN -> world.readAgain();
        default -> {
          said = people.persons().isEmpty() ? Optional.empty() : say(kind);
          if (said.isEmpty()) {
            return;
          }
          facts.add(said.get());
        }
      }
      synchronized (COUNTS) {
        COUNTS.merge(kind, 1, Integer::sum);
      }
      refresh();
      checkNobodyTwice();
      if (said.isEmpty()) {
        checkNothingMoved(before);
      } else {
        checkNames(before, said.get());
      }
    }

    // What may be said.

    private Optional<Fact> say(Kind kind) {
      Person person = any(people.persons());
      Optional<FaceReference> seen = anySeen();
      return switch (kind) {
        case NAMED ->
            Optional.of(new Fact.Named(id(), now(), person.id(), anchors(person), any(NAMES)));
        case SAME -> {
          Person other = any(people.persons());
          yield other == person
              ? Optional.empty()
              : Optional.of(
                  new Fact.Same(
                      id(), now(), person.id(), anchors(person), other.id(), anchors(other)));
        }
        case DIFFERENT -> different(person);
        case CONFIRMED ->
            seen.map(face -> new Fact.Confirmed(id(), now(), face, person.id(), anchors(person)));
        case REJECTED -> rejected(person, seen);
        case NOT_A_FACE -> seen.map(face -> new Fact.NotAFace(id(), now(), face));
        case HIDDEN -> Optional.of(new Fact.Hidden(id(), now(), person.id(), anchors(person)));
        case COVER ->
            Optional.of(
                new Fact.Cover(
                    id(),
                    now(),
                    reference(any(person.members()).face()),
                    person.id(),
                    anchors(person)));
        case TAGGED -> Optional.of(new Fact.Tagged(id(), now(), place(seen), any(NAMES)));
        case UNDONE -> undone();
        case ARRIVAL, LEAVING, READ_AGAIN -> Optional.empty();
      };
    }

    private Optional<Fact> different(Person person) {
      List<FaceReference> all = new ArrayList<>(members(person));
      if (all.size() < 2) {
        return Optional.empty();
      }
      Collections.shuffle(all, random);
      List<FaceReference> leaving = List.copyOf(all.subList(0, 1 + random.nextInt(all.size() - 1)));
      return Optional.of(
          new Fact.Different(id(), now(), leaving, person.id(), anchors(person, leaving)));
    }

    private Optional<Fact> rejected(Person person, Optional<FaceReference> seen) {
      FaceReference face =
          random.nextInt(3) > 0 ? any(members(person)) : seen.orElse(any(members(person)));
      List<FaceReference> staying = anchors(person, List.of(face));
      return staying.isEmpty()
          ? Optional.empty()
          : Optional.of(new Fact.Rejected(id(), now(), face, person.id(), staying));
    }

    private FaceReference place(Optional<FaceReference> seen) {
      if (seen.isPresent() && random.nextBoolean()) {
        return new FaceReference(seen.get().photo(), world.nearby(seen.get().box()));
      }
      Box empty = new Box(0.1 + 0.2 * random.nextInt(4), 0.85, 0.08, 0.1);
      return new FaceReference(world.anyPhoto(), empty);
    }

    private Optional<Fact> undone() {
      Set<FactId> standing = new HashSet<>();
      standing(facts).forEach(fact -> standing.add(fact.id()));
      List<Fact> some = facts.stream().filter(fact -> standing.contains(fact.id())).toList();
      return some.isEmpty()
          ? Optional.empty()
          : Optional.of(new Fact.Undone(id(), now(), any(some).id()));
    }

    // What must be true.

    private void checkNobodyTwice() {
      Set<FaceId> faces = new HashSet<>();
      Set<String> ids = new HashSet<>();
      Set<String> names = new HashSet<>();
      for (Person person : people.persons()) {
        assertThat(ids.add(person.id())).as("one id, one person").isTrue();
        assertThat(person.name() == null || names.add(person.name())).as("one name").isTrue();
        person.members().forEach(each -> assertThat(faces.add(each.face())).isTrue());
        assertThat(person.members()).extracting(Person.Member::face).contains(person.cover());
      }
    }

    /** Other detectors and other photos change no name, and nothing that the user vouched for. */
    private void checkNothingMoved(People before) {
      Map<String, Person> were = named(before);
      Map<String, Person> are = named(people);
      Set<String> lost = new TreeSet<>(were.keySet());
      lost.removeAll(are.keySet());
      lost.removeIf(name -> isGone(find(were, name), before));
      lost.removeIf(name -> isByLikenessAlone(find(were, name), before));
      assertThat(lost).as("names lost when the faces changed").isEmpty();
      were.forEach(
          (name, person) -> {
            if (are.containsKey(name)) {
              Person now = find(are, name);
              assertThat(now.id()).as("id of " + name).isEqualTo(person.id());
              assertThat(now.hidden()).as(name + " hidden").isEqualTo(person.hidden());
              vouchedPlaces(person, before).stream()
                  .flatMap(face -> holder(face).stream())
                  .forEach(holder -> assertThat(holder).as("vouched for").isEqualTo(now));
            }
          });
      for (String one : were.keySet()) {
        for (String other : were.keySet()) {
          boolean swapped =
              one.compareTo(other) < 0
                  && isMostlyIn(find(were, one), before, are.get(other))
                  && isMostlyIn(find(were, other), before, are.get(one));
          assertThat(swapped).as(one + " and " + other + " swapped").isFalse();
        }
      }
    }

    private boolean isMostlyIn(Person person, People then, @Nullable Person now) {
      List<FaceReference> faces = places(person, then);
      return now != null
          && faces.stream().filter(face -> holder(face).filter(now::equals).isPresent()).count() * 2
              > faces.size();
    }

    /**
     * Whether the user has taken from a person all faces at which he ever pointed: what is left is
     * there for being like those, and may go with them.
     */
    private boolean isByLikenessAlone(Person person, People then) {
      return places(person, then).stream()
          .noneMatch(face -> isPointedAt(face, fact -> isAbout(fact, person)));
    }

    private static boolean isAbout(Fact fact, Person person) {
      String id = person.id();
      return switch (fact) {
        case Fact.Named named -> named.person().equals(id);
        case Fact.Same same -> same.person().equals(id) || same.other().equals(id);
        case Fact.Different different -> different.person().equals(id);
        case Fact.Confirmed confirmed -> confirmed.person().equals(id);
        case Fact.Rejected rejected -> rejected.person().equals(id);
        case Fact.Hidden hidden -> hidden.person().equals(id);
        case Fact.Cover cover -> cover.person().equals(id);
        case Fact.Tagged tagged -> tagged.name().equals(person.name());
        case Fact.NotAFace _, Fact.Trashed _, Fact.Undone _ -> false;
      };
    }

    /** Whether none of a person's faces is seen any more. */
    private boolean isGone(Person person, People then) {
      return places(person, then).stream()
          .noneMatch(
              face ->
                  world.faces().stream()
                      .anyMatch(
                          seen ->
                              seen.photo().equals(face.photo())
                                  && seen.box().overlap(face.box()) > Pointing.SAME_FACE));
    }

    /** A fact changes the names that it speaks of, and no others. */
    private void checkNames(People before, Fact said) {
      Map<String, Person> were = named(before);
      Map<String, Person> are = named(people);
      Set<String> expected = new TreeSet<>(were.keySet());
      switch (said) {
        case Fact.Named named -> {
          Person person = byId(before, named.person());
          if (person.name() != null) {
            expected.remove(person.name());
          }
          expected.add(named.name());
          Person now = find(are, named.name());
          Person namesake = were.get(named.name());
          assertThat(now.id()).isIn(namesakeIds(namesake, named));
          checkHolds(now, vouched(person));
        }
        case Fact.Same same -> {
          Person person = byId(before, same.person());
          Person other = byId(before, same.other());
          if (person.name() != null && other.name() != null) {
            expected.remove(other.name());
          }
          Person both = byId(people, same.person());
          assertThat(both.name()).isEqualTo(person.name() == null ? other.name() : person.name());
          checkHolds(both, vouched(person));
          checkHolds(both, vouched(other));
        }
        case Fact.Tagged tagged -> {
          expected.add(tagged.name());
          assertThat(holder(tagged.face())).isPresent();
          assertThat(holder(tagged.face()).orElseThrow().name()).isEqualTo(tagged.name());
        }
        case Fact.Confirmed confirmed ->
            assertThat(holder(confirmed.face()).orElseThrow().id()).isEqualTo(confirmed.person());
        case Fact.Rejected rejected ->
            assertThat(holder(rejected.face()).map(Person::id))
                .isNotEqualTo(Optional.of(rejected.person()));
        case Fact.Different different ->
            different
                .faces()
                .forEach(
                    face ->
                        assertThat(holder(face).map(Person::id))
                            .isNotEqualTo(Optional.of(different.person())));
        case Fact.NotAFace not -> assertThat(holder(not.face())).isEmpty();
        case Fact.Cover cover -> {
          FaceId face = FaceId.of(cover.face().photo(), cover.face().box());
          assertThat(byId(people, cover.person()).cover()).isEqualTo(face);
        }
        case Fact.Hidden hidden -> assertThat(byId(people, hidden.person()).hidden()).isTrue();
        case Fact.Trashed _ -> throw new AssertionError("none is said here");
        case Fact.Undone _ -> {
          checkUndone();
          return;
        }
      }
      Set<String> lost = new TreeSet<>(expected);
      lost.removeAll(are.keySet());
      lost.removeIf(name -> hasOnly(were.get(name), said));
      lost.removeIf(name -> keepsOnlyOthers(were.get(name), before, said));
      assertThat(lost).as("names lost by " + said).isEmpty();
      Set<String> more = new TreeSet<>(are.keySet());
      more.removeAll(expected);
      more.removeIf(this::wasSaidBefore);
      assertThat(more).as("names out of nowhere after " + said).isEmpty();
    }

    private List<String> namesakeIds(@Nullable Person namesake, Fact.Named named) {
      if (namesake != null) {
        return List.of(namesake.id());
      }
      // Somebody who lost all faces to others may still have the name.
      return wasSaidBefore(named.name())
          ? people.persons().stream().map(Person::id).toList()
          : List.of(named.person());
    }

    /** Somebody who lost all faces to others keeps the name, and has it when one comes back. */
    private boolean wasSaidBefore(String name) {
      return standing(facts.subList(0, facts.size() - 1)).stream()
          .anyMatch(
              fact ->
                  (fact instanceof Fact.Named named && named.name().equals(name))
                      || (fact instanceof Fact.Tagged tagged && tagged.name().equals(name)));
    }

    /** Whether a person had no other face than those that the fact takes away. */
    private boolean hasOnly(@Nullable Person person, Fact said) {
      if (person == null) {
        return false;
      }
      Set<FaceId> left = new HashSet<>();
      person.members().forEach(member -> left.add(member.face()));
      for (FaceReference face : spokenOf(said)) {
        left.removeIf(id -> overlaps(id, face));
      }
      return left.isEmpty();
    }

    /**
     * Whether a fact takes from a person all faces at which the user ever pointed as theirs, and at
     * each of what is left he pointed as somebody else's.
     */
    private boolean keepsOnlyOthers(@Nullable Person person, People then, Fact said) {
      return person != null
          && places(person, then).stream()
              .filter(face -> spokenOf(said).stream().noneMatch(each -> isOneFace(each, face)))
              .allMatch(
                  face ->
                      !isPointedAt(face, fact -> isAbout(fact, person))
                          && isPointedAt(face, fact -> !isAbout(fact, person)));
    }

    private boolean isPointedAt(FaceReference face, Predicate<Fact> by) {
      return standing(facts).stream()
          .filter(by)
          .flatMap(fact -> fact.references().stream())
          .anyMatch(each -> isOneFace(each, face));
    }

    private static List<FaceReference> spokenOf(Fact said) {
      return switch (said) {
        case Fact.Confirmed confirmed -> List.of(confirmed.face());
        case Fact.Rejected rejected -> List.of(rejected.face());
        case Fact.Different different -> different.faces();
        case Fact.NotAFace not -> List.of(not.face());
        case Fact.Tagged tagged -> List.of(tagged.face());
        case Fact.Cover cover -> List.of(cover.face());
        case Fact.Named _, Fact.Same _, Fact.Hidden _, Fact.Trashed _, Fact.Undone _ -> List.of();
      };
    }

    private void checkHolds(Person person, Set<FaceId> faces) {
      assertThat(person.members()).extracting(Person.Member::face).containsAll(faces);
    }

    /** What no longer counts leaves nothing behind. */
    private void checkUndone() {
      assertThat(grouping.people(standing(facts))).as("without what was undone").isEqualTo(people);
    }

    private void checkScratch() {
      List<Face> faces = new ArrayList<>(world.faces());
      List<Fact> shuffled = new ArrayList<>(facts);
      Collections.shuffle(faces, random);
      Collections.shuffle(shuffled, random);
      People scratch = Grouping.group(faces, shuffled, SeededLibrary.CALIBRATION);
      assertThat(people).as("step by step, and from scratch").isEqualTo(scratch);
      assertThat(Grouping.contradictions(faces, shuffled)).isEqualTo(people.contradictions());
    }

    /** Of each two facts about one face that plainly say the opposite, the pair is reported. */
    private void checkPlainContradictions() {
      List<Fact> standing = standing(facts);
      for (int i = 0; i < standing.size(); i++) {
        for (int k = i + 1; k < standing.size(); k++) {
          Fact earlier = standing.get(i);
          Fact later = standing.get(k);
          if (areOpposite(earlier, later)) {
            assertThat(people.contradictions())
                .as("reported: " + earlier + " and " + later)
                .anyMatch(each -> each.earlier() == earlier && each.later() == later);
          }
        }
      }
    }

    private boolean areOpposite(Fact one, Fact other) {
      return saysOpposite(one, other) || saysOpposite(other, one);
    }

    private boolean saysOpposite(Fact one, Fact other) {
      return switch (one) {
        case Fact.NotAFace not ->
            switch (other) {
              case Fact.Confirmed confirmed -> isOneFace(not.face(), confirmed.face());
              case Fact.Tagged tagged -> isOneFace(not.face(), tagged.face());
              case Fact.Cover cover -> isOneFace(not.face(), cover.face());
              default -> false;
            };
        case Fact.Confirmed confirmed ->
            switch (other) {
              case Fact.Rejected rejected ->
                  isOneFace(confirmed.face(), rejected.face())
                      && confirmed.person().equals(rejected.person());
              case Fact.Different different ->
                  different.faces().stream().anyMatch(face -> isOneFace(face, confirmed.face()))
                      && confirmed.person().equals(different.person());
              case Fact.Confirmed another ->
                  isOneFace(confirmed.face(), another.face())
                      && !confirmed.person().equals(another.person())
                      && isShown(confirmed.person())
                      && isShown(another.person());
              default -> false;
            };
        default -> false;
      };
    }

    private boolean isShown(String id) {
      return people.persons().stream().anyMatch(person -> person.id().equals(id));
    }

    private boolean isOneFace(FaceReference one, FaceReference other) {
      return one.photo().equals(other.photo()) && one.box().overlap(other.box()) > 0.6;
    }

    // A user who says what is true, and once what isn't.

    private List<Contradiction> runTruthfully() {
      for (int i = 0; i < STEPS; i++) {
        switch (random.nextInt(8)) {
          case 0 -> world.arrive();
          case 1 -> world.readAgain();
          default -> truth().ifPresent(facts::add);
        }
        refresh();
        tell("then");
      }
      assertThat(people.contradictions()).as("of a truthful user").isEmpty();
      List<Fact> sure = facts.stream().filter(fact -> fact instanceof Fact.Confirmed).toList();
      if (!sure.isEmpty()) {
        lie((Fact.Confirmed) any(sure));
      }
      return people.contradictions();
    }

    private void refresh() {
      world.faces().forEach(face -> ever.put(face.id(), face.reference()));
      if (world.hasChanged()) {
        grouping = world.bringUpToDate(grouping);
      }
      people = grouping.people(facts);
    }

    private Optional<Fact> truth() {
      List<Person> clear =
          people.persons().stream().filter(person -> whom(person).isPresent()).toList();
      Optional<FaceReference> seen = anySeen().filter(face -> whom(face).isPresent());
      if (clear.isEmpty() || seen.isEmpty()) {
        return Optional.empty();
      }
      Person person = any(clear);
      int who = whom(person).orElseThrow();
      FaceReference face = seen.get();
      boolean isHim = whom(face).equals(Optional.of(who));
      String owner = owner(face);
      return switch (random.nextInt(5)) {
        case 0 ->
            Optional.of(new Fact.Named(id(), now(), person.id(), anchors(person), "Person " + who));
        case 1 -> {
          Person other = any(clear);
          yield other != person && whom(other).equals(Optional.of(who))
              ? Optional.of(
                  new Fact.Same(
                      id(), now(), person.id(), anchors(person), other.id(), anchors(other)))
              : Optional.empty();
        }
        case 2 -> {
          String name = "Person " + whom(face).orElseThrow();
          Person named = named(people).get(name);
          yield owner == null || named != null && owner.equals(named.id())
              ? Optional.of(new Fact.Tagged(id(), now(), face, name))
              : Optional.empty();
        }
        default ->
            isHim
                ? owner != null && !owner.equals(person.id())
                    ? Optional.empty()
                    : Optional.of(
                        new Fact.Confirmed(id(), now(), face, person.id(), anchors(person)))
                : anchors(person, List.of(face)).isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                        new Fact.Rejected(
                            id(), now(), face, person.id(), anchors(person, List.of(face))));
      };
    }

    /** Whose the face is because the user said so. */
    private @Nullable String owner(FaceReference face) {
      return holder(face)
          .filter(
              person ->
                  vouchedPlaces(person, people).stream().anyMatch(each -> isOneFace(each, face)))
          .map(Person::id)
          .orElse(null);
    }

    /** Whom all of a person's faces show. */
    private Optional<Integer> whom(Person person) {
      Set<Integer> all = new TreeSet<>();
      for (FaceReference face : members(person)) {
        all.add(whom(face).orElse(-1));
      }
      return all.size() == 1 && !all.contains(-1)
          ? Optional.of(all.iterator().next())
          : Optional.empty();
    }

    private Optional<Integer> whom(FaceReference face) {
      return world.head(face).map(Head::who).findFirst();
    }

    private void lie(Fact.Confirmed sure) {
      Optional<Person> him = holder(sure.face());
      if (him.isEmpty()) {
        fail("nobody holds a confirmed face");
      }
      Optional<Person> another =
          people.persons().stream()
              .filter(person -> person != him.get())
              .filter(person -> !whom(person).equals(whom(sure.face())))
              .findFirst();
      List<FaceReference> others = anchors(him.get(), List.of(sure.face()));
      Fact lie = new Fact.NotAFace(id(), now(), sure.face());
      if (another.isPresent() && random.nextInt(3) > 0) {
        Person wrong = another.get();
        lie = new Fact.Confirmed(id(), now(), sure.face(), wrong.id(), anchors(wrong));
      } else if (!others.isEmpty() && random.nextInt(3) > 0) {
        lie = new Fact.Rejected(id(), now(), sure.face(), him.get().id(), others);
      }
      Fact said = lie;
      facts.add(said);
      refresh();
      assertThat(people.contradictions())
          .as("the lie is noted: " + said)
          .anyMatch(each -> each.earlier() == sure && each.later() == said);
      assertThat(people.contradictions()).allMatch(each -> each.later() == said);
      Fact undone = new Fact.Undone(id(), now(), said.id());
      facts.add(undone);
      world.readAgain();
      refresh();
      assertThat(people.contradictions()).as("the lie taken back").isEmpty();
      facts.add(new Fact.Undone(id(), now(), undone.id()));
      facts.add(new Fact.Undone(id(), now(), sure.id()));
      refresh();
      assertThat(people.contradictions()).noneMatch(each -> each.earlier() == sure);
    }

    // Small things.

    /** For whoever has to find out why a sequence fails. */
    private void tell(String what) {
      story.append(what);
      if (!facts.isEmpty()) {
        story.append(" after ").append(describe(facts.getLast()));
      }
      for (Person person : people.persons()) {
        story.append("\n  ").append(person.id()).append(' ').append(person.name());
        for (Person.Member member : person.members()) {
          story.append(' ').append(member.face().hex(), 0, 4);
          story.append(member.why().equals(Grouping.VOUCHED) ? "!" : "");
        }
      }
      story.append('\n');
    }

    private static String describe(Fact fact) {
      StringBuilder text = new StringBuilder(fact.getClass().getSimpleName());
      String person =
          switch (fact) {
            case Fact.Named named -> named.person() + " " + named.name();
            case Fact.Same same -> same.person() + " " + same.other();
            case Fact.Different different -> different.person();
            case Fact.Confirmed confirmed -> confirmed.person();
            case Fact.Rejected rejected -> rejected.person();
            case Fact.Hidden hidden -> hidden.person();
            case Fact.Cover cover -> cover.person();
            case Fact.Tagged tagged -> tagged.name();
            case Fact.Undone undone -> undone.undone().hex();
            case Fact.Trashed trashed -> trashed.photo().hex();
            case Fact.NotAFace _ -> "";
          };
      text.append(' ').append(person);
      for (FaceReference face : fact.references()) {
        text.append(' ').append(FaceId.of(face.photo(), face.box()).hex(), 0, 4);
      }
      return text.append(" (").append(fact.id()).append(')').toString();
    }

    private <T> T any(List<T> some) {
      return some.get(random.nextInt(some.size()));
    }

    private Instant now() {
      return Instant.ofEpochMilli(clock++);
    }

    private FactId id() {
      return new FactId(String.format("%016x", random.nextLong()));
    }

    private Optional<FaceReference> anySeen() {
      List<Face> faces = world.faces();
      return faces.isEmpty() ? Optional.empty() : Optional.of(any(faces).reference());
    }

    /** The facts that count, without any undoing. */
    private static List<Fact> standing(List<Fact> facts) {
      Set<FactId> undone = new HashSet<>();
      List<Fact> standing = new ArrayList<>();
      for (Fact fact : facts.reversed()) {
        if (!undone.contains(fact.id())) {
          if (fact instanceof Fact.Undone undoing) {
            undone.add(undoing.undone());
          } else {
            standing.add(fact);
          }
        }
      }
      return standing.reversed();
    }

    private static Map<String, Person> named(People people) {
      Map<String, Person> named = new TreeMap<>();
      for (Person person : people.persons()) {
        if (person.name() != null) {
          named.put(person.name(), person);
        }
      }
      return named;
    }

    private static Person find(Map<String, Person> named, String name) {
      return Optional.ofNullable(named.get(name))
          .orElseThrow(() -> new AssertionError("nobody is called " + name));
    }

    private static Person byId(People people, String id) {
      return people.persons().stream()
          .filter(person -> person.id().equals(id))
          .findFirst()
          .orElseThrow(() -> new AssertionError("nobody has the id " + id));
    }

    /** Where the faces of a person were, as all was then. */
    private List<FaceReference> places(Person person, People then) {
      return person.members().stream().map(member -> place(member, then)).toList();
    }

    private List<FaceReference> vouchedPlaces(Person person, People then) {
      return person.members().stream()
          .filter(member -> member.why().equals(Grouping.VOUCHED))
          .map(member -> place(member, then))
          .toList();
    }

    private FaceReference place(Person.Member member, People then) {
      return Stream.concat(
              Stream.ofNullable(ever.get(member.face())),
              then.drawn().stream()
                  .filter(face -> face.id().equals(member.face()))
                  .map(Face::reference))
          .findFirst()
          .orElseThrow();
    }

    private Map<FaceId, FaceReference> references() {
      Map<FaceId, FaceReference> references = new HashMap<>();
      Stream.concat(world.faces().stream(), people.drawn().stream())
          .forEach(face -> references.put(face.id(), face.reference()));
      return references;
    }

    private FaceReference reference(FaceId face) {
      return Optional.ofNullable(references().get(face)).orElseThrow();
    }

    private boolean overlaps(FaceId id, FaceReference face) {
      return isOneFace(reference(id), face);
    }

    private List<FaceReference> members(Person person) {
      Map<FaceId, FaceReference> references = references();
      return person.members().stream()
          .map(member -> Optional.ofNullable(references.get(member.face())).orElseThrow())
          .toList();
    }

    private List<FaceReference> anchors(Person person) {
      return anchors(person, List.of());
    }

    /** Those that the user vouched for first, as the product has it. */
    private List<FaceReference> anchors(Person person, List<FaceReference> but) {
      Map<FaceId, FaceReference> references = references();
      return person.members().stream()
          .sorted(
              java.util.Comparator.comparing(
                  (Person.Member member) -> !member.why().equals(Grouping.VOUCHED)))
          .map(member -> Optional.ofNullable(references.get(member.face())).orElseThrow())
          .filter(face -> !but.contains(face))
          .limit(ANCHORS)
          .toList();
    }

    private static Set<FaceId> vouched(Person person) {
      Set<FaceId> vouched = new HashSet<>();
      person.members().stream()
          .filter(member -> member.why().equals(Grouping.VOUCHED))
          .forEach(member -> vouched.add(member.face()));
      return vouched;
    }

    /** In whose album a face is. */
    private Optional<Person> holder(FaceReference face) {
      return people.persons().stream()
          .filter(person -> members(person).stream().anyMatch(member -> isOneFace(member, face)))
          .findFirst();
    }
  }
}
