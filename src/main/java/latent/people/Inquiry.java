package latent.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import latent.people.Completeness.Choice;
import latent.people.Completeness.Kind;
import latent.people.Completeness.Stray;
import latent.people.Gathering.Someone;
import latent.people.Identities.Identity;
import latent.photo.FaceId;

/**
 * What is in doubt: which groups may be one person, which faces may be in the wrong album, and who
 * has no name yet.
 *
 * <p>How likely a doubt is true follows from how far the likeness is above or below what was asked,
 * as {@link Thresholds#excess} counts it, and from the sizes; {@link Likelihoods} says how.
 */
final class Inquiry {

  /**
   * Larger groups count as of this many faces: the largest of those that the likelihoods were
   * fitted on. Beyond, a parabola would say that everything is theirs.
   */
  private static final int LARGEST_FITTED = 807;

  /** What expects less than this many faces to stand better isn't asked. */
  private static final double LEAST_GAIN = 0.02;

  private final FaceIndex faces;
  private final Likeness likeness;
  private final Gathering gathering;
  private final Likelihoods likelihoods;
  private final List<Someone> everyone;
  private final int[] whose;
  private final Map<Integer, Sum> sums = new HashMap<>();

  /** Two groups that may be one person, and how likely they are. */
  private record Pair(int one, int other, double likeness, double[] known, double likely) {}

  Inquiry(
      FaceIndex faces,
      Likeness likeness,
      Gathering gathering,
      List<Someone> everyone,
      Likelihoods likelihoods) {
    this.likelihoods = likelihoods;
    this.faces = faces;
    this.likeness = likeness;
    this.gathering = gathering;
    this.everyone = everyone;
    whose = new int[faces.size()];
    Arrays.fill(whose, Likeness.NONE);
    for (int number = 0; number < everyone.size(); number++) {
      for (int face : everyone.get(number).faces()) {
        if (face < whose.length) {
          whose[face] = number;
        }
      }
    }
  }

  /** What is worth asking, the greatest gain first. */
  List<Question> questions(List<String> ids, List<FaceId> covers) {
    List<Question> questions = new ArrayList<>();
    for (Pair pair : pairs()) {
      int one = isAsked(pair.one, pair.other) ? pair.one : pair.other;
      int other = one == pair.one ? pair.other : pair.one;
      double size = everyone.get(one).faces().size();
      double others = everyone.get(other).faces().size();
      questions.add(
          new Question(
              Question.Kind.SAME,
              ids.get(one),
              ids.get(other),
              covers.get(other),
              (int) others,
              pair.likeness,
              pair.likely,
              pair.likely * 2 * size * others / (size + others)));
    }
    for (int number = 0; number < everyone.size(); number++) {
      askOfMembers(number, ids.get(number), questions);
      askForName(number, ids.get(number), covers.get(number), questions);
    }
    questions.removeIf(question -> question.gain() < LEAST_GAIN);
    questions.sort(
        Comparator.comparingDouble(Question::gain)
            .reversed()
            .thenComparing(Question::kind)
            .thenComparing(Question::person)
            .thenComparing(Question::face));
    return questions;
  }

  /** Of two people the named one is asked about, or else the larger, or else the first. */
  private boolean isAsked(int one, int other) {
    boolean named = isNamed(one);
    if (named != isNamed(other)) {
      return named;
    }
    return everyone.get(one).faces().size() >= everyone.get(other).faces().size();
  }

  private boolean isNamed(int number) {
    Identity identity = everyone.get(number).identity();
    return identity != null && identity.name() != null;
  }

  private boolean isHidden(int number) {
    Identity identity = everyone.get(number).identity();
    return identity != null && identity.hidden();
  }

