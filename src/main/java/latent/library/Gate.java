package latent.library;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import latent.conditions.ConditionSensor;
import latent.conditions.Conditions;
import latent.conditions.Decision.Answer;
import latent.conditions.Moment;
import latent.conditions.Pending;
import latent.conditions.Spent;
import latent.conditions.Work;
import latent.photo.Reason;
import latent.worker.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * Where the night shift asks before each piece of work whether it may begin, and where what may not
 * go on is stopped. While a shift is under way the sensors are read again and again: transfers stop
 * with the next bytes once they may not go on, and photos that are being read get until the next
 * look to be done with. What is refused or stopped is not lost, and not failed; it is still
 * pending.
 *
 * <p>How late a stop can be: by the age of what the sensors say (below a second) and two looks.
 */
final class Gate {

  private static final String STOPPED = "it was stopped";

  private final Library library;
  private final ConditionSensor sensor;
  private final Clock clock;
  private final Duration pause;
  private final Spending spending;

  private final Map<Work, Map<String, Long>> waiting = new EnumMap<>(Work.class);
  private final Map<Work, Map<String, Long>> smallest = new EnumMap<>(Work.class);
  private @Nullable ScheduledExecutorService looking;
  private boolean open;
  private boolean now;
  private boolean refusedReading;
  private volatile Conditions conditions = Conditions.UNKNOWN;
  private volatile boolean stopped;

  /**
   * @param pause how long the sensors are left alone while a shift is under way
   */
  Gate(Library library, ConditionSensor sensor, Clock clock, Duration pause) {
    this.library = library;
    this.sensor = sensor;
    this.clock = clock;
    this.pause = pause;
    this.spending = new Spending(library.catalog().ledger());
  }

  /**
   * A shift begins.
   *
   * @param atOnce whatever the conditions
   */
  synchronized void open(boolean atOnce) throws IOException {
    open = true;
    now = atOnce;
    refusedReading = false;
    waiting.clear();
    smallest.clear();
    look();
    ScheduledExecutorService looks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("conditions").factory());
    looks.scheduleWithFixedDelay(
        this::lookAgain, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    looking = looks;
  }

  /** The shift is over, and so is its hold on transfers and readers. */
  synchronized void close() throws IOException {
    open = false;
    if (looking != null) {
      looking.shutdownNow();
      looking = null;
    }
    library.vault().hold(Set.of());
    library.eachReaders(readers -> readers.atMost(Integer.MAX_VALUE));
  }

  /** Lets nothing more begin, and stops what is under way, for good. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /** How many processors work may keep busy. */
  int cores() {
    return library.policy().current().cores(Runtime.getRuntime().availableProcessors());
  }

  /** Whether this may begin; who is let in says when it is over, by {@link #ended}. */
  synchronized boolean admits(Errand errand) {
    if (answer(errand) instanceof Answer.Waiting(String because, _)) {
      refuse(errand, 1, because);
      return false;
    }
    spending.begin(errand.bytes());
    return true;
  }

  /** Whether so many photos' work of one kind has to wait, whatever they are; it is noted then. */
  synchronized boolean refuses(Work work, int count) {
    Errand any = new Errand(work, Map.of());
    if (answer(any) instanceof Answer.Waiting(String because, _)) {
      refuse(any, count, because);
      return true;
    }
    return false;
  }

  synchronized void ended(Errand errand) {
    spending.end(errand.bytes());
  }

  /** What was let in was stopped before it was done. */
  synchronized void cutShort(Errand errand) {
    refuse(
        errand,
        1,
        answer(errand, Spent.NOTHING) instanceof Answer.Waiting(String because, _)
            ? because
            : "conditions were against it for a moment");
  }

  private void refuse(Errand errand, int count, String because) {
    waiting
        .computeIfAbsent(errand.work(), _ -> new LinkedHashMap<>())
        .merge(because, (long) count, Long::sum);
    smallest.merge(
        errand.work(), errand.bytes(), (one, other) -> sum(one) <= sum(other) ? one : other);
  }

  private static long sum(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What this shift had to leave, and why. */
  synchronized List<NightShift.Waiting> waiting() {
    List<NightShift.Waiting> all = new ArrayList<>();
    waiting.forEach(
        (work, reasons) ->
            reasons.forEach(
                (because, count) -> all.add(new NightShift.Waiting(work.label(), count, because))));
    return all;
  }

  /** Whether some of what the last shift had to leave may be done now. */
  synchronized boolean mayResume() {
    if (stopped || open || smallest.isEmpty()) {
      return false;
    }
    now = false;
    conditions = sensor.sense(library.directory().root());
    return smallest.entrySet().stream()
        .anyMatch(
            left ->
                answer(new Errand(left.getKey(), left.getValue())) instanceof Answer.Allowed(_));
  }

  private Answer answer(Errand errand) {
    return answer(
        errand,
        library.policy().current().budgets().isEmpty()
            ? Spent.NOTHING
            : spending.spent(clock.instant(), ZoneId.systemDefault()));
  }

  private Answer answer(Errand errand, Spent spent) {
    if (stopped && !errand.work().isLight()) {
      return new Answer.Waiting(STOPPED, null);
    }
    Moment moment = new Moment(conditions, clock.instant(), ZoneId.systemDefault(), spent, now);
    return library
        .policy()
        .current()
        .decide(moment, Pending.of(errand.work(), errand.bytes()))
        .about(errand.work());
  }

  private void lookAgain() {
    try {
      look();
    } catch (IOException | RuntimeException unable) {
      // A look that fails changes nothing; the next one may succeed.
      return;
    }
  }

  /** Reads the sensors, and holds up what may not go on. */
  private void look() throws IOException {
    conditions = sensor.sense(library.directory().root());
    holdUp();
  }

  private synchronized void holdUp() throws IOException {
    if (!open) {
      return;
    }
    EnumSet<Work> held = EnumSet.noneOf(Work.class);
    for (Work work : List.of(Work.ANALYSE, Work.FETCH, Work.UPLOAD)) {
      // What has begun within a budget may end.
      if (answer(new Errand(work, Map.of()), Spent.NOTHING) instanceof Answer.Waiting) {
        held.add(work);
      }
    }
    EnumSet<Reason> reasons = EnumSet.noneOf(Reason.class);
    if (held.contains(Work.UPLOAD)) {
      reasons.add(Reason.UPLOAD);
    }
    if (held.contains(Work.FETCH)) {
      reasons.add(Reason.ANALYSE);
    }
    library.vault().hold(reasons);
    library.eachReaders(readers -> readers.atMost(cores()));
    boolean refuseReading = held.contains(Work.ANALYSE);
    if (refuseReading && refusedReading) {
      library.eachReaders(WorkerPool::stopAnalysing);
    }
    refusedReading = refuseReading;
  }
}
