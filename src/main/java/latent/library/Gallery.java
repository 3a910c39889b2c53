package latent.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import latent.catalog.Catalog;
import latent.catalog.Entry;
import latent.catalog.Faces;
import latent.catalog.Groups.Group;
import latent.catalog.Groups.Member;
import latent.catalog.Ledger;
import latent.catalog.Photos;
import latent.catalog.TrashedPhotos.Discarded;
import latent.conditions.ConditionSensor;
import latent.conditions.Conditions;
import latent.conditions.Conditions.Power;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.Place;
import latent.photo.Reason;
import latent.photo.TakenAt;
import org.jspecify.annotations.Nullable;

/**
 * Answers everyone who only wants to look: what is in the library, who is in it, and where
 * everything stands.
 */
public final class Gallery {

  /**
   * A photo as it is shown.
   *
   * @param photo SHA-256 of the original
   * @param name the file name it came with
   * @param taken ISO 8601, with the offset if it is known
   * @param state one of local, uploaded, offloaded, cached, unreadable
   * @param shown whether there are small copies of it to show; there are none before it was read
   * @param faces how many faces are in it
   */
  public record PhotoEntry(
      String photo,
      String name,
      String taken,
      int width,
      int height,
      @Nullable Place place,
      String state,
      boolean shown,
      int faces) {}

  /** A person as it is shown; {@code cover} is a face. */
  public record PersonEntry(
      String id, @Nullable String name, int faces, int photos, String cover, boolean hidden) {}

  /**
   * A face as it is shown.
   *
   * @param name the photo's file name
   * @param box x, y, width, height in fractions of the upright picture
   * @param person null if it belongs to nobody
   * @param why the reason why it is this person, or null
   */
  public record FaceEntry(
      String face,
      String photo,
      String name,
      double[] box,
      double score,
      double sharpness,
      @Nullable String person,
      @Nullable String personName,
      @Nullable String why) {}

  /**
   * Where a face is.
   *
   * @param photo SHA-256 of the original
   * @param width of the upright picture in pixels
   * @param height of the upright picture in pixels
   */
  public record Whereabouts(String photo, Box box, int width, int height) {}

  /**
   * A photo in the trash as it is shown.
   *
   * @param trashed since when it is there, ISO 8601
   * @param until when it leaves for good, ISO 8601
   */
  public record TrashedEntry(
      String photo,
      String name,
      String taken,
      int width,
      int height,
      @Nullable Place place,
      String state,
      boolean shown,
      int faces,
      String trashed,
      String until) {}

  /**
   * Everything about one photo.
   *
   * @param trashed since when it is in the trash, ISO 8601; null if it isn't
   * @param until when it leaves for good; null if it isn't in the trash
   */
  public record PhotoDetail(
      String photo,
      String name,
      String taken,
      String takenFrom,
      int width,
      int height,
      @Nullable Place place,
      String state,
      boolean shown,
      int faces,
      String mediaType,
      long bytes,
      @Nullable String camera,
      @Nullable String problem,
      List<FaceEntry> faceList,
      @Nullable String trashed,
      @Nullable String until,
      @Nullable String previous,
      @Nullable String next) {}

  /** How many photos a month such as {@code 2016-11} has. */
  public record MonthEntry(String month, int photos) {}

  /** Where the originals are; a photo may be counted under onDevice and inCloud. */
  public record Originals(long onDevice, long inCloud, long offloaded) {}

  /** What is left to do, in photos. */
  public record Pending(long analyse, long upload, long offload) {}

  /**
   * Where the device's bytes are, in whole disk blocks.
   *
   * @param rest settings, key, lock, files on their way in, and the folders themselves
   */
  public record DeviceUse(
      long originals, long cache, long previews, long thumbnails, long catalog, long rest) {}

  /** Where everything stands. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Status(
      long photos,
      Originals originals,
      Pending pending,
      long faces,
      long people,
      long named,
      long quarantined,
      long unreadable,
      long deviceBytes,
      long libraryBytes,
      long cloudBytes,
      long budgetBytes,
      DeviceUse deviceUse,
      Map<String, @Nullable Object> conditions) {}

  /** A sum of transfers; direction is up or down. */
  public record Moved(String direction, String reason, long objects, long bytes) {}

  /** A sum of what moved on one day; the device is the one whose account this is. */
  public record MovedOnDay(
      String day, String device, String direction, String reason, long objects, long bytes) {}