  /** A face is in doubt if it is not much more like its group than was asked of it. */
  private void askOfMembers(int number, String id, List<Question> questions) {
    Someone someone = everyone.get(number);
    double size = someone.faces().size();
    if (size < 2 || isHidden(number)) {
      return;
    }
    for (int face : someone.faces()) {
      boolean settled = someone.isVouched(face) || someone.isPointedAt(face);
      if (!settled && likeness.group(face) != Likeness.NONE) {
        double alike = likeness.vector(face).cosineToRest(sum(number));
        double likely = likelihoods.joined(knownOfMember(alike, (int) size));
        questions.add(
            new Question(
                Question.Kind.MEMBER,
                id,
                null,
                faces.id(face),
                1,
                alike,
                likely,
                (1 - likely) * 2 * (size - 1) / size));
      }
    }
  }

  private void askForName(int number, String id, FaceId cover, List<Question> questions) {
    int size = everyone.get(number).faces().size();
    if (size > 1 && !isNamed(number) && !isHidden(number)) {
      questions.add(new Question(Question.Kind.WHO, id, null, cover, size, 1, 1, size));
    }
  }

  /**
   * How much of everyone is in the album. Faces too small to be matched don't count: neither a
   * program nor anybody else could say whose they are.
   */
  Completeness completeness() {
    int[] sizes = everyone.stream().mapToInt(someone -> someone.faces().size()).toArray();
    List<Stray> strays = new ArrayList<>(nobodys());
    Map<Integer, List<Choice>> choices = new TreeMap<>();
    for (Pair pair : pairs()) {
      boolean isLarger = sizes[pair.one] >= sizes[pair.other];
      int large = isLarger ? pair.one : pair.other;
      int small = isLarger ? pair.other : pair.one;
      if (sizes[large] > 1) {
        choices
            .computeIfAbsent(small, _ -> new ArrayList<>())
            .add(new Choice(large, likelihoods.oddsApart(pair.known)));
      }
    }
    choices.forEach(
        (number, whom) -> {
          Kind kind = sizes[number] == 1 ? Kind.ALONE : Kind.SEVERAL;
          strays.add(new Stray(kind, number, sizes[number], whom));
        });
    int counting = (int) IntStream.range(0, whose.length).filter(this::counts).count();
    return new Completeness(sizes, strays, counting);
  }

  /** The faces that are nobody's, each with those who have faces near it. */
  private List<Stray> nobodys() {
    List<Stray> strays = new ArrayList<>();
    for (int face = 0; face < whose.length; face++) {
      if (whose[face] == Likeness.NONE && counts(face)) {
        strays.add(new Stray(Kind.NOBODYS, Likeness.NONE, 1, choices(face)));
      }
    }
    return strays;
  }

  private boolean counts(int face) {
    return !gathering.identities().isNotAFace(face)
        && !likeness.thresholds().isUseless(gathering.pointing().face(face).pixels());
  }

  private List<Choice> choices(int face) {
    Map<Integer, Double> near = new TreeMap<>();
    likeness.eachNeighbour(
        face,
        (neighbour, similarity) -> {
          if (whose[neighbour] != Likeness.NONE) {
            near.merge(whose[neighbour], similarity, Math::max);
          }
        });
    List<Choice> choices = new ArrayList<>();
    near.forEach(
        (number, nearest) -> {
          if (mayBe(face, number)) {
            double alike = likeness.vector(face).cosine(sum(number));
            double[] known = known(alike, everyone.get(number).faces().size(), 1, nearest);
            choices.add(new Choice(number, likelihoods.oddsApart(known)));
          }
        });
    return choices;
  }

  /** Nothing says that a face that is nobody's isn't somebody: no fact, and no photo of both. */
  private boolean mayBe(int face, int number) {
    Identity identity = everyone.get(number).identity();
    boolean excluded = identity != null && identity.excluded().contains(face);
    return !excluded
        && faces.in(gathering.pointing().face(face).photo()).stream()
            .noneMatch(beside -> isOf(beside, number));
  }

