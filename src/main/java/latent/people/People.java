package latent.people;

import java.util.List;
import latent.photo.Face;

/**
 * The answer: who is in the library.
 *
 * @param persons in the order of their ids
 * @param drawn faces that no detector saw and that exist because a fact says so
 * @param contradictions facts that can't both be true, in the order of the later ones
 */
public record People(List<Person> persons, List<Face> drawn, List<Contradiction> contradictions) {

  public People {
    persons = List.copyOf(persons);
    drawn = List.copyOf(drawn);
    contradictions = List.copyOf(contradictions);
  }
}
