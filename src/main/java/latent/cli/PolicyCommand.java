package latent.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import latent.library.Flows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "policy",
    description = "When work in the background may run, and how much and how fast photos may move.",
    footer = {
      "",
      "Keys and values:",
      "  power charging|any              heavy work waits on battery, or doesn't",
      "  battery-above 20%%|off           least charge for reading and moving photos",
      "  idle-for 5min|off               heavy work waits until nobody has used the computer so long",
      "  quiet-hours 22:00-07:00|off     hours in which no photo is read",
      "  temperature-below 80|off        degrees Celsius of the processor for heavy work",
      "  metered wait|allow              whether photos move over a metered network",
      "  disk-above 500MB|off            free room for what takes room here",
      "  cores 50%%                       share of the processors for work",
      "  unknown SENSOR fine|wait        what it means that a sensor tells nothing",
      "  budget REASON 2GB/day|20GB/month|off   for upload, preview, features or analyse",
      "  pause 3h|until 2026-12-01T08:00|off",
      "  limit 2MB/s|off                 bytes a second, up and down together",
    })
final class PolicyCommand implements Callable<Integer> {

  private static final String LIMIT = "limit";

  @ParentCommand private CommandTree tree;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "KEY VALUE", description = "what to change")
  private List<String> said = new ArrayList<>();

  @Override
  public Integer call() {
    if (said.isEmpty()) {
      try (Flows flows = tree.look()) {
        show(flows);
      }
      return ExitCode.DONE;
    }
    if (said.getFirst().equals(LIMIT)) {
      limit();
      return ExitCode.DONE;
    }
    try (Flows flows = tree.look()) {
      try {
        flows.library().policy().change(said, Instant.now());
      } catch (IllegalArgumentException wrong) {
        throw usage(String.valueOf(wrong.getMessage()));
      }
      show(flows);
    }
    return ExitCode.DONE;
  }

  private void limit() {
    if (said.size() != 2) {
      throw usage("Write: latent policy limit 2MB/s, or: latent policy limit off");
    }
    Rate rate;
    try {
      rate = new Rate.Converter().convert(said.getLast());
    } catch (TypeConversionException wrong) {
      throw usage(String.valueOf(wrong.getMessage()));
    }
    try (Flows flows = tree.work()) {
      flows.library().keepLimit(rate.bytesPerSecond());
      show(flows);
    }
  }

  private CommandLine.ParameterException usage(String sentence) {
    return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
  }

  private void show(Flows flows) {
    Rate limit = new Rate(flows.library().settings().limit());
    if (tree.json()) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put(LIMIT, limit.bytesPerSecond());
      flows.library().policy().words().forEach((key, value) -> put(all, key, value));
      tree.terminal().json(all);
      return;
    }
    flows.library().policy().sentences(Instant.now()).forEach(tree.terminal()::say);
    tree.terminal()
        .say(
            limit.bytesPerSecond() == 0
                ? "Photos move as fast as they can."
                : "Photos move at " + limit + " at most, up and down together.");
  }

  /** A key of two words, as {@code budget upload}, is a key in an object of its own. */
  private static void put(Map<String, Object> all, String key, String value) {
    int blank = key.indexOf(' ');
    if (blank < 0) {
      all.put(key, value);
      return;
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> inner =
        (Map<String, Object>)
            all.computeIfAbsent(key.substring(0, blank), _ -> new LinkedHashMap<String, Object>());
    inner.put(key.substring(blank + 1), value);
  }
}
