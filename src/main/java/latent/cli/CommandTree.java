package latent.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import latent.library.Flows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of the commands, and what they have in common: which library, and how to answer. */
@Command(
    name = "latent",
    mixinStandardHelpOptions = true,
    version = "Latent 0.1.0",
    description =
        "A private photo library: originals sealed in any bucket, people known on the device.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      JoinCommand.class,
      AddCommand.class,
      ShiftCommand.class,
      StatusCommand.class,
      PhotosCommand.class,
      PeopleCommand.class,
      FacesCommand.class,
      FactCommands.Name.class,
      FactCommands.Merge.class,
      FactCommands.Split.class,
      FactCommands.Confirm.class,
      FactCommands.Reject.class,
      FactCommands.NotAFace.class,
      FactCommands.Hide.class,
      FactCommands.Show.class,
      FactCommands.Cover.class,
      FactCommands.Tag.class,
      FactCommands.Undo.class,
      FactCommands.Facts.class,
      KeyCommands.Passphrase.class,
      KeyCommands.RecoveryKey.class,
      TrashCommands.Trash.class,
      TrashCommands.Restore.class,
      SuggestCommand.class,
      PersonCommand.class,
      OpenCommand.class,
      FreeCommand.class,
      LedgerCommand.class,
      VerifyCommand.class,
      ModelsCommand.class,
      PolicyCommand.class,
      WatchCommand.class,
      ServeCommand.class,
      ServiceCommands.Service.class,
      LabCommand.class,
    })
public final class CommandTree implements Callable<Integer> {

  @Option(
      names = "--library",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "the library's folder (default: $LATENT_LIBRARY, else ~/Latent)")
  private @Nullable Path library;

  @Option(
      names = "--passphrase-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "the passphrase is this file's first line (default: $LATENT_PASSPHRASE, else a prompt)")
  private @Nullable Path passphraseFile;

  @Option(
      names = "--recovery-key-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "instead of the passphrase, the recovery key that is in this file (or $LATENT_RECOVERY_KEY)")
  private @Nullable Path recoveryKeyFile;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "answer with one JSON document on standard output")
  private boolean json;

  private final Doors doors;
  private final Terminal terminal = new Terminal();

  private CommandTree(Doors doors) {
    this.doors = doors;
  }

  /** Runs one command line; answers its exit code. */
  public static int run(Doors doors, String... arguments) {
    CommandTree tree = new CommandTree(doors);
    CommandLine commandLine = new CommandLine(tree).setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(
        (thrown, command, result) -> {
          Doors.Fault fault = doors.fault(thrown);
          tree.terminal.remark("latent: " + fault.sentence());
          return fault.exitCode();
        });
    return commandLine.execute(arguments);
  }

  /** Without a command: what there is to do. */
  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return ExitCode.USAGE;
  }

  Doors doors() {
    return doors;
  }

  Terminal terminal() {
    return terminal;
  }

  boolean json() {
    return json;
  }

  Path library() {
    if (library != null) {
      return library.toAbsolutePath();
    }
    String environment = System.getenv("LATENT_LIBRARY");
    return environment == null || environment.isBlank()
        ? Path.of(System.getProperty("user.home"), "Latent")
        : Path.of(environment).toAbsolutePath();
  }

  /** The file that holds the passphrase, if one was named. */
  @Nullable Path passphraseFile() {
    return passphraseFile;
  }

  PassphraseSource passphrase() {
    return new PassphraseSource(passphraseFile, recoveryKeyFile);
  }

  /** The library, to look at. */
  Flows look() {
    return doors.look(library(), passphrase());
  }

  /** The library, to change. */
  Flows work() {
    return doors.work(library(), passphrase());
  }
}
