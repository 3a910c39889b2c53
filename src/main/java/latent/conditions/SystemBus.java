package latent.conditions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The system's D-Bus, asked by the program {@code busctl} (systemd's own; busctl(1)), which takes
 * some milliseconds, and holds nothing of ours if a service hangs. Where there is no bus, nothing
 * is started.
 *
 * @param socket where the bus listens
 * @param program {@code busctl}, or what stands in for it
 */
record SystemBus(Path socket, String program) {

  private static final int SECONDS = 1;

  /**
   * Properties of an object, each as its value is written, in the order of their names.
   *
   * @return nothing if there is no bus, no such service, or no answer within a second
   */
  List<String> properties(String service, String object, String type, String... names) {
    if (!Files.exists(socket)) {
      return List.of();
    }
    List<String> command = new ArrayList<>();
    command.add(program);
    command.add("--address=unix:path=" + socket);
    command.add("--auto-start=no");
    command.add("--timeout=" + SECONDS);
    command.addAll(List.of("get-property", service, object, type));
    command.addAll(List.of(names));
    try {
      return values(run(command), names.length);
    } catch (IOException unable) {
      return List.of();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0
          ? new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          : "";
    } finally {
      process.destroyForcibly();
    }
  }

  /** One line for each property: its type's letter, a blank, its value. */
  private static List<String> values(String answer, int count) {
    List<String> values =
        answer.lines().filter(line -> line.length() > 2).map(line -> line.substring(2)).toList();
    return values.size() == count ? values : List.of();
  }
}
