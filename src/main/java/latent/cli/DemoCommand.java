package latent.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import latent.library.Demonstration;
import latent.library.Equipment;
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

  private static final long BUDGET = 5_000_000_000L;
  private static final String PASSPHRASE = "a demo has no secrets";

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
    Path folder = Files.createTempDirectory("latent-demo");
    Thread cleaner = new Thread(() -> delete(folder));
    Runtime.getRuntime().addShutdownHook(cleaner);
    Consumer<String> narrator = tree.json() ? tree.terminal()::remark : tree.terminal()::say;
    Path pictures = folder.resolve("pictures");
    Sampler.Made made = new Sampler(tree.doors().models()).make(tree.doors().samples(), pictures);
    narrator.accept(
        "These are no real holiday photos: "
            + made.pictures()
            + " pictures of "
            + made.faces()
            + " faces were framed from a few group photos, in other light, sharpness and size, with invented dates.");
    Files.createDirectories(folder.resolve("cloud"));
    Equipment.Passphrase passphrase = fresh -> PASSPHRASE.toCharArray();
    Path library = folder.resolve("library");
    tree.doors()
        .founder(passphrase)
        .found(
            library,
            folder.resolve("cloud").toUri().toString().replace("file:///", "file:/"),
            BUDGET);
    try (Flows flows = tree.doors().work(library, passphrase)) {
      Demonstration.Summary summary;
      try (ProgressLine progress = new ProgressLine(tree.terminal())) {
        summary = new Demonstration(flows, narrator).walk(made, pictures, progress);
      }
      if (tree.json()) {
        tree.terminal().json(summary);
      }
      if (!exit) {
        ServeCommand.serve(tree, flows, port);
      }
    }
    return ExitCode.DONE;
  }

  /** The demo leaves nothing behind. */
  private static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, java.io.IOException broken)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException left) {
      System.err.println("latent: the demo's folder " + folder + " could not be removed: " + left);
    }
  }
}
