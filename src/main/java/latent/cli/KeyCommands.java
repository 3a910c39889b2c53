package latent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import latent.library.Flows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The commands about what opens the library. */
final class KeyCommands {

  private KeyCommands() {}

  @Command(
      name = "passphrase",
      description = {
        "Change the passphrase. Nothing is uploaded again: it only seals the library's key.",
        "If the old one is lost, give the recovery key instead, with --recovery-key-file."
      })
  static final class Passphrase implements Callable<Integer> {

    @ParentCommand private CommandTree tree;

    @Option(
        names = "--new-passphrase-file",
        paramLabel = "FILE",
        description = "the new passphrase is this file's first line (default: a prompt, twice)")
    private @Nullable Path fresh;

    @Override
    public Integer call() throws IOException {
      try (Flows flows = tree.work()) {
        flows.locksmith().changePassphrase(() -> PassphraseSource.chosen(fresh));
      }
      if (tree.json()) {
        tree.terminal().json(Map.of("changed", true));
        return ExitCode.DONE;
      }
      tree.terminal().say("The passphrase is changed, here and in the cloud.");
      tree.terminal()
          .say(
              "Your other devices open with the old one until you use the new one there once. Whoever"
                  + " has both the old passphrase and an old copy of the key file can go on opening"
                  + " the library.");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "recovery-key",
      description = {
        "Make a recovery key to print and put away: it opens the library without the passphrase.",
        "It is shown this once; one that was made before no longer opens the library."
      })
  static final class RecoveryKey implements Callable<Integer> {

    /** Groups on a line, as it is easily copied by hand. */
    private static final int LINE = 4 * 6;

    @ParentCommand private CommandTree tree;

    @Option(
        names = "--check",
        description =
            "make none, but see whether the one in --recovery-key-file is typed right and opens the library")
    private boolean check;

    @Override
    public Integer call() throws IOException {
      return check ? check() : make();
    }

    private int check() throws IOException {
      try (Flows flows = tree.look()) {
        flows.locksmith().checkRecoveryKey();
      }
      if (tree.json()) {
        tree.terminal().json(Map.of("opens", true));
      } else {
        tree.terminal().say("This recovery key opens the library.");
      }
      return ExitCode.DONE;
    }

    private int make() throws IOException {
      char[] key;
      try (Flows flows = tree.work()) {
        key = flows.locksmith().makeRecoveryKey();
      }
      try {
        show(key);
      } finally {
        Arrays.fill(key, '\0');
      }
      return ExitCode.DONE;
    }

    private void show(char[] key) {
      if (tree.json()) {
        tree.terminal().json(Map.of("recoveryKey", new String(key)));
        return;
      }
      tree.terminal().say("The recovery key of this library:");
      tree.terminal().say("");
      for (int from = 0; from < key.length; from += LINE) {
        tree.terminal().say("    " + new String(key, from, Math.min(LINE, key.length - from)));
      }
      tree.terminal().say("");
      tree.terminal()
          .say(
              "Print it or write it down, and put it where you would put money: whoever has it and"
                  + " can read the bucket sees everything. It is not shown again; an earlier one no"
                  + " longer opens the library.");
      tree.terminal()
          .say(
              "To see whether you wrote it down right: latent recovery-key --check"
                  + " --recovery-key-file FILE");
    }
  }
}
