package latent.photo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is in the trash, by what was said: a pure function of the facts, in whatever order they come
 * to a device.
 *
 * <p>A photo is in the trash if a {@link Fact.Trashed} of it counts that is later than every
 * restoring of it. Restoring is the undoing of such a fact; it takes back all that was said before,
 * on other devices too, so that the last word counts. A restoring that is undone in its turn leaves
 * the photo the usual number of days from then on.
 *
 * @param photos those in the trash, and those that have left it for good
 */
public record Trash(Map<PhotoId, Discarded> photos) {

  /** So many days a photo stays in the trash. */
  public static final int DAYS = 30;

  /** The most days that a fact may give. */
  public static final int LONGEST = 36_500;

  private static final Comparator<Fact> ORDER =
      Comparator.comparing(Fact::at).thenComparing(Fact::id);

  /**
   * One photo in the trash.
   *
   * @param until from then on it may leave for good
   * @param because the facts that put it there
   */
  public record Discarded(Instant since, Instant until, List<FactId> because) {
    public Discarded {
      because = List.copyOf(because);
    }
  }

  public Trash {
    photos = Map.copyOf(photos);
  }

  /**
   * @param facts all that are known; those of other kinds don't matter
   */
  public static Trash of(Collection<Fact> facts) {
    Words words = new Words(facts);
    Map<PhotoId, Discarded> photos = new HashMap<>();
    words.trashings.forEach(
        (photo, trashings) ->
            words.discarded(photo, trashings).ifPresent(found -> photos.put(photo, found)));
    return new Trash(photos);
  }

  /**
   * The facts as they are without the photos in the trash: what was said of faces there counts
   * again when the photo is restored.
   */
  public List<Fact> without(List<Fact> facts) {
    if (photos.isEmpty()) {
      return facts;
    }
    List<Fact> remaining = new ArrayList<>();
    facts.forEach(fact -> without(fact).ifPresent(remaining::add));
    return remaining;
  }

  private Optional<Fact> without(Fact fact) {
    return Optional.ofNullable(
        switch (fact) {
          case Fact.Named(var id, var at, var person, var anchors, var name) ->
              new Fact.Named(id, at, person, shown(anchors), name);
          case Fact.Same(var id, var at, var person, var anchors, var other, var others) ->
              new Fact.Same(id, at, person, shown(anchors), other, shown(others));
          case Fact.Different(var id, var at, var faces, var person, var anchors) ->
              shown(faces).isEmpty()
                  ? null
                  : new Fact.Different(id, at, shown(faces), person, shown(anchors));
          case Fact.Confirmed(var id, var at, var face, var person, var anchors) ->
              isShown(face) ? new Fact.Confirmed(id, at, face, person, shown(anchors)) : null;
          case Fact.Rejected(var id, var at, var face, var person, var anchors) ->
              isShown(face) ? new Fact.Rejected(id, at, face, person, shown(anchors)) : null;
          case Fact.Cover(var id, var at, var face, var person, var anchors) ->
              isShown(face) ? new Fact.Cover(id, at, face, person, shown(anchors)) : null;
          case Fact.NotAFace not -> isShown(not.face()) ? not : null;
          case Fact.Tagged tagged -> isShown(tagged.face()) ? tagged : null;
          case Fact.Hidden(var id, var at, var person, var anchors) ->
              new Fact.Hidden(id, at, person, shown(anchors));
          case Fact.Trashed trashed -> trashed;
          case Fact.Undone undone -> undone;
        });
  }

  private boolean isShown(FaceReference face) {
    return !photos.containsKey(face.photo());
  }

  private List<FaceReference> shown(List<FaceReference> faces) {
    return faces.stream().filter(this::isShown).toList();
  }

  /** The facts about the trash, sorted by what they do. */
  private static final class Words {
    private final Map<FactId, Fact> byId = new HashMap<>();
    private final Set<FactId> undone = new HashSet<>();
    private final Map<PhotoId, List<Fact.Trashed>> trashings = new TreeMap<>();

    /** Of each photo, the last restoring that counts. */
    private final Map<PhotoId, Fact> restorings = new HashMap<>();

    /** Of each photo, when a restoring was last taken back. */
    private final Map<PhotoId, Instant> takenBack = new HashMap<>();

    private Words(Collection<Fact> facts) {
      facts.forEach(fact -> byId.put(fact.id(), fact));
      List<Fact> ordered = new ArrayList<>(byId.values());
      ordered.sort(ORDER);
      for (Fact fact : ordered.reversed()) {
        if (fact instanceof Fact.Undone undoing && !undone.contains(fact.id())) {
          undone.add(undoing.undone());
        }
      }
      ordered.forEach(this::take);
    }

    private void take(Fact fact) {
      if (undone.contains(fact.id())) {
        return;
      }
      switch (fact) {
        case Fact.Trashed trashed ->
            trashings.computeIfAbsent(trashed.photo(), _ -> new ArrayList<>()).add(trashed);
        case Fact.Undone undoing -> take(undoing);
        default -> {
          // It says nothing about the trash.
        }
      }
    }

    private void take(Fact.Undone undoing) {
      Fact target = byId.get(undoing.undone());
      if (target instanceof Fact.Trashed trashed) {
        restorings.merge(trashed.photo(), undoing, (one, other) -> later(one, other));
      } else if (target instanceof Fact.Undone restoring) {
        about(restoring, new HashSet<>())
            .ifPresent(
                photo ->
                    takenBack.merge(photo, undoing.at(), (one, at) -> one.isAfter(at) ? one : at));
      }
    }

    /** The photo that an undoing, or the undoing of one, is about. */
    private Optional<PhotoId> about(Fact.Undone undoing, Set<FactId> passed) {
      Fact target = byId.get(undoing.undone());
      if (target instanceof Fact.Trashed trashed) {
        return Optional.of(trashed.photo());
      }
      return target instanceof Fact.Undone before && passed.add(before.id())
          ? about(before, passed)
          : Optional.empty();
    }

    private Optional<Discarded> discarded(PhotoId photo, List<Fact.Trashed> said) {
      Fact restored = restorings.get(photo);
      List<FactId> because = new ArrayList<>();
      Instant since = Instant.MAX;
      Instant until = Instant.MAX;
      for (Fact.Trashed trashed : said) {
        if (restored != null && ORDER.compare(trashed, restored) < 0) {
          continue;
        }
        because.add(trashed.id());
        Instant back = takenBack.getOrDefault(photo, Instant.MIN);
        boolean again = back.isAfter(trashed.at());
        Instant from = again ? back : trashed.at();
        Instant end =
            from.plus(Duration.ofDays(again ? Math.max(DAYS, trashed.days()) : trashed.days()));
        if (end.isBefore(until)) {
          since = from;
          until = end;
        }
      }
      return because.isEmpty()
          ? Optional.empty()
          : Optional.of(new Discarded(since, until, because));
    }

    private static Fact later(Fact one, Fact other) {
      return ORDER.compare(one, other) < 0 ? other : one;
    }
  }
}
