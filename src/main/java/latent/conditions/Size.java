package latent.conditions;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as a policy writes them: {@code 2GB}, {@code 1.5MB}; steps of 1000. */
final class Size {

  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([KMGT]?)B?", Pattern.CASE_INSENSITIVE);

  private static final List<String> STEPS = List.of("", "K", "M", "G", "T");

  private Size() {}

  /** The bytes that a text means; nothing if it means none. */
  static Optional<Long> read(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      return Optional.empty();
    }
    int power = STEPS.indexOf(written.group(2).toUpperCase(Locale.ROOT));
    BigDecimal bytes = new BigDecimal(written.group(1)).scaleByPowerOfTen(3 * power);
    return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? Optional.empty()
        : Optional.of(bytes.longValue());
  }

  /** The shortest text that means exactly these bytes. */
  static String exactly(long bytes) {
    long rest = bytes;
    int power = 0;
    while (rest > 0 && rest % 1000 == 0 && power < STEPS.size() - 1) {
      rest /= 1000;
      power++;
    }
    return rest + STEPS.get(power) + "B";
  }

  /** A text for a sentence: {@code 1.4 GB}. */
  static String words(long bytes) {
    double rest = bytes;
    int power = 0;
    while (rest >= 1000 && power < STEPS.size() - 1) {
      rest /= 1000;
      power++;
    }
    return power == 0
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.1f %sB", rest, STEPS.get(power)).replace(".0 ", " ");
  }
}
