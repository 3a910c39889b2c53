package latent.library;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import latent.catalog.Photos;
import latent.conditions.ConditionSensor;
import latent.conditions.Work;
import latent.photo.PhotoId;
import latent.vault.ChangedOriginalException;
import latent.vault.DamagedVaultException;
import latent.worker.ReadingStoppedException;
import org.jspecify.annotations.Nullable;

/**
 * The background work: takes in what other devices said and stored and originals that nobody knows,
 * asks the catalog what is pending, and does what conditions allow, photo by photo: read, then
 * upload, each only while it may be done; then facts are sent, people grouped, the trash emptied of
 * what has been there for long enough, and originals offloaded as the budget demands.
 */
public final class NightShift {

  /** Work that has to wait, for how many photos, and why. */
  public record Waiting(String work, long count, String because) {}

  /** A photo that could not be worked on. */
  public record Failure(String photo, String name, String reason) {}

  /**
   * What was done.
   *
   * @param arrived photos of which other devices told
   * @param heard facts that were said on other devices
   * @param removed photos that left for good, since their time in the trash was over
   * @param grouped faces that have a person after the people were recomputed; 0 if nothing had
   *     changed
   * @param damages what is wrong with the vault as far as it was read, in sentences
   */
  public record Report(
      int arrived,
      int heard,
      int analysed,
      int uploaded,
      long offloaded,
      int removed,
      int grouped,
      List<Waiting> waiting,
      int failed,
      List<Failure> failures,
      List<String> damages) {}

  /** How long the sensors are left alone, so that a stop comes in less than two seconds. */
  public static final Duration USUAL_PAUSE = Duration.ofMillis(400);

  /** Photos in work beyond those that are being read: they are being sealed and sent. */
  private static final int SENDING = 4;

  private final Library library;
  private final Rebuilder rebuilder;
  private final Adopter adopter;
  private final Analyst analyst;
  private final Outfitter outfitter;
  private final Recaller recaller;
  private final Uploader uploader;
  private final TagReader tagReader;
  private final Grouper grouper;
  private final Remover remover;
  private final Offloader offloader;
  private final Shelves shelves;
  private final Custody custody;
  private final Gate gate;
  private final Pacing pacing;

  /**
   * @param pause how long the sensors are left alone while it works
   */
  public NightShift(
      Library library,
      Rebuilder rebuilder,
      Adopter adopter,
      Analyst analyst,
      Outfitter outfitter,
      Recaller recaller,
      Uploader uploader,
      TagReader tagReader,
      Grouper grouper,
      Remover remover,
      Offloader offloader,
      Clock clock,
      ConditionSensor sensor,
      Duration pause) {
    this.library = library;
    this.rebuilder = rebuilder;
    this.adopter = adopter;
    this.analyst = analyst;
    this.outfitter = outfitter;
    this.recaller = recaller;
    this.uploader = uploader;
    this.tagReader = tagReader;
    this.grouper = grouper;
    this.remover = remover;
    this.offloader = offloader;
    this.shelves = new Shelves(library, clock);
    this.custody = new Custody(library);
    this.gate = new Gate(library, sensor, clock, pause);
    this.pacing = new Pacing(library.catalog());
  }

  /** What one run has done so far. */
  private static final class Tally {
    private final AtomicInteger analysed = new AtomicInteger();
    private final AtomicInteger uploaded = new AtomicInteger();
    private final AtomicReference<@Nullable IOException> storeFailure = new AtomicReference<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Set<String> damages = new LinkedHashSet<>();
    private int arrived;
    private int heard;

    private synchronized void failed(Failure failure) {
      failures.add(failure);
    }
  }

  /**
   * Works once through what is pending, as far as conditions allow while it works.
   *
   * @param now whatever the conditions
   * @throws IOException if the store or the passphrase can't be used; what needs no store is done
   *     all the same
   */
  public Report run(boolean now, Progress progress) throws IOException {
    library.vault();
    try {
      gate.open(now);
      return run(progress);
    } finally {
      pacing.keep();
      gate.close();
    }
  }

  /** Ends the shift that is under way as soon as nothing is lost by it, and lets none begin. */
  public void stop() {
    gate.stop();
  }

