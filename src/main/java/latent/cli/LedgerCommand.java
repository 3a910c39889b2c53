package latent.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Gallery.Moved;
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

  @Override
  public Integer call() {
    List<Moved> moved;
    try (Flows flows = tree.look()) {
      moved = flows.gallery().ledger(since == null ? Instant.EPOCH : since);
    }
    if (tree.json()) {
      tree.terminal().json(moved);
      return ExitCode.DONE;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Moved line : moved) {
      rows.add(
          List.of(
              line.direction(),
              line.reason(),
              String.valueOf(line.objects()),
              ByteSize.words(line.bytes())));
    }
    tree.terminal().table(List.of("direction", "reason", "objects", "bytes"), rows);
    return ExitCode.DONE;
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
