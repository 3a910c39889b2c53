package latent.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import latent.library.Scratch;

/**
 * The system's word that the program is to end: SIGTERM, Ctrl-C, the end of a session. Whoever
 * waits for it then ends its work and closes this; a service's program then ends with exit code 0,
 * since it did as it was told. Work that doesn't end in time is cut off, by which nothing is lost.
 */
final class StopSignal implements AutoCloseable {

  /** Less than a service manager waits before it kills. */
  private static final Duration TO_END = Duration.ofSeconds(25);

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private StopSignal(boolean waits) {
    hook = new Thread(waits ? this::end : told::countDown, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** One whose work is worth a good end. */
  static StopSignal ofService() {
    return new StopSignal(true);
  }

  /** One whose work is thrown away with the program, which ends as Java does. */
  static StopSignal ofTrial() {
    return new StopSignal(false);
  }

  /** Waits for it. */
  void await() throws InterruptedException {
    told.await();
  }

  /**
   * Runs when Java is on its way out, which would end with 143 for SIGTERM and 130 for Ctrl-C.
   * Nothing but the folder for temporary files is left to see to then.
   */
  private void end() {
    told.countDown();
    try {
      if (ended.await(TO_END.toSeconds(), TimeUnit.SECONDS)) {
        Scratch.leave();
        Runtime.getRuntime().halt(ExitCode.DONE);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended, because it was told to or for a reason of its own. */
  @Override
  public void close() {
    if (told.getCount() > 0) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // The signal comes at this very moment: the hook is waiting for the next line.
        ended.countDown();
      }
    }
    ended.countDown();
  }
}
