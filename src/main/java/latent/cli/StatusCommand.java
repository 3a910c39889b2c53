package latent.cli;

import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Gallery.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "status", description = "Where everything stands.")
final class StatusCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Override
  public Integer call() {
    Status status;
    try (Flows flows = tree.look()) {
      status = flows.gallery().status();
    }
    if (tree.json()) {
      tree.terminal().json(status);
    } else {
      show(status);
    }
    return ExitCode.DONE;
  }

  private void show(Status status) {
    Terminal terminal = tree.terminal();
    terminal.say(
        status.photos()
            + " photos, "
            + ByteSize.words(status.libraryBytes())
            + " of originals: "
            + status.originals().onDevice()
            + " on this device, "
            + status.originals().inCloud()
            + " in the cloud, "
            + status.originals().offloaded()
            + " in the cloud alone.");
    terminal.say(
        status.faces()
            + " faces of "
            + status.people()
            + " people, "
            + status.named()
            + " of them named.");
    terminal.say(
        "This device holds "
            + ByteSize.words(status.deviceBytes())
            + " of the "
            + ByteSize.words(status.budgetBytes())
            + " allowed; the cloud holds "
            + ByteSize.words(status.cloudBytes())
            + ".");
    terminal.say(
        "Pending: "
            + status.pending().analyse()
            + " to read, "
            + status.pending().upload()
            + " to upload, "
            + status.pending().offload()
            + " to offload.");
    if (status.unreadable() > 0) {
      terminal.say(
          status.unreadable()
              + " can't be shown ("
              + status.quarantined()
              + " of them in quarantine); they are kept. See: latent photos --query unreadable");
    }
  }
}
