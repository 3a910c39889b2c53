package latent.cli;

import java.io.Console;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Gallery.TrashedEntry;
import latent.library.NotFoundException;
import latent.library.TrashCan;
import latent.library.TrashCan.Outcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The commands about the trash. */
final class TrashCommands {

  private static final int DAY = "2026-11-27".length();

  private TrashCommands() {}

  /** What became of one photo. */
  record Line(
      String photo, String name, String outcome, @Nullable String until, @Nullable String reason) {}

  /** What became of photos that were moved to the trash or back. */
  record Answer(List<Line> items, List<String> facts, long milliseconds, @Nullable String remark) {}

  @Command(
      name = "trash",
      description = {
        "Move photos to the trash: after 30 days they leave this device, the cloud and every other device.",
        "Without PHOTO: what is in the trash."
      })
  static final class Trash implements Callable<Integer> {

    @ParentCommand private CommandTree tree;

    @Parameters(paramLabel = "PHOTO", arity = "0..*")
    private @Nullable List<String> photos;

    @Option(names = "--list", description = "show what is in the trash")
    private boolean list;

    @Option(
        names = "--empty",
        description = "let everything in the trash leave for good now, instead of in 30 days")
    private boolean empty;

    @Option(names = "--yes", description = "with --empty: don't ask")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
      boolean named = photos != null && !photos.isEmpty();
      if ((named ? 1 : 0) + (list ? 1 : 0) + (empty ? 1 : 0) > 1) {
        throw new NotFoundException("Give photos, or --list, or --empty: one of them.");
      }
      if (yes && !empty) {
        throw new NotFoundException("--yes goes with --empty.");
      }
      if (empty) {
        return empty();
      }
      return photos == null || photos.isEmpty() ? list(tree) : discard(photos);
    }

    private int discard(List<String> photos) throws IOException {
      TrashCan.Answer answer;
      try (Flows flows = tree.work()) {
        answer = flows.trash().discard(photos);
      }
      return show(tree, answer);
    }

    private int empty() throws IOException {
      TrashCan.Emptied emptied;
      try (Flows flows = tree.work();
          ProgressLine progress = new ProgressLine(tree.terminal())) {
        int count = flows.gallery().trash().size();
        if (!yes && count > 0) {
          require(count);
        }
        emptied = flows.trash().empty(progress);
      }
      String remark = emptied.remark();
      if (remark != null) {
        tree.terminal().remark("latent: " + remark);
      }
      if (tree.json()) {
        tree.terminal().json(emptied);
      } else {
        tree.terminal()
            .say(
                emptied.photos() == 0
                    ? "The trash is empty."
                    : photos(emptied.removed()) + " left this device and the cloud for good.");
      }
      return ExitCode.DONE;
    }

    /** What leaves now can't be brought back, so the user says it twice. */
    private static void require(int count) {
      Console console = System.console();
      if (console == null || !console.isTerminal()) {
        throw new NotFoundException(
            photos(count)
                + " would leave this device, the cloud and every other device for good. To say that"
                + " you want it: latent trash --empty --yes");
      }
      String answer =
          console.readLine(
              "%s will leave this device, the cloud and every other device for good."
                  + " Type yes to go on: ",
              photos(count));
      if (answer == null || !answer.strip().equalsIgnoreCase("yes")) {
        throw new NotFoundException("Nothing was removed.");
      }
    }
  }

  @Command(name = "restore", description = "Bring photos back from the trash.")
  static final class Restore implements Callable<Integer> {

    @ParentCommand private CommandTree tree;

    @Parameters(paramLabel = "PHOTO", arity = "1..*")
    private List<String> photos;

    @Override
    public Integer call() throws IOException {
      TrashCan.Answer answer;
      try (Flows flows = tree.work()) {
        answer = flows.trash().restore(photos);
      }
      return show(tree, answer);
    }
  }

  /** What is in the trash. */
  static int list(CommandTree tree) {
    List<TrashedEntry> photos;
    try (Flows flows = tree.look()) {
      photos = flows.gallery().trash();
    }
    if (tree.json()) {
      tree.terminal().json(photos);
      return ExitCode.DONE;
    }
    if (photos.isEmpty()) {
      tree.terminal().say("The trash is empty.");
      return ExitCode.DONE;
    }
    List<List<String>> rows = new ArrayList<>();
    for (TrashedEntry photo : photos) {
      rows.add(
          List.of(
              photo.photo().substring(0, 12),
              photo.taken(),
              photo.trashed().substring(0, DAY),
              photo.until().substring(0, DAY),
              photo.name()));
    }
    tree.terminal().table(List.of("photo", "taken", "in the trash", "leaves", "name"), rows);
    return ExitCode.DONE;
  }

  private static int show(CommandTree tree, TrashCan.Answer answer) {
    String remark = answer.remark();
    if (remark != null) {
      tree.terminal().remark("latent: " + remark);
    }
    List<Line> lines = new ArrayList<>();
    for (TrashCan.Item item : answer.items()) {
      lines.add(
          new Line(
              item.photo(),
              item.name(),
              item.outcome().name().toLowerCase(Locale.ROOT),
              item.until(),
              item.reason()));
      if (item.reason() != null) {
        tree.terminal().remark("latent: " + item.name() + ": " + item.reason());
      }
    }
    if (tree.json()) {
      tree.terminal()
          .json(new Answer(lines, answer.facts(), answer.milliseconds(), answer.remark()));
    } else {
      say(tree, answer);
    }
    boolean gone = answer.items().stream().anyMatch(item -> item.outcome() == Outcome.GONE);
    return gone ? ExitCode.SOME_FAILED : ExitCode.DONE;
  }

  private static void say(CommandTree tree, TrashCan.Answer answer) {
    int trashed = count(answer, Outcome.TRASHED);
    int restored = count(answer, Outcome.RESTORED);
    if (trashed > 0) {
      String until =
          answer.items().stream()
              .filter(item -> item.outcome() == Outcome.TRASHED && item.until() != null)
              .map(item -> String.valueOf(item.until()).substring(0, DAY))
              .findFirst()
              .orElse("");
      tree.terminal()
          .say(
              photos(trashed)
                  + (trashed == 1 ? " is" : " are")
                  + " in the trash until "
                  + until
                  + (trashed == 1 ? ". To have it back" : ". To have them back")
                  + ": latent restore PHOTO");
    }
    if (restored > 0) {
      tree.terminal().say(photos(restored) + (restored == 1 ? " is" : " are") + " back.");
    }
  }

  private static int count(TrashCan.Answer answer, Outcome outcome) {
    return (int) answer.items().stream().filter(item -> item.outcome() == outcome).count();
  }

  private static String photos(int count) {
    return count == 1 ? "1 photo" : count + " photos";
  }
}
