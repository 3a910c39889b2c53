package latent.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Joining by likeness alone, in rounds. In each round every group points at the group most like it,
 * if the two are alike enough for that round and for their sizes and no photo shows both; then what
 * is connected by pointing is one group, the most alike first. The rounds ask for less and less
 * likeness. (After Monath and others, "Scalable Hierarchical Agglomerative Clustering", KDD 2021;
 * the sizes and the photos are our addition.)
 *
 * <p>What comes of a group depends on the groups near it alone, and on no order: rows are ordered
 * by their faces' names, and equal likeness is decided by these.
 */
final class Linkage {

  private final Vectors vectors;
  private final Thresholds thresholds;
  private final int[] groupOf;
  private Cluster[] clusters;
  private long[] pairs;

  /** One growing group. */
  private static final class Cluster {
    private Sum sum;
    private Set<Integer> photos;

    private Cluster(Sum sum, Set<Integer> photos) {
      this.sum = sum;
      this.photos = photos;
    }

    private boolean sharesAPhotoWith(Cluster other) {
      Set<Integer> few = photos.size() <= other.photos.size() ? photos : other.photos;
      Set<Integer> many = few == photos ? other.photos : photos;
      for (Integer photo : few) {
        if (many.contains(photo)) {
          return true;
        }
      }
      return false;
    }
  }

  /** What a group points at: the pair's place and how alike the two are. */
  private record Choice(int pair, double likeness) {}

  /**
   * @param photos for each row that is joined, from the first on, the number of its photo
   */
  Linkage(Vectors vectors, Neighbours neighbours, int[] photos, Thresholds thresholds) {
    this.vectors = vectors;
    this.thresholds = thresholds;
    int size = photos.length;
    clusters = new Cluster[size];
    for (int row = 0; row < size; row++) {
      clusters[row] = new Cluster(Sum.of(vectors.row(row)), Set.of(photos[row]));
    }
    groupOf = IntStream.range(0, size).toArray();
    pairs = neighbours.pairs();
    for (double likeness : thresholds.rounds()) {
      join(likeness);
    }
  }

  /** How many rows were joined. */
  int size() {
    return groupOf.length;
  }

  /** The group of a row. */
  int group(int row) {
    return groupOf[row];
  }

  int groups() {
    return clusters.length;
  }

  /** The sum of a group's vectors. */
  Sum sum(int group) {
    return clusters[group].sum;
  }

  /** One round. */
  private void join(double likeness) {
    List<Choice> choices = choices(likeness);
    int[] kept = IntStream.range(0, clusters.length).toArray();
    List<List<Integer>> parts = new ArrayList<>();
    for (int i = 0; i < clusters.length; i++) {
      parts.add(List.of(i));
    }
    for (Choice choice : choices) {
      int one = root(kept, first(pairs[choice.pair]));
      int other = root(kept, second(pairs[choice.pair]));
      if (one != other && !clusters[one].sharesAPhotoWith(clusters[other])) {
        merge(kept, parts, one, other);
      }
    }
    if (!choices.isEmpty()) {
      renumber(kept, parts);
    }
  }

  /** What the groups point at, the most alike first. */
  private List<Choice> choices(double likeness) {
    double[] alike =
        IntStream.range(0, pairs.length)
            .parallel()
            .mapToDouble(pair -> likeness(pairs[pair], likeness))
            .toArray();
    int[] best = new int[clusters.length];
    Arrays.fill(best, -1);
    for (int pair = 0; pair < alike.length; pair++) {
      if (!Double.isNaN(alike[pair])) {
        prefer(best, first(pairs[pair]), pair, alike);
        prefer(best, second(pairs[pair]), pair, alike);
      }
    }
    return Arrays.stream(best)
        .filter(pair -> pair >= 0)
        .distinct()
        .mapToObj(pair -> new Choice(pair, alike[pair]))
        .sorted(Linkage::mostAlikeFirst)
        .toList();
  }

  private static int mostAlikeFirst(Choice one, Choice other) {
    int byLikeness = Double.compare(other.likeness, one.likeness);
    return byLikeness != 0 ? byLikeness : Integer.compare(one.pair, other.pair);
  }

  private static void prefer(int[] best, int cluster, int pair, double[] alike) {
    if (best[cluster] < 0 || alike[pair] > alike[best[cluster]]) {
      best[cluster] = pair;
    }
  }

  /** How alike two groups are; not a number if they may not be joined in this round. */
  private double likeness(long pair, double least) {
    Cluster one = clusters[first(pair)];
    Cluster other = clusters[second(pair)];
    double likeness = one.sum.cosine(other.sum);
    boolean enough =
        likeness >= least && likeness >= thresholds.of(one.sum.faces(), other.sum.faces());
    return enough && !one.sharesAPhotoWith(other) ? likeness : Double.NaN;
  }

  /** Joins two groups, the one with fewer photos into the other; sums are made at the end. */
  private void merge(int[] kept, List<List<Integer>> parts, int one, int other) {
    boolean oneIsLarger = clusters[one].photos.size() >= clusters[other].photos.size();
    int stays = oneIsLarger ? one : other;
    int goes = oneIsLarger ? other : one;
    if (!(clusters[stays].photos instanceof HashSet)) {
      clusters[stays].photos = new HashSet<>(clusters[stays].photos);
    }
    clusters[stays].photos.addAll(clusters[goes].photos);
    if (!(parts.get(stays) instanceof ArrayList)) {
      parts.set(stays, new ArrayList<>(parts.get(stays)));
    }
    parts.get(stays).addAll(parts.get(goes));
    kept[goes] = stays;
  }

  /** Makes the joined groups, numbers them by their first rows, and has rows and pairs follow. */
  private void renumber(int[] kept, List<List<Integer>> parts) {
    int[] number = new int[clusters.length];
    Arrays.fill(number, -1);
    List<Cluster> next = new ArrayList<>();
    for (int cluster = 0; cluster < clusters.length; cluster++) {
      int root = root(kept, cluster);
      if (number[root] < 0) {
        number[root] = next.size();
        next.add(clusters[root]);
      }
      number[cluster] = number[root];
    }
    IntStream.range(0, clusters.length)
        .parallel()
        .filter(cluster -> kept[cluster] == cluster && parts.get(cluster).size() > 1)
        .forEach(
            cluster -> {
              List<Sum> sums = parts.get(cluster).stream().map(part -> clusters[part].sum).toList();
              next.get(number[cluster]).sum = Sum.of(sums, vectors.dimension());
            });
    for (int row = 0; row < groupOf.length; row++) {
      groupOf[row] = number[groupOf[row]];
    }
    clusters = next.toArray(Cluster[]::new);
    pairs =
        Arrays.stream(pairs)
            .parallel()
            .map(pair -> pair(number[first(pair)], number[second(pair)]))
            .filter(pair -> first(pair) != second(pair))
            .sorted()
            .distinct()
            .toArray();
  }

  private static int root(int[] kept, int cluster) {
    int at = cluster;
    while (kept[at] != at) {
      kept[at] = kept[kept[at]];
      at = kept[at];
    }
    return at;
  }

  /** Two numbers in one, the smaller in front, so that pairs are ordered by them. */
  static long pair(int one, int other) {
    return (long) Math.min(one, other) << 32 | Math.max(one, other);
  }

  static int first(long pair) {
    return (int) (pair >>> 32);
  }

  static int second(long pair) {
    return (int) pair;
  }
}