  /** A photo with something wrong. */
  public record Problem(String photo, String name, String reason) {}

  private final Library library;
  private final ConditionSensor sensor;

  public Gallery(Library library, ConditionSensor sensor) {
    this.library = library;
    this.sensor = sensor;
  }

  public Status status() {
    Catalog catalog = library.catalog();
    Photos.Totals totals = catalog.photos().totals();
    DeviceUse use = deviceUse();
    long used = sum(use);
    long budget = library.settings().budgetBytes();
    return new Status(
        totals.photos(),
        new Originals(totals.onDevice(), totals.inCloud(), totals.offloaded()),
        new Pending(toAnalyse().size(), totals.toUpload(), toOffload(used - budget)),
        catalog.faces().count(),
        catalog.groups().count(),
        catalog.groups().named(),
        totals.quarantined(),
        totals.unreadable(),
        used,
        totals.originalBytes(),
        totals.cloudBytes() + catalog.ledger().bytes(Ledger.Direction.UP, Reason.FACTS.label()),
        budget,
        use,
        describe(sensor.sense(library.directory().root())));
  }

  /** How many originals would have to leave for the library to take this much less. */
  private long toOffload(long excess) {
    long left = excess;
    long count = 0;
    for (Entry entry : left > 0 ? library.catalog().photos().toOffload() : List.<Entry>of()) {
      if (left <= 0) {
        break;
      }
      left -= entry.photo().bytes();
      count++;
    }
    return count;
  }

  private List<PhotoId> toAnalyse() {
    Equipment.Models models = library.models();
    return library.catalog().photos().toAnalyse(models.detector(), models.embedder());
  }

  /** What the library takes on this device, by kind. */
  DeviceUse deviceUse() {
    Photos.Totals totals = library.catalog().photos().totals();
    OwnFiles own = OwnFiles.in(library.directory());
    return new DeviceUse(
        totals.onDeviceBytes(),
        totals.cachedBytes(),
        totals.previewBytes(),
        totals.thumbnailBytes(),
        own.catalog(),
        own.rest());
  }

  static long sum(DeviceUse use) {
    return use.originals()
        + use.cache()
        + use.previews()
        + use.thumbnails()
        + use.catalog()
        + use.rest();
  }

  /** What is not known is null. */
  private static Map<String, @Nullable Object> describe(Conditions conditions) {
    Map<String, @Nullable Object> described = new TreeMap<>();
    described.put("power", conditions.power() == Power.UNKNOWN ? null : word(conditions.power()));
    described.put("battery", conditions.batteryPercent());
    Duration idle = conditions.idle();
    described.put("idleSeconds", idle == null ? null : idle.toSeconds());
    described.put("celsius", conditions.celsius());
    described.put("metered", conditions.metered());
    described.put("freeDiskBytes", conditions.freeDiskBytes());
    described.put("loadPerCore", conditions.loadPerCore());
    return described;
  }

