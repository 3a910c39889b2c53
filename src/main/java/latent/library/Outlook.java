package latent.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import latent.catalog.Catalog;
import latent.catalog.Photos;
import latent.conditions.ConditionSensor;
import latent.conditions.Decision;
import latent.conditions.Decision.Answer;
import latent.conditions.Moment;
import latent.conditions.Pending;
import latent.conditions.Policy;
import latent.conditions.Spent;
import latent.conditions.Work;
import org.jspecify.annotations.Nullable;

/**
 * What is done of each kind of work, what is pending, why it waits if it does, how fast it goes and
 * until about when it will be done under the present policy.
 */
public final class Outlook {

  /**
   * One kind of work.
   *
   * @param work the word for it
   * @param done photos of which it is done
   * @param pending photos of which it is to be done
   * @param bytes of these photos' originals
   * @param because why it waits: the rest of a sentence; null if it may be done now
   * @param perHour photos in an hour while it is done; null if nobody knows yet
   * @param seconds how long what is pending takes while it is done, and what comes before it; null
   *     if nobody knows yet
   * @param until when it is done if conditions stay as they are, as ISO 8601 writes it; null if
   *     nobody knows
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Kind(
      String work,
      long done,
      long pending,
      long bytes,
      @Nullable String because,
      @Nullable Long perHour,
      @Nullable Long seconds,
      @Nullable String until) {}

  /** Reading what is on this device. */
  static final String ANALYSE = "analyse";

  /** Sealing and sending. */
  static final String UPLOAD = "upload";

  /** Reading what has to be fetched for it. */
  static final String FETCH = "fetch";

  /** Reading for models that are to come. */
  static final String PREPARE = "prepare";

  /** Reading originals of which the previews showed too little. */
  static final String IMPROVE = "improve";

  private final Library library;
  private final Outfitter outfitter;
  private final ConditionSensor sensor;
  private final Clock clock;
  private final Spending spending;

  public Outlook(Library library, Outfitter outfitter, ConditionSensor sensor, Clock clock) {
    this.library = library;
    this.outfitter = outfitter;
    this.sensor = sensor;
    this.clock = clock;
    this.spending = new Spending(library.catalog().ledger());
  }

  /** All kinds, in the order in which a night shift does them. */
  public List<Kind> kinds() {
    Equipment.Models models = library.models();
    Catalog catalog = library.catalog();
    Photos photos = catalog.photos();
    Photos.Totals totals = photos.totals();
    Photos.Backlog here = photos.toAnalyseHere(models.detector(), models.embedder());
    Photos.Backlog away = photos.toAnalyseAway(models.detector(), models.embedder());
    Photos.Backlog upload = photos.backlogToUpload();
    long read = photos.countRead(models.detector(), models.embedder());
    Forecast forecast = new Forecast();
    List<Kind> kinds = new ArrayList<>();
    kinds.add(forecast.kind(ANALYSE, Work.ANALYSE, read, here));
    kinds.add(forecast.kind(UPLOAD, Work.UPLOAD, totals.inCloud(), upload));
    kinds.add(forecast.kind(FETCH, Work.FETCH, 0, away));
    library
        .coming()
        .ifPresent(
            coming ->
                kinds.add(
                    forecast.kind(
                        PREPARE,
                        Work.ANALYSE,
                        catalog.spares().count(coming.detector(), coming.embedder()),
                        catalog.spares().backlog(coming.detector(), coming.embedder()))));
    Photos.Backlog improve = photos.backlog(outfitter.toImprove());
    if (improve.photos() > 0) {
      kinds.add(forecast.kind(IMPROVE, Work.FETCH, photos.countFetched(), improve));
    }
    return kinds;
  }

  /** What is known at one moment; each kind begins when those before it are done. */
  private final class Forecast {

    private final Instant now = clock.instant();
    private final Pacing pacing = new Pacing(library.catalog());
    private final Policy policy = library.policy().current();
    private final ZoneId zone = ZoneId.systemDefault();
    private final Decision decision;
    private @Nullable Double before = 0.0;

    Forecast() {
      Spent spent = policy.budgets().isEmpty() ? Spent.NOTHING : spending.spent(now, zone);
      Moment moment = new Moment(sensor.sense(library.directory().root()), now, zone, spent, false);
      decision = policy.decide(moment, Pending.EVERYTHING);
    }

    Kind kind(String word, Work work, long done, Photos.Backlog backlog) {
      OptionalDouble alone = pacing.seconds(word, backlog.photos(), backlog.bytes());
      before = before == null || alone.isEmpty() ? null : before + alone.getAsDouble();
      Double seconds = before;
      Answer answer = decision.about(work);
      String because =
          backlog.photos() > 0 && answer instanceof Answer.Waiting(String why, _) ? why : null;
      return new Kind(
          word,
          done,
          backlog.photos(),
          backlog.bytes(),
          because,
          perHour(word, backlog),
          seconds == null ? null : Math.round(seconds),
          seconds == null
              ? null
              : until(answer, work, backlog, seconds).map(Instant::toString).orElse(null));
    }

    private @Nullable Long perHour(String word, Photos.Backlog backlog) {
      long photos = Math.max(1, backlog.photos());
      OptionalDouble takes = pacing.seconds(word, photos, backlog.bytes());
      return takes.isEmpty() || takes.getAsDouble() == 0
          ? null
          : Math.round(3600 * photos / takes.getAsDouble());
    }

    private Optional<Instant> until(
        Answer answer, Work work, Photos.Backlog backlog, double seconds) {
      if (backlog.photos() == 0) {
        return Optional.of(now);
      }
      return switch (answer) {
        case Answer.Waiting(_, Instant from) ->
            Optional.ofNullable(from)
                .map(begin -> budgeted(begin, seconds, work, backlog, Spent.NOTHING));
        case Answer.Allowed _ ->
            Optional.of(
                budgeted(
                    now,
                    seconds,
                    work,
                    backlog,
                    policy.budgets().isEmpty() ? Spent.NOTHING : spending.spent(now, zone)));
      };
    }

    private Instant budgeted(
        Instant begin, double seconds, Work work, Photos.Backlog backlog, Spent spent) {
      Instant done = begin.plusMillis(Math.round(1000 * seconds));
      return policy.budgeted(done, zone, work, backlog.bytes(), spent);
    }
  }
}
