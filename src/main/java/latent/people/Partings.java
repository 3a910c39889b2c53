package latent.people;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How groups were parted, kept for as long as nothing that it depends on is other than it was: most
 * facts concern one group or two, and all that was said before of other groups need not be thought
 * through again. Faces are told by their rows, which they keep when others come and go.
 */
final class Partings {

  private final Map<Integer, Known> byLeader = new ConcurrentHashMap<>();

  private record Known(Parting.Case what, Parting.Outcome outcome) {}

  /** What becomes of a group; the numbers are the faces' in this likeness. */
  Parting.Outcome part(Likeness likeness, int group, Parting.Case what) {
    Parting.Case inRows = what.renumbered(likeness::row);
    int leader = what.whole().cluster().leader();
    Known known = byLeader.get(leader);
    if (known == null || !known.what.equals(inRows)) {
      Parting.Outcome outcome = Parting.part(likeness, group, what);
      known = new Known(inRows, outcome.renumbered(likeness::row));
      byLeader.put(leader, known);
      return outcome;
    }
    return known.outcome.renumbered(likeness::number);
  }
}
