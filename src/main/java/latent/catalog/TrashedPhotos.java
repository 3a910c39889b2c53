package latent.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import latent.photo.Fact;
import latent.photo.FactFormat;
import latent.photo.PhotoId;
import latent.photo.Trash;

/**
 * The photos that are in the trash or have left it for good: what {@link Trash} makes of the facts,
 * kept at hand. A photo that has left keeps its line here for as long as the facts stand, so that
 * whatever turns up of it is known for what it is.
 */
public final class TrashedPhotos {

  private final Database database;

  TrashedPhotos(Database database) {
    this.database = database;
  }

  /**
   * One photo in the trash.
   *
   * @param until from then on it may leave for good
   */
  public record Discarded(PhotoId photo, Instant since, Instant until) {}

  public Optional<Discarded> find(PhotoId photo) {
    return database.one(
        "select photo, since, until from trash where photo = ?",
        TrashedPhotos::discarded,
        photo.hex());
  }

  /** Whether a photo whose name begins with these digits, at least four, has left for good. */
  public boolean hasLeft(String digits) {
    return digits.matches("[0-9a-f]{4,64}")
        && database.number(
                "select count(*) from trash where photo >= ? and photo < ?", digits, digits + "g")
            > 0;
  }

  /** Those whose photo is still known here, the next to leave first. */
  public List<Discarded> all() {
    return database.list(
        "select photo, since, until from trash where photo in (select id from photo)"
            + " order by until, photo",
        TrashedPhotos::discarded);
  }

  /** What was emptied leaves at once, whatever the clocks of the devices say. */
  private static final String OVER = "(until <= ? or until = since)";

  /** The photos whose time in the trash is over, whether they have left or not. */
  public Set<PhotoId> over(Instant now) {
    return Set.copyOf(
        database.list(
            "select photo from trash where " + OVER, TrashedPhotos::photo, now.toEpochMilli()));
  }

  /** Those of them that have not left by this device's doing, or of which something is here. */
  public List<PhotoId> toRemove(Instant now) {
    return database.list(
        "select photo from trash where "
            + OVER
            + " and (removed = 0 or photo in (select id from photo))"
            + " order by photo",
        TrashedPhotos::photo,
        now.toEpochMilli());
  }

  /** Nothing of the photo is left, in the vault or here. */
  public void removed(PhotoId photo) {
    database.update("update trash set removed = 1 where photo = ?", photo.hex());
  }

  /** Something of a photo has turned up in the vault that may have left already. */
  public void turnedUp(PhotoId photo) {
    database.update("update trash set removed = 0 where photo = ?", photo.hex());
  }

  /** Whether one of these facts changes what is in the trash. */
  static boolean concerned(Database database, List<Fact> facts) {
    return facts.stream().anyMatch(fact -> concerned(database, fact));
  }

  private static boolean concerned(Database database, Fact fact) {
    Set<Fact> passed = new HashSet<>();
    Optional<Fact> about = Optional.of(fact);
    while (about.isPresent() && about.get() instanceof Fact.Undone undoing && passed.add(undoing)) {
      about =
          database.one(
              "select written from fact where id = ?",
              row -> FactFormat.read(row.getBytes(1)),
              undoing.undone().hex());
    }
    return about.isPresent() && about.get() instanceof Fact.Trashed;
  }

  /** To be called when a fact has come that concerns the trash. */
  static void follow(Database database) {
    List<Fact> facts =
        database.list(
            "select written from fact where instr(written, '\"says\":\"trashed\"') > 0"
                + " or instr(written, '\"says\":\"undone\"') > 0",
            row -> FactFormat.read(row.getBytes(1)));
    Map<PhotoId, Trash.Discarded> now = Trash.of(facts).photos();
    Set<PhotoId> before =
        Set.copyOf(database.list("select photo from trash", TrashedPhotos::photo));
    for (PhotoId photo : before) {
      if (!now.containsKey(photo)) {
        database.update("delete from trash where photo = ?", photo.hex());
      }
    }
    now.forEach(
        (photo, discarded) ->
            database.update(
                "insert into trash (photo, since, until) values (?, ?, ?) on conflict do update"
                    + " set since = excluded.since, until = excluded.until",
                photo.hex(),
                discarded.since().toEpochMilli(),
                discarded.until().toEpochMilli()));
    if (!before.equals(now.keySet())) {
      Groups.featuresChanged(database);
    }
  }

  private static PhotoId photo(ResultSet row) throws SQLException {
    return new PhotoId(row.getString(1));
  }

  private static Discarded discarded(ResultSet row) throws SQLException {
    return new Discarded(
        photo(row), Instant.ofEpochMilli(row.getLong(2)), Instant.ofEpochMilli(row.getLong(3)));
  }
}
