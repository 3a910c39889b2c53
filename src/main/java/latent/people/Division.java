package latent.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import latent.people.Identities.Identity;
import latent.people.Identities.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * How the groups go to the people of whom the user has spoken. Who was pointed at by faces of a
 * group holds it; where nothing else was said of its faces, as a whole. Whoever else has faces in
 * it, because the user said so, is a guest there: those faces are the guest's, and what is more
 * like them than like the rest follows them. What was rejected leaves, with what is as good as the
 * same picture.
 */
final class Division {

  /** How often faces are compared with what the comparing before has gathered. */
  private static final int REPETITIONS = 3;

  private final Likeness likeness;
  private final Identities identities;
  private final Map<Integer, List<Identity>> holding = new TreeMap<>();
  private final Map<Integer, List<Identity>> visiting = new TreeMap<>();
  private final Map<Identity, Set<Integer>> groupsOf = new HashMap<>();
  private final Map<Identity, List<Integer>> wholeGroups = new HashMap<>();
  private final Map<Integer, Identity> holders = new TreeMap<>();
  private final Set<Identity> having = new HashSet<>();
  private final Map<Identity, List<Integer>> begunWith = new HashMap<>();
  private final Map<Identity, List<Integer>> facesOf = new HashMap<>();
  private final List<List<Integer>> others = new ArrayList<>();

  Division(Likeness likeness, Identities identities) {
    this.likeness = likeness;
    this.identities = identities;
    identities.all().forEach(this::hold);
    identities.all().forEach(this::visit);
    holding.forEach(this::divide);
    visiting.forEach(
        (group, _) -> {
          if (!holding.containsKey(group)) {
            divide(group, List.of());
          }
        });
    identities.all().forEach(this::takeLoose);
    identities.all().forEach(this::keepAlive);
    holders.forEach(
        (face, identity) -> facesOf.computeIfAbsent(identity, _ -> new ArrayList<>()).add(face));
  }

  /** The groups that an identity has as a whole. */
  List<Integer> groups(Identity identity) {
    return wholeGroups.getOrDefault(identity, List.of());
  }

  /** The faces that an identity has besides, in the order of their numbers. */
  List<Integer> faces(Identity identity) {
    return facesOf.getOrDefault(identity, List.of());
  }

  /** Whether somebody of whom the user spoke has a group, or faces of it. */
  boolean isTaken(int group) {
    return holding.containsKey(group) || visiting.containsKey(group);
  }

  /** What nobody of whom the user spoke has of the groups that are taken; each list is somebody. */
  List<List<Integer>> others() {
    return others;
  }

  /**
   * Each kernel holds the group with most of its anchors, and others with anchors if they are like
   * that one. A face that came into the album because it is like a guest in its group shows nothing
   * of who holds that.
   */
  private void hold(Identity identity) {
    Set<Integer> held = new TreeSet<>();
    Map<Integer, Integer> guests = firstOfEach(identity);
    for (Kernel kernel : identity.kernels()) {
      Map<Integer, Integer> pointed =
          count(
              kernel.anchors().stream()
                  .filter(
                      face -> {
                        Integer guest = guests.get(likeness.group(face));
                        return guest == null || !identity.cameBefore(guest, face);
                      })
                  .toList());
      int main = most(pointed.isEmpty() ? count(kernel.traces()) : pointed);
      if (main != Likeness.NONE) {
        held.add(main);
        for (int group : pointed.keySet()) {
          if (isLike(group, main)) {
            held.add(group);
          }
        }
      }
    }
    held.forEach(group -> holding.computeIfAbsent(group, _ -> new ArrayList<>()).add(identity));
    groupsOf.put(identity, held);
  }

