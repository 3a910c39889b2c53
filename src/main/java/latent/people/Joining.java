package latent.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How groups are joined by what they are most like, if they are alike enough: what is connected by
 * that is one group, the most alike first, unless a photo shows both.
 */
final class Joining {

  private static final int NONE = Likeness.NONE;

  private final Stage stage;
  private final double least;
  private final Ground ground;

  /** A group's choice. */
  private record Choice(int one, int other, double likeness) {}

  Joining(Stage stage, double least, Ground ground) {
    this.stage = stage;
    this.least = least;
    this.ground = ground;
  }

  /** Sets of numbers, of which each is at first alone. */
  private static final class Sets {

    private final int[] parents;

    private Sets(int size) {
      parents = new int[size];
      Arrays.setAll(parents, number -> number);
    }

    private int root(int number) {
      int at = number;
      while (parents[at] != at) {
        parents[at] = parents[parents[at]];
        at = parents[at];
      }
      return at;
    }

    /** Makes two sets one; answers the root that stays. */
    private void unite(int root, int other) {
      parents[other] = root;
    }
  }

  /**
   * What is connected of some groups by their choices: sets of two leaders or more, each in the
   * order of the rows.
   *
   * @param leaders of groups whose choices are among them, in the order of the rows
   */
  List<int[]> components(int[] leaders) {
    Sets sets = new Sets(leaders.length);
    for (int place = 0; place < leaders.length; place++) {
      int choice = stage.choice(leaders[place], least);
      if (choice != NONE) {
        int root = sets.root(place);
        int other = sets.root(Arrays.binarySearch(leaders, choice));
        sets.unite(Math.min(root, other), Math.max(root, other));
      }
    }
    int[] sizes = new int[leaders.length];
    for (int place = 0; place < leaders.length; place++) {
      sizes[sets.root(place)]++;
    }
    int[][] components = new int[leaders.length][];
    List<int[]> found = new ArrayList<>();
    for (int place = 0; place < leaders.length; place++) {
      int root = sets.root(place);
      if (sizes[root] > 1 || components[root] != null) {
        if (components[root] == null) {
          components[root] = new int[sizes[root]];
          found.add(components[root]);
        }
        components[root][components[root].length - sizes[root]--] = leaders[place];
      }
    }
    return found;
  }

  /** The groups that become of a component. */
  List<Cluster> join(int[] component) {
    Sets sets = new Sets(component.length);
    BitSet[] contested = contested(component);
    for (Choice choice : choices(component)) {
      int one = sets.root(Arrays.binarySearch(component, choice.one));
      int other = sets.root(Arrays.binarySearch(component, choice.other));
      if (one != other && !contested[one].intersects(contested[other])) {
        sets.unite(one, other);
        contested[one].or(contested[other]);
      }
    }
    Map<Integer, List<Cluster>> parts = new TreeMap<>();
    for (int place = 0; place < component.length; place++) {
      parts
          .computeIfAbsent(sets.root(place), _ -> new ArrayList<>())
          .add(stage.group(component[place]));
    }
    return parts.values().stream()
        .map(
            part ->
                part.size() == 1
                    ? part.getFirst()
                    : Cluster.of(part, ground.names(), ground.dimension()))
        .toList();
  }

  /** What the groups of a component chose, the most alike first. */
  private List<Choice> choices(int[] component) {
    List<Choice> choices = new ArrayList<>();
    for (int leader : component) {
      int choice = stage.choice(leader, least);
      if (choice != NONE) {
        choices.add(new Choice(leader, choice, stage.likeness(leader)));
      }
    }
    choices.sort(
        Comparator.comparingDouble(Choice::likeness)
            .reversed()
            .thenComparing(
                (one, other) -> ground.compare(one.one, one.other, other.one, other.other)));
    return choices;
  }

  /**
   * Which of the photos that show two or more groups of a component show each of them, by the
   * photos' places among these.
   */
  private BitSet[] contested(int[] component) {
    int[] all =
        Arrays.stream(component)
            .flatMap(leader -> Arrays.stream(stage.group(leader).photos()))
            .sorted()
            .toArray();
    int count = 0;
    for (int i = 1; i < all.length; i++) {
      if (all[i] == all[i - 1] && (count == 0 || all[count - 1] != all[i])) {
        all[count++] = all[i];
      }
    }
    BitSet[] contested = new BitSet[component.length];
    for (int place = 0; place < contested.length; place++) {
      contested[place] = new BitSet();
      for (int photo : stage.group(component[place]).photos()) {
        int at = count == 0 ? NONE : Arrays.binarySearch(all, 0, count, photo);
        if (at >= 0) {
          contested[place].set(at);
        }
      }
    }
    return contested;
  }
}
