package latent.people;

import java.util.List;
import latent.photo.FaceId;

/**
 * Something in doubt: whether these faces and those are one person.
 *
 * @param joined whether they were joined; then {@code some} is one face
 * @param known for two groups apart: 1; how far their likeness is above what was asked, in powers
 *     of ten; doublings of the larger group, up to the largest fitted on, and their square;
 *     doublings of the smaller one; how rare the likeness of the two most alike faces is, in powers
 *     of ten. For a face and its group: the first three of these
 */
public record Doubt(boolean joined, List<FaceId> some, List<FaceId> others, double[] known) {
  public Doubt {
    some = List.copyOf(some);
    others = List.copyOf(others);
  }
}