  /** Whether conditions allow some of what the last shift had to leave. */
  public boolean mayResume() {
    return gate.mayResume();
  }

  private Report run(Progress progress) throws IOException {
    Tally tally = new Tally();
    learn(tally, progress);
    adopt(tally, progress);
    List<PhotoId> here = new ArrayList<>();
    List<PhotoId> away = new ArrayList<>();
    toAnalyse().forEach(id -> (analyst.fetches(id) ? away : here).add(id));
    workHere(here, tally, progress);
    long taken = workOnShelves(away, tally, progress);
    prepare(tally, progress);
    List<Waiting> waiting = new ArrayList<>(gate.waiting());
    if (taken > 0) {
      waiting.add(new Waiting("analyse", taken, "another device is reading them"));
    }
    if (gate.isStopped()) {
      return report(tally, 0, 0, 0, waiting);
    }
    int grouped = group();
    IOException storeFailure = tally.storeFailure.get();
    if (storeFailure != null) {
      throw storeFailure;
    }
    uploader.uploadReadings();
    uploader.uploadFacts();
    uploader.abandonForgotten();
    Remover.Removed removed = remover.remove(progress);
    waiting.addAll(waiting(removed));
    long offloaded = offloader.keepBudget().offloaded();
    return report(tally, offloaded, removed.photos(), grouped, waiting);
  }

  private static Report report(
      Tally tally, long offloaded, int removed, int grouped, List<Waiting> waiting) {
    return new Report(
        tally.arrived,
        tally.heard,
        tally.analysed.get(),
        tally.uploaded.get(),
        offloaded,
        removed,
        grouped,
        waiting,
        tally.failures.size(),
        tally.failures,
        List.copyOf(tally.damages));
  }

  /** Recomputes the people, after other models came into use. */
  public int group() {
    tagReader.read();
    return grouper.groupIfStale();
  }

  /**
   * Works on what needs nothing from the cloud.
   *
   * @param unread what is to be read of it
   */
  private void workHere(List<PhotoId> unread, Tally tally, Progress progress) {
    Photos photos = library.catalog().photos();
    Set<PhotoId> unsent = new LinkedHashSet<>(photos.toUpload());
    Set<PhotoId> pending = new LinkedHashSet<>(unread);
    pending.addAll(unsent);
    pending.addAll(photos.withoutCopies());
    Stage stage = new Stage(pacing, progress);
    unsent.removeAll(unread);
    photos
        .sizes(List.copyOf(unsent))
        .values()
        .forEach(bytes -> stage.expect(Outlook.UPLOAD, bytes));
    work(List.copyOf(pending), unread, stage, HERE, tally, progress);
  }

  /**
   * What photos are worked at in one go.
   *
   * @param reading the kind of work that reading them is
   */
  private record Activity(String words, String reading) {}

  private static final Activity HERE = new Activity("reading and uploading", Outlook.ANALYSE);

  private static final Activity SHELF =
      new Activity("fetching, reading and forgetting", Outlook.FETCH);

  /**
   * @param unread those of the pending photos that are to be read, and sent then
   */
  private void work(
      List<PhotoId> pending,
      List<PhotoId> unread,
      Stage stage,
      Activity activity,
      Tally tally,
      Progress progress) {
    Map<PhotoId, Long> sizes = library.catalog().photos().sizes(pending);
    for (PhotoId id : unread) {
      stage.expect(activity.reading, sizes.getOrDefault(id, 0L));
      stage.expect(Outlook.UPLOAD, sizes.getOrDefault(id, 0L));
    }
    AtomicInteger done = new AtomicInteger();
    Together.each(
        pending,
        gate.cores() + SENDING,
        id -> {
          work(id, new Timing(stage, activity.reading, sizes.getOrDefault(id, 0L)), tally);
          progress.step(activity.words, done.incrementAndGet(), pending.size());
          return id;
        });
    stage.finish();
  }

  /** Takes the time of what is done with a photo of so many bytes. */
  private record Timing(Stage stage, String reading, long bytes) {

    void of(String kind, Step step) throws IOException {
      long began = stage.begins();
      try {
        step.take();
      } finally {
        stage.ends();
      }
      stage.took(kind, bytes, began);
    }
  }

