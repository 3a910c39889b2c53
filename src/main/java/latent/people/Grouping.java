package latent.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import latent.people.Identities.Identity;
import latent.people.Linkage.Joined;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.Fact;

/** The one door of this room: (features, facts) in, people out. */
public final class Grouping {

  /** A face wider than this, in pixels, is no better as a cover for being wider still. */
  private static final double LARGE = 200;

  /** A crop whose Laplacian varies more than this looks sharp (see {@link Face#sharpness}). */
  private static final double SHARP = 200;

  /** Why a face is there that the user put there. */
  public static final String VOUCHED = "you said so";

  private Grouping() {}

  /**
   * Who is in these faces.
   *
   * @param detected every face that analysis found, in any order
   * @param facts everything the user said, in any order
   */
  public static People group(List<Face> detected, List<Fact> facts, Calibration calibration) {
    FaceIndex faces = new FaceIndex(detected);
    Identities identities = Identities.of(faces, facts);
    List<Person> persons = new ArrayList<>();
    Set<Integer> shown = new TreeSet<>();
    for (Joined joined : new Linkage(faces, identities, calibration).join()) {
      persons.add(person(faces, joined, identities.ids()));
      shown.addAll(joined.faces());
    }
    persons.sort(Comparator.comparing(Person::id));
    List<Face> drawn = new ArrayList<>();
    for (Face face : faces.drawn()) {
      if (shown.contains(faces.find(face.reference()).orElseThrow())) {
        drawn.add(face);
      }
    }
    return new People(persons, drawn);
  }

  private static Person person(FaceIndex faces, Joined joined, Set<String> taken) {
    List<Person.Member> members = new ArrayList<>();
    for (int i = 0; i < joined.faces().size(); i++) {
      FaceId id = faces.face(joined.faces().get(i)).id();
      members.add(new Person.Member(id, joined.whys().get(i)));
    }
    members.sort(Comparator.comparing(Person.Member::face));
    Identity identity = joined.identity();
    if (identity == null) {
      return new Person(freeId(members, taken), null, false, cover(faces, joined.faces()), members);
    }
    return new Person(
        identity.id(), identity.name(), identity.hidden(), cover(faces, joined.faces()), members);
  }

  /**
   * The smallest name among the faces that no person of the user's bears; a group of one may have
   * to take its face's other half.
   */
  private static String freeId(List<Person.Member> members, Set<String> taken) {
    for (Person.Member member : members) {
      String id = "p" + member.face().hex().substring(0, 12);
      if (!taken.contains(id)) {
        return id;
      }
    }
    return "p" + members.getFirst().face().hex().substring(4);
  }

  private static FaceId cover(List<Face> faces) {
    return faces.stream()
        .max(Comparator.comparingDouble(Grouping::looks).thenComparing(Face::id))
        .orElseThrow()
        .id();
  }

  private static FaceId cover(FaceIndex faces, List<Integer> numbers) {
    return cover(numbers.stream().map(faces::face).toList());
  }

  /**
   * How well a face shows a person: large, sharp, surely a face, and with all of its head in the
   * picture.
   */
  public static double looks(Face face) {
    return face.score()
        * Math.pow(inside(face.box()), 4)
        * Math.min(face.pixels(), LARGE)
        / LARGE
        * Math.min(face.sharpness() + 1, SHARP)
        / SHARP;
  }

  /**
   * The share of a face's surroundings (its box, wider by half on all sides together) that lies in
   * the picture.
   */
  private static double inside(Box box) {
    double aroundX = box.width() / 4;
    double aroundY = box.height() / 4;
    double across = Math.min(1, box.x() + box.width() + aroundX) - Math.max(0, box.x() - aroundX);
    double down = Math.min(1, box.y() + box.height() + aroundY) - Math.max(0, box.y() - aroundY);
    return Math.max(0, across)
        * Math.max(0, down)
        / ((box.width() + 2 * aroundX) * (box.height() + 2 * aroundY));
  }
}
