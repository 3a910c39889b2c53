package latent.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.WatchedFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "watch",
    description = {
      "Watch a folder: what arrives in it is taken in by latent serve, and read at once.",
      "Without a folder: which ones are watched."
    })
final class WatchCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "the folder, with all folders in it")
  private @Nullable Path folder;

  @Option(
      names = "--move",
      description = "remove each file there once its copy is safe in the library")
  private boolean move;

  @Option(names = "--remove", paramLabel = "FOLDER", description = "watch this one no longer")
  private @Nullable Path removed;

  @Override
  public Integer call() {
    if (removed != null && (folder != null || move) || (move && folder == null)) {
      throw usage("Write: latent watch FOLDER [--move], or: latent watch --remove FOLDER");
    }
    try (Flows flows = tree.look()) {
      if (folder != null) {
        flows.library().watched().add(folder, move);
      }
      if (removed != null && !flows.library().watched().remove(removed)) {
        throw usage("The folder " + removed + " isn't watched.");
      }
      show(flows.library().watched().folders());
    }
    return ExitCode.DONE;
  }

  private CommandLine.ParameterException usage(String sentence) {
    return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
  }

  private void show(List<WatchedFolder> folders) {
    if (tree.json()) {
      tree.terminal().json(folders);
      return;
    }
    if (folders.isEmpty()) {
      tree.terminal().say("No folder is watched. To watch one: latent watch FOLDER");
      return;
    }
    for (int i = 0; i < folders.size(); i++) {
      WatchedFolder watched = folders.get(i);
      tree.terminal()
          .say(
              (i + 1)
                  + ". "
                  + watched.folder()
                  + (watched.move() ? ", from which files are moved" : ""));
    }
    tree.terminal().say("What arrives there is taken in while latent serve runs.");
  }
}
