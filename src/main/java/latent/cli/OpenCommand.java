package latent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import latent.library.Flows;
import latent.library.Recaller;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "open", description = "The original of a photo, byte for byte.")
final class OpenCommand implements Callable<Integer> {

  /** The answer. */
  record Answer(long bytes, String from, String file) {}

  @ParentCommand private CommandTree tree;

  @Parameters(paramLabel = "PHOTO", description = "the photo's name, or at least four digits of it")
  private String photo;

  @Option(names = "-o", required = true, paramLabel = "FILE", description = "where to write it")
  private Path file;

  @Override
  public Integer call() throws IOException {
    Answer answer;
    try (Flows flows = tree.work();
        ProgressLine progress = new ProgressLine(tree.terminal())) {
      Recaller.Written written = flows.recaller().write(photo, file, progress);
      answer =
          new Answer(
              written.bytes(), written.from().name().toLowerCase(Locale.ROOT), file.toString());
    }
    if (tree.json()) {
      tree.terminal().json(answer);
    } else {
      tree.terminal()
          .say(
              "Wrote "
                  + ByteSize.words(answer.bytes())
                  + " from the "
                  + answer.from()
                  + " to "
                  + file
                  + ".");
    }
    return ExitCode.DONE;
  }
}
