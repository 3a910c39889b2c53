package latent.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import latent.people.Identities.Identity;
import latent.people.Likeness.Support;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.Fact;

/**
 * The one door of this room: (features, facts) in, people out. What follows from the features alone
 * is computed when it is made, and serves for any facts.
 */
public final class Grouping {

  /** A face wider than this, in pixels, is no better as a cover for being wider still. */
  private static final double LARGE = 200;

  /** A crop whose Laplacian varies more than this looks sharp (see {@link Face#sharpness}). */
  private static final double SHARP = 200;

  /** Why a face is there that the user put there. */
  public static final String VOUCHED = "you said so";

  private final FaceIndex faces;
  private final Likeness likeness;

  /**
   * @param detected every face that analysis found, in any order
   */
  public Grouping(List<Face> detected, Calibration calibration) {
    faces = new FaceIndex(detected);
    likeness = new Likeness(faces, calibration);
  }

  /** Who is in these faces: {@link #people} of a grouping made for this. */
  public static People group(List<Face> detected, List<Fact> facts, Calibration calibration) {
    return new Grouping(detected, calibration).people(facts);
  }

  /**
   * Who is in the faces.
   *
   * @param facts everything the user said, in any order
   */
  public People people(List<Fact> facts) {
    Pointing pointing = new Pointing(faces);
    Identities identities = Identities.of(pointing, facts);
    Division division = new Division(likeness, identities);
    List<Person> persons = new ArrayList<>();
    Set<Integer> shown = new HashSet<>();
    for (Identity identity : identities.all()) {
      List<Integer> own = own(division, identity, identities);
      shown.addAll(own);
      if (!own.isEmpty()) {
        persons.add(person(pointing, identity, own));
      }
    }
    for (List<Integer> left : division.others()) {
      persons.add(person(pointing, left, identities));
    }
    for (int group = 0; group < likeness.groups(); group++) {
      if (!division.isTaken(group)) {
        List<Integer> members = faces(group, identities);
        if (!members.isEmpty()) {
          persons.add(person(pointing, members, identities));
        }
      }
    }
    persons.sort(Comparator.comparing(Person::id));
    return new People(persons, drawn(pointing, shown), identities.contradictions());
  }

  /** The faces that facts drew and that are somebody. */
  private List<Face> drawn(Pointing pointing, Set<Integer> shown) {
    List<Face> all = pointing.drawn();
    return IntStream.range(0, all.size())
        .filter(number -> shown.contains(faces.size() + number))
        .mapToObj(all::get)
        .toList();
  }

  private List<Integer> own(Division division, Identity identity, Identities identities) {
    List<Integer> own = new ArrayList<>(division.faces(identity));
    division.groups(identity).forEach(group -> own.addAll(faces(group, identities)));
    own.sort(Comparator.naturalOrder());
    return own;
  }

  private List<Integer> faces(int group, Identities identities) {
    return IntStream.of(likeness.members(group))
        .filter(face -> !identities.isNotAFace(face))
        .boxed()
        .toList();
  }

  private Person person(Pointing pointing, Identity identity, List<Integer> own) {
    Set<Integer> members = new HashSet<>(own);
    boolean vouched = own.stream().anyMatch(identity.members()::contains);
    List<Person.Member> shown = new ArrayList<>();
    for (int face : own) {
      String why = VOUCHED;
      if (!identity.members().contains(face)) {
        why = vouched ? why(face, members, identity.members()::contains) : why(face, members);
      }
      shown.add(new Person.Member(pointing.id(face), why));
    }
    shown.sort(Comparator.comparing(Person.Member::face));
    return new Person(
        identity.id(), identity.name(), identity.hidden(), cover(pointing, own), shown);
  }

  /** A person of whom the user has not spoken. */
  private Person person(Pointing pointing, List<Integer> own, Identities identities) {
    Set<Integer> members = new HashSet<>(own);
    List<Person.Member> shown = new ArrayList<>();
    own.forEach(face -> shown.add(new Person.Member(pointing.id(face), why(face, members))));
    shown.sort(Comparator.comparing(Person.Member::face));
    return new Person(freeId(shown, identities.ids()), null, false, cover(pointing, own), shown);
  }

  private String why(int face, Set<Integer> members, IntPredicate vouched) {
    Support support = likeness.support(face, vouched);
    return support.faces() == 0
        ? why(face, members)
        : sentence("nearest to %d confirmed %s, %.2f", support);
  }

  private String why(int face, Set<Integer> members) {
    Support support = likeness.support(face, members::contains);
    if (support.faces() > 0) {
      return sentence("nearest to %d %s of this person, %.2f", support);
    }
    return members.size() == 1 ? "alone so far" : "like the person as a whole";
  }

  private static String sentence(String form, Support support) {
    String what = support.faces() == 1 ? "face" : "faces";
    return String.format(Locale.ROOT, form, support.faces(), what, support.nearest());
  }

  /**
   * The smallest name among the faces that no person of the user's bears; a group of one may have
   * to take its face's other half. The smallest of many stays the smallest while the group stays
   * much the same: it changes with the chance that a face that comes or goes is just that one.
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

  private static FaceId cover(Pointing pointing, List<Integer> numbers) {
    return cover(numbers.stream().map(pointing::face).toList());
  }

  private static FaceId cover(List<Face> faces) {
    return faces.stream()
        .max(Comparator.comparingDouble(Grouping::looks).thenComparing(Face::id))
        .orElseThrow()
        .id();
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
