package latent.worker;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import latent.photo.MalformedException;

/**
 * One reader process as its parent sees it. Asked by one thread at a time; any thread may kill it.
 */
final class Child {

  /** A signal that ends a process shows in its exit code as so much more than its number. */
  private static final int SIGNALLED = 128;

  /** The exit code of a Java machine that ran with {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_HEAP = 3;

  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final Process process;
  private final InputStream answers;
  private final OutputStream questions;
  private final LastLines errors;
  private final Path ownFolder;
  private final WorkerSettings settings;
  private final ScheduledExecutorService clock;
  private final AtomicBoolean late = new AtomicBoolean();

  private Child(
      Process process, Path ownFolder, WorkerSettings settings, ScheduledExecutorService clock) {
    this.process = process;
    this.answers = new BufferedInputStream(process.getInputStream());
    this.questions = process.getOutputStream();
    this.errors = new LastLines(process.getErrorStream());
    this.ownFolder = ownFolder;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Starts a process; it is not ready yet.
   *
   * @param clock kills it when it is late
   */
  static Child start(WorkerSettings settings, ScheduledExecutorService clock) throws IOException {
    Path ownFolder = Files.createTempDirectory(settings.folder(), "latent-reader-");
    ProcessBuilder builder = new ProcessBuilder(command(settings, ownFolder));
    Map<String, String> environment = builder.environment();
    String systemRoot = environment.get("SystemRoot");
    environment.clear();
    environment.put("LC_ALL", "C.UTF-8");
    if (systemRoot != null) {
      environment.put("SystemRoot", systemRoot);
    }
    builder.directory(ownFolder.toFile());
    try {
      return new Child(builder.start(), ownFolder, settings, clock);
    } catch (IOException notStarted) {
      Files.deleteIfExists(ownFolder);
      throw notStarted;
    }
  }

  private static List<String> command(WorkerSettings settings, Path ownFolder) {
    WorkerSettings.Program program = settings.program();
    List<String> command = new ArrayList<>();
    command.add(program.java().toString());
    if (program.cache() != null) {
      command.add("-XX:AOTCache=" + program.cache());
      command.add("-Xlog:aot=off");
      command.add("-Xlog:cds=off");
    }
    command.addAll(
        List.of(
            "-Xms32m",
            "-Xmx" + settings.bounds().heapBytes(),
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + ownFolder,
            "-cp",
            program.classPath(),
            program.mainClass(),
            settings.detector().toAbsolutePath().toString(),
            settings.embedder().toAbsolutePath().toString(),
            Long.toString(settings.bounds().memoryBytes())));
    return command;
  }

  /** Waits until the child says that it is ready. */
  Cage greet() throws ChildFailedException {
    Answer answer = inTime(settings.bounds().toStart(), () -> Answer.read(answers));
    if (answer instanceof Answer.Ready(Cage cage)) {
      return cage;
    }
    throw new ChildFailedException("spoke before it was ready");
  }

  /**
   * Asks one question.
   *
   * @throws ChildFailedException if the child does not give an answer in time, or one that makes no
   *     sense; it must be killed then
   */
  Answer ask(Question question) throws ChildFailedException {
    return inTime(
        settings.bounds().perPhoto(),
        () -> {
          Question.write(questions, question);
          return Answer.read(answers);
        });
  }

  private interface Talk {
    Answer talk() throws IOException;
  }

  private Answer inTime(Duration bound, Talk talk) throws ChildFailedException {
    ScheduledFuture<?> alarm = alarm(bound);
    try {
      return talk.talk();
    } catch (EOFException ended) {
      throw new ChildFailedException(ending(bound));
    } catch (MalformedException nonsense) {
      throw new ChildFailedException("gave an answer that makes no sense");
    } catch (IOException broken) {
      boolean alive = !late.get() && process.isAlive();
      throw new ChildFailedException(alive ? "gave an answer that makes no sense" : ending(bound));
    } finally {
      alarm.cancel(false);
    }
  }

  private ScheduledFuture<?> alarm(Duration bound) throws ChildFailedException {
    try {
      return clock.schedule(this::killLate, bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      throw new ChildFailedException("was stopped");
    }
  }

  private void killLate() {
    late.set(true);
    process.destroyForcibly();
  }

  /** How the process ended, for a sentence. */
  private String ending(Duration bound) {
    if (late.get()) {
      return "took longer than " + bound.toMillis() / 1000.0 + " s";
    }
    int code;
    try {
      if (!process.waitFor(MOMENT)) {
        return "stopped answering";
      }
      code = process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "stopped answering";
    }
    if (code == OUT_OF_HEAP) {
      return "ran out of memory";
    }
    return code > SIGNALLED
        ? "was killed (signal " + (code - SIGNALLED) + ")"
        : "ended by itself (exit code " + code + ")";
  }

  /** The end of what the child wrote to its standard error. */
  String lastWords() {
    return errors.text();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long processId() {
    return process.pid();
  }

  /** Ends the process and takes its folder away. */
  void kill() {
    process.destroyForcibly();
    try {
      boolean gone = process.waitFor(MOMENT);
      if (gone) {
        deleteFolder();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void deleteFolder() {
    try (Stream<Path> inside = Files.walk(ownFolder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException kept) {
      // A file that can't be deleted stays in the system's folder for temporary files.
      ownFolder.toFile().deleteOnExit();
    }
  }
}
