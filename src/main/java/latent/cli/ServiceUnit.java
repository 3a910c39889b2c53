package latent.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The systemd user unit of {@code latent serve}, as text (systemd.service(5), systemd.exec(5)). It
 * holds no secret: the passphrase stays in a file that the unit names.
 *
 * @param program the absolute path of the program
 * @param java the folder of the JDK that it runs on
 * @param library the library's folder
 * @param passphraseFile the file that holds the passphrase
 */
record ServiceUnit(Path program, Path java, Path library, Path passphraseFile, int port) {

  /** What systemd calls it. */
  static final String NAME = "latent.service";

  /**
   * Readers cage themselves with namespaces and may need as much memory as a large photo asks for.
   * So namespaces are not forbidden, memory is held back rather than refused, and a reader that the
   * kernel kills doesn't end the service.
   */
  private static final String REST =
      """
      Restart=on-failure
      RestartSec=60
      RestartPreventExitStatus=2
      SuccessExitStatus=143
      KillMode=mixed
      TimeoutStopSec=40
      UMask=0077
      NoNewPrivileges=yes
      RestrictSUIDSGID=yes
      RestrictRealtime=yes
      LockPersonality=yes
      SystemCallArchitectures=native
      MemoryHigh=50%
      OOMPolicy=continue
      Nice=10
      CPUWeight=idle
      IOSchedulingClass=idle

      [Install]
      WantedBy=default.target
      """;

  /**
   * @throws IllegalArgumentException with a sentence, if a path can't be written in a unit
   */
  String text() {
    List<String> words =
        new ArrayList<>(
            List.of(
                "serve",
                "--library",
                library.toString(),
                "--passphrase-file",
                passphraseFile.toString(),
                "--port",
                String.valueOf(port)));
    words.replaceAll(word -> quoted(word).replace("$", "$$"));
    return "[Unit]\nDescription=Latent, a private photo library\n\n[Service]\nType=exec\n"
        + "Environment="
        + quoted("JAVA_HOME=" + java)
        + "\nExecStart="
        + start()
        + " "
        + String.join(" ", words)
        + "\n"
        + REST;
  }

  /** systemd takes the program's path without variables, so a dollar sign stands for itself. */
  private String start() {
    return quoted(program.toString());
  }

  /** One word, whatever is in it; a percent sign would begin a specifier. */
  private static String quoted(String word) {
    if (word.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "A path with a control character can't stand in a systemd unit.");
    }
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
  }
}
