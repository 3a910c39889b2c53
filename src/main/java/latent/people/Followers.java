package latent.people;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import latent.people.Stage.Turnover;

/**
 * The faces too small or too blurred to start a group, each in the group that it is very like, the
 * most alike first; a group that has a face of that photo takes no other.
 */
final class Followers {

  private static final int NONE = Likeness.NONE;

  private static final int[] NOBODY = {};

  private final int[] choices;
  private final double[] likeness;
  private final int[] leaderOf;
  private final int[][] followers;

  /**
   * What they go by.
   *
   * @param poor the rows of such faces
   */
  record Ground(
      FaceIndex faces,
      BitSet poor,
      Neighbours neighbours,
      Graph graph,
      Stage groups,
      Thresholds thresholds) {}

  /** Nobody follows. */
  Followers() {
    choices = new int[0];
    likeness = new double[0];
    leaderOf = new int[0];
    followers = new int[0][];
  }

  private Followers(Followers before, int rows) {
    int had = before.choices.length;
    choices = Arrays.copyOf(before.choices, rows);
    Arrays.fill(choices, had, rows, NONE);
    likeness = Arrays.copyOf(before.likeness, rows);
    leaderOf = Arrays.copyOf(before.leaderOf, rows);
    Arrays.fill(leaderOf, had, rows, NONE);
    followers = Arrays.copyOf(before.followers, rows);
    Arrays.fill(followers, had, rows, NOBODY);
  }

  /**
   * Who follows after some groups were replaced.
   *
   * @param gone the rows that went
   * @param before the graph before
   */
  Followers with(Turnover turnover, int[] gone, Graph before, Ground ground) {
    BitSet touched = new BitSet(ground.faces.rows());
    IntStream.of(gone).forEach(touched::set);
    IntStream.of(ground.neighbours.changed()).filter(ground.poor::get).forEach(touched::set);
    turnover.gone().forEach(group -> addAround(group, before, ground, touched));
    turnover.come().forEach(group -> addAround(group, ground.graph, ground, touched));
    Followers now = new Followers(this, ground.faces.rows());
    BitSet leaders = new BitSet(ground.faces.rows());
    turnover.gone().forEach(group -> leaders.set(group.leader()));
    turnover.come().forEach(group -> leaders.set(group.leader()));
    touched.stream()
        .forEach(
            row -> {
              add(now.choices[row], leaders);
              now.choose(row, ground);
              add(now.choices[row], leaders);
            });
    leaders.stream().forEach(leader -> now.gather(leader, ground));
    return now;
  }

  /** Adds the poor rows near a group. */
  private static void addAround(Cluster group, Graph graph, Ground ground, BitSet touched) {
    for (int row : group.rows()) {
      for (int partner : graph.partners(row)) {
        if (ground.poor.get(partner)) {
          touched.set(partner);
        }
      }
    }
  }

  private static void add(int leader, BitSet leaders) {
    if (leader != NONE) {
      leaders.set(leader);
    }
  }

  /** Looks for the group that a row is most like, of those that its neighbours are in. */
  private void choose(int row, Ground ground) {
    choices[row] = NONE;
    if (!ground.poor.get(row)) {
      return;
    }
    Sum sum = Sum.of(ground.faces.vectors().row(row));
    double most = ground.thresholds.careful();
    long[] names = ground.faces.names();
    int[] near = new int[ground.neighbours.count(row)];
    Arrays.setAll(near, place -> ground.groups.leader(ground.neighbours.neighbour(row, place)));
    for (int leader : Graph.distinct(near)) {
      double alike = sum.cosine(ground.groups.group(leader).sum());
      int choice = choices[row];
      boolean isFirst = choice != NONE && alike == most && names[leader] < names[choice];
      if (alike > most || isFirst) {
        choices[row] = leader;
        most = alike;
      }
    }
    likeness[row] = most;
  }

  /** Gathers a group's followers anew. */
  private void gather(int leader, Ground ground) {
    for (int row : followers[leader]) {
      leaderOf[row] = leaderOf[row] == leader ? NONE : leaderOf[row];
    }
    followers[leader] = NOBODY;
    if (ground.groups.leads(leader)) {
      followers[leader] =
          candidates(leader, ground).filter(row -> join(row, leader, ground)).toArray();
    }
  }

  /** The rows for which a group is what they are most like, the most alike first. */
  private IntStream candidates(int leader, Ground ground) {
    long[] names = ground.faces.names();
    return suitors(ground.groups.group(leader), ground)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer row) -> -likeness[row])
                .thenComparingLong(row -> names[row]))
        .mapToInt(row -> row);
  }

  /** The rows near a group that chose it, each once. */
  private IntStream suitors(Cluster group, Ground ground) {
    int[] suitors = new int[16];
    int count = 0;
    for (int row : group.rows()) {
      for (int partner : ground.graph.partners(row)) {
        if (choices[partner] == group.leader()) {
          suitors = count == suitors.length ? Arrays.copyOf(suitors, 2 * count) : suitors;
          suitors[count++] = partner;
        }
      }
    }
    return Arrays.stream(Graph.distinct(Arrays.copyOf(suitors, count)));
  }

  private boolean join(int row, int leader, Ground ground) {
    for (int beside : ground.faces.beside(row)) {
      if (ground.groups.leader(beside) == leader || leaderOf[beside] == leader) {
        return false;
      }
    }
    leaderOf[row] = leader;
    return true;
  }

  /** The leader of the group that a row follows; none if it follows none. */
  int leader(int row) {
    return leaderOf[row];
  }

  /** The rows that follow a group. */
  int[] of(int leader) {
    return followers[leader];
  }
}
