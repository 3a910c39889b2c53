package latent.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import latent.photo.Features;
import latent.photo.MediaType;
import latent.photo.ModelName;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.Place;
import latent.photo.TakenAt;
import org.jspecify.annotations.Nullable;

/** The photos of the catalog: what each is, and which of its parts lie where. */
public final class Photos {

  private static final String ENTRY =
      "select photo.*, (select count(*) from face where face.photo = photo.id) as faces from photo ";

  /** Without those in the trash. */
  private static final String SHOWN_ENTRY =
      "select photo.*, (select count(*) from face where face.photo = photo.id) as faces"
          + " from shown as photo ";

  /** A file takes whole blocks of a disk, mostly of 4 KiB. */
  private static final String ON_DISK = "((%s) + 4095) / 4096 * 4096";

  private static final String NEWEST_FIRST = " order by taken_instant desc, id";

  /** A place's time is at most 18 hours from UTC; in milliseconds. */
  private static final long FARTHEST_ZONE = 18 * 3_600_000L;

  private static final Pattern YEAR_OR_MONTH = Pattern.compile("(\\d{4})(?:-(0[1-9]|1[0-2]))?");

  private final Database database;

  Photos(Database database) {
    this.database = database;
  }

  /** How many photos each month has. */
  public record Month(String month, int photos) {}

  /**
   * Sums over the whole library, in photos and bytes; what lies on the device, in whole disk
   * blocks.
   */
  public record Totals(
      long photos,
      long onDevice,
      long inCloud,
      long offloaded,
      long quarantined,
      long unreadable,
      long originalBytes,
      long onDeviceBytes,
      long cachedBytes,
      long previewBytes,
      long thumbnailBytes,
      long cloudBytes,
      long toUpload) {}

  /** Adds a photo whose original lies on this device; answers false if it was there already. */
  public boolean add(Photo photo, @Nullable String problem, boolean quarantined, Instant added) {
    TakenAt taken = photo.taken();
    ZoneOffset offset = taken.offset();
    Place place = photo.place();
    return database.update(
            "insert into photo (id, name, media_type, bytes, width, height, taken_local, taken_offset,"
                + " taken_source, taken_instant, latitude, longitude, camera, added, problem, quarantined)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            photo.id().hex(),
            photo.name(),
            photo.mediaType().name(),
            photo.bytes(),
            photo.width(),
            photo.height(),
            taken.local().toString(),
            offset == null ? null : offset.getTotalSeconds(),
            taken.source().name(),
            taken.instant().toEpochMilli(),
            place == null ? null : place.latitude(),
            place == null ? null : place.longitude(),
            photo.camera(),
            added.toEpochMilli(),
            problem,
            quarantined ? 1 : 0)
        == 1;
  }

  public Optional<Entry> find(PhotoId id) {
    return database.one(ENTRY + "where id = ?", Photos::entry, id.hex());
  }

  /**
   * The photos whose name begins with these digits, at most two: enough to tell whether it is one.
   */
  public List<PhotoId> beginningWith(String digits) {
    return database.list(
        "select id from photo where id >= ? and id < ? limit 2", Photos::id, digits, digits + "g");
  }

  public long count() {
    return database.number("select count(*) from shown");
  }

  /** All photos but those in the trash, newest first. */
  public List<Entry> all() {
    return database.list(SHOWN_ENTRY + NEWEST_FIRST, Photos::entry);
  }

  /** The photos in which a person is, newest first. */
  public List<Entry> of(String person) {
    return database.list(
        SHOWN_ENTRY
            + "where id in (select face.photo from face join member on member.face = face.id"
            + " where member.person = ?)"
            + NEWEST_FIRST,
        Photos::entry,
        person);
  }

  /**
   * The photos of one month such as {@code 2016-11}, or of one year, newest first; none if it is
   * neither. Its instants are looked up in their order: by its local times alone all photos would
   * be looked at.
   */
  public List<Entry> in(String month) {
    Matcher written = YEAR_OR_MONTH.matcher(month);
    if (!written.matches()) {
      return List.of();
    }
    int year = Integer.parseInt(written.group(1));
    String number = written.group(2);
    LocalDate first = LocalDate.of(year, number == null ? 1 : Integer.parseInt(number), 1);
    LocalDate next = number == null ? first.plusYears(1) : first.plusMonths(1);
    return database.list(
        SHOWN_ENTRY
            + "where taken_local >= ? and taken_local < ? and taken_instant >= ? and taken_instant < ?"
            + NEWEST_FIRST,
        Photos::entry,
        month,
        month + "~",
        milliseconds(first) - FARTHEST_ZONE,
        milliseconds(next) + FARTHEST_ZONE);
  }

