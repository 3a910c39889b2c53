package latent.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import latent.catalog.Catalog;
import latent.catalog.Groups.Group;
import latent.catalog.Groups.Member;
import latent.people.Grouping;
import latent.people.People;
import latent.people.Person;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.PhotoId;

/**
 * Recomputes the people from the stored features and facts, and keeps the answer. No photo is read,
 * no byte is moved.
 */
public final class Grouper {

  private final Library library;
  private final ReentrantLock grouping = new ReentrantLock();

  public Grouper(Library library) {
    this.library = library;
  }

  /**
   * Groups if features or facts changed since the last time; answers how many faces have a person
   * now, 0 if nothing changed.
   */
  public int groupIfStale() {
    return library.catalog().groups().stale() ? group() : 0;
  }

  /** Groups; answers how many faces have a person now. */
  public int group() {
    grouping.lock();
    try {
      Catalog catalog = library.catalog();
      long generation = catalog.groups().generation();
      List<Face> detected = catalog.faces().detected();
      People people =
          Grouping.group(detected, catalog.facts().all(), library.models().calibration());
      return keep(catalog, generation, detected, people);
    } finally {
      grouping.unlock();
    }
  }

  private static int keep(Catalog catalog, long generation, List<Face> detected, People people) {
    Map<FaceId, PhotoId> photoOf = new HashMap<>();
    detected.forEach(face -> photoOf.put(face.id(), face.photo()));
    people.drawn().forEach(face -> photoOf.put(face.id(), face.photo()));
    List<Group> groups = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (Person person : people.persons()) {
      Set<PhotoId> photos = new HashSet<>();
      for (Person.Member member : person.members()) {
        members.add(new Member(member.face(), person.id(), member.why()));
        photos.add(photoOf.get(member.face()));
      }
      groups.add(
          new Group(
              person.id(),
              person.name(),
              person.hidden(),
              person.cover(),
              person.members().size(),
              photos.size()));
    }
    catalog.transaction(
        () -> {
          catalog.faces().replaceDrawn(people.drawn());
          catalog.groups().replace(groups, members);
          catalog.groups().grouped(generation);
        });
    return members.size();
  }
}
