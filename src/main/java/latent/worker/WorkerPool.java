package latent.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import latent.photo.Box;
import latent.photo.Features;
import latent.photo.MalformedException;
import latent.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/**
 * The processes that read photos, and the only way to have a photo read. Safe for use by many
 * threads at once; each waits until a process is free.
 *
 * <p>A process that dies, hangs or speaks nonsense is killed and the photo is given to a fresh one;
 * if that fails as well, the photo is quarantined. A process that was killed from outside thus
 * costs its photo nothing.
 */
public final class WorkerPool implements AutoCloseable {

  /** The bytes of the largest original that a process is given. */
  public static final int MOST_ORIGINAL_BYTES = 400_000_000;

  private static final int ATTEMPTS = 2;

  /** An idle child holds some 300 MB; a new one is there in less than a second. */
  private static final Duration IDLE_LIFE = Duration.ofMinutes(1);

  private final WorkerSettings settings;
  private final Places free;
  private final Duration idleLife;
  private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();
  private final Set<Child> children = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reader-clock").factory());
  private final Set<Child> analysing = ConcurrentHashMap.newKeySet();
  private final AtomicInteger stops = new AtomicInteger();
  private volatile @Nullable Cage cage;
  private volatile boolean closed;

  /**
   * A child that waits for its next photo.
   *
   * @param since by {@link System#nanoTime}
   */
  private record Idle(Child child, long since) {}

  /** Starts nothing yet: a process is started when the first photo needs it. */
  public WorkerPool(WorkerSettings settings) {
    this(settings, IDLE_LIFE);
  }

