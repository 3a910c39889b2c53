package latent.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import latent.catalog.Announcements.Told;
import latent.photo.Fact;
import latent.photo.FactFormat;
import latent.photo.Trash;

/** The facts of the catalog, and which of them the vault holds already. */
public final class Facts {

  private final Database database;
  private final Announcements announcements;

  Facts(Database database, Announcements announcements) {
    this.database = database;
    this.announcements = announcements;
  }

  /** A sealed run of facts in the vault. */
  public record Segment(String device, long number, String object, byte[] digest) {}

  /** Keeps a fact that the vault does not hold yet; a fact that is here already changes nothing. */
  public void add(Fact fact, String device) {
    add(List.of(fact), device);
  }

  /** Keeps facts that the vault does not hold yet, all of them or none. */
  public void add(List<Fact> facts, String device) {
    database.transaction(
        () -> {
          for (Fact fact : facts) {
            database.update(
                "insert into fact (id, at, written, device) values (?, ?, ?, ?) on conflict do nothing",
                fact.id().hex(),
                fact.at().toEpochMilli(),
                FactFormat.write(fact),
                device);
          }
          Groups.changed(database);
          if (TrashedPhotos.concerned(database, facts)) {
            TrashedPhotos.follow(database);
          }
          return true;
        });
  }

  public long count() {
    return database.number("select count(*) from fact");
  }

  /** All facts, oldest first; of the same instant in the order of their names. */
  public List<Fact> all() {
    return database.list(
        "select written from fact order by at, id", row -> FactFormat.read(row.getBytes(1)));
  }

  /** All facts, as far as they speak of photos that are not in the trash; oldest first. */
  public List<Fact> ofShown() {
    List<Fact> all = all();
    boolean none = database.number("select count(*) from trash") == 0;
    return none ? all : Trash.of(all).without(all);
  }

  /** Whether the vault holds all that was said here. */
  public boolean allStored() {
    return database.number("select count(*) from fact where segment is null or segment < 0") == 0;
  }

  /**
   * What a segment is to hold.
   *
   * @param facts oldest first
   * @param entries of which the other devices are to be told
   */
  public record Draft(List<Fact> facts, List<Told> entries) {

    /** Whether there is nothing to send. */
    public boolean isEmpty() {
      return facts.isEmpty() && entries.isEmpty();
    }
  }

  /**
   * What makes this segment of a device: what was drawn for it before and perhaps sent; else all
   * that the vault does not hold yet, drawn now. However often a segment is sent, it is always the
   * same.
   *
   * @param number one more than that of the device's newest segment in the vault
   */
  public Draft draw(String device, long number) {
    return database.transaction(
        () -> {
          Draft before = marked(device, drawnFor(number));
          if (!before.isEmpty()) {
            return before;
          }
          database.update(
              "update fact set segment = ? where device = ? and (segment is null or segment < 0)",
              drawnFor(number),
              device);
          announcements.draw(device, drawnFor(number));
          return marked(device, drawnFor(number));
        });
  }

  private Draft marked(String device, long mark) {
    List<Fact> facts =
        database.list(
            "select written from fact where device = ? and segment = ? order by at, id",
            row -> FactFormat.read(row.getBytes(1)),
            device,
            mark);
    return new Draft(facts, announcements.marked(device, mark));
  }

  /** Below zero until the vault holds the segment: -1 stands for segment 0, -2 for 1. */
  private static long drawnFor(long number) {
    return -number - 1;
  }

  /** The newest segment that a device has in the vault. */
  public Optional<Segment> lastSegment(String device) {
    return database.one(
        "select device, number, object, digest from segment where device = ? order by number desc limit 1",
        row -> segment(row),
        device);
  }

  /** The vault holds these facts now, in this segment. */
  public void stored(Segment segment, Draft held) {
    database.transaction(
        () -> {
          database.update(
              "insert or replace into segment (device, number, object, digest) values (?, ?, ?, ?)",
              segment.device(),
              segment.number(),
              segment.object(),
              segment.digest());
          add(held.facts(), segment.device());
          announcements.told(
              segment.device(), drawnFor(segment.number()), segment.number(), held.entries());
          for (Fact fact : held.facts()) {
            database.update(
                "update fact set segment = ? where id = ?", segment.number(), fact.id().hex());
          }
          return true;
        });
  }

  /** When the newest fact was said; a long time ago if there is none. */
  public Instant newest() {
    return Instant.ofEpochMilli(database.number("select coalesce(max(at), 0) from fact"));
  }

  /** The devices of whose segments one is missing between or before those that are known. */
  public List<String> withGaps() {
    return database.list(
        "select device from segment group by device having max(number) + 1 > count(*)"
            + " order by device",
        row -> row.getString(1));
  }

  /** A segment in the vault that is known here, by its object's name. */
  public Optional<Segment> segment(String object) {
    return database.one(
        "select device, number, object, digest from segment where object = ?",
        row -> segment(row),
        object);
  }

  /** A segment in the vault that is known here, by its place in the device's chain. */
  public Optional<Segment> segment(String device, long number) {
    return database.one(
        "select device, number, object, digest from segment where device = ? and number = ?",
        row -> segment(row),
        device,
        number);
  }

  /** What a segment in the vault holds, in its order there. */
  public Draft in(Segment segment) {
    return marked(segment.device(), segment.number());
  }

  /** The names of the segments in the vault that are known here. */
  public Set<String> segments() {
    return Set.copyOf(database.list("select object from segment", row -> row.getString(1)));
  }

  private static Segment segment(ResultSet row) throws SQLException {
    return new Segment(row.getString(1), row.getLong(2), row.getString(3), row.getBytes(4));
  }
}
