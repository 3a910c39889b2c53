package latent.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The account of every byte that went to or came from the store, and why.
 *
 * <p>Today and yesterday are kept to the second; of each day before, what moved one way for one
 * reason is one row. So it stays small for years: ten of them are at most 3,653 days of 16 rows.
 * Days are those of this computer's time zone; a row stands for the day that it was then.
 */
public final class Ledger {

  /** The moment before which all is kept by days, in the table of marks. */
  private static final String ROLLED = "ledger kept by days before";

  private final Database database;
  private volatile Instant rolledUntil = Instant.MIN;

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

  /** What moved on one day. */
  public record Day(LocalDate day, Line line) {}

  public void record(Direction direction, String reason, long objects, long bytes, Instant at) {
    rollUp(at, ZoneId.systemDefault());
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
    return lines(from, null);
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

  /** What has moved from that second on, by day, direction and reason, the latest day first. */
  public List<Day> days(Instant from, ZoneId zone) {
    List<Day> days = new ArrayList<>();
    Instant end = null;
    for (Instant latest = latestBefore(null); latest != null && !latest.isBefore(from); ) {
      LocalDate day = LocalDate.ofInstant(latest, zone);
      Instant begin = day.atStartOfDay(zone).toInstant();
      Instant first = begin.isBefore(from) ? from : begin;
      lines(first, end).forEach(line -> days.add(new Day(day, line)));
      end = begin;
      latest = latestBefore(begin);
    }
    return days;
  }

  private @Nullable Instant latestBefore(@Nullable Instant end) {
    return database
        .one(
            "select at from ledger where at < ? order by at desc limit 1",
            row -> Instant.ofEpochSecond(row.getLong(1)),
            seconds(end))
        .orElse(null);
  }

  private List<Line> lines(Instant from, @Nullable Instant before) {
    return database.list(
        "select direction, reason, sum(objects), sum(bytes) from ledger where at >= ? and at < ?"
            + " group by direction, reason order by direction desc, reason",
        row -> new Line(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)),
        from.getEpochSecond(),
        seconds(before));
  }

  private static long seconds(@Nullable Instant end) {
    return end == null ? Long.MAX_VALUE : end.getEpochSecond();
  }

  /**
   * Makes one row, for each direction and reason, of each day before yesterday. The row lies at the
   * day's first second. Done once a day; the days that were done before are not looked at again.
   */
  void rollUp(Instant now, ZoneId zone) {
    if (now.isBefore(rolledUntil)) {
      return;
    }
    LocalDate today = LocalDate.ofInstant(now, zone);
    Instant yesterday = today.minusDays(1).atStartOfDay(zone).toInstant();
    database.transaction(
        () -> {
          long done = database.number("select value from mark where name = ?", ROLLED);
          Instant latest = latestBefore(yesterday);
          while (latest != null && latest.getEpochSecond() >= done) {
            Instant begin = LocalDate.ofInstant(latest, zone).atStartOfDay(zone).toInstant();
            rollUp(begin, latest);
            latest = latestBefore(begin);
          }
          database.update(
              "insert into mark (name, value) values (?, ?)"
                  + " on conflict do update set value = max(value, excluded.value)",
              ROLLED,
              yesterday.getEpochSecond());
          return true;
        });
    rolledUntil = today.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private void rollUp(Instant begin, Instant last) {
    Instant end = last.plusSeconds(1);
    List<Line> sums = lines(begin, end);
    database.update(
        "delete from ledger where at >= ? and at < ?",
        begin.getEpochSecond(),
        end.getEpochSecond());
    for (Line sum : sums) {
      database.update(
          "insert into ledger (at, direction, reason, objects, bytes) values (?, ?, ?, ?, ?)",
          begin.getEpochSecond(),
          sum.direction(),
          sum.reason(),
          sum.objects(),
          sum.bytes());
    }
  }

  /** How many rows the account has. */
  long rows() {
    return database.number("select count(*) from ledger");
  }
}