  private static long milliseconds(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /** The months that have photos, newest first. */
  public List<Month> months() {
    return database.list(
        "select substr(taken_local, 1, 7) as month, count(*) from shown group by month order by month desc",
        row -> new Month(row.getString(1), row.getInt(2)));
  }

  /** The photo before (newer than) or after this one in the timeline. */
  public Optional<PhotoId> beside(PhotoId id, boolean newer) {
    return database.one(
        "select other.id from shown other, photo this where this.id = ? and "
            + (newer
                ? "(other.taken_instant > this.taken_instant or (other.taken_instant = this.taken_instant"
                    + " and other.id < this.id)) order by other.taken_instant asc, other.id desc limit 1"
                : "(other.taken_instant < this.taken_instant or (other.taken_instant = this.taken_instant"
                    + " and other.id > this.id)) order by other.taken_instant desc, other.id asc limit 1"),
        Photos::id,
        id.hex());
  }

  /**
   * Photos that can be shown and have no features of these models: the question from which analysis
   * follows.
   */
  public List<PhotoId> toAnalyse(ModelName detector, ModelName embedder) {
    return database.list(
        "select id from shown where " + TO_ANALYSE + NEWEST_FIRST,
        Photos::id,
        detector.toString(),
        embedder.toString());
  }

  /** Work that is to be done: of how many photos, and the bytes of their originals. */
  public record Backlog(long photos, long bytes) {}

  private static final String READABLE_HERE =
      " and (on_device = 1 or cached is not null or preview > 0 or detector = ?)";

  /** What is to be read and can be from what is on this device. */
  public Backlog toAnalyseHere(ModelName detector, ModelName embedder) {
    return backlog(
        TO_ANALYSE + READABLE_HERE, detector.toString(), embedder.toString(), detector.toString());
  }

  /** What is to be read and has to be fetched for it. */
  public Backlog toAnalyseAway(ModelName detector, ModelName embedder) {
    return backlog(
        TO_ANALYSE + " and not (1 = 1 " + READABLE_HERE + ")",
        detector.toString(),
        embedder.toString(),
        detector.toString());
  }

  /** What is to be sent, and what will be as soon as it is read. */
  public Backlog backlogToUpload() {
    return backlog(
        TO_UPLOAD + " or (on_device = 1 and original_sealed is null and problem is null)");
  }

  private Backlog backlog(String which, Object... parameters) {
    return database
        .one(
            "select count(*), coalesce(sum(bytes), 0) from shown where " + which,
            row -> new Backlog(row.getLong(1), row.getLong(2)),
            parameters)
        .orElseThrow();
  }

  /** These photos. */
  public Backlog backlog(List<PhotoId> photos) {
    long bytes = sizes(photos).values().stream().mapToLong(Long::longValue).sum();
    return new Backlog(photos.size(), bytes);
  }

  /** Of how many photos the originals were fetched for the features in use. */
  public long countFetched() {
    return database.number("select count(*) from shown where gain < 0");
  }

  /** The bytes of the originals of these photos; nothing of one that is not there. */
  public Map<PhotoId, Long> sizes(List<PhotoId> photos) {
    Map<PhotoId, Long> sizes = new HashMap<>();
    for (PhotoId photo : photos) {
      database
          .one("select bytes from photo where id = ?", row -> row.getLong(1), photo.hex())
          .ifPresent(bytes -> sizes.put(photo, bytes));
    }
    return sizes;
  }

  /** How many photos have features of these models. */
  public long countRead(ModelName detector, ModelName embedder) {
    return database.number(
        "select count(*) from shown where problem is null and detector = ? and embedder = ?",
        detector.toString(),
        embedder.toString());
  }

  /** Photos that are read (or known to be unreadable) and that the store doesn't hold whole. */
  public List<PhotoId> toUpload() {
    return database.list(
        "select id from shown where " + TO_UPLOAD + " order by added, id", Photos::id);
  }

  private static final String TO_ANALYSE =
      "problem is null and (detector is null or detector <> ? or embedder <> ?)";

  /** What is not here any more is sent again as far as what is left here suffices. */
  private static final String TO_UPLOAD =
      "(on_device = 1 or (original_sealed is not null and (copies_sealed is not null"
          + " or problem is not null or (preview > 0 and thumbnail > 0))))"
          + " and (detector is not null or problem is not null) and (original_sealed is null"
          + " or (copies_sealed is null and problem is null) or features_sealed is null)";

  private static final String WITHOUT_COPIES =
      "on_device = 1 and thumbnail = 0 and copies_sealed is not null";

  /** Photos whose original is here, and whose copies are in the store only. */
  public List<PhotoId> withoutCopies() {
    return database.list("select id from photo where " + WITHOUT_COPIES + NEWEST_FIRST, Photos::id);
  }

  public boolean isWithoutCopies(PhotoId id) {
    return database.number(
            "select count(*) from photo where id = ? and " + WITHOUT_COPIES, id.hex())
        > 0;
  }

  /** Photos whose preview is in the store only, newest first. */
  public List<PhotoId> withoutPreview() {
    return database.list(
        "select id from photo where preview = 0 and copies_sealed is not null" + NEWEST_FIRST,
        Photos::id);
  }

  public boolean isToUpload(PhotoId id) {
    return database.number("select count(*) from shown where id = ? and " + TO_UPLOAD, id.hex())
        > 0;
  }

  public boolean isToAnalyse(PhotoId id, ModelName detector, ModelName embedder) {
    return database.number(
            "select count(*) from shown where id = ? and " + TO_ANALYSE,
            id.hex(),
            detector.toString(),
            embedder.toString())
        > 0;
  }

  /** The names of the sealed features that are known here. */
  public Set<String> featuresObjects() {
    return Set.copyOf(
        database.list(
            "select features_object from photo where features_sealed is not null",
            row -> row.getString(1)));
  }

  /** The photos whose original is on this device. */
  public Set<PhotoId> onDevice() {
    return Set.copyOf(database.list("select id from photo where on_device = 1", Photos::id));
  }

  /** Photos whose original has left the device. */
  public List<Entry> offloaded() {
    return database.list(ENTRY + "where on_device = 0" + NEWEST_FIRST, Photos::entry);
  }

  /** Photos that have something wrong. */
  public List<Entry> problems() {
    return database.list(SHOWN_ENTRY + "where problem is not null" + NEWEST_FIRST, Photos::entry);
  }

  /** Originals here that the store holds whole and that can be shown: oldest and largest first. */
  public List<Entry> toOffload() {
    return database.list(
        ENTRY
            + "where on_device = 1 and original_sealed is not null and copies_sealed is not null"
            + " and features_sealed is not null and problem is null and detector is not null and thumbnail > 0"
            // A year of age weighs as much as a doubling of size.
            + " order by (unixepoch() - taken_instant / 1000.0) / 31556952.0 + log2(bytes + 1) desc, id",
        Photos::entry);
  }

  /** Originals here that can't leave, newest first. */
  public List<Entry> toKeep() {
    return database.list(
        ENTRY
            + "where on_device = 1 and not (original_sealed is not null and copies_sealed is not null"
            + " and features_sealed is not null and problem is null and detector is not null and thumbnail > 0)"
            + NEWEST_FIRST,
        Photos::entry);
  }

  /** Recalled copies on this device, least recently used first. */
  public List<Entry> cached() {
    return database.list(ENTRY + "where cached is not null order by cached, id", Photos::entry);
  }

  /** Photos whose preview is on this device and safe in the store, oldest first. */
  public List<Entry> previewsToDrop() {
    return database.list(
        ENTRY + "where preview > 0 and copies_sealed is not null order by taken_instant, id",
        Photos::entry);
  }

  /**
   * What the features of a photo are.
   *
   * @param gain how many faces more, or better seen, its original is expected to give; below 0 if
   *     the original was fetched for these features
   */
  public record Reading(
      ModelName detector, ModelName embedder, Features.Source source, double gain) {}

  /** What the features of a photo are, if it has any. */
  public Optional<Reading> reading(PhotoId id) {
    return database.one(
        "select detector, embedder, source, gain from photo where id = ? and detector is not null",
        row ->
            new Reading(
                ModelName.of(row.getString(1)),
                ModelName.of(row.getString(2)),
                Features.Source.valueOf(row.getString(3)),
                row.getDouble(4)),
        id.hex());
  }

  /** The photo has other features now, of which the vault doesn't know yet. */
  void read(PhotoId id, Reading reading) {
    database.update(
        "update photo set detector = ?, embedder = ?, source = ?, gain = ?, features_sealed = null"
            + " where id = ?",
        reading.detector().toString(),
        reading.embedder().toString(),
        reading.source().name(),
        reading.gain(),
        id.hex());
  }

  /**
   * A photo whose original is expected to show more than its features hold.
   *
   * @param here the original, or a recalled copy, is on this device
   */
  public record Improvable(PhotoId id, long bytes, boolean here, double gain) {}

  /**
   * Photos of which the originals would give more faces, or better seen ones; those that give most
   * for their bytes come first.
   */
  public List<Improvable> improvable() {
    return database.list(
        "select id, bytes, on_device = 1 or cached is not null, gain from shown"
            + " where gain > 0 and problem is null order by gain / bytes desc, id",
        Photos::improvable);
  }

  static Improvable improvable(ResultSet row) throws SQLException {
    return new Improvable(id(row), row.getLong(2), row.getBoolean(3), row.getDouble(4));
  }

  /** The bytes of the originals that were fetched for the features in use. */
  public long fetchedBytes() {
    return database.number("select coalesce(sum(bytes), 0) from shown where gain < 0");
  }

  /** The bytes of all originals. */
  public long bytes() {
    return database.number("select coalesce(sum(bytes), 0) from shown");
  }

  /** The original was read: what was wrong with it before no longer counts. */
  public void analysed(PhotoId id, int width, int height, long preview, long thumbnail) {
    database.update(
        "update photo set width = ?, height = ?, preview = ?, thumbnail = ?, problem = null,"
            + " quarantined = 0 where id = ?",
        width,
        height,
        preview,
        thumbnail,
        id.hex());
  }

  /** The photo can't be shown, for this reason. */
  public void problem(PhotoId id, String problem, boolean quarantined) {
    database.update(
        "update photo set problem = ?, quarantined = ?, features_sealed = null where id = ?",
        problem,
        quarantined ? 1 : 0,
        id.hex());
  }

  /** The store provably holds the original. */
  public void originalStored(PhotoId id, Sealed sealed) {
    stored("original", id, sealed);
  }

  /** The store provably holds preview and thumbnail. */
  public void copiesStored(PhotoId id, Sealed sealed) {
    stored("copies", id, sealed);
  }

  /** The store provably holds the features. */
  public void featuresStored(PhotoId id, Sealed sealed) {
    stored("features", id, sealed);
    entryKnown(id, sealed.object());
  }

  /** An object in the store is an entry of this photo: of these models, of others, or of tags. */
  public void entryKnown(PhotoId id, String object) {
    database.update("insert or ignore into entry (object, photo) values (?, ?)", object, id.hex());
  }

  /** The names of all entries of a photo that were ever stored from here or read here. */
  public List<String> entries(PhotoId id) {
    return database.list(
        "select object from entry where photo = ? order by object",
        row -> row.getString(1),
        id.hex());
  }

  /** The photo has left for good, with all that was read out of it. */
  public void remove(PhotoId id) {
    database.transaction(
        () -> {
          database.update(
              "delete from crop where face in (select id from face where photo = ?)", id.hex());
          database.update("delete from face where photo = ?", id.hex());
          database.update("delete from reading where photo = ?", id.hex());
          database.update("delete from spare where photo = ?", id.hex());
          database.update("delete from entry where photo = ?", id.hex());
          database.update("delete from photo where id = ?", id.hex());
          return true;
        });
  }

  /** The store was found not to hold the copies, or the entry; what is missing is sent again. */
  public void notWhole(PhotoId id, boolean copies, boolean entry) {
    database.update(
        "update photo set copies_sealed = iif(?, copies_sealed, null),"
            + " features_sealed = iif(?, features_sealed, null) where id = ?",
        copies ? 1 : 0,
        entry ? 1 : 0,
        id.hex());
  }

  private void stored(String part, PhotoId id, Sealed sealed) {
    database.update(
        "update photo set %1$s_sealed = ?, %1$s_object = ?, %1$s_tag = ? where id = ?"
            .formatted(part),
        sealed.bytes(),
        sealed.object(),
        sealed.tag(),
        id.hex());
  }

  /**
   * The store was found not to hold what was believed; it has to be uploaded again, and read again
   * if its preview is no longer here.
   */
  public void notStored(PhotoId id) {
    database.update(
        "update photo set original_sealed = null, copies_sealed = null, features_sealed = null,"
            + " detector = iif(preview = 0, null, detector) where id = ?",
        id.hex());
  }

  /** The original is, or no longer is, among the originals on this device. */
  public void onDevice(PhotoId id, boolean here) {
    database.update("update photo set on_device = ? where id = ?", here ? 1 : 0, id.hex());
  }

  /** A recalled copy was used now; null: it left the device. */
  public void cached(PhotoId id, @Nullable Instant used) {
    database.update(
        "update photo set cached = ? where id = ?",
        used == null ? null : used.toEpochMilli(),
        id.hex());
  }

  /** The preview on this device has this many bytes; 0: it left. */
  public void preview(PhotoId id, long bytes) {
    database.update("update photo set preview = ? where id = ?", bytes, id.hex());
  }

  /** The thumbnail on this device has this many bytes; 0: it left. */
  public void thumbnail(PhotoId id, long bytes) {
    database.update("update photo set thumbnail = ? where id = ?", bytes, id.hex());
  }

  /** A photo that another device or an earlier catalog left whole in the store. */
  public void rebuilt(Photo photo, @Nullable String problem, boolean onDevice, Instant added) {
    add(photo, problem, false, added);
    database.update(
        "update photo set on_device = ?, detector = null, embedder = null where id = ?",
        onDevice ? 1 : 0,
        photo.id().hex());
  }

  public Totals totals() {
    return database
        .one(
            "select coalesce(sum(here), 0), coalesce(sum(here and on_device), 0),"
                + " coalesce(sum(here and original_sealed is not null), 0),"
                + " coalesce(sum(here and on_device = 0 and original_sealed is not null), 0),"
                + " coalesce(sum(here and quarantined), 0),"
                + " coalesce(sum(here and problem is not null), 0), coalesce(sum(here * bytes), 0), coalesce(sum("
                + ON_DISK.formatted("bytes * on_device")
                + "), 0), coalesce(sum("
                + ON_DISK.formatted("iif(cached is null, 0, bytes)")
                + "), 0), coalesce(sum("
                + ON_DISK.formatted("preview")
                + "), 0), coalesce(sum("
                + ON_DISK.formatted("thumbnail")
                + "), 0), coalesce(sum(coalesce(original_sealed, 0)"
                + " + coalesce(copies_sealed, 0) + coalesce(features_sealed, 0)), 0), coalesce(sum("
                + "here and "
                + TO_UPLOAD
                + "), 0) from (select *, id not in (select photo from trash) as here from photo)",
            row ->
                new Totals(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9),
                    row.getLong(10),
                    row.getLong(11),
                    row.getLong(12),
                    row.getLong(13)))
        .orElseThrow();
  }