  /**
   * Groups with faces that are this identity because the user said so are held by it, too, if they
   * are like what it holds, or if it holds nothing and nobody else holds them; else it is a guest.
   */
  private void visit(Identity identity) {
    Set<Integer> held = groupsOf.computeIfAbsent(identity, _ -> new TreeSet<>());
    for (int group : count(identity.members()).keySet()) {
      boolean free = !holding.containsKey(group);
      boolean welcome = held.isEmpty() || held.stream().anyMatch(main -> isLike(group, main));
      if (held.contains(group)) {
        continue;
      }
      if (free && welcome) {
        holding.computeIfAbsent(group, _ -> new ArrayList<>()).add(identity);
        held.add(group);
      } else {
        visiting.computeIfAbsent(group, _ -> new ArrayList<>()).add(identity);
      }
    }
  }

  private boolean isLike(int group, int main) {
    double alike = likeness.sum(group).cosine(likeness.sum(main));
    return alike >= likeness.thresholds().least();
  }

  /** In each group the face that the user first said to be this identity. */
  private Map<Integer, Integer> firstOfEach(Identity identity) {
    Map<Integer, Integer> first = new HashMap<>();
    for (int face : identity.members()) {
      first.merge(
          likeness.group(face),
          face,
          (one, other) -> identity.cameBefore(other, one) ? other : one);
    }
    return first;
  }

