package latent.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import latent.people.Stage.Turnover;

/**
 * Joining by likeness alone, in rounds. In each round every group points at the group most like it,
 * if the two are alike enough for that round and for their sizes and no photo shows both; then what
 * is connected by pointing is one group, the most alike first ({@link Joining}). The rounds ask for
 * less and less likeness. (After Monath and others, "Scalable Hierarchical Agglomerative
 * Clustering", KDD 2021; the sizes and the photos are our addition.)
 *
 * <p>What comes of a group depends on the groups near it alone, and on no order: equal likeness is
 * decided by the names. So the groups before each round are kept as a {@link Stage}, and when rows
 * come or go, in each round only those are joined anew whose choices changed, and those connected
 * with them: what comes of the others is what came of them before.
 */
final class Linkage {

  private static final int[] ALONE = {};

  private final Ground ground;
  private final double[] rounds;
  private final Stage[] stages;

  /** For each round and leader, the leaders of what is connected with it. */
  private final List<Pages<int[]>> components = new ArrayList<>();

  private final Turnover turnover;

  /**
   * Joins rows.
   *
   * @param single the rows, each a group of its own
   */
  Linkage(List<Cluster> single, Ground ground) {
    this.ground = ground;
    rounds = ground.thresholds().rounds();
    stages = new Stage[rounds.length + 1];
    Graph.Change links = new Graph.Change(ground.graph(), new long[0], new long[0]);
    Turnover next = new Turnover(List.of(), single);
    Stage stage = new Stage();
    for (int round = 0; round < rounds.length; round++) {
      stage = stage.with(next, links, ground, new Surroundings(ground)).stage();
      stages[round] = stage;
      components.add(new Pages<>(ALONE).copy(ground.names().length));
      next = joined(round, stage);
    }
    stages[rounds.length] = stage.replaced(next, ground.names().length);
    turnover = new Turnover(List.of(), clusters());
  }

  /** All groups of the first, joined. */
  private Turnover joined(int round, Stage stage) {
    Joining joining = new Joining(stage, rounds[round], ground);
    List<Cluster> gone = new ArrayList<>();
    List<Cluster> come = new ArrayList<>();
    for (int[] component : joining.components(stage.leaders(ground.names().length))) {
      keep(round, component);
      for (Cluster cluster : joining.join(component)) {
        if (stage.group(cluster.leader()) != cluster) {
          come.add(cluster);
        }
      }
    }
    BitSet merged = new BitSet();
    come.forEach(cluster -> Arrays.stream(cluster.rows()).forEach(merged::set));
    merged.stream().filter(stage::leads).mapToObj(stage::group).forEach(gone::add);
    return new Turnover(gone, come);
  }

  private void keep(int round, int[] component) {
    for (int leader : component) {
      components.get(round).set(leader, component);
    }
  }

  private Linkage(Linkage before, Turnover first, Graph.Change links, Ground ground) {
    this.ground = ground;
    rounds = before.rounds;
    stages = new Stage[before.stages.length];
    int rows = ground.names().length;
    Surroundings surroundings = new Surroundings(ground);
    Turnover next = first;
    for (int round = 0; round < rounds.length; round++) {
      Stage.Change change = before.stages[round].with(next, links, ground, surroundings);
      stages[round] = change.stage();
      components.add(before.components.get(round).copy(rows));
      int[] touched = touched(round, change, next.gone());
      next = joinedAgain(round, touched, next.gone(), before.stages[round + 1]);
    }
    stages[rounds.length] = before.stages[rounds.length].replaced(next, rows);
    turnover = next;
  }

  /**
   * The same after some rows went and others came: what joining all of them would give.
   *
   * @param first the rows, each a group of its own; also those that stay, but whose photos are
   *     numbered otherwise now
   * @param links what that changed in the graph
   * @param ground the new one, with the same thresholds
   */
  Linkage with(Turnover first, Graph.Change links, Ground ground) {
    return new Linkage(this, first, links, ground);
  }

  /**
   * The groups that may not be joined as before: those that turned, what was connected with them or
   * with those that went, and what is connected with them now. Whatever else there is was connected
   * among itself, and still is.
   */
  private int[] touched(int round, Stage.Change change, List<Cluster> gone) {
    BitSet touched = new BitSet(ground.names().length);
    for (Cluster cluster : gone) {
      touch(touched, components.get(round).get(cluster.leader()));
      touched.set(cluster.leader());
    }
    for (int leader : change.turned()) {
      touch(touched, components.get(round).get(leader));
      touched.set(leader);
      int choice = change.stage().choice(leader, rounds[round]);
      if (choice != Likeness.NONE) {
        touch(touched, components.get(round).get(choice));
        touched.set(choice);
      }
    }
    return touched.stream().toArray();
  }

  private static void touch(BitSet touched, int[] leaders) {
    for (int leader : leaders) {
      touched.set(leader);
    }
  }

  /** Joins what was touched, and tells what differs from what it became before. */
  private Turnover joinedAgain(int round, int[] touched, List<Cluster> gone, Stage after) {
    Map<Integer, Cluster> former = new TreeMap<>();
    for (Cluster cluster : gone) {
      addFormer(after, cluster.leader(), former);
    }
    for (int leader : touched) {
      addFormer(after, leader, former);
      components.get(round).set(leader, ALONE);
    }
    Stage stage = stages[round];
    Joining joining = new Joining(stage, rounds[round], ground);
    List<Cluster> come = new ArrayList<>();
    int[] leaders = Arrays.stream(touched).filter(stage::leads).toArray();
    for (int[] component : joining.components(leaders)) {
      keep(round, component);
      joining.join(component).forEach(cluster -> addNew(cluster, former, come));
    }
    for (int leader : leaders) {
      if (components.get(round).get(leader).length == 0) {
        addNew(stage.group(leader), former, come);
      }
    }
    return new Turnover(List.copyOf(former.values()), come);
  }

  private static void addFormer(Stage after, int row, Map<Integer, Cluster> former) {
    int leader = after.leader(row);
    if (leader != Likeness.NONE) {
      former.put(leader, after.group(leader));
    }
  }

  private static void addNew(Cluster cluster, Map<Integer, Cluster> former, List<Cluster> come) {
    Cluster same = former.get(cluster.leader());
    if (same != null && same.isSameAs(cluster)) {
      former.remove(cluster.leader());
    } else {
      come.add(cluster);
    }
  }

  /** The groups in the end that those before were replaced by, and which ones were replaced. */
  Turnover turnover() {
    return turnover;
  }

  /** The groups in the end. */
  Stage groups() {
    return stages[rounds.length];
  }

  /** The rows each alone, in the beginning. */
  Stage rows() {
    return stages[0];
  }

  private List<Cluster> clusters() {
    Stage groups = groups();
    return Arrays.stream(groups.leaders(ground.names().length)).mapToObj(groups::group).toList();
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
