package latent.people;

import latent.photo.FaceId;
import org.jspecify.annotations.Nullable;

/**
 * Something worth asking the user.
 *
 * @param person the id of the person it is about
 * @param other the id of the other person, for {@link Kind#SAME}
 * @param face the face in doubt, for {@link Kind#MEMBER}; one of the other person for {@link
 *     Kind#SAME}; else the person's cover. No to either is said by rejecting it
 * @param faces how many faces the answer settles
 * @param likeness cosine of the two, or of the face and the others; for {@link Kind#WHO} 1
 * @param likely how likely yes is, 0 to 1; for {@link Kind#WHO} 1
 * @param gain how many faces are expected to stand better for the answer; the greater, the sooner
 *     it should be asked
 */
public record Question(
    Kind kind,
    String person,
    @Nullable String other,
    FaceId face,
    int faces,
    double likeness,
    double likely,
    double gain) {

  /** What is asked. */
  public enum Kind {
    /** Are the two the same person? */
    SAME,
    /** Is this face really that person? */
    MEMBER,
    /** Who is this? */
    WHO
  }
}
