package latent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Gallery.Status;
import org.jspecify.annotations.Nullable;
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
    terminal.say(conditions(status.conditions()));
    if (status.unreadable() > 0) {
      terminal.say(
          status.unreadable()
              + " can't be shown ("
              + status.quarantined()
              + " of them in quarantine); they are kept. See: latent photos --query unreadable");
    }
  }

  /** What the sensors say; those that say nothing are left out. */
  private static String conditions(Map<String, @Nullable Object> sensed) {
    List<String> parts = new ArrayList<>();
    if (sensed.get("power") instanceof String power) {
      parts.add(power.equals("mains") ? "it is plugged in" : "it runs on battery");
    }
    if (sensed.get("battery") instanceof Integer charge) {
      parts.add("its battery has " + charge + " %");
    }
    if (sensed.get("idleSeconds") instanceof Long idle) {
      parts.add(
          idle == 0
              ? "somebody uses it"
              : "nobody has used it for "
                  + (idle < 120 ? idle + " seconds" : idle / 60 + " minutes"));
    }
    if (sensed.get("celsius") instanceof Double celsius) {
      parts.add("its processor has " + Math.round(celsius) + " °C");
    }
    if (sensed.get("metered") instanceof Boolean metered) {
      parts.add(metered ? "its network is metered" : "its network is not metered");
    }
    if (sensed.get("freeDiskBytes") instanceof Long free) {
      parts.add("its disk has " + ByteSize.words(free) + " free");
    }
    return parts.isEmpty()
        ? "This computer's sensors tell nothing."
        : "Of this computer the sensors tell: " + String.join(", ", parts) + ".";
  }
}
