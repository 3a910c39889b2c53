package latent.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latent.catalog.Catalog;
import latent.catalog.Entry;
import latent.catalog.Groups.Group;
import latent.catalog.Sealed;
import latent.library.TortureLab.Harm;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.Reason;
import latent.vault.Kind;
import latent.vault.Size;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a library whose program was killed, while nobody works in it.
 *
 * <p>An original counts as acknowledged once {@code add} has ended and said so, once it has a row
 * in the catalog, or once its source was moved away; a fact once its command has said so or it is
 * in the catalog. Originals that have left the device are read from the bucket by a second device,
 * which joined the library.
 */
final class Inquest {

  /** Beyond photos in work at once there are facts on their way. */
  private static final int MOST_IN_FLIGHT = Runtime.getRuntime().availableProcessors() + 5;

  private final TortureLab.Entrances entrances;
  private final LibraryDirectory directory;
  private final @Nullable Path cloudFolder;
  private final TortureLab.Tally tally;
  private final Set<PhotoId> acknowledged = new LinkedHashSet<>();
  private final Set<String> facts = new HashSet<>();
  private final Map<Path, PhotoId> moving = new LinkedHashMap<>();
  private Map<String, String> objects = Map.of();
  private Set<String> confirmed = Set.of();
  private List<Group> people = List.of();
  private Set<String> names = Set.of();
  private int factsSince;
  private int killsBefore;
  private @Nullable Flows second;

  Inquest(
      TortureLab.Entrances entrances,
      LibraryDirectory directory,
      String cloud,
      TortureLab.Tally tally) {
    this.entrances = entrances;
    this.directory = directory;
    this.cloudFolder =
        cloud.startsWith("file:") ? Path.of(cloud.substring("file:".length())) : null;
    this.tally = tally;
    this.killsBefore = tally.kills;
  }

  /** From now on there is a second device to ask. */
  void begin(Flows device) {
    second = device;
  }

  @Nullable Path cloudFolder() {
    return cloudFolder;
  }

  Set<PhotoId> acknowledged() {
    return acknowledged;
  }

  int facts() {
    return facts.size();
  }

  /** The people as they were seen last. */
  List<Group> people() {
    return people;
  }

  void acknowledge(PhotoId photo) {
    acknowledged.add(photo);
  }

  void said(String fact) {
    facts.add(fact);
  }

  /** A fact may have been taken down, acknowledged or not; it may change one name. */
  void mayHaveSaid() {
    factsSince++;
  }

  void moving(Path source, PhotoId photo) {
    moving.put(source, photo);
  }

  /** What must hold after every kill. */
  void look(String during) throws IOException {
    try (Flows flows = entrances.look().apply(directory.root())) {
      look(flows.library().catalog(), during);
    }
  }

  private void look(Catalog catalog, String during) throws IOException {
    for (String fault : catalog.faults()) {
      tally.fault(Harm.INCONSISTENT, during, "the catalog's file: " + fault);
    }
    Set<PhotoId> rows = new HashSet<>();
    for (Entry entry : catalog.photos().all()) {
      rows.add(entry.photo().id());
      readBack(entry, during);
    }
    for (PhotoId photo : acknowledged) {
      if (!rows.contains(photo)) {
        tally.fault(Harm.LOST, during, photo + " was acknowledged and is not in the catalog");
      }
    }
    acknowledged.addAll(rows);
    moving.forEach(
        (source, photo) -> {
          if (!Files.exists(source) && !rows.contains(photo)) {
            tally.fault(Harm.LOST, during, photo + " was moved and is not in the catalog");
          }
        });
    moving.keySet().removeIf(source -> !Files.exists(source));
    lookAtFacts(catalog, during);
    lookAtObjects(catalog, during);
  }

  private void readBack(Entry entry, String during) {
    Photo photo = entry.photo();
    tally.originalsRead++;
    try {
      if (!entry.onDevice()) {
        fromBucket(photo);
      } else if (!Custody.idOf(directory.original(photo)).equals(photo.id())) {
        tally.fault(Harm.LOST, during, photo.id() + " is on the device with other bytes");
      }
    } catch (IOException gone) {
      tally.fault(Harm.LOST, during, photo.id() + " can't be read: " + gone);
    }
  }

