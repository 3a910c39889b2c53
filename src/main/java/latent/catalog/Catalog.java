package latent.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * The catalog of one device. Thread-safe. Opening it creates the file and its tables where they are
 * missing.
 *
 * <p>A transaction that was cut short by a crash leaves no trace (SQLite's write-ahead log); a
 * committed one outlives the process, and the power too once {@link #settle} has returned.
 */
public final class Catalog implements AutoCloseable {

  private static final int VERSION = 5;

  private static final List<String> SCHEMA =
      List.of(
          """
          create table if not exists photo (
            id              text primary key,
            name            text not null,
            media_type      text not null,
            bytes           integer not null,
            width           integer not null,
            height          integer not null,
            taken_local     text not null,
            taken_offset    integer,
            taken_source    text not null,
            taken_instant   integer not null,
            latitude        real,
            longitude       real,
            camera          text,
            added           integer not null,
            on_device       integer not null default 1,
            cached          integer,
            preview         integer not null default 0,
            thumbnail       integer not null default 0,
            detector        text,
            embedder        text,
            source          text not null default 'ORIGINAL',
            gain            real not null default 0,
            problem         text,
            quarantined     integer not null default 0,
            original_sealed integer,
            original_object text,
            original_tag    text,
            copies_sealed   integer,
            copies_object   text,
            copies_tag      text,
            features_sealed integer,
            features_object text,
            features_tag    text
          ) without rowid
          """,
          "create index if not exists photo_taken on photo (taken_instant desc, id)",
          """
          create table if not exists face (
            id         text primary key,
            photo      text not null,
            x          real not null,
            y          real not null,
            width      real not null,
            height     real not null,
            landmarks  blob not null,
            score      real not null,
            sharpness  real not null,
            length     real not null,
            pixels     integer not null,
            embedding  blob,
            drawn      integer not null default 0
          )
          """,
          "create index if not exists face_photo on face (photo)",
          """
          create table if not exists reading (
            face     text primary key,
            photo    text not null,
            embedder text not null,
            written  blob not null,
            sealed   integer not null
          ) without rowid
          """,
          """
          create table if not exists spare (
            photo    text not null,
            detector text not null,
            embedder text not null,
            gain     real not null,
            written  blob not null,
            primary key (photo, detector, embedder)
          ) without rowid
          """,
          "create table if not exists crop (face text primary key, picture blob not null)",
          """
          create table if not exists fact (
            id       text primary key,
            at       integer not null,
            written  blob not null,
            device   text not null,
            segment  integer
          )
          """,
          """
          create table if not exists segment (
            device text not null,
            number integer not null,
            object text not null,
            digest blob not null,
            primary key (device, number)
          ) without rowid
          """,
          """
          create table if not exists announcement (
            device  text not null,
            segment integer,
            object  text not null,
            copies  integer not null
          )
          """,
          "create index if not exists announcement_segment on announcement (device, segment)",
          """
          create table if not exists awaited (
            object text primary key,
            copies integer not null
          ) without rowid
          """,
          """
          create table if not exists person (
            id     text primary key,
            name   text,
            hidden integer not null,
            cover  text,
            faces  integer not null,
            photos integer not null
          )
          """,
          """
          create table if not exists member (
            face   text primary key,
            person text not null,
            why    text not null
          )
          """,
          "create index if not exists member_person on member (person)",
          """
          create table if not exists ledger (
            at        integer not null,
            direction text not null,
            reason    text not null,
            objects   integer not null,
            bytes     integer not null,
            primary key (at, direction, reason)
          ) without rowid
          """,
          "create table if not exists pace (work text primary key, numbers blob not null) without rowid",
          "create table if not exists mark (name text primary key, value integer not null)",
          """
          create table if not exists trash (
            photo   text primary key,
            since   integer not null,
            until   integer not null,
            removed integer not null default 0
          ) without rowid
          """,
          """
          create table if not exists arrival (
            folder text not null,
            file   integer not null,
            again  integer,
            primary key (folder, file)
          ) without rowid
          """,
          "create view if not exists shown as select * from photo where id not in (select photo from trash)",
          "create table if not exists entry (object text primary key, photo text not null) without rowid",
          "create index if not exists entry_photo on entry (photo)",
          "insert or ignore into entry (object, photo) select features_object, id from photo"
              + " where features_object is not null",
          "pragma user_version = " + VERSION);

  /** What a catalog of an earlier version lacks besides whole tables. */
  private static final List<String> SINCE_VERSION_4 =
      List.of(
          "alter table photo add column source text not null default 'ORIGINAL'",
          "alter table photo add column gain real not null default 0");

  private static final List<String> FORCED_COMMIT =
      List.of(
          "pragma synchronous = full",
          "insert into mark (name, value) values ('settled', 1)"
              + " on conflict do update set value = value + 1",
          "pragma synchronous = normal");

  private final Database database;
  private final Photos photos;
  private final Faces faces;
  private final Readings readings;
  private final SpareFeatures spares;
  private final Facts facts;
  private final Announcements announcements;
  private final Groups groups;
  private final Paces paces;
  private final Ledger ledger;
  private final TrashedPhotos trash;
  private final Arrivals arrivals;

  private Catalog(Database database) {
    this.database = database;
    this.photos = new Photos(database);
    this.faces = new Faces(database);
    this.readings = new Readings(database);
    this.spares = new SpareFeatures(database, photos, faces);
    this.announcements = new Announcements(database);
    this.facts = new Facts(database, announcements);
    this.groups = new Groups(database);
    this.paces = new Paces(database);
    this.ledger = new Ledger(database);
    this.trash = new TrashedPhotos(database);
    this.arrivals = new Arrivals(database);
  }

  /**
   * @throws CatalogException if the file can't be opened, or was made by a newer Latent
   */
  public static Catalog open(Path file) {
    Database database = new Database(file);
    database.script(
        List.of(
            "pragma busy_timeout = 10000",
            "pragma journal_mode = wal",
            "pragma synchronous = normal",
            "pragma foreign_keys = on"));
    long version = database.number("pragma user_version");
    if (version > VERSION) {
      database.close();
      throw new CatalogException(
          "The catalog " + file + " was made by a newer Latent (version " + version + ").",
          new IllegalStateException("schema " + version));
    }
    if (version < VERSION) {
      database.transaction(
          () -> {
            database.script(version > 0 && version < 4 ? SINCE_VERSION_4 : List.of());
            database.script(SCHEMA);
            return true;
          });
    }
    return new Catalog(database);
  }

  /**
   * SQLite's own library is unpacked into this folder, which must outlive the catalogs, instead of
   * the system's for temporary files; to be said before the first catalog is opened.
   */
  public static void unpackInto(Path folder) {
    System.setProperty("org.sqlite.tmpdir", folder.toString());
  }

  /**
   * What SQLite finds wrong with the catalog's file, all of which is read; nothing if it is whole.
   */
  public List<String> faults() {
    try {
      return database.list("pragma integrity_check", row -> row.getString(1)).stream()
          .filter(fault -> !fault.equals("ok"))
          .toList();
    } catch (CatalogException unreadable) {
      return List.of(String.valueOf(unreadable.getMessage()));
    }
  }

  public Photos photos() {
    return photos;
  }

  public Faces faces() {
    return faces;
  }

  public Readings readings() {
    return readings;
  }

  public SpareFeatures spares() {
    return spares;
  }

  public Facts facts() {
    return facts;
  }

  public Announcements announcements() {
    return announcements;
  }

  public Groups groups() {
    return groups;
  }

  public Paces paces() {
    return paces;
  }

  public Ledger ledger() {
    return ledger;
  }

  public TrashedPhotos trash() {
    return trash;
  }

  public Arrivals arrivals() {
    return arrivals;
  }

  /** Runs the work whole or not at all. */
  public void transaction(Runnable work) {
    database.transaction(
        () -> {
          work.run();
          return true;
        });
  }

  /** Runs the work whole or not at all, and answers its result. */
  public <T> T answer(Supplier<T> work) {
    return database.transaction(work::get);
  }

  /**
   * Forces everything committed so far to the disk: to be called before something is acknowledged
   * or a file is removed. While another program reads, the catalog's file can't take over all of
   * the log; then the log itself is forced, by a commit that waits for the disk.
   */
  public void settle() {
    boolean whole =
        database
            .one("pragma wal_checkpoint(passive)", row -> row.getLong(2) == row.getLong(3))
            .orElse(false);
    if (!whole) {
      database.script(FORCED_COMMIT);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
