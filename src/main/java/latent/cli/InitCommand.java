package latent.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "init", description = "Make a new library.")
final class InitCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Option(
      names = "--cloud",
      required = true,
      paramLabel = "URL",
      description =
          "where originals go: file:/folder or s3://bucket/prefix?endpoint=...&region=...&path-style=true")
  private String cloud;

  @Option(
      names = "--budget",
      paramLabel = "SIZE",
      defaultValue = "5GB",
      converter = ByteSize.Converter.class,
      description = "disk that the library may take here (default: ${DEFAULT-VALUE})")
  private ByteSize budget;

  @Override
  public Integer call() throws IOException {
    tree.doors().founder(tree.passphrase()).found(tree.library(), cloud, budget.bytes());
    if (tree.json()) {
      tree.terminal().json(Map.of("library", tree.library().toString(), "cloud", cloud));
      return ExitCode.DONE;
    }
    tree.terminal()
        .say("Made a library in " + tree.library() + "; its originals go to " + cloud + ".");
    tree.terminal()
        .say(
            "Without the passphrase nobody can open it again, not even you: keep it safe, or print a"
                + " second key with: latent recovery-key");
    return ExitCode.DONE;
  }
}
