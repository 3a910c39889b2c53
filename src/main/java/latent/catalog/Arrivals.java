package latent.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of watched folders about which nothing is to be done for now, so that a folder whose
 * files stay is read once and not again at each start of the program.
 *
 * <p>A file stands here as a number that is made of its place, size and time; one that changes has
 * another number, and is new.
 */
public final class Arrivals {

  private final Database database;

  Arrivals(Database database) {
    this.database = database;
  }

  /**
   * The files of this folder that are known.
   *
   * @return for each when it is to be looked at again, in seconds since 1970; {@link
   *     Long#MAX_VALUE} for never
   */
  public Map<Long, Long> of(String folder) {
    Map<Long, Long> files = new HashMap<>();
    database
        .list(
            "select file, coalesce(again, " + Long.MAX_VALUE + ") from arrival where folder = ?",
            row -> Map.entry(row.getLong(1), row.getLong(2)),
            folder)
        .forEach(file -> files.put(file.getKey(), file.getValue()));
    return files;
  }

  /** Whether something is to be done about a file, which may be known or not. */
  public boolean isToTake(String folder, long file, Instant now) {
    return database.number(
            "select count(*) from arrival where folder = ? and file = ? and (again is null or again > ?)",
            folder,
            file,
            now.getEpochSecond())
        == 0;
  }

  /**
   * Nothing more is to be done about this file.
   *
   * @param again until then; null for good
   */
  public void done(String folder, long file, @Nullable Instant again) {
    database.update(
        "insert or replace into arrival (folder, file, again) values (?, ?, ?)",
        folder,
        file,
        again == null ? null : again.getEpochSecond());
  }

  /** These files are no more. */
  public void forget(String folder, Collection<Long> files) {
    database.transaction(
        () -> {
          for (long file : files) {
            database.update("delete from arrival where folder = ? and file = ?", folder, file);
          }
          return true;
        });
  }

  /** All of this folder is to be looked at anew, or never again. */
  public void forget(String folder) {
    database.update("delete from arrival where folder = ?", folder);
  }
}
