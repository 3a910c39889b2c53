package latent.people;

import java.util.List;
import latent.photo.FaceId;
import org.jspecify.annotations.Nullable;

/**
 * A set of faces that are one individual.
 *
 * @param id stays the same while the person does: it follows from the first fact about the person,
 *     or, while there is none, from the smallest name among its faces
 * @param name null while the user has not said it
 * @param hidden the user does not want to see this person among the people
 * @param cover the face that stands for the person: the largest sharp one
 * @param members the faces in the order of their names, each with the sentence that says why it is
 *     here
 */
public record Person(
    String id, @Nullable String name, boolean hidden, FaceId cover, List<Member> members) {

  /** One face of a person, and why it is there. */
  public record Member(FaceId face, String why) {}

  public Person {
    members = List.copyOf(members);
  }
}