  /** The vault itself holds the bytes against the name; it throws if they differ. */
  private void fromBucket(Photo photo) throws IOException {
    try (InputStream bytes =
        secondDevice()
            .library()
            .vault()
            .openOriginal(photo.id(), photo.bytes(), Reason.Recall.VIEW)) {
      bytes.transferTo(OutputStream.nullOutputStream());
    }
  }

  private Flows secondDevice() {
    return Objects.requireNonNull(second, "nobody has joined");
  }

  private void lookAtFacts(Catalog catalog, String during) {
    Set<String> known =
        catalog.facts().all().stream().map(fact -> fact.id().hex()).collect(Collectors.toSet());
    for (String fact : facts) {
      if (!known.contains(fact)) {
        tally.fault(Harm.LOST, during, "the fact " + fact + " was acknowledged and is not there");
      }
    }
    facts.addAll(known);
    people = catalog.groups().all();
    if (catalog.groups().stale()) {
      return; // a fact is taken down, and the next command tells what it does to the names
    }
    Set<String> now =
        people.stream()
            .flatMap(person -> Stream.ofNullable(person.name()))
            .collect(Collectors.toSet());
    Set<String> gone = new HashSet<>(names);
    gone.removeAll(now);
    if (gone.size() > factsSince) {
      tally.fault(Harm.LOST, during, "nobody is called " + gone + " any more");
    }
    names = now;
    factsSince = 0;
  }

  /** What the store was known to hold is neither gone nor was it written once more. */
  private void lookAtObjects(Catalog catalog, String during) throws IOException {
    if (cloudFolder == null) {
      return;
    }
    Map<String, String> now = listed(cloudFolder);
    int again = 0;
    for (Map.Entry<String, String> before : objects.entrySet()) {
      String object = before.getKey();
      String written = now.get(object);
      if (written == null) {
        tally.fault(Harm.LOST, during, "the object " + object + " is gone");
      } else if (!written.equals(before.getValue())) {
        again++;
        if (confirmed.contains(object)) {
          tally.fault(
              Harm.SENT_TWICE, during, "the object " + object + " was confirmed and sent again");
        }
      }
    }
    if (again > MOST_IN_FLIGHT * (tally.kills - killsBefore + 1)) {
      tally.fault(Harm.SENT_TWICE, during, again + " objects were sent again");
    }
    tally.sentAgain += again;
    killsBefore = tally.kills;
    objects = now;
    confirmed = confirmed(catalog);
  }

