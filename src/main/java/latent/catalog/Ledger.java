package latent.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The account of every byte that went to or came from the store, and why. Kept to the second. */
public final class Ledger {

  private final Database database;

  Ledger(Database database) {
    this.database = database;
  }

  /** Which way the bytes went, seen from this device. */
  public enum Direction {
    UP,
    DOWN;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A sum of transfers. */
  public record Line(String direction, String reason, long objects, long bytes) {}

  public void record(Direction direction, String reason, long objects, long bytes, Instant at) {
    database.update(
        "insert into ledger (at, direction, reason, objects, bytes) values (?, ?, ?, ?, ?) on conflict"
            + " do update set objects = objects + excluded.objects, bytes = bytes + excluded.bytes",
        at.getEpochSecond(),
        direction.label(),
        reason,
        objects,
        bytes);
  }

  /** What has moved from that second on, by direction and reason. */
  public List<Line> since(Instant from) {
    return database.list(
        "select direction, reason, sum(objects), sum(bytes) from ledger where at >= ?"
            + " group by direction, reason order by direction desc, reason",
        row -> new Line(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)),
        from.getEpochSecond());
  }

  /** When something was last moved; the beginning of all time if nothing ever was. */
  public Instant latest() {
    return Instant.ofEpochSecond(database.number("select coalesce(max(at), 0) from ledger"));
  }

  /** All bytes that ever went this way for this reason. */
  public long bytes(Direction direction, String reason) {
    return database.number(
        "select coalesce(sum(bytes), 0) from ledger where direction = ? and reason = ?",
        direction.label(),
        reason);
  }
}
