package latent.library;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import latent.catalog.Photos;
import latent.conditions.ConditionSensor;
import latent.conditions.Policy;
import latent.photo.PhotoId;
import latent.vault.ChangedOriginalException;
import org.jspecify.annotations.Nullable;

/**
 * The background work: takes in originals that nobody knows, asks the catalog what is pending, and
 * does what conditions allow, photo by photo: read, then upload; then facts are sent, people
 * grouped, and originals offloaded as the budget demands.
 */
public final class NightShift {

  /** Work that has to wait, for how many photos, and why. */
  public record Waiting(String work, long count, String because) {}

  /** A photo that could not be worked on. */
  public record Failure(String photo, String name, String reason) {}

  /**
   * What was done.
   *
   * @param grouped faces that have a person after the people were recomputed; 0 if nothing had
   *     changed
   */
  public record Report(
      int analysed,
      int uploaded,
      long offloaded,
      int grouped,
      List<Waiting> waiting,
      int failed,
      List<Failure> failures) {}

  /** Photos in work beyond those that are being read: they are being sealed and sent. */
  private static final int SENDING = 4;

  private final Library library;
  private final Adopter adopter;
  private final Analyst analyst;
  private final Uploader uploader;
  private final TagReader tagReader;
  private final Grouper grouper;
  private final Offloader offloader;
  private final ConditionSensor sensor;

  public NightShift(
      Library library,
      Adopter adopter,
      Analyst analyst,
      Uploader uploader,
      TagReader tagReader,
      Grouper grouper,
      Offloader offloader,
      ConditionSensor sensor) {
    this.library = library;
    this.adopter = adopter;
    this.analyst = analyst;
    this.uploader = uploader;
    this.tagReader = tagReader;
    this.grouper = grouper;
    this.offloader = offloader;
    this.sensor = sensor;
  }

  /** What one run has done so far. */
  private static final class Tally {
    private final AtomicInteger analysed = new AtomicInteger();
    private final AtomicInteger uploaded = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable IOException> storeFailure = new AtomicReference<>();
    private final List<Failure> failures = new ArrayList<>();

    private synchronized void failed(Failure failure) {
      failures.add(failure);
    }
  }

  /**
   * Works once through what is pending.
   *
   * @param now whatever the conditions
   * @throws IOException if the store or the passphrase can't be used; what needs no store is done
   *     all the same
   */
  public Report run(boolean now, Progress progress) throws IOException {
    library.vault();
    if (!now && Policy.heavyWork(sensor.sense()) instanceof Policy.Decision.Waiting(String why)) {
      return new Report(0, 0, 0, grouper.groupIfStale(), waiting(why), 0, List.of());
    }
    Tally tally = new Tally();
    adopt(tally, progress);
    List<PhotoId> pending = pending();
    Together.each(
        pending,
        Runtime.getRuntime().availableProcessors() + SENDING,
        id -> {
          work(id, tally);
          progress.step("reading and uploading", tally.done.incrementAndGet(), pending.size());
          return id;
        });
    tagReader.read();
    int grouped = grouper.groupIfStale();
    IOException storeFailure = tally.storeFailure.get();
    if (storeFailure != null) {
      throw storeFailure;
    }
    uploader.uploadFacts();
    uploader.uploadReadings();
    uploader.abandonForgotten();
    long offloaded = offloader.keepBudget().offloaded();
    return new Report(
        tally.analysed.get(),
        tally.uploaded.get(),
        offloaded,
        grouped,
        List.of(),
        tally.failures.size(),
        tally.failures);
  }

  private void adopt(Tally tally, Progress progress) {
    try {
      adopter.adopt(progress);
    } catch (IOException away) {
      tally.storeFailure.set(away);
    }
  }

  private List<PhotoId> pending() {
    Photos photos = library.catalog().photos();
    Set<PhotoId> pending = new LinkedHashSet<>(toAnalyse());
    pending.addAll(photos.toUpload());
    return List.copyOf(pending);
  }

  private List<PhotoId> toAnalyse() {
    Equipment.Models models = library.models();
    return library.catalog().photos().toAnalyse(models.detector(), models.embedder());
  }

  private List<Waiting> waiting(String because) {
    List<Waiting> waiting = new ArrayList<>();
    int toAnalyse = toAnalyse().size();
    int toUpload = library.catalog().photos().toUpload().size();
    if (toAnalyse > 0) {
      waiting.add(new Waiting("analyse", toAnalyse, because));
    }
    if (toUpload > 0) {
      waiting.add(new Waiting("upload", toUpload, because));
    }
    return waiting;
  }

  /**
   * One photo's turn. A fault of the photo is noted; a fault of the store stops the sending but not
   * the reading.
   */
  private void work(PhotoId id, Tally tally) {
    try {
      read(id, tally);
      if (tally.storeFailure.get() == null && library.catalog().photos().isToUpload(id)) {
        uploader.upload(id);
        tally.uploaded.incrementAndGet();
      }
    } catch (ChangedOriginalException changed) {
      fail(id, tally, String.valueOf(changed.getMessage()));
    } catch (FileSystemException unreadable) {
      fail(id, tally, "its file on this device can't be read: " + Disk.reason(unreadable));
    } catch (IOException broken) {
      tally.storeFailure.compareAndSet(null, broken);
    }
  }

  private void read(PhotoId id, Tally tally) throws IOException {
    Equipment.Models models = library.models();
    if (!library.catalog().photos().isToAnalyse(id, models.detector(), models.embedder())) {
      return;
    }
    switch (analyst.analyse(id)) {
      case Analyst.Outcome.Read(int _) -> tally.analysed.incrementAndGet();
      case Analyst.Outcome.Failed(String reason) -> fail(id, tally, reason);
    }
  }

  private void fail(PhotoId id, Tally tally, String reason) {
    String name = library.catalog().photos().find(id).orElseThrow().photo().name();
    tally.failed(new Failure(id.hex(), name, reason));
  }
}