  WorkerPool(WorkerSettings settings, Duration idleLife) {
    this.settings = settings;
    this.free = new Places(settings.workers());
    this.idleLife = idleLife;
    clock.scheduleWithFixedDelay(
        this::retire, idleLife.toMillis(), idleLife.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Reads what an original says of itself.
   *
   * @throws WorkersUnableException if no process can work
   */
  public InspectOutcome inspect(byte[] original) {
    if (original.length > MOST_ORIGINAL_BYTES) {
      return new InspectOutcome.Unreadable(tooLarge(original.length));
    }
    return switch (ask(new Question.Inspect(original))) {
      case Reply.Quarantine(String reason) -> new InspectOutcome.Quarantined(reason);
      case Reply.Of(Answer.Inspected inspected) ->
          new InspectOutcome.Inspected(inspected.inspection());
      case Reply.Of(Answer.Unreadable unreadable) ->
          new InspectOutcome.Unreadable(unreadable.reason());
      case Reply.Of(Answer other) -> throw new AssertionError("checked before: " + other);
    };
  }

  /**
   * Makes a photo's small copies and reads its features.
   *
   * @throws WorkersUnableException if no process can work, or the models are missing
   */
  public AnalyseOutcome analyse(PhotoId photo, byte[] original) {
    if (original.length > MOST_ORIGINAL_BYTES) {
      return new AnalyseOutcome.Unreadable(tooLarge(original.length));
    }
    return switch (ask(new Question.Analyse(photo, original))) {
      case Reply.Quarantine(String reason) -> new AnalyseOutcome.Quarantined(reason);
      case Reply.Of(Answer.Analysed analysed) ->
          new AnalyseOutcome.Analysed(
              analysed.width(), analysed.height(), analysed.copies(), analysed.features());
      case Reply.Of(Answer.Unreadable unreadable) ->
          new AnalyseOutcome.Unreadable(unreadable.reason());
      case Reply.Of(Answer other) -> throw new AssertionError("checked before: " + other);
    };
  }

  /**
   * Reads the face in a box of a photo out of its preview.
   *
   * @return features with the face, which bears that box, or with none; empty if the preview can't
   *     be read
   * @throws WorkersUnableException if no process can work, or the models are missing
   */
  public Optional<Features> look(PhotoId photo, Box box, byte[] preview) {
    return ask(new Question.Look(photo, box, preview)) instanceof Reply.Of(Answer.Looked looked)
        ? Optional.of(looked.features())
        : Optional.empty();
  }

  /**
   * Reads the faces out of a photo's preview.
   *
   * @return what the preview shows; empty if it can't be read
   * @throws WorkersUnableException if no process can work, or the models are missing
   */
  public Optional<Survey> survey(PhotoId photo, byte[] preview) {
    return ask(new Question.Survey(photo, preview)) instanceof Reply.Of(Answer.Surveyed surveyed)
        ? Optional.of(new Survey(surveyed.width(), surveyed.features()))
        : Optional.empty();
  }

  /**
   * What a preview shows.
   *
   * @param width pixels across the preview
   * @param features of source {@link Features.Source#PREVIEW}; {@link latent.photo.Face#pixels}
   *     counts in the preview
   */
  public record Survey(int width, Features features) {}

  /**
   * Has the crops of faces read by the embedder.
   *
   * @return the same faces with other embeddings, of source {@link Features.Source#CROP}; empty if
   *     a crop can't be read
   * @throws WorkersUnableException if no process can work, or the models are missing
   */
  public Optional<Features> reread(Features features) {
    return ask(new Question.Reread(features)) instanceof Reply.Of(Answer.Reread reread)
        ? Optional.of(reread.features())
        : Optional.empty();
  }

  /**
   * What the processes can't do. Starts one if there is none yet.
   *
   * @throws WorkersUnableException if none starts
   */
  public Cage cage() {
    Cage known = cage;
    if (known != null) {
      return known;
    }
    free.acquireUninterruptibly();
    try {
      rest(started());
    } finally {
      free.release();
    }
    return Objects.requireNonNull(cage);
  }

  /** As many questions as may be under way at once, which can become more or fewer. */
  private static final class Places extends Semaphore {
    private int places;

    Places(int places) {
      super(places);
      this.places = places;
    }

    synchronized void become(int number) {
      if (number > places) {
        release(number - places);
      } else {
        reducePermits(places - number);
      }
      places = number;
    }
  }

  /**
   * From now on no more than so many processes work at a time, and never more than the settings
   * allow; those that are at work finish what they have.
   */
  public void atMost(int workers) {
    free.become(Math.clamp(workers, 1, settings.workers()));
  }

  /**
   * Stops the analysing that is under way, by killing the processes that are at it. Nothing is held
   * against the photos: what is stopped throws {@link ReadingStoppedException}. What is asked from
   * now on is answered.
   */
  public void stopAnalysing() {
    stops.incrementAndGet();
    analysing.forEach(Child::kill);
  }

  /** The processes that are alive. */
  public long[] processIds() {
    return children.stream().filter(Child::isAlive).mapToLong(Child::processId).toArray();
  }

  /** The sentence for an original that is never sent to a process. */
  public static String tooLarge(long bytes) {
    return "the file has "
        + bytes / 1_000_000
        + " MB, more than the "
        + MOST_ORIGINAL_BYTES / 1_000_000
        + " allowed";
  }

  /** What became of a question. */
  private sealed interface Reply {

    record Of(Answer answer) implements Reply {}

    record Quarantine(String reason) implements Reply {}
  }

  private Reply ask(Question question) {
    int before = stops.get();
    free.acquireUninterruptibly();
    try {
      return new Reply.Of(answer(ready(question, before), question));
    } catch (ChildFailedException first) {
      requireNotStopped(question, before);
      return askAgain(question, first, before);
    } finally {
      free.release();
    }
  }

  /** A child for this question; none if it was stopped while it waited for its turn. */
  private Child ready(Question question, int before) {
    requireNotStopped(question, before);
    Child child = idleOrStarted();
    try {
      requireNotStopped(question, before);
      return child;
    } catch (ReadingStoppedException stopped) {
      rest(child);
      throw stopped;
    }
  }

  /** The work of the night shift; the rest somebody waits for. */
  private static boolean isAnalysing(Question question) {
    return switch (question) {
      case Question.Analyse _, Question.Survey _, Question.Reread _ -> true;
      case Question.Inspect _, Question.Look _ -> false;
    };
  }

  private void requireNotStopped(Question question, int before) {
    if (isAnalysing(question) && stops.get() != before) {
      throw new ReadingStoppedException();
    }
  }

  /** The one retry, in a process that no other photo has touched. */
  private Reply askAgain(Question question, ChildFailedException first, int before) {
    try {
      return new Reply.Of(answer(started(), question));
    } catch (ChildFailedException second) {
      requireNotStopped(question, before);
      return new Reply.Quarantine(reason(first.what(), second.what()));
    }
  }

  private static String reason(String first, String second) {
    String process = "the reader process ";
    return first.equals(second)
        ? process + first + " twice while reading this photo"
        : process + first + " while reading this photo, and then " + second;
  }

  /** A child's answer, checked; the child goes back among the idle, or is killed if it failed. */
  private Answer answer(Child child, Question question) throws ChildFailedException {
    if (isAnalysing(question)) {
      analysing.add(child);
    }
    try {
      Answer answer = checked(question, child.ask(question));
      analysing.remove(child);
      rest(child);
      return answer;
    } catch (WorkersUnableException unable) {
      discard(child);
      throw unable;
    } catch (ChildFailedException failed) {
      discard(child);
      checkOpen();
      throw failed;
    } finally {
      analysing.remove(child);
    }
  }

  private static Answer checked(Question question, Answer answer) throws ChildFailedException {
    try {
      return fitting(question, answer);
    } catch (MalformedException other) {
      throw new ChildFailedException("gave an answer that makes no sense");
    }
  }

  /** The answer, if it answers the question. */
  private static Answer fitting(Question question, Answer answer) {
    return switch (answer) {
      case Answer.Unreadable unreadable -> unreadable;
      case Answer.Unable(String reason) -> throw new WorkersUnableException(reason);
      case Answer.Inspected inspected when question instanceof Question.Inspect -> inspected;
      case Answer.Analysed analysed when question instanceof Question.Analyse asked ->
          Answer.about(asked.photo(), analysed);
      case Answer.Looked looked when question instanceof Question.Look asked ->
          Answer.about(asked.photo(), asked.box(), looked);
      case Answer.Surveyed surveyed when question instanceof Question.Survey asked ->
          Answer.about(asked.photo(), surveyed);
      case Answer.Reread reread when question instanceof Question.Reread asked ->
          Answer.about(asked.features(), reread);
      case Answer.Ready _,
          Answer.Inspected _,
          Answer.Analysed _,
          Answer.Looked _,
          Answer.Surveyed _,
          Answer.Reread _ ->
          throw new MalformedException("an answer to another question", null);
    };
  }

  private void rest(Child child) {
    idle.addFirst(new Idle(child, System.nanoTime()));
  }

  /** The child that rested least, so that those not needed grow old. */
  private Child idleOrStarted() {
    for (Idle next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
      if (next.child.isAlive()) {
        return next.child;
      }
      discard(next.child);
    }
    return started();
  }

  /** Ends the children that have been idle for long. */
  private void retire() {
    long now = System.nanoTime();
    for (Idle old : idle) {
      if (now - old.since >= idleLife.toNanos() && idle.remove(old)) {
        discard(old.child);
      }
    }
  }

  /** A fresh child that is ready. One that was killed while it started gets a second chance. */
  private Child started() {
    String reason = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      checkOpen();
      try {
        return greeted(launched());
      } catch (ChildFailedException failed) {
        reason = "it " + failed.what();
      } catch (IOException notLaunched) {
        reason = String.valueOf(notLaunched.getMessage());
      }
    }
    checkOpen();
    throw new WorkersUnableException("the process that reads photos does not start: " + reason);
  }

  private Child greeted(Child child) throws ChildFailedException {
    try {
      cage = child.greet();
      return child;
    } catch (ChildFailedException failed) {
      discard(child);
      throw new ChildFailedException(failed.what() + ": " + child.lastWords());
    }
  }

  private Child launched() throws IOException {
    Child child = Child.start(settings, clock);
    children.add(child);
    if (closed) {
      discard(child);
    }
    return child;
  }

  private void discard(Child child) {
    child.kill();
    children.remove(child);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the pool of reader processes is closed");
    }
  }

  /** Kills every process. A question that is under way throws {@link IllegalStateException}. */
  @Override
  public void close() {
    closed = true;
    for (Child child : children) {
      discard(child);
    }
    clock.shutdownNow();
  }
}