  /**
   * Reads what only the cloud has, which any device could do: shelf by shelf, each told of before
   * the next device may have it. Answers how many photos other devices are at.
   */
  private long workOnShelves(List<PhotoId> unread, Tally tally, Progress progress) {
    long taken = 0;
    for (Shelves.Shelf shelf : Shelves.of(unread)) {
      if (tally.storeFailure.get() != null) {
        return taken;
      }
      if (gate.refuses(Work.FETCH, shelf.photos().size())) {
        continue;
      }
      try {
        if (!shelves.take(shelf)) {
          taken += shelf.photos().size();
          continue;
        }
        catchUp(tally, progress);
        Stage stage = new Stage(pacing, progress);
        work(shelf.photos(), shelf.photos(), stage, SHELF, tally, progress);
        uploader.uploadFacts();
        shelves.giveBack(shelf);
      } catch (IOException away) {
        tally.storeFailure.compareAndSet(null, away);
      }
    }
    return taken;
  }

  private void catchUp(Tally tally, Progress progress) {
    try {
      Rebuilder.Report others = rebuilder.catchUp(progress);
      tally.arrived += others.photos();
      tally.heard += others.facts();
      tally.damages.addAll(others.damages());
    } catch (IOException away) {
      tally.storeFailure.compareAndSet(null, away);
    }
  }

  private static List<Waiting> waiting(Remover.Removed removed) {
    String because = removed.because();
    return because == null ? List.of() : List.of(new Waiting("remove", removed.waiting(), because));
  }

  /**
   * What was said elsewhere counts before anything is sent, so that an old state brings nothing
   * back that is in the trash; and what was said here is there before that.
   */
  private void learn(Tally tally, Progress progress) {
    Set<PhotoId> before = new HashSet<>();
    library.catalog().trash().all().forEach(discarded -> before.add(discarded.photo()));
    catchUp(tally, progress);
    try {
      uploader.uploadFacts();
      for (PhotoId photo : before) {
        if (library.catalog().trash().find(photo).isEmpty()) {
          custody.recheck(photo);
        }
      }
    } catch (IOException away) {
      tally.storeFailure.compareAndSet(null, away);
    }
  }

  private void adopt(Tally tally, Progress progress) {
    try {
      adopter.adopt(progress);
    } catch (IOException away) {
      tally.storeFailure.set(away);
    }
  }

  /**
   * Reads for the models that are to come, improves what the previews gave, and puts them in use
   * when all is read, so that people change once.
   */
  private void prepare(Tally tally, Progress progress) {
    List<PhotoId> missing = outfitter.toPrepare();
    Queue<PhotoId> unreadable = new ConcurrentLinkedQueue<>();
    each(
        missing,
        "reading for the models to come",
        Outlook.PREPARE,
        progress,
        new Reading(
            analyst::costToPrepare,
            id -> {
              if (!count(id, analyst.prepare(id), tally)) {
                unreadable.add(id);
              }
            }),
        tally);
    improve(tally, progress);
    outfitter.exchangeIfReady(List.copyOf(unreadable));
  }

  /** Reads the originals of which more is expected than their previews gave. */
  private void improve(Tally tally, Progress progress) {
    each(
        outfitter.toImprove(),
        "reading originals of which the previews show too little",
        Outlook.IMPROVE,
        progress,
        new Reading(
            analyst::costToImprove,
            id -> count(id, analyst.improve(id, outfitter.isChanging()), tally)),
        tally);
  }

  private void each(
      List<PhotoId> photos,
      String activity,
      String kind,
      Progress progress,
      Reading reading,
      Tally tally) {
    Map<PhotoId, Long> sizes = library.catalog().photos().sizes(photos);
    Stage stage = new Stage(pacing, progress);
    photos.forEach(id -> stage.expect(kind, sizes.getOrDefault(id, 0L)));
    AtomicInteger done = new AtomicInteger();
    Together.each(
        photos,
        gate.cores() + 1,
        id -> {
          Timing timing = new Timing(stage, kind, sizes.getOrDefault(id, 0L));
          guarded(
              id,
              tally,
              () -> {
                if (!ifAllowed(reading.errand(id), () -> timing.of(kind, () -> reading.take(id)))) {
                  stage.without(kind, timing.bytes);
                }
              });
          progress.step(activity, done.incrementAndGet(), photos.size());
          return id;
        });
    stage.finish();
  }