  /** How many of the faces each group has; the first face's group comes first. */
  private Map<Integer, Integer> count(Collection<Integer> faces) {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    for (int face : faces) {
      if (likeness.group(face) != Likeness.NONE) {
        counts.merge(likeness.group(face), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static int most(Map<Integer, Integer> counts) {
    int most = Likeness.NONE;
    for (Map.Entry<Integer, Integer> each : counts.entrySet()) {
      if (most == Likeness.NONE || each.getValue() > counts.getOrDefault(most, 0)) {
        most = each.getKey();
      }
    }
    return most;
  }

  private void divide(int group, List<Identity> by) {
    List<Identity> guests = visiting.getOrDefault(group, List.of());
    if (by.size() == 1 && guests.isEmpty() && rejectsNone(by.getFirst(), group)) {
      wholeGroups.computeIfAbsent(by.getFirst(), _ -> new ArrayList<>()).add(group);
      return;
    }
    new Parting(group, by, guests).part();
  }

  private boolean rejectsNone(Identity identity, int group) {
    for (int face : identity.excluded()) {
      if (likeness.group(face) == group) {
        return false;
      }
    }
    return true;
  }

  /** Whoever has a part in a group; nobody in particular if the user never spoke of it. */
  private static final class Party {
    private final @Nullable Identity identity;
    private final boolean guest;
    private final List<Integer> faces = new ArrayList<>();
    private Sum sum;

    private Party(@Nullable Identity identity, boolean guest, Sum sum) {
      this.identity = identity;
      this.guest = guest;
      this.sum = sum;
    }

    private boolean mayTake(int face) {
      return identity == null || !identity.excluded().contains(face);
    }
  }

  /** The parting of one group. */
  private final class Parting {
    private final List<Party> parties = new ArrayList<>();
    private final Map<Integer, Party> sure = new LinkedHashMap<>();
    private final Map<Integer, Party> open = new LinkedHashMap<>();
    private final Set<Integer> rejected = new HashSet<>();
    private final Map<Integer, List<Integer>> leaving = new TreeMap<>();
    private final Party leavers = new Party(null, true, Sum.of(List.of(), 0));

    private Parting(int group, List<Identity> by, List<Identity> guests) {
      by.forEach(identity -> parties.add(new Party(identity, false, leavers.sum)));
      guests.forEach(identity -> parties.add(new Party(identity, true, leavers.sum)));
      if (by.isEmpty()) {
        parties.add(new Party(null, false, leavers.sum));
      }
      for (int face : likeness.members(group)) {
        if (!identities.isNotAFace(face)) {
          Party party = surely(face);
          if (party == null) {
            open.put(face, leavers);
          } else {
            sure.put(face, party);
          }
        }
      }
      for (Party party : parties) {
        party.faces.addAll(seeds(party));
      }
    }

    /** Who has a face for sure: who owns it, or the only one at whom it points. */
    private @Nullable Party surely(int face) {
      Identity owner = identities.owner(face);
      Party only = null;
      for (Party party : parties) {
        if (party.identity != null && party.identity == owner) {
          return party;
        }
        if (party.identity != null && !party.mayTake(face)) {
          rejected.add(face);
        } else if (party.identity != null && party.identity.isAnchoredTo(face)) {
          only = only == null ? party : leavers;
        }
      }
      return only == leavers ? null : only;
    }

    /**
     * What a party begins with. Who holds the group alone begins with all that is open, and so does
     * who has nothing sure left in it.
     */
    private List<Integer> seeds(Party party) {
      List<Integer> seeds = new ArrayList<>();
      sure.forEach(
          (face, to) -> {
            if (to == party) {
              seeds.add(face);
            }
          });
      long heldBy = parties.stream().filter(each -> !each.guest).count();
      if (!party.guest && (heldBy == 1 || seeds.isEmpty())) {
        for (int face : open.keySet()) {
          if (party.mayTake(face)) {
            seeds.add(face);
            open.put(face, party);
            begin(party, face);
          }
        }
      }
      return seeds;
    }

    private void begin(Party party, int face) {
      if (party.identity != null) {
        begunWith.computeIfAbsent(party.identity, _ -> new ArrayList<>()).add(face);
      }
    }

    private void part() {
      parties.forEach(party -> party.sum = likeness.sum(party.faces));
      boolean moved = true;
      for (int i = 0; i < REPETITIONS && moved; i++) {
        leaving.clear();
        open.replaceAll(this::place);
        moved = gather(i < REPETITIONS - 1);
      }
      for (Party party : parties) {
        if (party.identity != null) {
          party.faces.forEach(face -> give(party.identity, face));
        } else if (!party.faces.isEmpty()) {
          others.add(party.faces);
        }
      }
      others.addAll(leaving.values());
    }

    /** What each party has now; whether that is other than before. */
    private boolean gather(boolean goesOn) {
      boolean moved = false;
      for (Party party : parties) {
        List<Integer> now = new ArrayList<>();
        sure.forEach((face, to) -> addIf(to == party, now, face));
        open.forEach((face, to) -> addIf(to == party, now, face));
        if (!now.equals(party.faces)) {
          moved = true;
          party.sum = goesOn && !now.isEmpty() ? likeness.sum(now) : party.sum;
          party.faces.clear();
          party.faces.addAll(now);
        }
      }
      return moved;
    }

    private static void addIf(boolean condition, List<Integer> faces, int face) {
      if (condition) {
        faces.add(face);
      }
    }

    /** Where a face goes of which the user said nothing, or only who it is not. */
    private Party place(int face, Party now) {
      Sum vector = likeness.vector(face);
      Party holder = mostAlike(vector, face, now, false);
      double alike = holder == null ? likeness.thresholds().least() : alike(vector, holder, now);
      int drawnBy = rejectedLike(vector, face, holder, alike);
      if (drawnBy >= 0) {
        holder = null;
        alike = likeness.thresholds().least();
      }
      Party guest = mostAlike(vector, face, now, true);
      if (guest != null) {
        double toGuest = alike(vector, guest, now);
        if (toGuest >= likeness.thresholds().single() && toGuest > alike) {
          return guest;
        }
      }
      if (holder != null) {
        return holder;
      }
      leaving.computeIfAbsent(drawnBy >= 0 ? drawnBy : face, _ -> new ArrayList<>()).add(face);
      return leavers;
    }

    private @Nullable Party mostAlike(Sum vector, int face, Party now, boolean guest) {
      Party best = null;
      double most = Double.NEGATIVE_INFINITY;
      for (Party party : parties) {
        if (party.guest == guest && party.mayTake(face)) {
          double alike = alike(vector, party, now);
          if (alike > most) {
            best = party;
            most = alike;
          }
        }
      }
      return best;
    }

    private double alike(Sum vector, Party party, Party now) {
      return party == now ? vector.cosineToRest(party.sum) : vector.cosine(party.sum);
    }

    /** The rejected face that draws this one along, or none: as good as the same picture. */
    private int rejectedLike(Sum vector, int face, @Nullable Party holder, double alike) {
      if (holder == null || holder.identity == null) {
        return Likeness.NONE;
      }
      int by = Likeness.NONE;
      double most = Math.max(alike, likeness.thresholds().nearIdentical());
      for (int other : rejected) {
        if (other != face && holder.identity.excluded().contains(other)) {
          double near = vector.cosine(likeness.vector(other));
          if (near > most || (near == most && by != Likeness.NONE && other < by)) {
            by = other;
            most = near;
          }
        }
      }
      return by;
    }
  }

  private void give(Identity identity, int face) {
    if (!identities.isNotAFace(face) && holders.putIfAbsent(face, identity) == null) {
      having.add(identity);
    }
  }

  /** Faces in no group: those vouched for, and, for one who has nothing else, those pointed at. */
  private void takeLoose(Identity identity) {
    for (int face : identity.members()) {
      if (likeness.group(face) == Likeness.NONE) {
        give(identity, face);
      }
    }
    if (hasNothing(identity)) {
      for (Kernel kernel : identity.kernels()) {
        for (int face : kernel.anchors()) {
          if (likeness.group(face) == Likeness.NONE && identities.owner(face) == null) {
            give(identity, face);
          }
        }
      }
    }
  }

  /**
   * Whoever was spoken of has at least one face, or the name would be lost with the last of them.
   */
  private void keepAlive(Identity identity) {
    if (hasNothing(identity)) {
      lastResorts(identity)
          .filter(face -> identities.owner(face) == null && !identities.isNotAFace(face))
          .filter(face -> !isLast(face, identity))
          .findFirst()
          .ifPresent(face -> takeBack(identity, face));
    }
  }

  /** What an identity may still have: first what nobody else was pointed at by. */
  private Stream<Integer> lastResorts(Identity identity) {
    List<Integer> anchors =
        identity.kernels().stream().flatMap(kernel -> kernel.anchors().stream()).toList();
    List<Integer> begun = begunWith.getOrDefault(identity, List.of());
    Stream<Integer> traced =
        identity.kernels().stream().flatMap(kernel -> besides(kernel.traces()));
    return Stream.concat(
        Stream.of(anchors.stream(), begun.stream(), traced)
            .flatMap(Function.identity())
            .filter(face -> identities.mayHave(identity, face)),
        anchors.stream());
  }

  /** Whether somebody would have nothing left without a face; a name comes before none. */
  private boolean isLast(int face, Identity wanting) {
    Identity holder = holders.get(face);
    return holder != null
        && (holder.name() != null || wanting.name() == null)
        && groups(holder).stream().noneMatch(this::hasAFace)
        && holders.values().stream().filter(holder::equals).limit(2).count() < 2;
  }

  /** The faces of the groups in which some faces are. */
  private Stream<Integer> besides(Set<Integer> faces) {
    return count(faces).keySet().stream()
        .flatMap(group -> Arrays.stream(likeness.members(group)).boxed());
  }

  private void takeBack(Identity identity, int face) {
    int group = likeness.group(face);
    if (group != Likeness.NONE && !isTaken(group)) {
      holding.put(group, List.of(identity));
      wholeGroups.computeIfAbsent(identity, _ -> new ArrayList<>()).add(group);
      return;
    }
    wholeGroups.forEach(
        (other, groups) -> {
          if (groups.remove(Integer.valueOf(group))) {
            Arrays.stream(likeness.members(group)).forEach(member -> give(other, member));
          }
        });
    holders.put(face, identity);
    having.add(identity);
    others.forEach(left -> left.remove(Integer.valueOf(face)));
    others.removeIf(List::isEmpty);
  }

  private boolean hasAFace(int group) {
    return Arrays.stream(likeness.members(group)).anyMatch(face -> !identities.isNotAFace(face));
  }

  private boolean hasNothing(Identity identity) {
    return !having.contains(identity) && groups(identity).stream().noneMatch(this::hasAFace);
  }
}
