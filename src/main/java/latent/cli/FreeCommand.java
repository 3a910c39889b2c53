package latent.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Offloader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "free", description = "Offload originals now, as far as is safe.")
final class FreeCommand implements Callable<Integer> {

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
    for (Offloader.Kept kept : freed.kept()) {
      tree.terminal().say("Kept " + kept.photo().substring(0, 12) + ": " + kept.because() + ".");
    }
    return ExitCode.DONE;
  }
}
