package latent.people;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import latent.photo.FaceReference;
import latent.photo.Fact;
import latent.photo.FactId;
import org.jspecify.annotations.Nullable;

/**
 * What the user knows: the facts played in the order in which they were said, leaving identities
 * with faces that surely are, and faces that surely are not, that person. Where two facts disagree
 * about a face, the later word counts, and the disagreement is kept.
 */
final class Identities {

  /** One individual of whom the user has spoken. */
  static final class Identity {
    private final String id;
    private @Nullable String name;
    private boolean hidden;
    private @Nullable Integer cover;

    /** Faces that are this person because the user said so. */
    private final Set<Integer> members = new LinkedHashSet<>();

    /** What points at this person, and at those who were joined to it; its own is the first. */
    private final List<Kernel> kernels = new ArrayList<>(List.of(new Kernel()));

    /** Faces that are not this person because the user said so, with the fact that says it. */
    private final Map<Integer, Fact> excluded = new HashMap<>();

    private Identity(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }

    @Nullable String name() {
      return name;
    }

    boolean hidden() {
      return hidden;
    }

    /** The face that stands for this person because the user said so, or null. */
    @Nullable Integer cover() {
      return cover;
    }

    Set<Integer> members() {
      return members;
    }

    List<Kernel> kernels() {
      return kernels;
    }

    Set<Integer> excluded() {
      return excluded.keySet();
    }

    private Set<Integer> anchors() {
      Set<Integer> anchors = new LinkedHashSet<>();
      kernels.forEach(kernel -> anchors.addAll(kernel.anchors));
      return anchors;
    }

    /** Whether this face stood for the person when the user spoke. */
    boolean isAnchoredTo(int face) {
      return kernels.stream().anyMatch(kernel -> kernel.anchors.contains(face));
    }
  }

  /**
   * What points at a group of faces.
   *
   * @param anchors faces that stood for the group when the user spoke; they find it again, they
   *     don't bind
   * @param traces faces that once stood for it, and are somebody else's by now
   */
  record Kernel(Set<Integer> anchors, Set<Integer> traces) {
    private Kernel() {
      this(new LinkedHashSet<>(), new LinkedHashSet<>());
    }
  }

  private final Pointing pointing;
  private final Map<String, Identity> byId = new LinkedHashMap<>();
  private final Map<String, Identity> byName = new HashMap<>();
  private final Map<Integer, Identity> owners = new HashMap<>();
  private final Map<Integer, Set<Identity>> anchoring = new HashMap<>();
  private final Map<Integer, Fact> vouching = new HashMap<>();
  private final Set<Integer> notFaces = new HashSet<>();
  private final List<Contradiction> contradictions = new ArrayList<>();

  private Identities(Pointing pointing) {
    this.pointing = pointing;
  }

  static Identities of(Pointing pointing, List<Fact> facts) {
    Identities identities = new Identities(pointing);
    for (Fact fact : counting(facts)) {
      identities.play(fact);
    }
    return identities;
  }

  /** The facts that count, in the order in which they were said: without those undone. */
  static List<Fact> counting(List<Fact> facts) {
    List<Fact> ordered = new ArrayList<>(facts);
    ordered.sort(Comparator.comparing(Fact::at).thenComparing(Fact::id));
    Set<FactId> undone = new HashSet<>();
    List<Fact> counting = new ArrayList<>();
    for (Fact fact : ordered.reversed()) {
      if (undone.contains(fact.id())) {
        continue;
      }
      if (fact instanceof Fact.Undone undoing) {
        undone.add(undoing.undone());
      } else {
        counting.add(fact);
      }
    }
    Collections.reverse(counting);
    return counting;
  }

  /** In the order in which the user first spoke of them. */
  List<Identity> all() {
    return List.copyOf(byId.values());
  }

  /** The ids that the user's people have; no other group may be called so. */
  Set<String> ids() {
    return byId.keySet();
  }

  /** The identity to which a face surely belongs. */
  @Nullable Identity owner(int face) {
    return owners.get(face);
  }

  Set<Integer> notFaces() {
    return notFaces;
  }

  /** The user said that this is no face. */
  boolean isNotAFace(int face) {
    return notFaces.contains(face);
  }

  List<Contradiction> contradictions() {
    return contradictions;
  }

