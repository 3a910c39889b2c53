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
import java.util.Set;
import java.util.TreeMap;
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
    private final Map<Integer, Fact> excluded = new TreeMap<>();

    /** For each face that is or stands for this person, with which word it came. */
    private final Map<Integer, Integer> since = new HashMap<>();

    /** The person that this one turned out to be, or null. */
    private @Nullable Identity joinedTo;

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

    /** Whether the user said that one face is this person before pointing at another. */
    boolean cameBefore(int member, int anchor) {
      return since.getOrDefault(member, 0) < since.getOrDefault(anchor, 0);
    }

    /** The person that this one is in the end. */
    Identity inTheEnd() {
      Identity whole = this;
      for (Identity next = joinedTo; next != null; next = next.joinedTo) {
        whole = next;
      }
      return whole;
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
  private final Set<Integer> notFaces = new HashSet<>();
  private final Statements statements = new Statements();
  private int words;

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
    return byId.values().stream().filter(identity -> identity.joinedTo == null).toList();
  }

  /**
   * The ids that the user's people have, and those of people who turned out to be one of them; no
   * other group may be called so.
   */
  Set<String> ids() {
    return byId.keySet();
  }

  /** The identity to which a face surely belongs. */
  @Nullable Identity owner(int face) {
    return owners.get(face);
  }

  /** Whether nothing was said of a face that speaks against its being this identity. */
  boolean mayHave(Identity identity, int face) {
    Set<Identity> others = anchoring.getOrDefault(face, Set.of());
    return !identity.excluded.containsKey(face)
        && (others.isEmpty() || (others.size() == 1 && others.contains(identity)));
  }

  Set<Integer> notFaces() {
    return notFaces;
  }

  /** The user said that this is no face. */
  boolean isNotAFace(int face) {
    return notFaces.contains(face);
  }

  /** The facts that can't both be true, in the order in which the later of them were said. */
  List<Contradiction> contradictions() {
    return statements.contradictions();
  }

  private void play(Fact fact) {
    words++;
    switch (fact) {
      case Fact.Named named -> name(at(named.anchors(), named.person()), named.name(), named);
      case Fact.Same same ->
          join(at(same.anchors(), same.person()), at(same.others(), same.other()), same);
      case Fact.Different different -> split(different);
      case Fact.Confirmed confirmed -> confirm(confirmed);
      case Fact.Rejected rejected -> reject(rejected);
      case Fact.NotAFace not -> forget(not);
      case Fact.Hidden hidden -> at(hidden.anchors(), hidden.person()).hidden = true;
      case Fact.Cover cover -> cover(cover);
      case Fact.Tagged tagged -> tag(tagged);
      case Fact.Trashed _ -> {
        // Whose photo is in the trash is not here; of the others it says nothing.
      }
      case Fact.Undone _ -> throw new AssertionError("an undoing does not count by itself");
    }
  }

  private static FactId otherHalf(FactId id) {
    return new FactId(new StringBuilder(id.hex()).reverse().toString());
  }

  /**
   * The identity meant: the one that was shown under this id, or the one that it turned out to be.
   * If the user has not spoken of it yet, it is founded by this fact, with that id. Whose album the
   * anchors are in by now doesn't matter: the user saw them in another. Anchors that no detector
   * sees any more are drawn, so that what is said of them means the same person as before.
   */
  private Identity at(List<FaceReference> references, String person) {
    Identity known = byId.get(person);
    Identity meant = known == null ? found(person) : known.inTheEnd();
    List<Integer> pointed = references.stream().map(pointing::findOrDraw).toList();
    Kernel kernel = kernel(meant, pointed);
    for (int face : pointed) {
      boolean free = !meant.excluded.containsKey(face) && owners.get(face) == null;
      if (free && !notFaces.contains(face)) {
        anchor(meant, kernel, face);
      }
    }
    return meant;
  }

  /** What of an identity some faces point at: what most of them pointed at before. */
  private static Kernel kernel(Identity identity, List<Integer> pointed) {
    Kernel most = null;
    long count = 0;
    for (Kernel kernel : identity.kernels) {
      long shared = pointed.stream().filter(kernel.anchors::contains).count();
      if (shared > count || (kernel.anchors.isEmpty() && kernel.traces.isEmpty() && most == null)) {
        most = kernel;
        count = shared;
      }
    }
    if (most == null) {
      most = new Kernel();
      identity.kernels.add(most);
    }
    return most;
  }

  private void anchor(Identity identity, Kernel kernel, int face) {
    if (!identity.isAnchoredTo(face)) {
      kernel.anchors.add(face);
      identity.since.putIfAbsent(face, words);
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

  private void name(Identity identity, String name, Fact because) {
    Identity namesake = byName.get(name);
    if (namesake != null && namesake != identity) {
      join(namesake, identity, because);
      return;
    }
    if (identity.name != null) {
      byName.remove(identity.name);
    }
    identity.name = name;
    byName.put(name, identity);
  }

  /** Two identities are one: the first keeps its id, and its name if it has one. */
  private void join(Identity kept, Identity other, Fact because) {
    if (kept == other) {
      return;
    }
    noteKeptApart(kept, other, because);
    kept.excluded.keySet().removeAll(other.anchors());
    other.excluded.forEach(
        (face, fact) -> {
          if (!kept.isAnchoredTo(face) && !kept.members.contains(face)) {
            kept.excluded.putIfAbsent(face, fact);
          }
        });
    kept.excluded.keySet().removeAll(other.members);
    kept.kernels.addAll(other.kernels);
    for (int face : other.anchors()) {
      leave(other, face);
      anchoring.computeIfAbsent(face, _ -> new LinkedHashSet<>()).add(kept);
    }
    for (int face : other.members) {
      kept.members.add(face);
      owners.put(face, kept);
    }
    other.since.forEach(kept.since::putIfAbsent);
    kept.hidden &= other.hidden;
    kept.cover = kept.cover == null ? other.cover : kept.cover;
    other.joinedTo = kept;
    if (other.name != null) {
      byName.remove(other.name);
      if (kept.name == null) {
        kept.name = other.name;
        byName.put(other.name, kept);
      }
    }
  }

  /** Notes what once kept apart the two that are said to be one now. */
  private void noteKeptApart(Identity one, Identity other, Fact because) {
    Map<Fact, Integer> apart = new LinkedHashMap<>();
    one.excluded.forEach(
        (face, fact) -> {
          if (other.members.contains(face) || other.isAnchoredTo(face)) {
            apart.putIfAbsent(fact, face);
          }
        });
    other.excluded.forEach(
        (face, fact) -> {
          if (one.members.contains(face) || one.isAnchoredTo(face)) {
            apart.putIfAbsent(fact, face);
          }
        });
    apart.forEach(
        (fact, face) -> statements.disagree(pointing.face(face).reference(), fact, because));
  }

  private void confirm(Fact.Confirmed confirmed) {
    Identity identity = at(confirmed.anchors(), confirmed.person());
    int face = pointing.findOrDraw(confirmed.face());
    statements.is(confirmed.face(), face, identity, confirmed);
    claim(identity, face);
  }

  /** The face is this person, whatever was said of it before. */
  private void claim(Identity identity, int face) {
    notFaces.remove(face);
    for (Identity other : List.copyOf(anchoring.getOrDefault(face, Set.of()))) {
      if (other != identity) {
        drop(other, face);
      }
    }
    Identity before = owners.get(face);
    if (before != null && before != identity) {
      drop(before, face);
    }
    identity.excluded.remove(face);
    identity.members.add(face);
    identity.since.putIfAbsent(face, words);
    owners.put(face, identity);
  }

  /** The face is this person no longer; it is remembered where the person was by it. */
  private void drop(Identity identity, int face) {
    for (Kernel kernel : identity.kernels) {
      if (kernel.anchors.remove(face)) {
        kernel.traces.add(face);
      }
    }
    leave(identity, face);
    identity.since.remove(face);
    if (identity.members.remove(face)) {
      owners.remove(face);
      identity.kernels.getFirst().traces.add(face);
    }
  }

  private void reject(Fact.Rejected rejected) {
    int face = pointing.findOrDraw(rejected.face());
    List<FaceReference> others = new ArrayList<>(rejected.anchors());
    others.remove(rejected.face());
    Identity identity = at(others, rejected.person());
    statements.isNot(rejected.face(), face, identity, rejected);
    drop(identity, face);
    identity.excluded.put(face, rejected);
  }

  /**
   * What is somebody else's already stays theirs, but is known not to be this person. The others
   * are one person until more is said.
   */
  private void split(Fact.Different different) {
    Identity left = at(different.anchors(), different.person());
    Identity founded = null;
    for (FaceReference reference : different.faces()) {
      int face = pointing.findOrDraw(reference);
      statements.isNot(reference, face, left, different);
      Identity owner = owners.get(face);
      if (owner == null || owner == left) {
        founded = founded == null ? found(fresh(otherHalf(different.id()))) : founded;
        claim(founded, face);
      }
      drop(left, face);
      left.excluded.put(face, different);
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

  /** What shows somebody best shows him. */
  private void cover(Fact.Cover cover) {
    Identity identity = at(cover.anchors(), cover.person());
    int face = pointing.findOrDraw(cover.face());
    statements.is(cover.face(), face, identity, cover);
    claim(identity, face);
    identity.cover = face;
  }

  private void tag(Fact.Tagged tagged) {
    int face = pointing.findOrDraw(tagged.face());
    Identity identity = byName.get(tagged.name());
    if (identity == null) {
      identity = nameless(face);
      identity = identity == null ? found(fresh(tagged.id())) : identity;
      name(identity, tagged.name(), tagged);
    }
    statements.is(tagged.face(), face, identity, tagged);
    claim(identity, face);
  }

  /** The one without a name whom a face surely shows or stands for: it has one now. */
  private @Nullable Identity nameless(int face) {
    Identity owner = owners.get(face);
    Set<Identity> by = owner == null ? anchoring.getOrDefault(face, Set.of()) : Set.of(owner);
    Identity only = by.size() == 1 ? by.iterator().next() : null;
    return only != null && only.name == null ? only : null;
  }

  private void forget(Fact.NotAFace not) {
    int face = pointing.findOrDraw(not.face());
    statements.isNoFace(not.face(), face, not);
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
