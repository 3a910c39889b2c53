package latent.cli;

import java.time.Duration;

/** How long something takes, in the words of somebody who doesn't know it to the second. */
final class TimeWords {

  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  private TimeWords() {}

  /** Such as “about 3 minutes”. */
  static String about(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < MINUTE) {
      return "less than a minute";
    }
    if (seconds < 90 * MINUTE) {
      return counted(Math.round(seconds / (double) MINUTE), "minute");
    }
    return seconds < 2 * DAY
        ? counted(Math.round(seconds / (double) HOUR), "hour")
        : counted(Math.round(seconds / (double) DAY), "day");
  }

  private static String counted(long count, String unit) {
    return "about " + count + " " + unit + (count == 1 ? "" : "s");
  }
}
