package latent.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Sizes as people write them: {@code 5GB}, {@code 60 MB}, {@code 1.5GiB}, or plain bytes. Steps of
 * 1000, or of 1024 with an i.
 */
public record ByteSize(long bytes) {

  private static final Pattern WRITTEN =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([KMGT]?)(I?)B?", Pattern.CASE_INSENSITIVE);

  private static final List<String> STEPS = List.of("", "K", "M", "G", "T");

  /** Turns an argument into a size. */
  public static final class Converter implements ITypeConverter<ByteSize> {
    @Override
    public ByteSize convert(String text) {
      Matcher written = WRITTEN.matcher(text.strip());
      if (!written.matches()) {
        throw new TypeConversionException("“" + text + "” is no size; write 500MB or 5GB");
      }
      double step = written.group(3).isEmpty() ? 1000 : 1024;
      int power = STEPS.indexOf(written.group(2).toUpperCase(Locale.ROOT));
      return new ByteSize(Math.round(Double.parseDouble(written.group(1)) * Math.pow(step, power)));
    }
  }

  /** A size as people read it: {@code 4.2 MB}. */
  static String words(long bytes) {
    double rest = bytes;
    int power = 0;
    while (Math.abs(rest) >= 1000 && power < STEPS.size() - 1) {
      rest /= 1000;
      power++;
    }
    return power == 0
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.1f %sB", rest, STEPS.get(power));
  }
}
