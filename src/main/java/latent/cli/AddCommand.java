package latent.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Importer;
import latent.library.Importer.Outcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "add",
    description = "Bring files and folders into the library; the source is never altered.")
final class AddCommand implements Callable<Integer> {

  /** The answer. */
  record Answer(int added, int already, int unreadable, int skipped, List<Line> items) {}

  /** What became of one file. */
  record Line(String path, String outcome, @Nullable String photo, @Nullable String reason) {}

  @ParentCommand private CommandTree tree;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "files and folders")
  private List<Path> paths;

  @Option(names = "--move", description = "remove each file once its copy is safe in the library")
  private boolean move;

  @Override
  public Integer call() {
    List<Importer.Item> items;
    try (Flows flows = tree.work();
        ProgressLine progress = new ProgressLine(tree.terminal())) {
      items = flows.importer().add(paths, move, progress);
    }
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    List<Line> lines = new ArrayList<>();
    for (Importer.Item item : items) {
      counts.merge(item.outcome(), 1, Integer::sum);
      lines.add(
          new Line(
              item.path().toString(),
              item.outcome().name().toLowerCase(Locale.ROOT),
              item.photo() == null ? null : item.photo().hex(),
              item.reason()));
    }
    Answer answer =
        new Answer(
            counts.getOrDefault(Outcome.ADDED, 0),
            counts.getOrDefault(Outcome.ALREADY, 0),
            counts.getOrDefault(Outcome.UNREADABLE, 0),
            counts.getOrDefault(Outcome.SKIPPED, 0),
            lines);
    show(answer);
    return items.stream().anyMatch(Importer.Item::failed) ? ExitCode.SOME_FAILED : ExitCode.DONE;
  }

  private void show(Answer answer) {
    for (Line line : answer.items()) {
      if (line.reason() != null && !line.outcome().equals("skipped")) {
        tree.terminal().remark(line.path() + ": " + line.reason());
      }
    }
    if (tree.json()) {
      tree.terminal().json(answer);
      return;
    }
    tree.terminal()
        .say(
            answer.added()
                + " added, "
                + answer.already()
                + " already there, "
                + answer.unreadable()
                + " unreadable, "
                + answer.skipped()
                + " skipped (no photo, no video).");
    if (answer.added() > 0) {
      tree.terminal().say("Next: latent shift --now");
    }
  }
}
