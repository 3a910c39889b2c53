package latent.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latent.people.Identities.Identity;
import latent.photo.FaceReference;
import latent.photo.Fact;
import org.jspecify.annotations.Nullable;

/** What was said of single faces, in the order in which it was said, and what of it disagrees. */
final class Statements {

  private final Map<Integer, List<Statement>> byFace = new HashMap<>();
  private final List<Disagreement> disagreements = new ArrayList<>();

  private sealed interface Meaning {
    /** The face is this person. */
    record Is(Identity identity) implements Meaning {}

    /** The face is somebody else than this person. */
    record IsNot(Identity identity) implements Meaning {}

    record IsNoFace() implements Meaning {}
  }

  private record Statement(Meaning meaning, Fact fact) {}

  /**
   * Two facts that disagree.
   *
   * @param one one of the two people that the face was said to be, and {@code other} the other; if
   *     they turn out to be one person, nothing disagrees. Null if it isn't about that.
   */
  private record Disagreement(
      Contradiction contradiction, @Nullable Identity one, @Nullable Identity other) {

    private boolean stands() {
      return one == null || other == null || one.inTheEnd() != other.inTheEnd();
    }
  }

  /**
   * @param reference the face as the fact has it
   * @param face its number
   */
  void is(FaceReference reference, int face, Identity identity, Fact fact) {
    say(reference, face, new Statement(new Meaning.Is(identity), fact));
  }

  void isNot(FaceReference reference, int face, Identity identity, Fact fact) {
    say(reference, face, new Statement(new Meaning.IsNot(identity), fact));
  }

  void isNoFace(FaceReference reference, int face, Fact fact) {
    say(reference, face, new Statement(new Meaning.IsNoFace(), fact));
  }

  /** Notes two facts that can't both be true, for a reason that is not in one face. */
  void disagree(FaceReference reference, Fact earlier, Fact later) {
    disagreements.add(new Disagreement(new Contradiction(reference, earlier, later), null, null));
  }

  private void say(FaceReference reference, int face, Statement later) {
    List<Statement> before = byFace.computeIfAbsent(face, _ -> new ArrayList<>());
    for (Statement earlier : before) {
      if (earlier.fact != later.fact) {
        compare(new Contradiction(reference, earlier.fact, later.fact), earlier, later);
      }
    }
    before.add(later);
  }

  private void compare(Contradiction contradiction, Statement earlier, Statement later) {
    if (earlier.meaning instanceof Meaning.Is(Identity one)
        && later.meaning instanceof Meaning.Is(Identity other)) {
      disagreements.add(new Disagreement(contradiction, one, other));
    } else if (areOpposite(earlier.meaning, later.meaning)
        || areOpposite(later.meaning, earlier.meaning)) {
      disagreements.add(new Disagreement(contradiction, null, null));
    }
  }

  /** By what is known so far: who turns out to be one later is noted then. */
  private static boolean areOpposite(Meaning one, Meaning other) {
    return switch (one) {
      case Meaning.Is(Identity is) ->
          other instanceof Meaning.IsNot(Identity not) && is.inTheEnd() == not.inTheEnd();
      case Meaning.IsNoFace _ -> other instanceof Meaning.Is;
      case Meaning.IsNot _ -> false;
    };
  }

  /** What still disagrees after all that was said. */
  List<Contradiction> contradictions() {
    return disagreements.stream()
        .filter(Disagreement::stands)
        .map(Disagreement::contradiction)
        .toList();
  }
}
