package latent.cli;

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

@Command(name = "policy", description = "When work may run, and how fast photos may move.")
final class PolicyCommand implements Callable<Integer> {

  private static final String LIMIT = "limit";

  @ParentCommand private CommandTree tree;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KEY",
      description = "what to set: limit, the bytes a second, up and down together")
  private @Nullable String key;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VALUE",
      converter = Rate.Converter.class,
      description = "2MB/s, or off")
  private @Nullable Rate value;

  @Override
  public Integer call() {
    if (key == null) {
      try (Flows flows = tree.look()) {
        show(new Rate(flows.library().settings().limit()));
      }
      return ExitCode.DONE;
    }
    Rate rate = value;
    if (!key.equals(LIMIT) || rate == null) {
      throw new CommandLine.ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "Write: latent policy limit 2MB/s, or: latent policy limit off");
    }
    try (Flows flows = tree.work()) {
      flows.library().keepLimit(rate.bytesPerSecond());
    }
    show(rate);
    return ExitCode.DONE;
  }

  private void show(Rate limit) {
    if (tree.json()) {
      tree.terminal().json(Map.of(LIMIT, limit.bytesPerSecond()));
      return;
    }
    tree.terminal().say("Reading and moving photos waits while the computer runs on battery.");
    tree.terminal()
        .say(
            limit.bytesPerSecond() == 0
                ? "Photos move as fast as they can."
                : "Photos move at " + limit + " at most, up and down together.");
  }
}
