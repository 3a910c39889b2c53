package latent.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.logging.Logger;
import latent.library.Flows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "serve", description = "The web page on this computer, and the night shift.")
final class ServeCommand implements Callable<Integer> {

  private static final Logger LOG = Logger.getLogger("latent.service");

  @ParentCommand private CommandTree tree;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8420",
      description = "the port on loopback; 0 takes a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--limit",
      paramLabel = "RATE",
      converter = Rate.Converter.class,
      description = "move no more than this, 2MB/s or off (default: as latent policy says)")
  private @Nullable Rate limit;

  @Option(
      names = "--log",
      paramLabel = "DETAIL",
      defaultValue = "info",
      description =
          "how much is told on standard error: info or debug; no names, no paths (default: ${DEFAULT-VALUE})")
  private ServiceLog.Detail detail;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServiceLog log = ServiceLog.begin(tree.terminal(), detail);
    try (StopSignal stop = StopSignal.ofService()) {
      try (Flows flows = tree.work()) {
        if (limit != null) {
          flows.library().limit(limit.bytesPerSecond());
        }
        flows.library().vault();
        serve(tree, flows, port, stop);
      }
      log.end("Latent was told to stop, and did.");
    }
    return ExitCode.DONE;
  }

  /** Serves until the program is told to stop. */
  static void serve(CommandTree tree, Flows flows, int port, StopSignal stop)
      throws InterruptedException {
    try (Doors.Served served = tree.doors().serve(flows, port)) {
      tree.terminal()
          .say("Latent is at " + served.address() + " (only from this computer). Ctrl-C stops it.");
      LOG.info("Latent begins to serve.");
      stop.await();
    }
  }
}
