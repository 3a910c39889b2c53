package latent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import latent.library.Demonstration;
import latent.library.Flows;
import latent.library.Sampler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "demo",
    description =
        "Build a sample library in a temporary folder, walk the whole way of a photo, and show it.")
final class DemoCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8420",
      description = "the port on loopback; 0 takes a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(names = "--exit", description = "stop after the walk instead of serving the web page")
  private boolean exit;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Workshop workshop = new Workshop();
    Consumer<String> narrator = tree.json() ? tree.terminal()::remark : tree.terminal()::say;
    Path pictures = workshop.pictures();
    Sampler.Made made =
        new Sampler(tree.doors().models().usual()).make(tree.doors().samples(), pictures);
    narrator.accept(
        "These are no real holiday photos: "
            + made.pictures()
            + " pictures of "
            + made.faces()
            + " faces were framed from a few group photos, in other light, sharpness and size, with invented dates.");
    try (StopSignal stop = StopSignal.ofTrial();
        Flows flows = workshop.open(tree.doors())) {
      Demonstration.Summary summary;
      try (ProgressLine progress = new ProgressLine(tree.terminal())) {
        summary = new Demonstration(flows, narrator).walk(made, pictures, progress);
      }
      if (tree.json()) {
        tree.terminal().json(summary);
      }
      if (!exit) {
        ServeCommand.serve(tree, flows, port, stop);
      }
    }
    return ExitCode.DONE;
  }
}
