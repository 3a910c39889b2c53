package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The real program, run again and again as a process of its own by what runs this one, and killed
 * when its doom says so. Its folder for temporary files is one of its own, so that what it leaves
 * there shows.
 */
final class Victim {

  private static final String PROGRAM = "latent.Main";
  private static final Duration GLANCE = Duration.ofMillis(1);

  /** Nothing that a victim is told to do takes nearly so long. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** Decides while the program runs; made anew for each run. */
  interface Doom {

    /** Nobody is killed. */
    Doom NEVER = (program, running) -> false;

    /** Asked again and again: whether the program is to be killed now. */
    boolean isDue(ProcessHandle program, Duration running) throws IOException;
  }

  /**
   * How a run ended.
   *
   * @param killed it was still running when it was killed
   * @param exitCode what it said if it ended by itself
   */
  record End(boolean killed, int exitCode, Duration took, String answer, String remarks) {

    /** For a sentence: how it ended by itself. */
    String words() {
      return "exit code " + exitCode + ", " + remarks.strip().replaceAll("\\s+", " ");
    }
  }

  private final Path folder;
  private final Path library;
  private final String passphrase;

  /**
   * @param folder for its temporary files and for what it says
   */
  Victim(Path folder, Path library, String passphrase) throws IOException {
    this.folder = folder;
    this.library = library;
    this.passphrase = passphrase;
    Files.createDirectories(temporary());
  }

  Path temporary() {
    return folder.resolve("temporary");
  }

  End run(List<String> words, Doom doom) throws IOException {
    Path answer = folder.resolve("answer");
    Path remarks = folder.resolve("remarks");
    ProcessBuilder builder = new ProcessBuilder(command(words));
    builder.environment().put("LATENT_PASSPHRASE", passphrase);
    builder.redirectOutput(answer.toFile()).redirectError(remarks.toFile());
    long begun = System.nanoTime();
    Process process = builder.start();
    boolean killed = false;
    try {
      while (!process.waitFor(GLANCE.toNanos(), TimeUnit.NANOSECONDS)) {
        Duration running = Duration.ofNanos(System.nanoTime() - begun);
        if (running.compareTo(LONGEST) > 0) {
          process.destroyForcibly().waitFor();
          throw new IOException("“" + String.join(" ", words) + "” did not come to its end");
        }
        if (doom.isDue(process.toHandle(), running)) {
          process.destroyForcibly().waitFor();
          // A program that ended in that very moment was not killed.
          killed = process.exitValue() > 128;
          break;
        }
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
    return new End(
        killed,
        process.exitValue(),
        Duration.ofNanos(System.nanoTime() - begun),
        Files.readString(answer),
        Files.readString(remarks));
  }

  /** As this process was started: the same Java, classes, models and cache. */
  List<String> command(List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:+UseSerialGC");
    command.add("-Djava.io.tmpdir=" + temporary());
    for (String property : List.of("latent.models", "latent.samples", "latent.cache")) {
      String value = System.getProperty(property);
      if (value != null) {
        command.add("-D" + property + "=" + value);
      }
    }
    String cache = System.getProperty("latent.cache");
    if (cache != null && Files.exists(Path.of(cache))) {
      command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
    command.addAll(List.of("--library", library.toString()));
    command.addAll(words);
    return command;
  }
}