  /** The objects in a folder, each with what changes when it is written anew. */
  private static Map<String, String> listed(Path store) throws IOException {
    Map<String, String> listed = new HashMap<>();
    try (Stream<Path> files = Files.walk(store)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        String name = store.relativize(file).toString();
        if (attributes.isRegularFile() && !name.startsWith(".")) {
          listed.put(name, attributes.fileKey() + " " + attributes.lastModifiedTime());
        }
      }
    }
    return listed;
  }

  private static Set<String> confirmed(Catalog catalog) {
    Set<String> confirmed = new HashSet<>(catalog.facts().segments());
    for (Entry entry : catalog.photos().all()) {
      Stream.of(entry.originalSealed(), entry.copiesSealed(), entry.featuresSealed())
          .filter(Objects::nonNull)
          .map(Sealed::object)
          .forEach(confirmed::add);
    }
    return confirmed;
  }

  /** What must hold once a shift has come to its end. */
  void settled() throws IOException {
    String during = "the shift after";
    try (Flows flows = entrances.look().apply(directory.root())) {
      Catalog catalog = flows.library().catalog();
      look(catalog, during);
      flows
          .checker()
          .verify(true, Progress.UNWATCHED)
          .findings()
          .forEach(found -> tally.fault(Harm.INCONSISTENT, during, found.sentence()));
      for (Entry entry : catalog.photos().all()) {
        if (!entry.safe() || !entry.analysed() || entry.problem() != null) {
          tally.fault(
              Harm.INCONSISTENT,
              during,
              entry.photo().id()
                  + " is not whole in the cloud: "
                  + (entry.problem() == null ? "nothing is wrong with it" : entry.problem()));
        }
      }
      agree(flows, during);
      compare(catalog, during);
      strays(catalog);
    }
  }

  /** Status, catalog and bucket count the same. */
  private void agree(Flows flows, String during) throws IOException {
    Catalog catalog = flows.library().catalog();
    Gallery.Status status = flows.gallery().status();
    long photos = catalog.photos().count();
    same(during, "photos by status", status.photos(), photos);
    same(during, "originals in the cloud by status", status.originals().inCloud(), photos);
    same(during, "originals on the device and not", here(status), photos);
    same(during, "photos to read or to send", toDo(status), 0);
    var sizes = secondDevice().library().vault().sizes();
    long segments = catalog.facts().segments().size();
    for (Kind kind : Kind.values()) {
      long expected =
          switch (kind) {
            case KEY -> 1;
            case RECOVERY, LEASE -> 0;
            case ORIGINAL, COPIES, FEATURES -> photos;
            case FACTS -> segments;
          };
      Size size = sizes.getOrDefault(kind, new Size(0, 0));
      same(during, "objects " + kind + " in the bucket", size.objects(), expected);
    }
  }

  private static long here(Gallery.Status status) {
    return status.originals().onDevice() + status.originals().offloaded();
  }

  private static long toDo(Gallery.Status status) {
    return status.pending().analyse() + status.pending().upload();
  }

  private void same(String during, String what, long counted, long expected) {
    if (counted != expected) {
      tally.fault(Harm.INCONSISTENT, during, what + ": " + counted + " instead of " + expected);
    }
  }

  /** The second device learns from the bucket alone what the first one knows. */
  private void compare(Catalog first, String during) throws IOException {
    Flows other = secondDevice();
    other
        .rebuilder()
        .rebuild(Progress.UNWATCHED)
        .damages()
        .forEach(damage -> tally.fault(Harm.INCONSISTENT, during, damage));
    Catalog learned = other.library().catalog();
    if (!learned.facts().all().equals(first.facts().all())) {
      tally.fault(Harm.LOST, during, "a second device has other facts");
    }
    Set<Group> here = Set.copyOf(first.groups().all());
    Set<Group> there = Set.copyOf(learned.groups().all());
    if (!here.equals(there)) {
      tally.fault(
          Harm.INCONSISTENT,
          during,
          "a second device has other people: " + there + " instead of " + here);
    }
  }

  /** Every file of a photo that lies on the device is one that the catalog counts. */
  private void strays(Catalog catalog) throws IOException {
    Set<Path> counted = new HashSet<>();
    for (Entry entry : catalog.photos().all()) {
      Photo photo = entry.photo();
      if (entry.onDevice()) {
        counted.add(directory.original(photo));
      }
      if (entry.cached() != null) {
        counted.add(directory.cached(photo));
      }
      if (entry.preview() > 0) {
        counted.add(directory.preview(photo.id()));
      }
      if (entry.thumbnail() > 0) {
        counted.add(directory.thumbnail(photo.id()));
      }
    }
    for (String place : List.of("originals", "cache", "previews", "thumbnails")) {
      Path under = directory.root().resolve(place);
      if (Files.exists(under)) {
        try (Stream<Path> files = Files.walk(under)) {
          files
              .filter(Files::isRegularFile)
              .filter(file -> !counted.contains(file))
              .forEach(file -> tally.fault(Harm.LEFT_LYING, place, file + " has no row"));
        }
      }
    }
  }

  /** No unfinished file stays where the next command should have looked. */
  void leftovers(Path outputs, Path library) throws IOException {
    empty(outputs);
    empty(directory.incoming());
    if (cloudFolder != null) {
      empty(cloudFolder.resolve(".incoming"));
    }
    try (Stream<Path> files = Files.list(library)) {
      files
          .filter(file -> file.toString().endsWith(Disk.UNFINISHED))
          .forEach(file -> tally.fault(Harm.LEFT_LYING, "a command", file + " was left"));
    }
  }

  void empty(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      files.forEach(file -> tally.fault(Harm.LEFT_LYING, "a command", file + " was left"));
    } catch (NoSuchFileException none) {
      return;
    }
  }
}
