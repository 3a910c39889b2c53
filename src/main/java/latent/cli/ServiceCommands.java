package latent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import latent.library.LibraryException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The commands that have the system run {@code latent serve}. */
final class ServiceCommands {

  private static final int SECONDS_OF_SYSTEMD = 60;

  private ServiceCommands() {}

  @Command(
      name = "service",
      description = "Have the system run latent serve: install, uninstall, status.",
      synopsisSubcommandLabel = "COMMAND",
      subcommands = {Install.class, Uninstall.class, Status.class})
  static final class Service implements Callable<Integer> {

    @ParentCommand private CommandTree tree;

    @Override
    public Integer call() {
      CommandLine.usage(this, System.err);
      return ExitCode.USAGE;
    }
  }

  @Command(
      name = "install",
      description = {
        "Write a systemd user unit that runs latent serve for as long as the computer is on.",
        "The passphrase stays in the file that --passphrase-file names, which only you may read."
      })
  static final class Install implements Callable<Integer> {

    @ParentCommand private Service service;

    @Option(
        names = "--port",
        paramLabel = "N",
        defaultValue = "8420",
        description = "the port on loopback (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--now", description = "start it, too, now and whenever the computer starts")
    private boolean now;

    @Override
    public Integer call() throws IOException, InterruptedException {
      requireSystemd();
      CommandTree tree = service.tree;
      ServiceUnit unit =
          new ServiceUnit(
              program(),
              Path.of(System.getProperty("java.home")),
              tree.library(),
              onlyMine(tree.passphraseFile()),
              port);
      tree.look().close();
      Path file = unitFile();
      write(file, unit.text());
      if (now) {
        systemd("systemctl", "--user", "daemon-reload");
        systemd("systemctl", "--user", "enable", "--now", ServiceUnit.NAME);
        systemd("loginctl", "enable-linger");
      }
      answer(tree, file);
      return ExitCode.DONE;
    }

    private void answer(CommandTree tree, Path file) {
      if (tree.json()) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("unit", file.toString());
        answer.put("started", now);
        tree.terminal().json(answer);
        return;
      }
      tree.terminal().say("The unit is in " + file + ".");
      tree.terminal()
          .say(
              now
                  ? "Latent runs, and will after each start of the computer: http://127.0.0.1:"
                      + port
                      + "/"
                  : """
                  To start it, now and whenever you log in:
                    systemctl --user daemon-reload
                    systemctl --user enable --now latent
                  To have it run while you aren't logged in, too:
                    loginctl enable-linger""");
    }
  }

  @Command(name = "uninstall", description = "Stop latent serve, and remove its unit.")
  static final class Uninstall implements Callable<Integer> {

    @ParentCommand private Service service;

    @Override
    public Integer call() throws IOException, InterruptedException {
      requireSystemd();
      CommandTree tree = service.tree;
      Path file = unitFile();
      boolean installed = Files.exists(file);
      if (installed) {
        ask("systemctl", "--user", "disable", "--now", ServiceUnit.NAME);
        Files.delete(file);
        ask("systemctl", "--user", "daemon-reload");
      }
      if (tree.json()) {
        tree.terminal().json(Map.of("removed", installed));
      } else {
        tree.terminal()
            .say(
                installed
                    ? "The service is stopped, and its unit removed. Library and passphrase stay."
                    : "There is no service to remove.");
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "status", description = "Whether the service is installed, and whether it runs.")
  static final class Status implements Callable<Integer> {

    @ParentCommand private Service service;

    @Override
    public Integer call() throws IOException, InterruptedException {
      requireSystemd();
      CommandTree tree = service.tree;
      boolean installed = Files.exists(unitFile());
      String state = ask("systemctl", "--user", "is-active", ServiceUnit.NAME);
      if (tree.json()) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("installed", installed);
        answer.put("state", state);
        tree.terminal().json(answer);
        return ExitCode.DONE;
      }
      tree.terminal()
          .say(
              installed
                  ? "The service is installed; systemd says: "
                      + (state == null ? "nothing, it can't be asked" : state)
                      + "."
                  : "The service is not installed. To install it: latent service install"
                      + " --passphrase-file FILE");
      return ExitCode.DONE;
    }
  }

  private static void requireSystemd() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
      throw new LibraryException(
          "latent service is for systemd, which this system does not have. Have launchd (macOS) or"
              + " the task scheduler (Windows) run: latent serve --passphrase-file FILE");
    }
  }

  /** What runs this, and is to run the service. */
  private static Path program() {
    String program = System.getProperty("latent.program");
    if (program == null) {
      throw new LibraryException("The service can be installed by ./latent only.");
    }
    return Path.of(program);
  }

  /** A service has nobody to ask, and a secret that others may read is none. */
  private static Path onlyMine(@Nullable Path file) throws IOException {
    if (file == null) {
      throw new LibraryException(
          "A service can't ask for the passphrase: write it to a file that only you may read (chmod"
              + " 600), and give --passphrase-file FILE.");
    }
    if (!Files.isRegularFile(file)) {
      throw new LibraryException("There is no passphrase file " + file + ".");
    }
    Set<PosixFilePermission> others = EnumSet.allOf(PosixFilePermission.class);
    others.removeIf(right -> right.name().startsWith("OWNER_"));
    others.retainAll(Files.getPosixFilePermissions(file));
    if (!others.isEmpty()) {
      throw new LibraryException(
          "Others may read the passphrase file " + file + ". Say: chmod 600 " + file);
    }
    return file.toRealPath();
  }

  /** Where systemd looks for a user's own units (systemd.unit(5), “User Unit Search Path”). */
  private static Path unitFile() {
    String set = System.getenv("XDG_CONFIG_HOME");
    Path configuration =
        set == null || set.isBlank()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(set);
    return configuration.resolve("systemd").resolve("user").resolve(ServiceUnit.NAME);
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("the unit has no folder");
    }
    Files.createDirectories(folder);
    Path beside = Files.createTempFile(folder, "latent", ".tmp");
    try {
      Files.writeString(beside, text, StandardCharsets.UTF_8);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Gives a command to systemd that has to succeed. */
  private static void systemd(String... words) throws InterruptedException {
    Said said = run(words);
    if (said == null || said.code() != 0) {
      throw new LibraryException(
          "The unit is written, but “"
              + String.join(" ", words)
              + "” failed"
              + (said == null || said.words().isEmpty() ? "" : ": " + said.words())
              + ".");
    }
  }

  /** What systemd says to a question; null if it can't be asked. */
  private static @Nullable String ask(String... words) throws InterruptedException {
    Said said = run(words);
    return said == null || said.words().isEmpty() ? null : said.words();
  }

  private record Said(int code, String words) {}

  private static @Nullable Said run(String... words) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS_OF_SYSTEMD, TimeUnit.SECONDS)) {
        process.destroy();
        return null;
      }
      return new Said(process.exitValue(), said.strip());
    } catch (IOException missing) {
      return null;
    }
  }
}
