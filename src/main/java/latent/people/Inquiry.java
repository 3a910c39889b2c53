package latent.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latent.people.Gathering.Someone;
import latent.people.Identities.Identity;
import latent.photo.FaceId;

/**
 * What is in doubt: which groups may be one person, which faces may be in the wrong album, and who
 * has no name yet.
 *
 * <p>How likely a doubt is true follows from how far the likeness is above or below what was asked,
 * as {@link Thresholds#excess} counts it, and from the sizes: the logarithm of the odds is a sum of
 * these, each with a weight. The weights were fitted (logistic regression) on the labelled
 * embeddings of docs/benchmarks.md, on what remains in doubt after grouping.
 */
final class Inquiry {

  /** Logarithms of the odds that two groups that were not joined are one person. */
  private static final Weights APART = new Weights(-9.63, 1.0, -0.62, 0.09, -1.03, 1.81);

  /** Logarithms of the odds that a face belongs to the group that it was joined to. */
  private static final Weights JOINED = new Weights(0.18, 1.1, 0.26, 0, 0, 0);

  /**
   * The share of a person's faces that look like nobody in the library, so that no question finds
   * them: strong blur, profiles, masks.
   */
  private static final double BEYOND_RECOGNITION = 0.01;

  /** What expects less than this many faces to stand better isn't asked. */
  private static final double LEAST_GAIN = 0.02;

  /**
   * @param excess for each tenfold rarer likeness
   * @param large for each doubling of the larger group
   * @param larger for the square of these doublings
   * @param small for each doubling of the smaller group
   * @param nearest for each tenfold rarer likeness of the two faces that are most alike
   */
  private record Weights(
      double mark, double excess, double large, double larger, double small, double nearest) {

    private double likelihood(double excess, double faces, double others, double rarity) {
      double doublings = log2(Math.max(faces, others));
      double odds =
          mark
              + this.excess * excess
              + large * doublings
              + larger * doublings * doublings
              + small * log2(Math.min(faces, others))
              + nearest * rarity;
      return 1 / (1 + Math.exp(-odds));
    }

    private static double log2(double number) {
      return Math.log(number) / Math.log(2);
    }
  }

  private final FaceIndex faces;
  private final Likeness likeness;
  private final Gathering gathering;
  private final List<Someone> everyone;
  private final int[] whose;
  private final Map<Integer, Sum> sums = new HashMap<>();

  /** Two groups that may be one person, and how likely they are. */
  private record Pair(int one, int other, double likeness, double likely) {}

  Inquiry(FaceIndex faces, Likeness likeness, Gathering gathering, List<Someone> everyone) {
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
        double excess = likeness.thresholds().excess(alike, 1, (int) size - 1);
        double likely = JOINED.likelihood(excess, 1, size, 0);
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
   * For everyone the share of its faces that is in the album: what is in there, beside what is
   * expected to be still elsewhere. Of the faces too small to be anybody's, everyone is taken to
   * have as large a share as of the others.
   */
  double[] completeness() {
    double[] missing = new double[everyone.size()];
    for (Pair pair : pairs()) {
      int size = everyone.get(pair.one).faces().size();
      int others = everyone.get(pair.other).faces().size();
      if (size >= others) {
        missing[pair.one] += pair.likely * others;
      }
      if (others >= size) {
        missing[pair.other] += pair.likely * size;
      }
    }
    double nobodys = nobodys();
    double[] shares = new double[missing.length];
    for (int number = 0; number < shares.length; number++) {
      double size = everyone.get(number).faces().size();
      shares[number] = (1 - BEYOND_RECOGNITION) * (1 - nobodys) * size / (size + missing[number]);
    }
    return shares;
  }

  /** The share of all faces that show nobody for sure, because they are too small. */
  private double nobodys() {
    long nobodys = Arrays.stream(whose).filter(who -> who == Likeness.NONE).count();
    return whose.length == 0 ? 0 : (double) nobodys / whose.length;
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
        double excess = likeness.thresholds().excess(alike, size, others);
        double rarity = likeness.thresholds().rarity(near.getOrDefault(pair, 0.0));
        pairs.add(new Pair(one, other, alike, APART.likelihood(excess, size, others, rarity)));
      }
    }
    return pairs;
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