  private void play(Fact fact) {
    switch (fact) {
      case Fact.Named named -> name(at(named.anchors(), named.person(), named.id()), named.name());
      case Fact.Same same ->
          join(
              at(same.anchors(), same.person(), same.id()),
              at(same.others(), same.other(), otherHalf(same.id())),
              same);
      case Fact.Different different -> split(different);
      case Fact.Confirmed confirmed ->
          claim(
              at(confirmed.anchors(), confirmed.person(), confirmed.id()),
              pointing.findOrDraw(confirmed.face()),
              confirmed);
      case Fact.Rejected rejected -> reject(rejected);
      case Fact.NotAFace not -> pointing.find(not.face()).ifPresent(this::forget);
      case Fact.Hidden hidden -> at(hidden.anchors(), hidden.person(), hidden.id()).hidden = true;
      case Fact.Cover cover ->
          at(cover.anchors(), cover.person(), cover.id()).cover = pointing.findOrDraw(cover.face());
      case Fact.Tagged tagged -> tag(tagged);
      case Fact.Undone _ -> throw new AssertionError("an undoing does not count by itself");
    }
  }

  private static FactId otherHalf(FactId id) {
    return new FactId(new StringBuilder(id.hex()).reverse().toString());
  }

  /**
   * The identity meant: the one that was shown under this id if the user has spoken of it, else the
   * one that holds most of the anchors. If there is none, a new one is founded by this fact, with
   * the id under which the person was shown.
   */
  private Identity at(List<FaceReference> references, String person, FactId founder) {
    List<Integer> pointed = new ArrayList<>();
    for (FaceReference reference : references) {
      OptionalInt face = pointing.find(reference);
      if (face.isPresent() && !notFaces.contains(face.getAsInt())) {
        pointed.add(face.getAsInt());
      }
    }
    Identity meant = byId.get(person);
    if (meant == null) {
      meant = holdingMost(pointed);
    }
    if (meant == null) {
      meant = found(byId.containsKey(person) ? fresh(founder) : person);
    }
    if (pointed.isEmpty() && !references.isEmpty()) {
      pointed.add(pointing.findOrDraw(references.getFirst()));
    }
    for (int face : pointed) {
      if (!meant.excluded.containsKey(face) && owners.get(face) == null) {
        anchor(meant, face);
      }
    }
    return meant;
  }

  /** Of identities that hold equally many of the faces, the first of whom the user spoke. */
  private @Nullable Identity holdingMost(List<Integer> pointed) {
    Map<Identity, Integer> held = new HashMap<>();
    for (int face : pointed) {
      anchoring.getOrDefault(face, Set.of()).forEach(each -> held.merge(each, 1, Integer::sum));
    }
    int most = held.values().stream().mapToInt(count -> count).max().orElse(0);
    Identity first = null;
    for (Identity identity : held.keySet()) {
      boolean earlier = first == null || isEarlier(identity, first);
      if (held.getOrDefault(identity, 0) == most && earlier) {
        first = identity;
      }
    }
    return first;
  }

  private boolean isEarlier(Identity one, Identity other) {
    for (Identity identity : byId.values()) {
      if (identity == one || identity == other) {
        return identity == one;
      }
    }
    throw new AssertionError("neither is an identity");
  }

  private void anchor(Identity identity, int face) {
    if (!identity.isAnchoredTo(face)) {
      identity.kernels.getFirst().anchors.add(face);
    }
    anchoring.computeIfAbsent(face, _ -> new LinkedHashSet<>()).add(identity);
  }

  private void leave(Identity identity, int face) {
    Set<Identity> there = anchoring.get(face);
    if (there != null) {
      there.remove(identity);
    }
  }

  private static String fresh(FactId founder) {
    return "p" + founder.hex().substring(0, 12);
  }

  private Identity found(String id) {
    Identity identity = new Identity(id);
    byId.put(id, identity);
    return identity;
  }

  private void name(Identity identity, String name) {
    Identity namesake = byName.get(name);
    if (namesake != null && namesake != identity) {
      join(namesake, identity, null);
      return;
    }
    if (identity.name != null) {
      byName.remove(identity.name);
    }
    identity.name = name;
    byName.put(name, identity);
  }

