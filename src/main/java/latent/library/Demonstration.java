package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import latent.library.Gallery.FaceEntry;
import latent.library.Gallery.Moved;
import latent.library.Gallery.PersonEntry;
import latent.library.Gallery.PhotoEntry;
import latent.library.Gallery.Status;
import latent.photo.Box;
import latent.photo.PhotoId;

/**
 * Walks the whole way of a photo on the sample library, and tells step by step what happened and
 * what it moved.
 */
public final class Demonstration {

  /** One step: what it was, and what it moved to and from the cloud, in bytes. */
  public record Step(String step, String said, long bytesUp, long bytesDown) {}

  /**
   * What the whole walk showed.
   *
   * @param wrongFaces portraits that stand in an album with somebody who is surely somebody else
   * @param factPhotoBytes bytes of photos that the facts moved
   */
  public record Summary(
      int pictures,
      int faces,
      int albums,
      int wrongFaces,
      long offloaded,
      long freedBytes,
      long factPhotoBytes,
      long viewBytes,
      long findings,
      List<Step> steps) {}

  private final Flows flows;
  private final Consumer<String> narrator;
  private final List<Step> steps = new ArrayList<>();
  private long up;
  private long down;

  public Demonstration(Flows flows, Consumer<String> narrator) {
    this.flows = flows;
    this.narrator = narrator;
  }

  /**
   * Walks.
   *
   * @param made what the sample library was made of
   * @param pictures the folder where it lies
   */
  public Summary walk(Sampler.Made made, Path pictures, Progress progress) throws IOException {
    add(pictures, progress);
    flows.nightShift().run(true, progress);
    Status status = flows.gallery().status();
    tell(
        "shift",
        "Every photo was read, sealed and stored: the cloud holds "
            + status.cloudBytes()
            + " bytes, none of them legible.");
    int wrong = who(made);
    Offloader.Freed freed = free();
    long factPhotoBytes = say(made);
    long viewBytes = open();
    Checker.Report report = flows.checker().verify(true, progress);
    tell(
        "verify",
        report.checked()
            + " objects in the cloud were opened: "
            + report.findings().size()
            + " findings.");
    return new Summary(
        made.pictures(),
        made.faces(),
        flows.gallery().people().size(),
        wrong,
        freed.offloaded(),
        freed.freedBytes(),
        factPhotoBytes,
        viewBytes,
        report.findings().size(),
        steps);
  }

  private void add(Path pictures, Progress progress) {
    List<Importer.Item> items = flows.importer().add(List.of(pictures), false, progress);
    Status status = flows.gallery().status();
    tell(
        "add",
        items.size()
            + " files came in: "
            + status.photos()
            + " photos, "
            + status.libraryBytes()
            + " bytes.");
  }

  /**
   * Who was found, held against who is in the pictures: two faces of one group picture are two
   * people for sure.
   */
  private int who(Sampler.Made made) {
    Map<String, Map<Sampler.Who, Integer>> albums = new HashMap<>();
    for (Portrait portrait : portraits(made)) {
      albums
          .computeIfAbsent(portrait.person() + " " + portrait.who().group(), _ -> new HashMap<>())
          .merge(portrait.who(), 1, Integer::sum);
    }
    int wrong = 0;
    for (Map<Sampler.Who, Integer> album : albums.values()) {
      int all = album.values().stream().mapToInt(Integer::intValue).sum();
      wrong += all - album.values().stream().max(Integer::compare).orElse(0);
    }
    Status status = flows.gallery().status();
    tell(
        "people",
        status.faces()
            + " faces were found and put into "
            + status.people()
            + " albums. The portraits frame "
            + made.faces()
            + " faces, of which some are one person in several group photos; "
            + wrong
            + " of "
            + made.portraits().size()
            + " portraits stand in an album with somebody who is surely somebody else.");
    return wrong;
  }

  /** A portrait whose face has a person. */
  private record Portrait(String person, Sampler.Who who) {}

