package latent.people;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How one group goes to those who have a part in it: what is sure is theirs, and each other face
 * goes where it is most alike. What was rejected leaves, with what is as good as the same picture.
 */
final class Parting {

  /** How often faces are compared with what the comparing before has gathered. */
  private static final int REPETITIONS = 3;

  /**
   * Whoever has a part in a group.
   *
   * @param nobody it is nobody of whom the user spoke
   * @param guest the faces are this one's because the user said so, and not the group
   * @param sure the faces that are surely this one's
   * @param excluded the faces that are not this one's
   */
  record Part(boolean nobody, boolean guest, List<Integer> sure, List<Integer> excluded) {

    private Part renumbered(IntUnaryOperator numbering) {
      return new Part(
          nobody,
          guest,
          Parting.renumbered(sure, numbering),
          Parting.renumbered(excluded, numbering));
    }
  }

  /**
   * Everything that a parting depends on. Faces are in the order of their names.
   *
   * @param notFaces what is no face, of the group
   * @param rejected what was rejected by somebody and draws along what is like it
   */
  record Case(
      Likeness.Whole whole, List<Part> parts, List<Integer> notFaces, List<Integer> rejected) {

    Case renumbered(IntUnaryOperator numbering) {
      return new Case(
          whole,
          parts.stream().map(part -> part.renumbered(numbering)).toList(),
          Parting.renumbered(notFaces, numbering),
          Parting.renumbered(rejected, numbering));
    }
  }

  /**
   * What became of a group.
   *
   * @param parts the faces of each part
   * @param begun the faces that each part began with besides those that are surely its own
   * @param leaving faces that are nobody's of these; each list is somebody
   */
  record Outcome(
      List<List<Integer>> parts, List<List<Integer>> begun, List<List<Integer>> leaving) {

    Outcome renumbered(IntUnaryOperator numbering) {
      return new Outcome(
          parts.stream().map(faces -> Parting.renumbered(faces, numbering)).toList(),
          begun.stream().map(faces -> Parting.renumbered(faces, numbering)).toList(),
          leaving.stream().map(faces -> Parting.renumbered(faces, numbering)).toList());
    }
  }

  private static List<Integer> renumbered(List<Integer> faces, IntUnaryOperator numbering) {
    List<Integer> renumbered = new ArrayList<>(faces.size());
    faces.forEach(face -> renumbered.add(numbering.applyAsInt(face)));
    return renumbered;
  }

  /** A part while the group is parted. */
  private static final class Party {
    private final boolean nobody;
    private final boolean guest;
    private final Set<Integer> excluded;
    private final List<Integer> begun = new ArrayList<>();
    private final List<Integer> faces = new ArrayList<>();
    private Sum sum;

    private Party(Part part, Sum sum) {
      nobody = part.nobody;
      guest = part.guest;
      excluded = new HashSet<>(part.excluded);
      this.sum = sum;
    }

    private boolean mayTake(int face) {
      return !excluded.contains(face);
    }
  }

  /**
   * Where a face goes.
   *
   * @param with the face with which it leaves, if it does
   */
  private record Placed(int face, Party party, int with) {}

  private final Likeness likeness;
  private final List<Party> parties = new ArrayList<>();
  private final Map<Integer, Party> sure = new TreeMap<>();
  private final Map<Integer, Party> open = new LinkedHashMap<>();
  private final List<Integer> rejected;
  private final Map<Integer, List<Integer>> leaving = new TreeMap<>();
  private final Party leavers;

  private Parting(Likeness likeness, int group, Case what) {
    this.likeness = likeness;
    rejected = what.rejected;
    Sum nothing = Sum.of(List.of(), 0);
    leavers = new Party(new Part(true, true, List.of(), List.of()), nothing);
    for (Part part : what.parts) {
      Party party = new Party(part, nothing);
      parties.add(party);
      part.sure.forEach(face -> sure.put(face, party));
    }
    Set<Integer> notFaces = new HashSet<>(what.notFaces);
    for (int face : likeness.members(group)) {
      if (!sure.containsKey(face) && !notFaces.contains(face)) {
        open.put(face, leavers);
      }
    }
    for (Party party : parties) {
      party.faces.addAll(seeds(party));
    }
  }

  /** What becomes of a group; the numbers are the faces' in this likeness. */
  static Outcome part(Likeness likeness, int group, Case what) {
    return new Parting(likeness, group, what).part();
  }

  /**
   * What a party begins with. Who holds the group alone begins with all that is open, and so does
   * who has nothing sure left in it.
   */
  private List<Integer> seeds(Party party) {
    List<Integer> seeds = new ArrayList<>();
    sure.forEach((face, to) -> addIf(to == party, seeds, face));
    long heldBy = parties.stream().filter(each -> !each.guest).count();
    if (!party.guest && (heldBy == 1 || seeds.isEmpty())) {
      for (int face : open.keySet()) {
        if (party.mayTake(face)) {
          seeds.add(face);
          party.begun.add(face);
          open.put(face, party);
        }
      }
    }
    return seeds;
  }

  private Outcome part() {
    parties.forEach(party -> party.sum = likeness.sum(party.faces));
    boolean moved = true;
    for (int i = 0; i < REPETITIONS && moved; i++) {
      leaving.clear();
      List<Placed> placed =
          List.copyOf(open.entrySet()).parallelStream()
              .map(each -> place(each.getKey(), each.getValue()))
              .toList();
      placed.forEach(this::put);
      moved = gather(i < REPETITIONS - 1);
    }
    List<List<Integer>> parts = new ArrayList<>();
    List<List<Integer>> begun = new ArrayList<>();
    parties.forEach(party -> parts.add(party.faces));
    parties.forEach(party -> begun.add(party.begun));
    return new Outcome(parts, begun, List.copyOf(leaving.values()));
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

  private void put(Placed placed) {
    open.put(placed.face, placed.party);
    if (placed.party == leavers) {
      leaving.computeIfAbsent(placed.with, _ -> new ArrayList<>()).add(placed.face);
    }
  }

  /** Where a face goes of which the user said nothing, or only who it is not. */
  private Placed place(int face, Party now) {
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
        return new Placed(face, guest, face);
      }
    }
    return holder != null
        ? new Placed(face, holder, face)
        : new Placed(face, leavers, drawnBy >= 0 ? drawnBy : face);
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

  private static double alike(Sum vector, Party party, Party now) {
    return party == now ? vector.cosineToRest(party.sum) : vector.cosine(party.sum);
  }

  /** The rejected face that draws this one along, or none: as good as the same picture. */
  private int rejectedLike(Sum vector, int face, @Nullable Party holder, double alike) {
    if (holder == null || holder.nobody) {
      return Likeness.NONE;
    }
    int by = Likeness.NONE;
    double most = Math.max(alike, likeness.thresholds().nearIdentical());
    for (int other : rejected) {
      if (other != face && holder.excluded.contains(other)) {
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
