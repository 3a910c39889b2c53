package latent.photo;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the user said. Facts are never derived and never lost; people are computed from features and
 * facts.
 *
 * <p>A person is meant by the id under which it was shown, and pointed at by some of its faces (its
 * <i>anchors</i>), since groups come and go: by these its faces are found again.
 */
public sealed interface Fact {

  FactId id();

  /** When the user said it, by the device's clock. */
  Instant at();

  /** Every face at which the fact points. */
  default List<FaceReference> references() {
    return switch (this) {
      case Named named -> named.anchors();
      case Same same -> Stream.of(same.anchors, same.others).flatMap(List::stream).toList();
      case Different different ->
          Stream.of(different.faces, different.anchors).flatMap(List::stream).toList();
      case Confirmed confirmed -> with(confirmed.face, confirmed.anchors);
      case Rejected rejected -> with(rejected.face, rejected.anchors);
      case Cover cover -> with(cover.face, cover.anchors);
      case Hidden hidden -> hidden.anchors;
      case NotAFace not -> List.of(not.face);
      case Tagged tagged -> List.of(tagged.face);
      case Trashed _, Undone _ -> List.of();
    };
  }

  private static List<FaceReference> with(FaceReference face, List<FaceReference> anchors) {
    return Stream.concat(Stream.of(face), anchors.stream()).toList();
  }

  /**
   * The person with these anchors is called {@code name}. Two people of one name are one person.
   */
  record Named(FactId id, Instant at, String person, List<FaceReference> anchors, String name)
      implements Fact {
    public Named {
      anchors = List.copyOf(anchors);
    }
  }

  /** The people with these anchors are one. */
  record Same(
      FactId id,
      Instant at,
      String person,
      List<FaceReference> anchors,
      String other,
      List<FaceReference> others)
      implements Fact {
    public Same {
      anchors = List.copyOf(anchors);
      others = List.copyOf(others);
    }
  }

  /**
   * These faces are not the person with these anchors. Until more is said they are taken to be one.
   */
  record Different(
      FactId id, Instant at, List<FaceReference> faces, String person, List<FaceReference> anchors)
      implements Fact {
    public Different {
      faces = List.copyOf(faces);
      anchors = List.copyOf(anchors);
    }
  }

  /** This face is the person with these anchors. */
  record Confirmed(
      FactId id, Instant at, FaceReference face, String person, List<FaceReference> anchors)
      implements Fact {
    public Confirmed {
      anchors = List.copyOf(anchors);
    }
  }

  /** This face is not the person with these anchors, whoever else it is. */
  record Rejected(
      FactId id, Instant at, FaceReference face, String person, List<FaceReference> anchors)
      implements Fact {
    public Rejected {
      anchors = List.copyOf(anchors);
    }
  }

  /** What the detector saw here is no face. */
  record NotAFace(FactId id, Instant at, FaceReference face) implements Fact {}

  /** The person with these anchors is not to be shown among the people. */
  record Hidden(FactId id, Instant at, String person, List<FaceReference> anchors) implements Fact {
    public Hidden {
      anchors = List.copyOf(anchors);
    }
  }

  /** This face is the person with these anchors, shows it best, and stands for it. */
  record Cover(
      FactId id, Instant at, FaceReference face, String person, List<FaceReference> anchors)
      implements Fact {
    public Cover {
      anchors = List.copyOf(anchors);
    }
  }

  /** The person called {@code name} is in this box, whether a detector saw a face there or not. */
  record Tagged(FactId id, Instant at, FaceReference face, String name) implements Fact {}

  /**
   * The photo is in the trash, and leaves for good so many days later. What follows from several of
   * these, and from their undoing, is in {@link Trash}.
   *
   * @param days 0 to {@link Trash#LONGEST}; 0 when the trash is emptied
   */
  record Trashed(FactId id, Instant at, PhotoId photo, int days) implements Fact {
    public Trashed {
      if (days < 0 || days > Trash.LONGEST) {
        throw new IllegalArgumentException("a photo in the trash for " + days + " days");
      }
    }
  }

  /** The fact {@code undone} no longer counts. An undoing can itself be undone. */
  record Undone(FactId id, Instant at, FactId undone) implements Fact {}
}
