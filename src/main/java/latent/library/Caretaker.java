package latent.library;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a Latent that runs for weeks does by itself, and how that went: it decides when a night
 * shift is due, runs it, and keeps account of it. It has no thread and waits for nothing; whoever
 * drives it asks {@link #isDue} now and then.
 */
public final class Caretaker {

  /** A shift looks for what other devices said, too, so it comes though nothing arrives. */
  static final Duration BETWEEN_SHIFTS = Duration.ofMinutes(5);

  private static final Logger LOG = Logger.getLogger("latent.service");

  /**
   * The account since the program's start.
   *
   * @param shifts that ended as they should
   * @param failures shifts that did not
   * @param failuresInARow of these, the ones since the last that ended as it should
   * @param failingSince when the first of those began; null if there are none
   * @param seconds that all shifts took together
   */
  public record Account(
      long shifts,
      long failures,
      int failuresInARow,
      @Nullable Instant failingSince,
      double seconds,
      @Nullable Exception lastFailure) {}

  private final NightShift nightShift;
  private final Clock clock;
  private final AtomicBoolean arrived = new AtomicBoolean();
  private volatile Instant lastEnd;
  private volatile Account account = new Account(0, 0, 0, null, 0, null);

  public Caretaker(NightShift nightShift, Clock clock) {
    this.nightShift = nightShift;
    this.clock = clock;
    this.lastEnd = clock.instant();
  }

  public Account account() {
    return account;
  }

  /** Something was taken in, and is to be read as soon as may be. */
  public void arrived() {
    arrived.set(true);
  }

  /**
   * Whether a shift should begin now: something arrived, or the last one is long enough ago, or
   * conditions allow what they did not allow then.
   */
  public boolean isDue() {
    return arrived.get()
        || !clock.instant().isBefore(lastEnd.plus(BETWEEN_SHIFTS))
        || nightShift.mayResume();
  }

  /**
   * Runs a shift; there must be one at a time.
   *
   * @param now whatever the conditions
   * @throws IOException as {@link NightShift#run}
   */
  public NightShift.Report work(boolean now, Progress progress) throws IOException {
    arrived.set(false);
    Instant begin = clock.instant();
    long started = System.nanoTime();
    try {
      NightShift.Report report = nightShift.run(now, progress);
      double seconds = seconds(started);
      account =
          new Account(
              account.shifts() + 1, account.failures(), 0, null, account.seconds() + seconds, null);
      tell(report, seconds);
      return report;
    } catch (IOException | RuntimeException failed) {
      fail(failed, begin, seconds(started));
      throw failed;
    } finally {
      lastEnd = clock.instant();
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private void fail(Exception failed, Instant begin, double seconds) {
    Account before = account;
    Instant since = before.failingSince() == null ? begin : before.failingSince();
    account =
        new Account(
            before.shifts(),
            before.failures() + 1,
            before.failuresInARow() + 1,
            since,
            before.seconds() + seconds,
            failed);
    LOG.warning(
        () ->
            "The night shift could not be ended ("
                + failed.getClass().getSimpleName()
                + "); "
                + account.failuresInARow()
                + " in a row. It is tried again.");
  }

  /** A shift that found nothing to do is told only to who wants to know everything. */
  private static void tell(NightShift.Report report, double seconds) {
    int done =
        report.arrived()
            + report.heard()
            + report.analysed()
            + report.uploaded()
            + report.removed()
            + report.grouped()
            + report.failed();
    LOG.log(
        done + report.offloaded() > 0 ? Level.INFO : Level.FINE, () -> sentence(report, seconds));
    for (NightShift.Failure failure : report.failures()) {
      LOG.fine(() -> "Failed: photo " + failure.photo().substring(0, 12) + ".");
    }
    if (!report.damages().isEmpty()) {
      LOG.warning(
          () ->
              report.damages().size()
                  + " damages were found in the cloud; latent verify tells more.");
    }
  }

  private static String sentence(NightShift.Report report, double seconds) {
    String waiting =
        report.waiting().stream()
            .map(one -> one.work() + " " + one.count())
            .collect(Collectors.joining(", "));
    return "Night shift of %.1f s: %d photos read, %d uploaded, %d offloaded, %d removed, %d faces grouped, %d failed; from other devices %d photos and %d facts%s."
        .formatted(
            seconds,
            report.analysed(),
            report.uploaded(),
            report.offloaded(),
            report.removed(),
            report.grouped(),
            report.failed(),
            report.arrived(),
            report.heard(),
            waiting.isEmpty() ? "" : "; waiting: " + waiting);
  }
}
