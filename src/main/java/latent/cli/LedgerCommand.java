package latent.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import latent.library.Flows;
import latent.library.Gallery;
import latent.library.Gallery.Moved;
import latent.library.Gallery.MovedOnDay;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

@Command(name = "ledger", description = "What moved to and from the cloud, and why.")
final class LedgerCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Option(
      names = "--since",
      paramLabel = "T",
      converter = Moment.class,
      description =
          "from this moment on: 2026-11-23, 2026-11-23T18:00, 2026-11-23T18:00:00Z, or seconds since 1970")
  private @Nullable Instant since;

  /** What to add up by, beside direction and reason. */
  enum By {
    DAY,
    DEVICE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--by",
      paramLabel = "day|device",
      description =
          "a sum for each day, or with this device's name: each device keeps its own ledger")
  private @Nullable By by;

  /** A sum of transfers, and whose. */
  record MovedByDevice(String device, String direction, String reason, long objects, long bytes) {}

  @Override
  public Integer call() {
    Instant from = since == null ? Instant.EPOCH : since;
    try (Flows flows = tree.look()) {
      Gallery gallery = flows.gallery();
      switch (by) {
        case null ->
            show(
                List.of("direction", "reason", "objects", "bytes"),
                gallery.ledger(from),
                LedgerCommand::row);
        case DAY ->
            show(
                List.of("day", "device", "direction", "reason", "objects", "bytes"),
                gallery.ledgerByDay(from),
                LedgerCommand::row);
        case DEVICE ->
            show(
                List.of("device", "direction", "reason", "objects", "bytes"),
                gallery.ledger(from).stream().map(line -> of(gallery.device(), line)).toList(),
                LedgerCommand::row);
      }
    }
    return ExitCode.DONE;
  }

  private <T> void show(List<String> columns, List<T> lines, Function<T, List<String>> row) {
    if (tree.json()) {
      tree.terminal().json(lines);
    } else {
      tree.terminal().table(columns, lines.stream().map(row).toList());
    }
  }

  private static MovedByDevice of(String device, Moved line) {
    return new MovedByDevice(device, line.direction(), line.reason(), line.objects(), line.bytes());
  }

  private static List<String> row(Moved line) {
    return List.of(
        line.direction(),
        line.reason(),
        String.valueOf(line.objects()),
        ByteSize.words(line.bytes()));
  }

  private static List<String> row(MovedByDevice line) {
    return List.of(
        line.device(),
        line.direction(),
        line.reason(),
        String.valueOf(line.objects()),
        ByteSize.words(line.bytes()));
  }

  private static List<String> row(MovedOnDay line) {
    return List.of(
        line.day(),
        line.device(),
        line.direction(),
        line.reason(),
        String.valueOf(line.objects()),
        ByteSize.words(line.bytes()));
  }

  /** A date, a time here, a time with an offset, or seconds since 1970. */
  static final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        if (text.matches("\\d{1,12}")) {
          return Instant.ofEpochSecond(Long.parseLong(text));
        }
        if (text.length() == "2026-11-23".length()) {
          return LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
        }
        if (text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")) {
          return OffsetDateTime.parse(text).toInstant();
        }
        return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
      } catch (DateTimeException wrong) {
        throw new TypeConversionException(
            "“" + text + "” is no moment; write 2026-11-23 or 2026-11-23T18:00");
      }
    }
  }
}
