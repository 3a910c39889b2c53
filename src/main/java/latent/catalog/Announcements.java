package latent.catalog;

import java.util.List;

/**
 * The entries of photos that devices tell each other of: those that this device stored and has yet
 * to tell of, and those that it was told of and has yet to read.
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
  public void tell(String object, long copiesBytes) {
    database.update(
        "insert or replace into announcement (object, copies, segment) values (?, ?, null)",
        object,
        copiesBytes);
  }

  /** This segment is to tell of all entries that none tells of yet. */
  void draw(long number) {
    database.update("update announcement set segment = ? where segment is null", number);
  }

  /** The entries of which this segment is to tell. */
  List<Told> drawn(long number) {
    return database.list(
        "select object, copies from announcement where segment = ? order by object",
        row -> new Told(row.getString(1), row.getLong(2)),
        number);
  }

  /** The vault holds this segment now. */
  public void told(long number) {
    database.update("delete from announcement where segment = ?", number);
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
