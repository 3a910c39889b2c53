package latent.people;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * What groups see around them. While one change goes through the rounds, a large group that it
 * touched looks around in each of them and sees nearly the same each time: where it looks need not
 * be found again, nor whom it saw before be compared again.
 */
final class Surroundings {

  /** Smaller groups look around as quickly without a memory. */
  private static final int LARGE = 64;

  private final Ground ground;
  private final Map<Integer, Seen> memory = new ConcurrentHashMap<>();

  /** The leaders of the groups around a group, in the order of the rows, and how alike they are. */
  record View(Cluster cluster, int[] others, double[] likeness) {}

  /**
   * What a group saw last.
   *
   * @param rows the rows near it that are not its own
   * @param groups those that the view tells the leaders of
   */
  private record Seen(View view, int[] rows, Cluster[] groups) {

    private static final Seen NOTHING =
        new Seen(new View(Cluster.NOBODY, new int[0], new double[0]), new int[0], new Cluster[0]);
  }

  Surroundings(Ground ground) {
    this.ground = ground;
  }

  /** What a group of a stage sees there. */
  View view(Cluster cluster, Stage stage) {
    if (cluster.rows().length < LARGE) {
      return look(cluster, near(cluster, stage, Seen.NOTHING), stage, Seen.NOTHING).view;
    }
    Seen before = memory.getOrDefault(cluster.leader(), Seen.NOTHING);
    boolean isSame = before.view.cluster == cluster;
    int[] rows = isSame ? before.rows : near(cluster, stage, before);
    Seen now = look(cluster, rows, stage, isSame ? before : Seen.NOTHING);
    memory.put(cluster.leader(), now);
    return now.view;
  }

  /** The rows near a group, of which a part perhaps knows what is near itself. */
  private int[] near(Cluster cluster, Stage stage, Seen before) {
    int[] part = before.view.cluster.rows();
    int[] more = more(cluster.rows(), part);
    return part.length + more.length == cluster.rows().length
        ? near(cluster, stage, before.rows, more)
        : near(cluster, stage, new int[0], cluster.rows());
  }

  /** The rows of the first that are not among the second; both are in their order. */
  private static int[] more(int[] rows, int[] part) {
    int[] more = new int[rows.length];
    int count = 0;
    int place = 0;
    for (int row : rows) {
      while (place < part.length && part[place] < row) {
        place++;
      }
      if (place == part.length || part[place] != row) {
        more[count++] = row;
      }
    }
    return Arrays.copyOf(more, count);
  }

  /** Of some rows, and of those near others, the ones in other groups than this, each once. */
  private int[] near(Cluster cluster, Stage stage, int[] some, int[] around) {
    int[] rows = new int[some.length + 16];
    int count = 0;
    for (int row : some) {
      if (stage.group(row) != cluster) {
        rows[count++] = row;
      }
    }
    for (int row : around) {
      for (int other : ground.graph().partners(row)) {
        Cluster near = stage.group(other);
        if (near != Cluster.NOBODY && near != cluster) {
          rows = count == rows.length ? Arrays.copyOf(rows, 2 * count) : rows;
          rows[count++] = other;
        }
      }
    }
    return Graph.distinct(Arrays.copyOf(rows, count));
  }

  /** Looks at the groups of some rows. */
  private Seen look(Cluster cluster, int[] rows, Stage stage, Seen before) {
    int[] others = Graph.distinct(IntStream.of(rows).map(stage::leader).toArray());
    Cluster[] groups = new Cluster[others.length];
    double[] likeness = new double[others.length];
    int place = 0;
    for (int i = 0; i < others.length; i++) {
      groups[i] = stage.group(others[i]);
      while (place < before.groups.length && before.view.others[place] < others[i]) {
        place++;
      }
      boolean isKnown = place < before.groups.length && before.groups[place] == groups[i];
      likeness[i] = isKnown ? before.view.likeness[place] : ground.likeness(cluster, groups[i]);
    }
    return new Seen(new View(cluster, others, likeness), rows, groups);
  }
}
