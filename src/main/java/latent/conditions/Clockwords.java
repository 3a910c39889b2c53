package latent.conditions;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people say them. */
final class Clockwords {

  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_AND_YEAR =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private Clockwords() {}

  /**
   * A moment to come: {@code 07:00}, {@code tomorrow}, {@code tomorrow 07:00}, {@code 1 December}.
   */
  static String of(Instant moment, Instant now, ZoneId zone) {
    ZonedDateTime then = moment.atZone(zone);
    LocalDate day = then.toLocalDate();
    LocalDate today = LocalDate.ofInstant(now, zone);
    boolean midnight = then.toLocalTime().equals(day.atStartOfDay(zone).toLocalTime());
    String hour = then.format(HOUR);
    if (day.equals(today)) {
      return hour;
    }
    if (day.equals(today.plusDays(1))) {
      return midnight ? "tomorrow" : "tomorrow " + hour;
    }
    String date = then.format(day.getYear() == today.getYear() ? DAY : DAY_AND_YEAR);
    return midnight ? date : date + ", " + hour;
  }

  /** A span: {@code 40 seconds}, {@code 5 minutes}, {@code 2 hours}. */
  static String of(Duration span) {
    if (span.toSeconds() < 90 && span.toSeconds() != 60) {
      return counted(span.toSeconds(), "second");
    }
    if (span.toMinutes() < 120 && span.toMinutes() != 60) {
      return counted(span.toMinutes(), "minute");
    }
    return span.toHours() < 48 ? counted(span.toHours(), "hour") : counted(span.toDays(), "day");
  }

  private static String counted(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
