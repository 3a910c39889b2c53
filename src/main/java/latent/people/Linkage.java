package latent.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import latent.people.Identities.Identity;
import latent.people.Neighbours.Pair;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/**
 * Joining by likeness: first the dense cores (faces with many close neighbours), then the most
 * alike first, as long as two groups are alike on the whole, share no photo, and nothing that the
 * user said stands between them. Faces too small to start a person join last, one by one, and only
 * where they are very alike.
 */
final class Linkage {

  /** Close neighbours that make a face part of a dense core (from an earlier trial, not tuned). */
  private static final int DENSE = 30;

  /** How much more alike than a core neighbour a poor face must be to join. */
  private static final double POOR_MARGIN = 0.05;

  private final FaceIndex faces;
  private final Identities identities;
  private final Calibration calibration;

  /** For each face the group that it was joined to, or itself (union-find with path halving). */
  private final int[] parent;

  private final @Nullable Group[] groups;
  private final double[] nearest;
  private final int[] supporters;

  /** One growing group. */
  private static final class Group {
    private final List<Integer> faces = new ArrayList<>();
    private final Set<PhotoId> photos = new HashSet<>();
    private final Set<Integer> excluded = new HashSet<>();
    private float[] sum = new float[0];
    private int summed;
    private @Nullable Identity identity;

    private void add(int index, Face face) {
      faces.add(index);
      photos.add(face.photo());
      Embedding embedding = face.embedding();
      if (embedding != null) {
        add(embedding.vector());
        summed++;
      }
    }

    private void add(float[] vector) {
      if (sum.length < vector.length) {
        sum = new float[vector.length];
      }
      for (int i = 0; i < vector.length; i++) {
        sum[i] += vector[i];
      }
    }

    private void absorb(Group other) {
      faces.addAll(other.faces);
      photos.addAll(other.photos);
      excluded.addAll(other.excluded);
      add(other.sum);
      summed += other.summed;
      identity = identity == null ? other.identity : identity;
    }

    /** Mean cosine over all pairs of a face here and a face there. */
    private double likeness(Group other) {
      double product = 0;
      for (int i = 0; i < Math.min(sum.length, other.sum.length); i++) {
        product += sum[i] * other.sum[i];
      }
      return product / ((double) summed * other.summed);
    }
  }

  Linkage(FaceIndex faces, Identities identities, Calibration calibration) {
    this.faces = faces;
    this.identities = identities;
    this.calibration = calibration;
    int size = faces.size();
    parent = new int[size];
    groups = new Group[size];
    nearest = new double[size];
    supporters = new int[size];
    for (int i = 0; i < size; i++) {
      parent[i] = i;
      if (!identities.isNotAFace(i)) {
        Group group = new Group();
        group.add(i, faces.face(i));
        groups[i] = group;
      }
    }
  }

