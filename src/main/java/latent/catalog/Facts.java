package latent.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import latent.photo.Fact;
import latent.photo.FactFormat;

/** The facts of the catalog, and which of them the vault holds already. */
public final class Facts {

  private final Database database;

  Facts(Database database) {
    this.database = database;
  }

  /** A sealed run of facts in the vault. */
  public record Segment(String device, long number, String object, byte[] digest) {}

  /** Keeps a fact that the vault does not hold yet; a fact that is here already changes nothing. */
  public void add(Fact fact, String device) {
    database.update(
        "insert into fact (id, at, written, device) values (?, ?, ?, ?) on conflict do nothing",
        fact.id().hex(),
        fact.at().toEpochMilli(),
        FactFormat.write(fact),
        device);
    Groups.changed(database);
  }

  /** All facts, oldest first; of the same instant in the order of their names. */
  public List<Fact> all() {
    return database.list(
        "select written from fact order by at, id", row -> FactFormat.read(row.getBytes(1)));
  }

  /**
   * The facts of a device that make this segment, oldest first: those that were drawn for it before
   * and perhaps sent; else all that the vault does not hold yet, drawn now. However often a segment
   * is sent, it is always the same.
   *
   * @param number one more than that of the device's newest segment in the vault
   */
  public List<Fact> draw(String device, long number) {
    return database.transaction(
        () -> {
          List<Fact> before = drawn(device, number);
          if (!before.isEmpty()) {
            return before;
          }
          database.update(
              "update fact set segment = ? where device = ? and (segment is null or segment < 0)",
              drawnFor(number),
              device);
          return drawn(device, number);
        });
  }

  private List<Fact> drawn(String device, long number) {
    return database.list(
        "select written from fact where device = ? and segment = ? order by at, id",
        row -> FactFormat.read(row.getBytes(1)),
        device,
        drawnFor(number));
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
  public void stored(Segment segment, List<Fact> facts) {
    database.transaction(
        () -> {
          database.update(
              "insert or replace into segment (device, number, object, digest) values (?, ?, ?, ?)",
              segment.device(),
              segment.number(),
              segment.object(),
              segment.digest());
          for (Fact fact : facts) {
            add(fact, segment.device());
            database.update(
                "update fact set segment = ? where id = ?", segment.number(), fact.id().hex());
          }
          return true;
        });
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

  /** The facts that a segment in the vault holds, in their order there. */
  public List<Fact> in(Segment segment) {
    return database.list(
        "select written from fact where device = ? and segment = ? order by at, id",
        row -> FactFormat.read(row.getBytes(1)),
        segment.device(),
        segment.number());
  }

  /** The names of the segments in the vault that are known here. */
  public Set<String> segments() {
    return Set.copyOf(database.list("select object from segment", row -> row.getString(1)));
  }

  private static Segment segment(ResultSet row) throws SQLException {
    return new Segment(row.getString(1), row.getLong(2), row.getString(3), row.getBytes(4));
  }
}
