package latent.people;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import latent.people.Identities.Identity;
import latent.photo.Fact;
import org.jspecify.annotations.Nullable;

/** Who is in the faces, by their numbers: what likeness gave, as the facts have it. */
final class Gathering {

  /**
   * A set of faces that are one individual.
   *
   * @param identity what the user said of it, or null
   * @param faces in the order of their numbers
   */
  record Someone(@Nullable Identity identity, List<Integer> faces) {

    /** Whether the user said that this face is this person. */
    boolean isVouched(int face) {
      return identity != null && identity.members().contains(face);
    }

    /** Whether the user pointed at this face when he spoke of this person. */
    boolean isPointedAt(int face) {
      return identity != null && identity.isAnchoredTo(face);
    }
  }

  private final Pointing pointing;
  private final Identities identities;
  private final Likeness likeness;
  private final List<Someone> spokenOf = new ArrayList<>();
  private final int[] untouched;

  Gathering(FaceIndex faces, Likeness likeness, Partings partings, List<Fact> facts) {
    this.likeness = likeness;
    pointing = new Pointing(faces);
    identities = Identities.of(pointing, facts);
    Division division = new Division(likeness, identities, partings);
    for (Identity identity : identities.all()) {
      add(identity, own(division, identity));
    }
    division.others().forEach(left -> add(null, left));
    BitSet concerned = new BitSet(likeness.groups());
    division.taken().forEach(concerned::set);
    BitSet pierced = new BitSet();
    for (int face : identities.notFaces()) {
      int group = likeness.group(face);
      if (group != Likeness.NONE && !concerned.get(group)) {
        pierced.set(group);
      }
    }
    pierced.stream().forEach(group -> add(null, faces(group)));
    concerned.or(pierced);
    concerned.flip(0, likeness.groups());
    untouched = concerned.stream().toArray();
  }

  private void add(@Nullable Identity identity, List<Integer> faces) {
    if (!faces.isEmpty()) {
      spokenOf.add(new Someone(identity, faces));
    }
  }

  private List<Integer> own(Division division, Identity identity) {
    List<Integer> own = new ArrayList<>(division.faces(identity));
    division.groups(identity).forEach(group -> own.addAll(faces(group)));
    own.sort(Comparator.naturalOrder());
    return own;
  }

  private List<Integer> faces(int group) {
    return IntStream.of(likeness.members(group))
        .filter(face -> !identities.isNotAFace(face))
        .boxed()
        .toList();
  }

  /** Those of whom the user spoke, and those whom it concerns. */
  List<Someone> spokenOf() {
    return spokenOf;
  }

  /** The groups that are somebody as they are, because no fact concerns them. */
  int[] untouched() {
    return untouched;
  }

  /** First those of whom the user spoke. */
  List<Someone> everyone() {
    List<Someone> everyone = new ArrayList<>(spokenOf);
    for (int group : untouched) {
      everyone.add(new Someone(null, faces(group)));
    }
    return everyone;
  }

  Pointing pointing() {
    return pointing;
  }

  Identities identities() {
    return identities;
  }
}
