package latent.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import latent.library.Flows;
import latent.library.Offloader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "free", description = "Offload originals now, as far as is safe.")
final class FreeCommand implements Callable<Integer> {

  /** So many kept photos are named on one line; of more, only the number is told. */
  private static final int NAMED = 5;

  @ParentCommand private CommandTree tree;

  @Parameters(
      paramLabel = "SIZE",
      arity = "0..1",
      converter = ByteSize.Converter.class,
      description = "how much to free (default: all that is safe)")
  private @Nullable ByteSize size;

  @Override
  public Integer call() throws IOException {
    Offloader.Freed freed;
    try (Flows flows = tree.work()) {
      freed = flows.offloader().free(size == null ? Long.MAX_VALUE : size.bytes());
    }
    if (tree.json()) {
      tree.terminal().json(freed);
      return ExitCode.DONE;
    }
    tree.terminal()
        .say(
            "Freed "
                + ByteSize.words(freed.freedBytes())
                + ": "
                + freed.offloaded()
                + " originals left.");
    Map<String, List<String>> kept = new TreeMap<>();
    for (Offloader.Kept one : freed.kept()) {
      kept.computeIfAbsent(one.because(), _ -> new ArrayList<>()).add(one.photo());
    }
    kept.forEach((because, photos) -> tree.terminal().say("Kept " + some(photos) + because + "."));
    return ExitCode.DONE;
  }

  /** A few photos by the beginnings of their names, or how many there are. */
  private static String some(List<String> photos) {
    if (photos.size() > NAMED) {
      return photos.size() + " photos, for each: ";
    }
    return photos.stream()
        .map(photo -> photo.substring(0, 12))
        .collect(Collectors.joining(", ", "", ": "));
  }
}
