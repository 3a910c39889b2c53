package latent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Outfitter;
import latent.library.Outfitter.Outfit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "models",
    description = "The models that read faces, what each still has to read, and taking another.")
final class ModelsCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Option(
      names = "--use",
      paramLabel = "FILE",
      description =
          "take the model of this description in the place of the one that does the same: it is"
              + " used when all photos have been read by it; the one before is taken back likewise")
  private @Nullable Path description;

  @Override
  public Integer call() throws IOException {
    if (description == null) {
      try (Flows flows = tree.look()) {
        show(flows.outfitter().models());
      }
      return ExitCode.DONE;
    }
    try (Flows flows = tree.work()) {
      Outfitter.Change change = flows.outfitter().use(description);
      if (change instanceof Outfitter.Change.Done) {
        flows.nightShift().group();
      }
      if (!tree.json()) {
        tree.terminal().say(sentence(change));
      }
      show(flows.outfitter().models());
    }
    return ExitCode.DONE;
  }

  private static String sentence(Outfitter.Change change) {
    return switch (change) {
      case Outfitter.Change.Done() ->
          "It is in use: all photos had been read by it. Names and facts stay.";
      case Outfitter.Change.Same() -> "It is in use already.";
      case Outfitter.Change.Begun(int photos, long bytes) ->
          "The next night shifts read "
              + photos
              + " photos by it"
              + (bytes == 0 ? ", without fetching anything" : ", fetching " + ByteSize.words(bytes))
              + "; until then the one before stays in use.";
    };
  }

  private void show(List<Outfit> models) {
    if (tree.json()) {
      tree.terminal().json(models);
      return;
    }
    tree.terminal()
        .table(
            List.of("role", "name", "version", "", "photos read", "to read", "to fetch"),
            models.stream()
                .map(
                    model ->
                        List.of(
                            model.role(),
                            model.name(),
                            model.version(),
                            model.state(),
                            String.valueOf(model.photosDone()),
                            String.valueOf(model.photosPending()),
                            ByteSize.words(model.bytesNeeded())))
                .toList());
  }
}
