package latent.cli;

import java.util.List;
import java.util.Locale;

/** Large numbers as people read them: three digits and a unit (bn for 10^9, tn for 10^12). */
final class Rounded {

  private static final List<String> BYTES =
      List.of("bytes", "KB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB");

  private static final List<String> COUNTS = List.of("", "k", "M", "bn", "tn", "qn");

  private static final double DAY = 24;
  private static final double YEAR = 24 * 365.25;

  private Rounded() {}

  static String bytes(double bytes) {
    return bytes == 0 ? "0" : stepped(bytes, BYTES);
  }

  static String count(double count) {
    return count < 9999.5 ? String.format(Locale.ROOT, "%,.0f", count) : stepped(count, COUNTS);
  }

  static String dollars(double dollars) {
    if (dollars < 99.995) {
      return String.format(Locale.ROOT, "$%.2f", dollars);
    }
    return dollars < 999_999.5
        ? String.format(Locale.ROOT, "$%,.0f", dollars)
        : "$" + stepped(dollars, COUNTS);
  }

  static String hours(double hours) {
    if (hours < 99.95) {
      return three(hours) + " h";
    }
    return hours < 2 * YEAR
        ? three(hours / DAY) + " days"
        : stepped(hours / YEAR, COUNTS) + " years";
  }

  private static String stepped(double number, List<String> units) {
    double rest = number;
    int step = 0;
    while (rest >= 999.5 && step < units.size() - 1) {
      rest /= 1000;
      step++;
    }
    return (three(rest) + " " + units.get(step)).strip();
  }

  /** Three digits, but no more than two behind the point. */
  private static String three(double number) {
    String form = number == 0 || number >= 99.95 ? "%,.0f" : number >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, number);
  }
}
