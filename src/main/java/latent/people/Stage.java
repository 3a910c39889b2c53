package latent.people;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import latent.people.Surroundings.View;

/**
 * The groups at one stage of the joining, and which other group each is most like of those that it
 * may be joined to. What a group is most like depends on the groups near it alone, so that when
 * some groups are replaced, few others have to look again.
 */
final class Stage {

  private static final int NONE = Likeness.NONE;

  /** So many groups look around at once, before what they saw is noted. */
  private static final int AT_ONCE = 8192;

  private final Pages<Cluster> groups;
  private final Pages<Choice> choices;

  /** The group that a group is most like, and how alike they are. */
  private record Choice(Cluster group, double likeness) {

    private static final Choice NOBODY = new Choice(Cluster.NOBODY, 0);
  }

  /** The groups that are replaced and what they are replaced by. */
  record Turnover(List<Cluster> gone, List<Cluster> come) {}

  /**
   * A stage after a change.
   *
   * @param turned the leaders of the groups that are new or most like another than before
   */
  record Change(Stage stage, int[] turned) {}

  /** No groups at all. */
  Stage() {
    this(new Pages<>(Cluster.NOBODY), new Pages<>(Choice.NOBODY));
  }

  private Stage(Pages<Cluster> groups, Pages<Choice> choices) {
    this.groups = groups;
    this.choices = choices;
  }

  /** The leader of a row's group; none if the row is in none. */
  int leader(int row) {
    return groups.get(row).leader();
  }

  /** Whether a row leads a group. */
  boolean leads(int row) {
    return leader(row) == row;
  }

  /** The group that a row is in. */
  Cluster group(int row) {
    return groups.get(row);
  }

  /** The leaders of all groups, among so many rows, in the order of the rows. */
  int[] leaders(int rows) {
    return IntStream.range(0, rows).filter(this::leads).toArray();
  }

  /** The leader of the group that a group is most like, if they are so much alike; else none. */
  int choice(int leader, double least) {
    Choice choice = choices.get(leader);
    return choice.likeness >= least ? choice.group.leader() : NONE;
  }

  /** How alike a group and its choice are. */
  double likeness(int leader) {
    return choices.get(leader).likeness;
  }

  /** These groups after some were replaced; what they are most like is not looked for. */
  Stage replaced(Turnover turnover, int rows) {
    Stage now = new Stage(groups.copy(rows), choices.copy(rows));
    for (Cluster cluster : turnover.gone) {
      for (int row : cluster.rows()) {
        now.groups.set(row, Cluster.NOBODY);
      }
      now.choices.set(cluster.leader(), Choice.NOBODY);
    }
    for (Cluster cluster : turnover.come) {
      for (int row : cluster.rows()) {
        now.groups.set(row, cluster);
      }
    }
    return now;
  }

  /**
   * These groups after some were replaced.
   *
   * @param links what changed in the graph
   * @param surroundings on the same ground
   */
  Change with(Turnover turnover, Graph.Change links, Ground ground, Surroundings surroundings) {
    Stage now = replaced(turnover, ground.names().length);
    BitSet turned = new BitSet(ground.names().length);
    turnover.come.forEach(group -> turned.set(group.leader()));
    Turning turning = new Turning(now, ground, surroundings, bereft(links.lost()), turned);
    turnover.gone.forEach(group -> turning.bereft.clear(group.leader()));
    turning.lookAround(turnover.come);
    turning.meet(links.gained());
    turning.lookAgain();
    return new Change(now, turned.stream().toArray());
  }

  /** The groups that perhaps are no longer near their choice. */
  private BitSet bereft(long[] lost) {
    BitSet bereft = new BitSet();
    for (long pair : lost) {
      Cluster one = group(Linkage.first(pair));
      Cluster other = group(Linkage.second(pair));
      if (one != Cluster.NOBODY && other != Cluster.NOBODY) {
        addIfBereft(one, other, bereft);
        addIfBereft(other, one, bereft);
      }
    }
    return bereft;
  }

  private void addIfBereft(Cluster group, Cluster of, BitSet bereft) {
    if (choices.get(group.leader()).group == of) {
      bereft.set(group.leader());
    }
  }

  /**
   * A stage while its groups look around. A group is bereft whose choice is gone: that one still
   * tells how alike others may be at most, so that whoever is more alike is chosen, and if nobody
   * is, the group has to look around again. Whoever was near a group that is gone is near one that
   * came, which has the rows of that one, or has lost a pair.
   */
  private record Turning(
      Stage stage, Ground ground, Surroundings surroundings, BitSet bereft, BitSet turned) {

    /** New groups look around, and the others see them. */
    private void lookAround(List<Cluster> come) {
      BitSet isNew = (BitSet) turned.clone();
      for (int from = 0; from < come.size(); from += AT_ONCE) {
        List<Cluster> some = come.subList(from, Math.min(from + AT_ONCE, come.size()));
        some.parallelStream()
            .map(this::view)
            .forEachOrdered(
                view -> {
                  choose(view);
                  for (int i = 0; i < view.others().length; i++) {
                    if (!isNew.get(view.others()[i])) {
                      check(view.others()[i]);
                      see(view.others()[i], view.cluster().leader(), view.likeness()[i]);
                    }
                  }
                });
      }
    }

    private void check(int leader) {
      Cluster choice = stage.choices.get(leader).group;
      if (choice != Cluster.NOBODY && stage.group(choice.leader()) != choice) {
        bereft.set(leader);
      }
    }

    /** Groups that came near each other without being new see each other. */
    private void meet(long[] pairs) {
      for (long pair : pairs) {
        int one = stage.leader(Linkage.first(pair));
        int other = stage.leader(Linkage.second(pair));
        if (one != NONE && other != NONE && one != other) {
          double alike = ground.likeness(stage.group(one), stage.group(other));
          see(one, other, alike);
          see(other, one, alike);
        }
      }
    }

    private void lookAgain() {
      bereft.stream().mapToObj(stage::group).toList().parallelStream()
          .map(this::view)
          .forEachOrdered(
              view -> {
                choose(view);
                turned.set(view.cluster().leader());
              });
    }

    private View view(Cluster cluster) {
      return surroundings.view(cluster, stage);
    }

    private void choose(View view) {
      int leader = view.cluster().leader();
      Choice best = Choice.NOBODY;
      for (int i = 0; i < view.others().length; i++) {
        if (isBetter(leader, view.others()[i], view.likeness()[i], best)) {
          best = new Choice(stage.group(view.others()[i]), view.likeness()[i]);
        }
      }
      stage.choices.set(leader, best);
    }

    private void see(int leader, int other, double alike) {
      Choice choice = stage.choices.get(leader);
      boolean better =
          bereft.get(leader)
              ? alike > choice.likeness && mayBeOne(leader, other)
              : isBetter(leader, other, alike, choice);
      if (better) {
        stage.choices.set(leader, new Choice(stage.group(other), alike));
        bereft.clear(leader);
        turned.set(leader);
      }
    }

    private boolean isBetter(int leader, int other, double alike, Choice than) {
      boolean wins =
          than == Choice.NOBODY
              || alike > than.likeness
              || (alike == than.likeness
                  && ground.isBefore(leader, other, leader, than.group.leader()));
      return wins && !Double.isNaN(alike) && mayBeOne(leader, other);
    }

    private boolean mayBeOne(int leader, int other) {
      return !stage.group(leader).sharesAPhotoWith(stage.group(other));
    }
  }
}
