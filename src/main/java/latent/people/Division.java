package latent.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import latent.people.Identities.Identity;
import latent.people.Identities.Kernel;

/**
 * How the groups go to the people of whom the user has spoken. Who was pointed at by faces of a
 * group holds it; where nothing else was said of its faces, as a whole. Whoever else has faces in
 * it, because the user said so, is a guest there: those faces are the guest's, and what is more
 * like them than like the rest follows them ({@link Parting}).
 */
final class Division {

  private final Likeness likeness;
  private final Identities identities;
  private final Partings partings;
  private final Map<Integer, List<Identity>> holding = new TreeMap<>();
  private final Map<Integer, List<Identity>> visiting = new TreeMap<>();
  private final Map<Identity, Set<Integer>> groupsOf = new HashMap<>();
  private final Map<Identity, List<Integer>> wholeGroups = new HashMap<>();
  private final Map<Integer, Identity> holders = new TreeMap<>();
  private final Set<Identity> having = new HashSet<>();
  private final Map<Identity, List<Integer>> begunWith = new HashMap<>();
  private final Map<Identity, List<Integer>> facesOf = new HashMap<>();
  private final List<List<Integer>> others = new ArrayList<>();

  /**
   * @param partings how groups were parted before
   */
  Division(Likeness likeness, Identities identities, Partings partings) {
    this.likeness = likeness;
    this.partings = partings;
    this.identities = identities;
    identities.all().forEach(this::hold);
    identities.all().forEach(this::visit);
    Map<Integer, List<Identity>> taken = new LinkedHashMap<>(holding);
    visiting.keySet().forEach(group -> taken.putIfAbsent(group, List.of()));
    List.copyOf(taken.entrySet()).parallelStream()
        .map(each -> divide(each.getKey(), each.getValue()))
        .forEachOrdered(this::give);
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

  /** The groups that somebody has of whom the user spoke, or of which he has faces. */
  Set<Integer> taken() {
    Set<Integer> taken = new TreeSet<>(holding.keySet());
    taken.addAll(visiting.keySet());
    return taken;
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

  /**
   * How a group is divided.
   *
   * @param parties who has a part in it
   * @param outcome nothing if the only one who has a part in it has all of it
   */
  private record Divided(int group, List<Identity> parties, Optional<Parting.Outcome> outcome) {}

  private Divided divide(int group, List<Identity> by) {
    List<Identity> guests = visiting.getOrDefault(group, List.of());
    if (by.size() == 1 && guests.isEmpty() && rejectsNone(by.getFirst(), group)) {
      return new Divided(group, by, Optional.empty());
    }
    List<Identity> parties = new ArrayList<>(by);
    parties.addAll(guests);
    Parting.Case what = new Said(group, parties).of(group, by.size());
    return new Divided(group, parties, Optional.of(partings.part(likeness, group, what)));
  }

  private void give(Divided divided) {
    divided.outcome.ifPresentOrElse(
        outcome -> give(outcome, divided.parties),
        () ->
            wholeGroups
                .computeIfAbsent(divided.parties.getFirst(), _ -> new ArrayList<>())
                .add(divided.group));
  }

  private void give(Parting.Outcome outcome, List<Identity> parties) {
    for (int part = 0; part < outcome.parts().size(); part++) {
      List<Integer> faces = outcome.parts().get(part);
      if (part < parties.size()) {
        Identity identity = parties.get(part);
        faces.forEach(face -> give(identity, face));
        begunWith
            .computeIfAbsent(identity, _ -> new ArrayList<>())
            .addAll(outcome.begun().get(part));
      } else if (!faces.isEmpty()) {
        others.add(faces);
      }
    }
    others.addAll(outcome.leaving());
  }

  private boolean rejectsNone(Identity identity, int group) {
    for (int face : identity.excluded()) {
      if (likeness.group(face) == group) {
        return false;
      }
    }
    return true;
  }

  /** What the parting of a group depends on: what the user said of its faces. */
  private final class Said {
    private final List<Identity> parties;
    private final List<List<Integer>> sure = new ArrayList<>();
    private final List<List<Integer>> excluded = new ArrayList<>();
    private final List<Integer> notFaces = new ArrayList<>();
    private final List<Integer> rejected = new ArrayList<>();

    private Said(int group, List<Identity> parties) {
      this.parties = parties;
      Set<Integer> spokenOf = new TreeSet<>();
      for (Identity identity : parties) {
        sure.add(new ArrayList<>());
        excluded.add(new ArrayList<>());
        addIfIn(group, identity.members(), spokenOf);
        addIfIn(group, identity.excluded(), spokenOf);
        identity.kernels().forEach(kernel -> addIfIn(group, kernel.anchors(), spokenOf));
      }
      addIfIn(group, identities.notFaces(), spokenOf);
      spokenOf.forEach(this::add);
    }

    private void addIfIn(int group, Collection<Integer> faces, Set<Integer> spokenOf) {
      for (int face : faces) {
        if (likeness.group(face) == group) {
          spokenOf.add(face);
        }
      }
    }

    private void add(int face) {
      for (int party = 0; party < parties.size(); party++) {
        if (parties.get(party).excluded().contains(face)) {
          excluded.get(party).add(face);
        }
      }
      if (identities.isNotAFace(face)) {
        notFaces.add(face);
        return;
      }
      int party = surely(face);
      if (party != Likeness.NONE) {
        sure.get(party).add(face);
      }
    }

    /** Who has a face for sure: who owns it, or the only one at whom it points. */
    private int surely(int face) {
      Identity owner = identities.owner(face);
      int only = Likeness.NONE;
      int pointed = 0;
      boolean isRejected = false;
      for (int party = 0; party < parties.size(); party++) {
        Identity identity = parties.get(party);
        if (identity == owner) {
          only = party;
          pointed = 1;
          break;
        }
        if (identity.excluded().contains(face)) {
          isRejected = true;
        } else if (identity.isAnchoredTo(face)) {
          only = party;
          pointed++;
        }
      }
      if (isRejected) {
        rejected.add(face);
      }
      return pointed == 1 ? only : Likeness.NONE;
    }

    private Parting.Case of(int group, int holders) {
      List<Parting.Part> parts = new ArrayList<>();
      for (int party = 0; party < parties.size(); party++) {
        parts.add(new Parting.Part(false, party >= holders, sure.get(party), excluded.get(party)));
      }
      if (holders == 0) {
        parts.add(new Parting.Part(true, false, List.of(), List.of()));
      }
      return new Parting.Case(likeness.whole(group), parts, notFaces, rejected);
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
      give(divide(group, List.of(identity)));
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

  private boolean isTaken(int group) {
    return holding.containsKey(group) || visiting.containsKey(group);
  }

  private boolean hasAFace(int group) {
    return Arrays.stream(likeness.members(group)).anyMatch(face -> !identities.isNotAFace(face));
  }

  private boolean hasNothing(Identity identity) {
    return !having.contains(identity) && groups(identity).stream().noneMatch(this::hasAFace);
  }
}