  /** The pairs that may be one person as far as the facts go, and have faces that are alike. */
  private List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    Map<Long, Double> near = near();
    for (long pair : near.keySet().stream().mapToLong(key -> key).sorted().toArray()) {
      int one = Linkage.first(pair);
      int other = Linkage.second(pair);
      if (isOpen(one, other)) {
        double alike = sum(one).cosine(sum(other));
        int size = everyone.get(one).faces().size();
        int others = everyone.get(other).faces().size();
        double[] known = known(alike, size, others, near.getOrDefault(pair, 0.0));
        pairs.add(new Pair(one, other, alike, known, likelihoods.apart(known)));
      }
    }
    return pairs;
  }

  private double[] known(double alike, int size, int others, double nearest) {
    double doublings = log2(Math.min(Math.max(size, others), LARGEST_FITTED));
    return new double[] {
      1,
      likeness.thresholds().excess(alike, size, others),
      doublings,
      doublings * doublings,
      log2(Math.min(size, others)),
      likeness.thresholds().rarity(nearest)
    };
  }

  private double[] knownOfMember(double alike, int size) {
    return new double[] {1, likeness.thresholds().excess(alike, 1, size - 1), log2(size)};
  }

  private static double log2(double number) {
    return Math.log(number) / Math.log(2);
  }

  /** All that is in doubt: what likelihoods are fitted on. */
  List<Doubt> doubts() {
    List<Doubt> doubts = new ArrayList<>();
    for (Pair pair : pairs()) {
      doubts.add(new Doubt(false, ids(pair.one), ids(pair.other), pair.known));
    }
    for (int number = 0; number < everyone.size(); number++) {
      int size = everyone.get(number).faces().size();
      for (int face : everyone.get(number).faces()) {
        if (size > 1 && likeness.group(face) != Likeness.NONE) {
          double alike = likeness.vector(face).cosineToRest(sum(number));
          doubts.add(
              new Doubt(true, List.of(faces.id(face)), ids(number), knownOfMember(alike, size)));
        }
      }
    }
    return doubts;
  }

  private List<FaceId> ids(int number) {
    return everyone.get(number).faces().stream().map(gathering.pointing()::id).toList();
  }

  /** Who has faces that are near each other's, and how alike the nearest two are. */
  private Map<Long, Double> near() {
    Map<Long, Double> near = new HashMap<>();
    for (int face = 0; face < whose.length; face++) {
      int one = whose[face];
      likeness.eachNeighbour(
          face,
          (neighbour, similarity) -> {
            int other = whose[neighbour];
            if (one != other && one != Likeness.NONE && other != Likeness.NONE) {
              near.merge(Linkage.pair(one, other), similarity, Math::max);
            }
          });
    }
    return near;
  }

  /** Nothing says already that they are two: names, facts, or a photo of both. */
  private boolean isOpen(int one, int other) {
    if ((isNamed(one) && isNamed(other)) || isHidden(one) || isHidden(other)) {
      return false;
    }
    return !excludes(one, other) && !excludes(other, one) && !shareAPhoto(one, other);
  }

  private boolean excludes(int one, int other) {
    Someone someone = everyone.get(one);
    return someone.identity() != null
        && someone.identity().excluded().stream().anyMatch(face -> isOf(face, other));
  }

  private boolean isOf(int face, int number) {
    return face < whose.length && whose[face] == number;
  }

  private boolean shareAPhoto(int one, int other) {
    List<Integer> some = everyone.get(one).faces();
    List<Integer> others = everyone.get(other).faces();
    List<Integer> few = some.size() <= others.size() ? some : others;
    int many = few == some ? other : one;
    for (int face : few) {
      for (int beside : faces.in(gathering.pointing().face(face).photo())) {
        if (isOf(beside, many)) {
          return true;
        }
      }
    }
    return false;
  }

  private Sum sum(int number) {
    return sums.computeIfAbsent(
        number,
        _ ->
            likeness.sum(
                everyone.get(number).faces().stream()
                    .filter(face -> likeness.group(face) != Likeness.NONE)
                    .toList()));
  }
}
