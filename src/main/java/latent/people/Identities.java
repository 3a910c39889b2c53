package latent.people;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
 * about a face, the later word counts.
 */
final class Identities {

  /** One individual of whom the user has spoken. */
  static final class Identity {
    private final String id;
    private @Nullable String name;
    private boolean hidden;

    /** Faces that are this person because the user said so. */
    private final Set<Integer> members = new LinkedHashSet<>();

    /**
     * Faces that stood for this person when the user spoke; they find it again, they don't bind.
     */
    private final Set<Integer> anchors = new LinkedHashSet<>();

    /** Faces that are not this person because the user said so. */
    private final Set<Integer> excluded = new HashSet<>();

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

    Set<Integer> members() {
      return members;
    }

    Set<Integer> excluded() {
      return excluded;
    }

    private void take(int face) {
      members.add(face);
      anchors.add(face);
      excluded.remove(face);
    }

    private void drop(int face) {
      members.remove(face);
      anchors.remove(face);
    }
  }

  private final FaceIndex faces;
  private final List<Identity> identities = new ArrayList<>();
  private final Map<String, Identity> byName = new HashMap<>();
  private final Set<Integer> notFaces = new HashSet<>();

  private Identities(FaceIndex faces) {
    this.faces = faces;
  }

  static Identities of(FaceIndex faces, List<Fact> facts) {
    Identities identities = new Identities(faces);
    for (Fact fact : counting(facts)) {
      identities.play(fact);
    }
    identities.settle();
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

  /** The ids that the user's people have; no other group may be called so. */
  Set<String> ids() {
    Set<String> ids = new HashSet<>();
    identities.forEach(identity -> ids.add(identity.id));
    return ids;
  }

  List<Identity> all() {
    return identities;
  }

  /** The user said that this is no face. */
  boolean isNotAFace(int face) {
    return notFaces.contains(face);
  }

  private void play(Fact fact) {
    switch (fact) {
      case Fact.Named named -> name(at(named.anchors(), named.person(), named.id()), named.name());
      case Fact.Same same ->
          join(
              at(same.anchors(), same.person(), same.id()),
              at(same.others(), same.other(), otherHalf(same.id())));
      case Fact.Different different -> split(different);
      case Fact.Confirmed confirmed ->
          claim(
              at(confirmed.anchors(), confirmed.person(), confirmed.id()),
              faces.findOrDraw(confirmed.face()));
      case Fact.Rejected rejected -> reject(rejected);
      case Fact.NotAFace not -> faces.find(not.face()).ifPresent(this::forget);
      case Fact.Hidden hidden -> at(hidden.anchors(), hidden.person(), hidden.id()).hidden = true;
      case Fact.Tagged tagged -> tag(tagged);
      case Fact.Undone _ -> throw new AssertionError("an undoing does not count by itself");
    }
  }

  private static FactId otherHalf(FactId id) {
    return new FactId(new StringBuilder(id.hex()).reverse().toString());
  }

  /**
   * The identity that holds most of these anchors. If none holds any, a new one is founded by this
   * fact, with the id under which the person was known.
   */
  private Identity at(List<FaceReference> references, String person, FactId founder) {
    List<Integer> pointed = new ArrayList<>();
    for (FaceReference reference : references) {
      OptionalInt face = faces.find(reference);
      if (face.isPresent() && !notFaces.contains(face.getAsInt())) {
        pointed.add(face.getAsInt());
      }
    }
    Identity best = null;
    int most = 0;
    for (Identity identity : identities) {
      int held = 0;
      for (int face : pointed) {
        held += identity.anchors.contains(face) ? 1 : 0;
      }
      if (held > most) {
        best = identity;
        most = held;
      }
    }
    if (best == null) {
      best = found(isTaken(person) ? fresh(founder) : person);
    }
    if (pointed.isEmpty() && !references.isEmpty()) {
      pointed.add(faces.findOrDraw(references.getFirst()));
    }
    for (int face : pointed) {
      if (!best.excluded.contains(face) && owner(face) == null) {
        best.anchors.add(face);
      }
    }
    return best;
  }

  private static String fresh(FactId founder) {
    return "p" + founder.hex().substring(0, 12);
  }

  private boolean isTaken(String id) {
    return identities.stream().anyMatch(identity -> identity.id.equals(id));
  }

  private Identity found(String id) {
    Identity identity = new Identity(id);
    identities.add(identity);
    return identity;
  }

  /** The identity to which a face surely belongs. */
  private @Nullable Identity owner(int face) {
    for (Identity identity : identities) {
      if (identity.members.contains(face)) {
        return identity;
      }
    }
    return null;
  }

  private void name(Identity identity, String name) {
    Identity namesake = byName.get(name);
    if (namesake != null && namesake != identity) {
      join(namesake, identity);
      return;
    }
    if (identity.name != null) {
      byName.remove(identity.name);
    }
    identity.name = name;
    byName.put(name, identity);
  }

  /** Two identities are one: the first keeps its id, and its name if it has one. */
  private void join(Identity kept, Identity other) {
    if (kept == other) {
      return;
    }
    for (int face : other.excluded) {
      if (!kept.anchors.contains(face)) {
        kept.excluded.add(face);
      }
    }
    kept.excluded.removeAll(other.anchors);
    bind(kept);
    bind(other);
    kept.members.addAll(other.members);
    kept.anchors.addAll(other.anchors);
    kept.hidden &= other.hidden;
    identities.remove(other);
    if (other.name != null) {
      byName.remove(other.name);
      if (kept.name == null) {
        kept.name = other.name;
        byName.put(other.name, kept);
      }
    }
  }

  /**
   * An identity must hold at least one face for sure, or nothing would carry it: its first anchor.
   */
  private static void bind(Identity identity) {
    if (identity.members.isEmpty() && !identity.anchors.isEmpty()) {
      identity.members.add(identity.anchors.iterator().next());
    }
  }

  /** The face is this person, whatever was said of it before. */
  private void claim(Identity identity, int face) {
    notFaces.remove(face);
    for (Identity other : identities) {
      if (other != identity) {
        other.drop(face);
      }
    }
    bind(identity);
    identity.take(face);
  }

  private void reject(Fact.Rejected rejected) {
    OptionalInt face = faces.find(rejected.face());
    if (face.isEmpty()) {
      return;
    }
    List<FaceReference> others = new ArrayList<>(rejected.anchors());
    others.remove(rejected.face());
    Identity identity = at(others, rejected.person(), rejected.id());
    identity.drop(face.getAsInt());
    identity.excluded.add(face.getAsInt());
  }

  private void split(Fact.Different different) {
    Identity left = at(different.anchors(), different.person(), different.id());
    Identity founded = found(fresh(otherHalf(different.id())));
    for (FaceReference reference : different.faces()) {
      OptionalInt face = faces.find(reference);
      if (face.isPresent()) {
        claim(founded, face.getAsInt());
        left.excluded.add(face.getAsInt());
      }
    }
    bind(left);
    founded.excluded.addAll(left.members);
  }

  private void tag(Fact.Tagged tagged) {
    int face = faces.findOrDraw(tagged.face());
    Identity identity = byName.get(tagged.name());
    if (identity == null) {
      identity = found(fresh(tagged.id()));
      name(identity, tagged.name());
    }
    claim(identity, face);
  }

  private void forget(int face) {
    notFaces.add(face);
    for (Identity identity : identities) {
      identity.drop(face);
    }
  }

  private void settle() {
    for (Identity identity : identities) {
      identity.anchors.removeIf(face -> elsewhere(identity, face));
      bind(identity);
    }
  }

  private boolean elsewhere(Identity identity, int face) {
    Identity owner = owner(face);
    return owner != null && owner != identity;
  }
}