  private static PhotoId id(ResultSet row) throws SQLException {
    return new PhotoId(row.getString(1));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        photo(row),
        Instant.ofEpochMilli(row.getLong("added")),
        row.getBoolean("on_device"),
        instant(row, "cached"),
        row.getLong("preview"),
        row.getLong("thumbnail"),
        row.getString("detector") != null,
        row.getString("problem"),
        row.getBoolean("quarantined"),
        sealed(row, "original"),
        sealed(row, "copies"),
        sealed(row, "features"),
        row.getInt("faces"));
  }

  private static Photo photo(ResultSet row) throws SQLException {
    Long offset = number(row, "taken_offset");
    double latitude = row.getDouble("latitude");
    Place place = row.wasNull() ? null : new Place(latitude, row.getDouble("longitude"));
    return new Photo(
        new PhotoId(row.getString("id")),
        row.getString("name"),
        MediaType.valueOf(row.getString("media_type")),
        row.getLong("bytes"),
        row.getInt("width"),
        row.getInt("height"),
        new TakenAt(
            LocalDateTime.parse(row.getString("taken_local")),
            offset == null ? null : ZoneOffset.ofTotalSeconds(offset.intValue()),
            TakenAt.Source.valueOf(row.getString("taken_source"))),
        place,
        row.getString("camera"));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  private static @Nullable Sealed sealed(ResultSet row, String part) throws SQLException {
    Long bytes = number(row, part + "_sealed");
    return bytes == null
        ? null
        : new Sealed(row.getString(part + "_object"), bytes, row.getString(part + "_tag"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Long number = number(row, column);
    return number == null ? null : Instant.ofEpochMilli(number);
  }
}
