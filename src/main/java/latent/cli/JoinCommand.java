package latent.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Rebuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "join",
    description =
        "Join this device to an existing library: its catalog is rebuilt from the bucket.")
final class JoinCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Option(
      names = "--cloud",
      required = true,
      paramLabel = "URL",
      description = "where the library's originals are")
  private String cloud;

  @Option(
      names = "--budget",
      paramLabel = "SIZE",
      defaultValue = "5GB",
      converter = ByteSize.Converter.class,
      description = "disk that the library may take here (default: ${DEFAULT-VALUE})")
  private ByteSize budget;

  @Option(
      names = "--previews",
      description = "fetch all previews now, as far as the budget reaches; else when looked at")
  private boolean previews;

  @Override
  public Integer call() throws IOException {
    tree.doors().founder(tree.passphrase()).join(tree.library(), cloud, budget.bytes());
    Rebuilder.Report report;
    int fetched;
    try (Flows flows = tree.work();
        ProgressLine progress = new ProgressLine(tree.terminal())) {
      report = flows.rebuilder().rebuild(progress);
      fetched = previews ? flows.recaller().fetchCopies(progress) : 0;
    }
    for (String damage : report.damages()) {
      tree.terminal().remark(damage);
    }
    if (tree.json()) {
      tree.terminal()
          .json(
              Map.of(
                  "library", tree.library().toString(),
                  "cloud", cloud,
                  "photos", report.photos(),
                  "facts", report.facts(),
                  "previews", fetched));
    } else {
      tree.terminal()
          .say(
              "Joined: "
                  + report.photos()
                  + " photos and "
                  + report.facts()
                  + " facts are known here now."
                  + (previews ? " " + fetched + " previews were fetched." : ""));
    }
    return report.damages().isEmpty() ? ExitCode.DONE : ExitCode.DAMAGED;
  }
}