  private List<Portrait> portraits(Sampler.Made made) {
    Map<String, FaceEntry> largest = new TreeMap<>();
    for (FaceEntry face : flows.gallery().faces(null, null)) {
      largest.merge(
          face.photo(), face, (one, other) -> one.box()[2] >= other.box()[2] ? one : other);
    }
    List<Portrait> portraits = new ArrayList<>();
    largest.forEach(
        (photo, face) -> {
          Sampler.Who who = made.portraits().get(new PhotoId(photo));
          if (who != null && face.person() != null) {
            portraits.add(new Portrait(face.person(), who));
          }
        });
    return portraits;
  }

  private Offloader.Freed free() throws IOException {
    long before = flows.gallery().status().deviceBytes();
    Offloader.Freed freed = flows.offloader().free(Long.MAX_VALUE);
    tell(
        "free",
        freed.offloaded()
            + " originals left the device after the cloud confirmed each: "
            + before
            + " bytes here became "
            + flows.gallery().status().deviceBytes()
            + ".");
    return freed;
  }

  /** A rename, a merge and a tag; answers what they moved of photos. */
  private long say(Sampler.Made made) throws IOException {
    long before = photoBytes();
    List<PersonEntry> people = flows.gallery().people();
    Witness.Testimony named = flows.witness().name(people.getFirst().id(), "Anna");
    tell("name", "The largest album is called Anna; it took " + named.milliseconds() + " ms.");
    merge(made);
    PhotoEntry photo = flows.gallery().photos(null, null).getFirst();
    Witness.Testimony tagged =
        flows.witness().tag(photo.photo(), new Box(0.02, 0.02, 0.1, 0.1), "Ben");
    tell(
        "tag",
        "Ben was tagged by hand where no face was seen, in "
            + photo.name()
            + "; it took "
            + tagged.milliseconds()
            + " ms.");
    long moved = photoBytes() - before;
    tell(
        "facts",
        "Of photos, all of this moved "
            + moved
            + " bytes: every original was in the cloud and stayed there.");
    return moved;
  }

  /**
   * Merges two albums of one person if the grouping left such; else two different people, and takes
   * it back.
   */
  private void merge(Sampler.Made made) throws IOException {
    Map<Sampler.Who, String> first = new HashMap<>();
    for (Portrait portrait : portraits(made)) {
      String other = first.putIfAbsent(portrait.who(), portrait.person());
      if (other != null && !other.equals(portrait.person())) {
        Witness.Testimony merged = flows.witness().merge(other, portrait.person());
        tell(
            "merge",
            "Two albums of one person were merged; it took " + merged.milliseconds() + " ms.");
        return;
      }
    }
    List<PersonEntry> people = flows.gallery().people();
    Witness.Testimony merged = flows.witness().merge(people.get(0).id(), people.get(1).id());
    flows.witness().undo(merged.fact());
    tell(
        "merge",
        "Two albums were merged in "
            + merged.milliseconds()
            + " ms and, as they were two people, parted again by undoing it.");
  }

  private long open() throws IOException {
    PhotoEntry photo = flows.gallery().photos(null, null).getLast();
    Path file = Files.createTempFile("latent-demo", ".jpg");
    long before = moved("view");
    Recaller.Written written = flows.recaller().write(photo.photo(), file, Progress.UNWATCHED);
    boolean same = PhotoId.of(Files.readAllBytes(file)).hex().equals(photo.photo());
    Files.delete(file);
    tell(
        "open",
        "Opening "
            + photo.name()
            + " brought its "
            + written.bytes()
            + " bytes back, "
            + (same ? "each the same as before." : "but they are not the same!"));
    return moved("view") - before;
  }

  private long photoBytes() {
    return moved("view") + moved("analyse") + moved("preview") + moved("upload");
  }

  private long moved(String reason) {
    long bytes = 0;
    for (Moved line : flows.gallery().ledger(Instant.EPOCH)) {
      bytes += line.reason().equals(reason) ? line.bytes() : 0;
    }
    return bytes;
  }

  private void tell(String step, String said) {
    long nowUp = 0;
    long nowDown = 0;
    for (Moved line : flows.gallery().ledger(Instant.EPOCH)) {
      if (line.direction().equals("up")) {
        nowUp += line.bytes();
      } else {
        nowDown += line.bytes();
      }
    }
    steps.add(new Step(step, said, nowUp - up, nowDown - down));
    narrator.accept(said + " (" + (nowUp - up) + " bytes up, " + (nowDown - down) + " bytes down)");
    up = nowUp;
    down = nowDown;
  }
}
