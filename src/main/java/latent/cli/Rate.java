package latent.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Rates as people write them: {@code 2MB/s}, {@code 500KB}, or {@code off} for no limit.
 *
 * @param bytesPerSecond 0 for no limit
 */
record Rate(long bytesPerSecond) {

  /** Slower, and a cloud may take a connection that waits its turn for a dead one. */
  private static final long SLOWEST = 100_000;

  /** Turns an argument into a rate. */
  static final class Converter implements ITypeConverter<Rate> {
    @Override
    public Rate convert(String text) {
      String rate = text.strip();
      if (rate.equalsIgnoreCase("off")) {
        return new Rate(0);
      }
      long bytes = bytes(rate.replaceFirst("(?i)\\s*(/s|ps)$", ""));
      if (bytes < SLOWEST) {
        throw new TypeConversionException(
            "“" + text + "” is too slow to move photos; the least is " + new Rate(SLOWEST));
      }
      return new Rate(bytes);
    }

    private static long bytes(String size) {
      try {
        return new ByteSize.Converter().convert(size).bytes();
      } catch (TypeConversionException wrong) {
        throw new TypeConversionException("“" + size + "” is no rate; write 2MB/s, or off");
      }
    }
  }

  @Override
  public String toString() {
    return bytesPerSecond == 0 ? "off" : ByteSize.words(bytesPerSecond) + "/s";
  }
}
