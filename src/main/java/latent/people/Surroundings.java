package latent.people;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The rows near a group that are not its own. While one change goes through the rounds, a large
 * group that it touched looks around in each of them; where it looks is found once.
 */
final class Surroundings {

  /** So many rows are not sorted to find those that are there twice. */
  private static final int MANY = 1024;

  private final Graph graph;
  private final Map<Cluster, int[]> found = Collections.synchronizedMap(new IdentityHashMap<>());

  Surroundings(Graph graph) {
    this.graph = graph;
  }

  /** The rows near a group of a stage that are in other groups of it, each once. */
  int[] of(Cluster cluster, Stage stage) {
    int[] known = found.get(cluster);
    if (known == null) {
      known = find(cluster, stage);
      found.put(cluster, known);
    }
    return known;
  }

  private int[] find(Cluster cluster, Stage stage) {
    int[] rows = new int[16];
    int count = 0;
    for (int row : cluster.rows()) {
      for (int other : graph.partners(row)) {
        Cluster near = stage.group(other);
        if (near != Cluster.NOBODY && near != cluster) {
          rows = count == rows.length ? Arrays.copyOf(rows, 2 * count) : rows;
          rows[count++] = other;
        }
      }
    }
    int[] near = Arrays.copyOf(rows, count);
    return count < MANY ? Graph.distinct(near) : distinct(near);
  }

  private static int[] distinct(int[] rows) {
    BitSet distinct = new BitSet();
    for (int row : rows) {
      distinct.set(row);
    }
    return distinct.stream().toArray();
  }
}