  private List<PhotoId> toAnalyse() {
    Equipment.Models models = library.models();
    return library.catalog().photos().toAnalyse(models.detector(), models.embedder());
  }

  /**
   * One photo's turn. A fault of the photo is noted; a fault of the store stops the sending but not
   * the reading.
   */
  private void work(PhotoId id, Timing timing, Tally tally) {
    guarded(
        id,
        tally,
        () -> {
          boolean isRead =
              ifAllowed(
                  Errand.reading(library, analyst, id),
                  () -> timing.of(timing.reading, () -> read(id, tally)));
          if (!isRead) {
            timing.stage.without(timing.reading, timing.bytes);
          }
          boolean isSent =
              tally.storeFailure.get() == null
                  && library.catalog().photos().isToUpload(id)
                  && ifAllowed(
                      Errand.uploading(library, id),
                      () ->
                          timing.of(
                              Outlook.UPLOAD,
                              () -> {
                                uploader.upload(id);
                                tally.uploaded.incrementAndGet();
                              }));
          if (!isSent) {
            timing.stage.without(Outlook.UPLOAD, timing.bytes);
          }
        });
  }

  private void guarded(PhotoId id, Tally tally, Step step) {
    try {
      step.take();
    } catch (ChangedOriginalException changed) {
      fail(id, tally, String.valueOf(changed.getMessage()));
    } catch (DamagedVaultException damaged) {
      fail(id, tally, String.valueOf(damaged.getMessage()));
    } catch (FileSystemException unreadable) {
      fail(id, tally, "its file on this device can't be read: " + Disk.reason(unreadable));
    } catch (IOException broken) {
      tally.storeFailure.compareAndSet(null, broken);
    }
  }

  private interface Step {
    void take() throws IOException;
  }

  private interface Turn {
    void of(PhotoId id) throws IOException;
  }

  /** How photos are read, and what that takes of each. */
  private record Reading(Function<PhotoId, Analyst.Cost> cost, Turn turn) {

    Errand errand(PhotoId id) {
      return Errand.reading(cost.apply(id));
    }

    void take(PhotoId id) throws IOException {
      turn.of(id);
    }
  }

  /**
   * Takes a step of a photo's way if it may be taken now; one that is stopped midway waits, too.
   *
   * @return whether it was taken
   */
  private boolean ifAllowed(@Nullable Errand errand, Step step) throws IOException {
    if (errand == null || !gate.admits(errand)) {
      return false;
    }
    try {
      step.take();
      return true;
    } catch (InterruptedIOException | ReadingStoppedException stopped) {
      gate.cutShort(errand);
      return false;
    } finally {
      gate.ended(errand);
    }
  }

  /**
   * A photo that another device has read is shown by that device's copies; they have to be here
   * before the original may leave.
   */
  private void read(PhotoId id, Tally tally) throws IOException {
    Equipment.Models models = library.models();
    if (!library.catalog().photos().isToAnalyse(id, models.detector(), models.embedder())) {
      if (tally.storeFailure.get() == null && library.catalog().photos().isWithoutCopies(id)) {
        recaller.thumbnail(id.hex());
        recaller.preview(id.hex());
      }
      return;
    }
    count(id, analyst.analyse(id), tally);
  }

  /** Answers whether the photo could be read. */
  private boolean count(PhotoId id, Analyst.Outcome outcome, Tally tally) {
    return switch (outcome) {
      case Analyst.Outcome.Read(int _) -> {
        tally.analysed.incrementAndGet();
        yield true;
      }
      case Analyst.Outcome.Failed(String reason) -> {
        fail(id, tally, reason);
        yield false;
      }
    };
  }

  private void fail(PhotoId id, Tally tally, String reason) {
    String name = library.catalog().photos().find(id).orElseThrow().photo().name();
    tally.failed(new Failure(id.hex(), name, reason));
  }
}