  /** Two identities are one: the first keeps its id, and its name if it has one. */
  private void join(Identity kept, Identity other, @Nullable Fact because) {
    if (kept == other) {
      return;
    }
    if (!contradicts(kept, other, because)) {
      contradicts(other, kept, because);
    }
    kept.excluded.keySet().removeAll(other.anchors());
    other.excluded.forEach(
        (face, fact) -> {
          if (!kept.isAnchoredTo(face) && !kept.members.contains(face)) {
            kept.excluded.put(face, fact);
          }
        });
    kept.excluded.keySet().removeAll(other.members);
    kept.kernels.addAll(other.kernels);
    for (int face : other.anchors()) {
      leave(other, face);
      anchor(kept, face);
    }
    for (int face : other.members) {
      kept.members.add(face);
      owners.put(face, kept);
    }
    kept.hidden &= other.hidden;
    kept.cover = kept.cover == null ? other.cover : kept.cover;
    byId.remove(other.id);
    if (other.name != null) {
      byName.remove(other.name);
      if (kept.name == null) {
        kept.name = other.name;
        byName.put(other.name, kept);
      }
    }
  }

  /** Notes if the user once kept apart what is said to be one now. */
  private boolean contradicts(Identity one, Identity other, @Nullable Fact because) {
    if (because == null) {
      return false;
    }
    for (int face : other.members) {
      Fact apart = one.excluded.get(face);
      if (apart != null) {
        contradictions.add(new Contradiction(pointing.face(face).reference(), apart, because));
        return true;
      }
    }
    return false;
  }

  /** The face is this person, whatever was said of it before. */
  private void claim(Identity identity, int face, Fact because) {
    notFaces.remove(face);
    Identity before = owners.get(face);
    Fact earlier = vouching.get(face);
    if (before != null && before != identity && earlier != null) {
      contradictions.add(new Contradiction(pointing.face(face).reference(), earlier, because));
    }
    for (Identity other : List.copyOf(anchoring.getOrDefault(face, Set.of()))) {
      if (other != identity) {
        drop(other, face);
      }
    }
    if (before != null && before != identity) {
      drop(before, face);
    }
    identity.excluded.remove(face);
    identity.members.add(face);
    owners.put(face, identity);
    vouching.put(face, because);
  }

  private void drop(Identity identity, int face) {
    for (Kernel kernel : identity.kernels) {
      if (kernel.anchors.remove(face)) {
        kernel.traces.add(face);
      }
    }
    leave(identity, face);
    if (identity.members.remove(face)) {
      owners.remove(face);
      vouching.remove(face);
    }
  }

  private void reject(Fact.Rejected rejected) {
    OptionalInt face = pointing.find(rejected.face());
    if (face.isEmpty()) {
      return;
    }
    List<FaceReference> others = new ArrayList<>(rejected.anchors());
    others.remove(rejected.face());
    Identity identity = at(others, rejected.person(), rejected.id());
    drop(identity, face.getAsInt());
    identity.excluded.put(face.getAsInt(), rejected);
  }

  /** What is somebody else's already stays theirs, but is known not to be this person. */
  private void split(Fact.Different different) {
    Identity left = at(different.anchors(), different.person(), different.id());
    Identity founded = null;
    for (FaceReference reference : different.faces()) {
      OptionalInt face = pointing.find(reference);
      if (face.isEmpty()) {
        continue;
      }
      Identity owner = owners.get(face.getAsInt());
      if (owner == null || owner == left) {
        founded = founded == null ? found(fresh(otherHalf(different.id()))) : founded;
        claim(founded, face.getAsInt(), different);
      }
      left.excluded.put(face.getAsInt(), different);
    }
    if (founded != null) {
      for (int face : left.anchors()) {
        founded.excluded.put(face, different);
      }
      for (int face : left.members) {
        founded.excluded.put(face, different);
      }
    }
  }

  private void tag(Fact.Tagged tagged) {
    int face = pointing.findOrDraw(tagged.face());
    Identity identity = byName.get(tagged.name());
    if (identity == null) {
      identity = found(fresh(tagged.id()));
      name(identity, tagged.name());
    }
    claim(identity, face, tagged);
  }

  private void forget(int face) {
    notFaces.add(face);
    for (Identity identity : List.copyOf(anchoring.getOrDefault(face, Set.of()))) {
      drop(identity, face);
    }
    Identity owner = owners.get(face);
    if (owner != null) {
      drop(owner, face);
    }
  }
}