  /** Each group's faces in the order of their numbers, with what the user knows of it. */
  List<Joined> join() {
    plantWhatIsKnown();
    List<Integer> good = new ArrayList<>();
    List<Integer> poor = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      if (groups[i] != null || root(i) != i) {
        sort(i, good, poor);
      }
    }
    List<Pair> pairs = alike(good);
    joinCores(pairs);
    joinMostAlike(pairs);
    gatherWhatIsKnown();
    support(pairs);
    joinPoor(poor, good);
    return answer(new HashSet<>(poor));
  }

  /** One group as it ended: {@code identity} is null if the user never spoke of it. */
  record Joined(@Nullable Identity identity, List<Integer> faces, List<String> whys) {}

  /**
   * Each face for which the user vouched is a seed that grows by itself: what two people who are
   * one have in common may be the user's word alone.
   */
  private void plantWhatIsKnown() {
    for (Identity identity : identities.all()) {
      for (int face : identity.members()) {
        Group group = groups[face];
        if (group != null) {
          group.identity = identity;
          group.excluded.addAll(identity.excluded());
        }
      }
    }
  }

  /** What grew from the seeds of one identity is one person. */
  private void gatherWhatIsKnown() {
    for (Identity identity : identities.all()) {
      int first = -1;
      for (int face : identity.members()) {
        if (groups[root(face)] == null || root(face) == first) {
          continue;
        }
        first = first < 0 ? root(face) : merge(first, root(face));
      }
    }
  }

  private void sort(int index, List<Integer> good, List<Integer> poor) {
    Face face = faces.face(index);
    if (face.embedding() == null || face.pixels() < calibration.useless()) {
      return;
    }
    (face.pixels() < calibration.smallest() ? poor : good).add(index);
  }

  private List<Pair> alike(List<Integer> good) {
    List<float[]> rows = new ArrayList<>(good.size());
    for (int index : good) {
      rows.add(vector(index));
    }
    float least = (float) Math.min(calibration.link(), calibration.core());
    List<Pair> pairs = new ArrayList<>();
    for (Pair pair : new Neighbours(rows).alike(least)) {
      pairs.add(new Pair(good.get(pair.first()), good.get(pair.second()), pair.similarity()));
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::similarity)
            .reversed()
            .thenComparingInt(Pair::first)
            .thenComparingInt(Pair::second));
    return pairs;
  }

  private float[] vector(int index) {
    Embedding embedding = faces.face(index).embedding();
    return embedding == null ? new float[0] : embedding.vector();
  }

  private void joinCores(List<Pair> pairs) {
    int[] close = new int[faces.size()];
    for (Pair pair : pairs) {
      if (pair.similarity() >= calibration.core()) {
        close[pair.first()]++;
        close[pair.second()]++;
      }
    }
    for (Pair pair : pairs) {
      boolean dense = close[pair.first()] >= DENSE && close[pair.second()] >= DENSE;
      if (dense && pair.similarity() >= calibration.core()) {
        int one = root(pair.first());
        int other = root(pair.second());
        if (one != other && mayJoin(one, other)) {
          merge(one, other);
        }
      }
    }
  }

  private void joinMostAlike(List<Pair> pairs) {
    for (Pair pair : pairs) {
      int one = root(pair.first());
      int other = root(pair.second());
      if (one != other
          && pair.similarity() >= calibration.link()
          && mayJoin(one, other)
          && groupOf(one).likeness(groupOf(other)) >= calibration.mean()) {
        merge(one, other);
      }
    }
  }

  /**
   * Nothing that is known stands between two groups: no photo shows both, and the user did not keep
   * them apart.
   */
  private boolean mayJoin(int one, int other) {
    Group left = groupOf(one);
    Group right = groupOf(other);
    if (left.identity != null && right.identity != null) {
      return left.identity == right.identity;
    }
    return !shareAPhoto(left, right) && !excludes(left, other) && !excludes(right, one);
  }

  private static boolean shareAPhoto(Group left, Group right) {
    Group small = left.photos.size() <= right.photos.size() ? left : right;
    Group large = small == left ? right : left;
    for (PhotoId photo : small.photos) {
      if (large.photos.contains(photo)) {
        return true;
      }
    }
    return false;
  }

  private boolean excludes(Group group, int other) {
    for (int face : group.excluded) {
      if (root(face) == other) {
        return true;
      }
    }
    return false;
  }

  /** Counts for each face who of its own group is alike: the reason why it is there. */
  private void support(List<Pair> pairs) {
    for (Pair pair : pairs) {
      if (root(pair.first()) == root(pair.second())) {
        support(pair.first(), pair.similarity());
        support(pair.second(), pair.similarity());
      }
    }
  }

  private void support(int face, double similarity) {
    supporters[face]++;
    nearest[face] = Math.max(nearest[face], similarity);
  }

  private void joinPoor(List<Integer> poor, List<Integer> good) {
    double least = calibration.core() + POOR_MARGIN;
    Map<Integer, Integer> joining = new LinkedHashMap<>();
    for (int face : poor) {
      if (groupOf(root(face)).identity != null) {
        continue;
      }
      int best = -1;
      double similarity = least;
      Embedding embedding = new Embedding(vector(face));
      for (int candidate : good) {
        double alike = embedding.similarity(new Embedding(vector(candidate)));
        if (alike >= similarity && mayJoin(root(face), root(candidate))) {
          best = candidate;
          similarity = alike;
        }
      }
      if (best >= 0) {
        support(face, similarity);
        joining.put(face, best);
      }
    }
    joining.forEach(
        (face, best) -> {
          if (mayJoin(root(face), root(best))) {
            merge(root(best), root(face));
          }
        });
  }

  private List<Joined> answer(Set<Integer> poor) {
    List<Joined> answer = new ArrayList<>();
    for (int i = 0; i < groups.length; i++) {
      Group group = groups[i];
      if (group == null || !isSomebody(group, poor)) {
        continue;
      }
      group.faces.sort(Comparator.naturalOrder());
      List<String> whys = new ArrayList<>();
      for (int face : group.faces) {
        whys.add(why(group, face));
      }
      answer.add(new Joined(group.identity, group.faces, whys));
    }
    return answer;
  }

  /** A group is a person if the user spoke of it or at least one good face is in it. */
  private boolean isSomebody(Group group, Set<Integer> poor) {
    if (group.identity != null) {
      return true;
    }
    for (int face : group.faces) {
      Face member = faces.face(face);
      if (member.embedding() != null
          && member.pixels() >= calibration.useless()
          && !poor.contains(face)) {
        return true;
      }
    }
    return false;
  }

  private String why(Group group, int face) {
    if (group.identity != null && group.identity.members().contains(face)) {
      return Grouping.VOUCHED;
    }
    if (supporters[face] == 0) {
      return "alone so far";
    }
    return String.format(
        Locale.ROOT,
        "alike to %d %s of this person, %.2f at best",
        supporters[face],
        supporters[face] == 1 ? "face" : "faces",
        nearest[face]);
  }

  private Group groupOf(int root) {
    Group group = groups[root];
    if (group == null) {
      throw new AssertionError("face " + root + " stands for no group");
    }
    return group;
  }

  private int root(int face) {
    int at = face;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Joins two groups, the smaller into the larger; answers the face that stands for both. */
  private int merge(int one, int other) {
    boolean oneIsLarger = groupOf(one).faces.size() >= groupOf(other).faces.size();
    int kept = oneIsLarger ? one : other;
    int gone = oneIsLarger ? other : one;
    groupOf(kept).absorb(groupOf(gone));
    parent[gone] = kept;
    groups[gone] = null;
    return kept;
  }
}
