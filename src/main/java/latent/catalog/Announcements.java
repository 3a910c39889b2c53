package latent.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of photos that devices tell each other of, by the segments that tell of them; and
 * those that this device was told of and has yet to read.
 */
public final class Announcements {

  private final Database database;

  Announcements(Database database) {
    this.database = database;
  }

  /**
   * One entry.
   *
   * @param object the name of its object
   * @param copiesBytes the sealed bytes of the photo's copies; 0 for none
   */
  public record Told(String object, long copiesBytes) {}

  /** This device has stored an entry, and the others are to know. */
  public void tell(String device, String object, long copiesBytes) {
    database.update("delete from announcement where object = ? and segment is null", object);
    insert(device, new Told(object, copiesBytes), null);
  }

  private void insert(String device, Told told, @Nullable Long segment) {
    database.update(
        "insert into announcement (device, segment, object, copies) values (?, ?, ?, ?)",
        device,
        segment,
        told.object(),
        told.copiesBytes());
  }

  /** All entries of which no segment of the device tells yet are marked with this. */
  void draw(String device, long mark) {
    database.update(
        "update announcement set segment = ? where device = ? and segment is null", mark, device);
  }

  /** The entries that are marked with this: of which a segment tells, or is to tell. */
  List<Told> marked(String device, long mark) {
    return database.list(
        "select object, copies from announcement where device = ? and segment = ? order by object",
        row -> new Told(row.getString(1), row.getLong(2)),
        device,
        mark);
  }

  /** A segment in the vault tells of these entries; until now they had another mark, or none. */
  void told(String device, long drawn, long segment, List<Told> entries) {
    database.update(
        "delete from announcement where device = ? and segment in (?, ?)", device, drawn, segment);
    entries.forEach(told -> insert(device, told, segment));
  }

  /** Another device has stored these entries. */
  public void await(List<Told> entries) {
    for (Told told : entries) {
      database.update(
          "insert or replace into awaited (object, copies) values (?, ?)",
          told.object(),
          told.copiesBytes());
    }
  }

  /** The entries that other devices told of and that haven't been read here. */
  public List<Told> awaited() {
    return database.list(
        "select object, copies from awaited order by object",
        row -> new Told(row.getString(1), row.getLong(2)));
  }

  /** An entry was read, or is known anyway. */
  public void taken(String object) {
    database.update("delete from awaited where object = ?", object);
  }
}
