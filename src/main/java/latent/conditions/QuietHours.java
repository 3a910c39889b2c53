package latent.conditions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hours of each day in which the machine has to be quiet; they may go over midnight.
 *
 * <p>Where the clock is set forward over their begin or end, they begin or end with that moment;
 * where an hour comes twice, they begin with the first and end with the second.
 *
 * @param from the first minute
 * @param to the minute with which they are over
 */
public record QuietHours(LocalTime from, LocalTime to) {

  private static final Pattern DASH = Pattern.compile("\\s*[-–]\\s*");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");
  private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("HH:mm");

  static Optional<QuietHours> read(String text) {
    String[] ends = DASH.split(text.strip());
    if (ends.length != 2) {
      return Optional.empty();
    }
    try {
      LocalTime from = LocalTime.parse(ends[0], CLOCK);
      LocalTime to = LocalTime.parse(ends[1], CLOCK);
      return from.equals(to) ? Optional.empty() : Optional.of(new QuietHours(from, to));
    } catch (DateTimeParseException garbled) {
      return Optional.empty();
    }
  }

  /** When the quiet hours that this moment is in are over; null if it is in none. */
  @Nullable Instant over(Instant at, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(at, zone);
    for (LocalDate day = today.minusDays(1); !day.isAfter(today); day = day.plusDays(1)) {
      Instant begin = moment(day.atTime(from), zone, false);
      LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
      Instant end = moment(last.atTime(to), zone, true);
      if (!at.isBefore(begin) && at.isBefore(end)) {
        return end;
      }
    }
    return null;
  }

  private static Instant moment(LocalDateTime local, ZoneId zone, boolean second) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return local.atZone(zone).toInstant();
    }
    if (change.isGap()) {
      return change.getInstant();
    }
    ZonedDateTime first = local.atZone(zone);
    return second
        ? first.withLaterOffsetAtOverlap().toInstant()
        : first.withEarlierOffsetAtOverlap().toInstant();
  }

  @Override
  public String toString() {
    return from.format(WRITTEN) + "-" + to.format(WRITTEN);
  }
}
