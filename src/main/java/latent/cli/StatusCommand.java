package latent.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Gallery.Status;
import latent.library.Outlook;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "status", description = "Where everything stands.")
final class StatusCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Override
  public Integer call() {
    Status status;
    List<Outlook.Kind> work;
    try (Flows flows = tree.look()) {
      status = flows.gallery().status();
      work = flows.outlook().kinds();
    }
    if (tree.json()) {
      tree.terminal().json(new Whole(status, work));
    } else {
      show(status);
      work.stream().filter(kind -> kind.pending() > 0).forEach(this::show);
    }
    return ExitCode.DONE;
  }

  /** One document of both. */
  private record Whole(@JsonUnwrapped Status status, List<Outlook.Kind> work) {}

  private static final Map<String, String> WORK =
      Map.of(
          "analyse", "To read",
          "upload", "To upload",
          "fetch", "To fetch, read and forget",
          "prepare", "To read for the models to come",
          "improve", "To fetch since the preview shows too little");

  /** Such as: To read: 12 photos, about 3 minutes; waits because the battery has 20 %. */
  private void show(Outlook.Kind kind) {
    StringBuilder line = new StringBuilder();
    line.append(WORK.getOrDefault(kind.work(), kind.work()))
        .append(": ")
        .append(kind.pending())
        .append(kind.pending() == 1 ? " photo" : " photos");
    Long seconds = kind.seconds();
    line.append(
        seconds == null
            ? "; how long that takes is not known yet"
            : ", done after " + TimeWords.about(Duration.ofSeconds(seconds)) + " of work");
    if (kind.because() != null) {
      line.append("; waits because ").append(kind.because());
    } else if (kind.until() != null) {
      line.append(", at about ")
          .append(UNTIL.format(Instant.parse(kind.until()).atZone(ZoneId.systemDefault())));
    }
    tree.terminal().say(line.append('.').toString());
  }

  private static final DateTimeFormatter UNTIL =
      DateTimeFormatter.ofPattern("d MMMM HH:mm", Locale.ENGLISH);

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
