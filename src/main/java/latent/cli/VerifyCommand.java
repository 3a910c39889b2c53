package latent.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import latent.library.Checker;
import latent.library.Flows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "verify", description = "Hold the bucket against the catalog.")
final class VerifyCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Option(
      names = "--deep",
      description =
          "open everything, instead of comparing names and sizes, and upload again what is damaged"
              + " or missing and lies on this device")
  private boolean deep;

  @Override
  public Integer call() throws IOException {
    Checker.Report report;
    try (Flows flows = tree.look();
        ProgressLine progress = new ProgressLine(tree.terminal())) {
      report = flows.checker().verify(deep, progress);
    }
    if (tree.json()) {
      tree.terminal().json(report);
    } else {
      tree.terminal()
          .say(report.checked() + " objects checked, " + report.findings().size() + " findings.");
      for (Checker.Fault fault : report.findings()) {
        String repaired = fault.repaired() ? ", repaired" : "";
        tree.terminal().say(fault.kind() + repaired + ": " + fault.sentence());
      }
      if (report.repaired()) {
        tree.terminal().say("All that was damaged is repaired; nothing is lost.");
      }
    }
    return report.damaged() ? ExitCode.DAMAGED : ExitCode.DONE;
  }
}