  private static String word(Power power) {
    return power.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The photos, newest first.
   *
   * @param person only those in which this person is: an id or a name
   * @param query only those whose file name, date, camera, state or people contain all of these
   *     words
   */
  public List<PhotoEntry> photos(@Nullable String person, @Nullable String query) {
    Photos photos = library.catalog().photos();
    List<Entry> entries = person == null ? photos.all() : photos.of(person(person).id());
    if (query != null && !query.isBlank()) {
      entries = matching(entries, query);
    }
    return entries.stream().map(Gallery::entry).toList();
  }

  private List<Entry> matching(List<Entry> entries, String query) {
    Map<PhotoId, StringBuilder> namesIn = new HashMap<>();
    Map<String, Group> groups = groups();
    Map<FaceId, Member> members = library.catalog().groups().members();
    for (Face face : library.catalog().faces().all()) {
      Member member = members.get(face.id());
      Group group = member == null ? null : groups.get(member.person());
      if (group != null && group.name() != null) {
        namesIn
            .computeIfAbsent(face.photo(), _ -> new StringBuilder())
            .append(' ')
            .append(group.name());
      }
    }
    String[] words = query.toLowerCase(Locale.ROOT).strip().split("\\s+");
    List<Entry> matching = new ArrayList<>();
    for (Entry entry : entries) {
      Photo photo = entry.photo();
      String text =
          (photo.name()
                  + ' '
                  + taken(photo.taken())
                  + ' '
                  + state(entry)
                  + ' '
                  + (photo.camera() == null ? "" : photo.camera())
                  + namesIn.getOrDefault(photo.id(), new StringBuilder()))
              .toLowerCase(Locale.ROOT);
      if (List.of(words).stream().allMatch(text::contains)) {
        matching.add(entry);
      }
    }
    return matching;
  }

  /** The months that have photos, newest first. */
  public List<MonthEntry> timeline() {
    return library.catalog().photos().months().stream()
        .map(month -> new MonthEntry(month.month(), month.photos()))
        .toList();
  }

  /** The photos of a month such as {@code 2016-11}, newest first. */
  public List<PhotoEntry> month(String month) {
    return library.catalog().photos().in(month).stream().map(Gallery::entry).toList();
  }

  public PhotoDetail photo(String id) {
    Entry entry = find(id);
    Photo photo = entry.photo();
    Photos photos = library.catalog().photos();
    Optional<Discarded> discarded = library.catalog().trash().find(photo.id());
    return new PhotoDetail(
        photo.id().hex(),
        photo.name(),
        taken(photo.taken()),
        photo.taken().source().name().toLowerCase(Locale.ROOT),
        photo.width(),
        photo.height(),
        photo.place(),
        state(entry),
        isShown(entry),
        entry.faces(),
        photo.mediaType().mime(),
        photo.bytes(),
        photo.camera(),
        entry.problem(),
        faces(photo.id().hex(), null),
        discarded.map(each -> each.since().toString()).orElse(null),
        discarded.map(each -> each.until().toString()).orElse(null),
        photos.beside(photo.id(), true).map(PhotoId::hex).orElse(null),
        photos.beside(photo.id(), false).map(PhotoId::hex).orElse(null));
  }

  /** The photos in the trash, the next to leave first. */
  public List<TrashedEntry> trash() {
    List<TrashedEntry> trashed = new ArrayList<>();
    for (Discarded discarded : library.catalog().trash().all()) {
      PhotoEntry photo = entry(library.catalog().photos().find(discarded.photo()).orElseThrow());
      trashed.add(
          new TrashedEntry(
              photo.photo(),
              photo.name(),
              photo.taken(),
              photo.width(),
              photo.height(),
              photo.place(),
              photo.state(),
              photo.shown(),
              photo.faces(),
              discarded.since().toString(),
              discarded.until().toString()));
    }
    return trashed;
  }

  /** The people, named ones first, then by faces. */
  public List<PersonEntry> people() {
    return library.catalog().groups().all().stream().map(Gallery::entry).toList();
  }

  /** One person, by id, name, or the beginning of an id. */
  public PersonEntry person(String idOrName) {
    List<PersonEntry> people = people();
    for (PersonEntry person : people) {
      if (person.id().equals(idOrName) || idOrName.equals(person.name())) {
        return person;
      }
    }
    List<PersonEntry> near = new ArrayList<>();
    for (PersonEntry person : people) {
      if (idOrName.length() >= 4 && person.id().startsWith(idOrName)
          || idOrName.equalsIgnoreCase(person.name())) {
        near.add(person);
      }
    }
    if (near.size() == 1) {
      return near.getFirst();
    }
    throw new NotFoundException(
        near.isEmpty()
            ? "There is no person “" + idOrName + "”. See: latent people"
            : "“" + idOrName + "” could be several people. See: latent people");
  }

  /** The faces of a photo, of a person, of both, or all. */
  public List<FaceEntry> faces(@Nullable String photo, @Nullable String person) {
    Catalog catalog = library.catalog();
    String wanted = person == null ? null : person(person).id();
    Map<String, Group> groups = groups();
    Map<FaceId, Member> members = catalog.groups().members();
    Map<PhotoId, String> names = new HashMap<>();
    List<FaceEntry> entries = new ArrayList<>();
    for (Face face : candidates(photo, wanted)) {
      Member member = members.get(face.id());
      if (wanted == null || (member != null && wanted.equals(member.person()))) {
        String name =
            names.computeIfAbsent(
                face.photo(),
                id ->
                    catalog
                        .photos()
                        .find(id)
                        .map(found -> found.photo().name())
                        .orElse("a photo that is not here"));
        entries.add(entry(face, name, member, groups));
      }
    }
    return entries;
  }

  private List<Face> candidates(@Nullable String photo, @Nullable String person) {
    Faces faces = library.catalog().faces();
    if (photo != null) {
      return faces.of(find(photo).photo().id());
    }
    return person == null ? faces.all() : faces.ofPerson(person);
  }

  private Map<String, Group> groups() {
    Map<String, Group> groups = new HashMap<>();
    library.catalog().groups().all().forEach(group -> groups.put(group.id(), group));
    return groups;
  }

  /** What moved from that moment on. */
  public List<Moved> ledger(Instant since) {
    return library.catalog().ledger().since(since).stream()
        .map(line -> new Moved(line.direction(), line.reason(), line.objects(), line.bytes()))
        .toList();
  }

  /** What moved from that moment on, by day, the latest first. */
  public List<MovedOnDay> ledgerByDay(Instant since) {
    return library.catalog().ledger().days(since, ZoneId.systemDefault()).stream()
        .map(
            day ->
                new MovedOnDay(
                    day.day().toString(),
                    device(),
                    day.line().direction(),
                    day.line().reason(),
                    day.line().objects(),
                    day.line().bytes()))
        .toList();
  }

  /** The name under which this device writes its facts and keeps its ledger. */
  public String device() {
    return library.settings().device();
  }

  public List<Problem> problems() {
    return library.catalog().photos().problems().stream()
        .map(
            entry ->
                new Problem(
                    entry.photo().id().hex(),
                    entry.photo().name(),
                    Optional.ofNullable(entry.problem()).orElse("")))
        .toList();
  }

  public Optional<byte[]> crop(String face) {
    return library.catalog().faces().crop(face(face).id());
  }

  /** Where a face is; of one that was tagged by hand there is no crop, only this. */
  public Whereabouts whereabouts(String face) {
    Face found = face(face);
    Photo photo = library.catalog().photos().find(found.photo()).orElseThrow().photo();
    return new Whereabouts(photo.id().hex(), found.box(), photo.width(), photo.height());
  }

  /** A photo by its name or the beginning of it (at least four digits). */
  Entry find(String digits) {
    String text = digits.toLowerCase(Locale.ROOT);
    List<PhotoId> found =
        text.matches("[0-9a-f]{4,64}") ? library.catalog().photos().beginningWith(text) : List.of();
    if (found.size() != 1) {
      if (found.isEmpty() && library.catalog().trash().hasLeft(text)) {
        throw new NotFoundException(
            "The photo “"
                + digits
                + "” has left the library by way of the trash. To have it back, add its file again.");
      }
      throw new NotFoundException(
          found.isEmpty()
              ? "There is no photo “" + digits + "”. See: latent photos"
              : "“" + digits + "” could be several photos; give more of its digits.");
    }
    return library.catalog().photos().find(found.getFirst()).orElseThrow();
  }

  Face face(String digits) {
    String text = digits.toLowerCase(Locale.ROOT);
    return (text.matches("[0-9a-f]{16}")
            ? library.catalog().faces().find(new FaceId(text))
            : Optional.<Face>empty())
        .orElseThrow(
            () -> new NotFoundException("There is no face “" + digits + "”. See: latent faces"));
  }

  static PersonEntry entry(Group group) {
    return new PersonEntry(
        group.id(),
        group.name(),
        group.faces(),
        group.photos(),
        group.cover().hex(),
        group.hidden());
  }

  private static FaceEntry entry(
      Face face, String name, @Nullable Member member, Map<String, Group> groups) {
    Box box = face.box();
    Group group = member == null ? null : groups.get(member.person());
    return new FaceEntry(
        face.id().hex(),
        face.photo().hex(),
        name,
        new double[] {box.x(), box.y(), box.width(), box.height()},
        face.score(),
        face.sharpness(),
        member == null ? null : member.person(),
        group == null ? null : group.name(),
        member == null ? null : member.why());
  }

  private static PhotoEntry entry(Entry entry) {
    Photo photo = entry.photo();
    return new PhotoEntry(
        photo.id().hex(),
        photo.name(),
        taken(photo.taken()),
        photo.width(),
        photo.height(),
        photo.place(),
        state(entry),
        isShown(entry),
        entry.faces());
  }

  static String taken(TakenAt taken) {
    ZoneOffset offset = taken.offset();
    return offset == null ? taken.local().toString() : taken.local().atOffset(offset).toString();
  }

  private static boolean isShown(Entry entry) {
    return entry.thumbnail() > 0 || entry.copiesSealed() != null;
  }

  static String state(Entry entry) {
    if (entry.problem() != null) {
      return "unreadable";
    }
    if (entry.onDevice()) {
      return entry.safe() ? "uploaded" : "local";
    }
    return entry.cached() == null ? "offloaded" : "cached";
  }
}
