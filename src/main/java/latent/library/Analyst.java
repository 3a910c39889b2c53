package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import latent.catalog.Catalog;
import latent.catalog.Entry;
import latent.catalog.Photos.Reading;
import latent.catalog.Sealed;
import latent.image.Copies;
import latent.library.RecallPlan.Source;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.Features;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.vault.DamagedVaultException;
import latent.worker.AnalyseOutcome;
import latent.worker.WorkerPool;
import latent.worker.WorkerPool.Survey;
import org.jspecify.annotations.Nullable;

/**
 * Reads a photo, from the cheapest source that gives what is wanted ({@link RecallPlan}): its
 * original while that is at hand (in a worker: decoded, copied small, faces detected, aligned,
 * embedded), else the crops and the preview that were kept. What comes from a preview is
 * provisional, and says what the original would add.
 */
public final class Analyst {

  /** What became of one photo. */
  public sealed interface Outcome {
    /** Its features are here. */
    record Read(int faces) implements Outcome {}

    /** It can't be shown; the original stays. */
    record Failed(String reason) implements Outcome {}
  }

  /** For whom a photo is read: the models that look at it, and where their features go. */
  private enum Wanted {
    IN_USE,
    COMING
  }

  /** Nothing is to be gained any more, and it took the original from the cloud. */
  private static final double FETCHED = -1;

  private final Library library;
  private final SpokenOf spokenOf;

  public Analyst(Library library) {
    this.library = library;
    this.spokenOf = new SpokenOf(library.catalog());
  }

  /**
   * Reads one photo for the models in use.
   *
   * @throws IOException if what is to be read is at no place; nothing is changed then
   */
  public Outcome analyse(PhotoId id) throws IOException {
    return read(id, Wanted.IN_USE);
  }

  /** Reads one photo for the models that are to come; what is in use stays as it is. */
  public Outcome prepare(PhotoId id) throws IOException {
    return read(id, Wanted.COMING);
  }

  /** Reads the original of a photo whose features are provisional. */
  public Outcome improve(PhotoId id, boolean coming) throws IOException {
    return fromOriginal(find(id), coming ? Wanted.COMING : Wanted.IN_USE);
  }

  private Entry find(PhotoId id) {
    return library.catalog().photos().find(id).orElseThrow();
  }

  private Equipment.Models models(Wanted wanted) {
    return wanted == Wanted.IN_USE ? library.models() : library.coming().orElseThrow();
  }

  private WorkerPool readers(Wanted wanted) {
    return wanted == Wanted.IN_USE ? library.readers() : library.comingReaders();
  }

  /**
   * What reading a photo takes.
   *
   * @param bytes what is fetched for it, as it lies in the store
   */
  record Cost(Source source, long bytes) {}

  Cost costToAnalyse(PhotoId id) {
    return cost(id, Wanted.IN_USE);
  }

  Cost costToPrepare(PhotoId id) {
    return cost(id, Wanted.COMING);
  }

  Cost costToImprove(PhotoId id) {
    Entry entry = find(id);
    return isHere(entry)
        ? new Cost(Source.ORIGINAL_HERE, 0)
        : new Cost(Source.ORIGINAL_FETCHED, bytes(entry.originalSealed()));
  }

  private Cost cost(PhotoId id, Wanted wanted) {
    Entry entry = find(id);
    Source source =
        RecallPlan.sources(at(entry, wanted)).stream().findFirst().orElse(Source.ORIGINAL_HERE);
    return new Cost(
        source,
        switch (source) {
          case CROPS, ORIGINAL_HERE, PREVIEW_HERE -> 0;
          case PREVIEW_FETCHED -> bytes(entry.copiesSealed());
          case ORIGINAL_FETCHED -> bytes(entry.originalSealed());
        });
  }

  private static long bytes(@Nullable Sealed sealed) {
    return sealed == null ? 0 : sealed.bytes();
  }

  /** What reading these photos has to fetch, in bytes as they lie in the store. */
  long bytesToRead(List<PhotoId> photos, boolean coming) {
    Wanted wanted = coming ? Wanted.COMING : Wanted.IN_USE;
    return photos.stream().mapToLong(id -> cost(id, wanted).bytes()).sum();
  }

  /** Whether nothing on this device can give what the models in use want. */
  boolean fetches(PhotoId id) {
    return RecallPlan.fetches(at(find(id), Wanted.IN_USE));
  }

  private Outcome read(PhotoId id, Wanted wanted) throws IOException {
    Entry entry = find(id);
    for (Source source : RecallPlan.sources(at(entry, wanted))) {
      Optional<Outcome> outcome =
          switch (source) {
            case CROPS -> fromCrops(entry, wanted);
            case PREVIEW_HERE -> fromPreview(entry, wanted, previewHere(id));
            case PREVIEW_FETCHED -> fromPreview(entry, wanted, previewInCloud(id));
            case ORIGINAL_HERE, ORIGINAL_FETCHED ->
                Optional.of(fromOriginal(entry, wanted)).filter(seen -> isLastWord(seen, wanted));
          };
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return new Outcome.Failed("neither its original nor its preview is to be had");
  }

  /**
   * What a model that is to come can't read is no fault of the photo, which the one in use has
   * read; its preview is left.
   */
  private static boolean isLastWord(Outcome outcome, Wanted wanted) {
    return wanted == Wanted.IN_USE || outcome instanceof Outcome.Read;
  }

  private RecallPlan.At at(Entry entry, Wanted wanted) {
    PhotoId id = entry.photo().id();
    Optional<Reading> reading = library.catalog().photos().reading(id);
    return new RecallPlan.At(
        held(id, reading, models(wanted)),
        reading.filter(held -> held.source() == Features.Source.PREVIEW).isPresent(),
        isHere(entry),
        entry.preview() > 0 && Files.exists(library.directory().preview(id)),
        entry.copiesSealed() != null,
        entry.originalSealed() != null);
  }

  private boolean isHere(Entry entry) {
    return (entry.onDevice() && Files.exists(library.directory().original(entry.photo())))
        || (entry.cached() != null && Files.exists(library.directory().cached(entry.photo())));
  }

  private RecallPlan.Held held(PhotoId id, Optional<Reading> reading, Equipment.Models models) {
    if (reading.isEmpty()) {
      return RecallPlan.Held.NOTHING;
    }
    if (!reading.get().detector().equals(models.detector())) {
      return RecallPlan.Held.OTHER_FACES;
    }
    return library.catalog().faces().haveCrops(id)
        ? RecallPlan.Held.CROPS
        : RecallPlan.Held.OTHER_FACES;
  }

  /**
   * From the device if it is there; else fetched for this once, in memory, and forgotten. Nothing
   * if it is too large.
   */
  private Optional<byte[]> original(Entry entry) throws IOException {
    Photo photo = entry.photo();
    Path here = library.directory().original(photo);
    if (entry.onDevice() && (Files.exists(here) || entry.originalSealed() == null)) {
      return ReadableBytes.of(photo.mediaType(), here);
    }
    Path cached = library.directory().cached(photo);
    if (entry.cached() != null && Files.exists(cached)) {
      return ReadableBytes.of(photo.mediaType(), cached);
    }
    return ReadableBytes.of(library.vault(), photo);
  }

  private byte[] previewHere(PhotoId id) throws IOException {
    return Files.readAllBytes(library.directory().preview(id));
  }

  /** Nothing if it is damaged or gone: then there is something else to read. */
  private byte[] previewInCloud(PhotoId id) throws IOException {
    try {
      return library.vault().preview(id);
    } catch (DamagedVaultException damaged) {
      return new byte[0];
    }
  }

  private Outcome fromOriginal(Entry entry, Wanted wanted) throws IOException {
    PhotoId id = entry.photo().id();
    double gain = isHere(entry) ? 0 : FETCHED;
    AnalyseOutcome read =
        original(entry)
            .map(bytes -> readers(wanted).analyse(id, bytes))
            .orElseGet(
                () -> new AnalyseOutcome.Unreadable(WorkerPool.tooLarge(entry.photo().bytes())));
    return switch (read) {
      case AnalyseOutcome.Analysed(int width, int height, Copies copies, Features features) -> {
        Features whole = withSpokenOf(features, wanted);
        yield wanted == Wanted.IN_USE
            ? keep(id, width, height, copies, whole, gain)
            : keep(whole, gain, wanted);
      }
      case AnalyseOutcome.Unreadable(String reason) -> fail(id, reason, false, wanted);
      case AnalyseOutcome.Quarantined(String reason) -> fail(id, reason, true, wanted);
    };
  }

  /** Another detector may not see a face that bears a name; it stays all the same. */
  private Features withSpokenOf(Features features, Wanted wanted) {
    List<Face> before = library.catalog().faces().detectedWithCrops(features.photo());
    Set<FaceId> spoken = spokenOf.among(features.photo(), before);
    if (spoken.isEmpty()) {
      return features;
    }
    List<Face> kept = before.stream().filter(face -> spoken.contains(face.id())).toList();
    return reread(features.photo(), kept, wanted)
        .map(again -> with(features, Reconciliation.withSpokenOf(features.faces(), again, spoken)))
        .orElse(features);
  }

  private static Features with(Features features, List<Face> faces) {
    return new Features(
        features.photo(), features.detector(), features.embedder(), features.source(), faces);
  }

  /** These faces as the wanted embedder sees their crops. */
  private Optional<List<Face>> reread(PhotoId id, List<Face> faces, Wanted wanted) {
    Reading reading = library.catalog().photos().reading(id).orElseThrow();
    if (reading.embedder().equals(models(wanted).embedder())) {
      return Optional.of(faces);
    }
    return readers(wanted)
        .reread(new Features(id, reading.detector(), reading.embedder(), reading.source(), faces))
        .map(Features::faces);
  }

  /** Empty if a crop can't be read. */
  private Optional<Outcome> fromCrops(Entry entry, Wanted wanted) {
    PhotoId id = entry.photo().id();
    Reading reading = library.catalog().photos().reading(id).orElseThrow();
    Features.Source source =
        reading.source() == Features.Source.PREVIEW
            ? Features.Source.PREVIEW
            : Features.Source.CROP;
    return reread(id, library.catalog().faces().detectedWithCrops(id), wanted)
        .map(
            faces ->
                keep(
                    new Features(id, reading.detector(), models(wanted).embedder(), source, faces),
                    reading.gain(),
                    wanted));
  }

  /** Empty if the preview can't be read. */
  private Optional<Outcome> fromPreview(Entry entry, Wanted wanted, byte[] preview) {
    PhotoId id = entry.photo().id();
    Optional<Survey> seen =
        preview.length == 0 ? Optional.empty() : readers(wanted).survey(id, preview);
    return seen.map(survey -> keep(entry, survey, wanted));
  }

  private Outcome keep(Entry entry, Survey survey, Wanted wanted) {
    PhotoId id = entry.photo().id();
    List<Face> before = new ArrayList<>();
    if (entry.analysed()) {
      before.addAll(library.catalog().faces().detectedWithCrops(id));
    }
    Set<FaceId> spoken = spokenOf.among(id, before);
    List<Face> known = before.isEmpty() ? before : reread(id, before, wanted).orElse(List.of());
    double enlarged = Math.max(1, (double) entry.photo().width() / survey.width());
    Reconciliation whole =
        Reconciliation.of(
            survey.features().faces(), enlarged, known, spoken, models(wanted).calibration());
    return keep(with(survey.features(), whole.faces()), whole.gain(), wanted);
  }

  /** What was read comes in the place of what is in use, or waits until all photos have it. */
  private Outcome keep(Features features, double gain, Wanted wanted) {
    if (wanted == Wanted.IN_USE) {
      library.catalog().spares().use(features, gain);
    } else {
      library.catalog().spares().keep(features, gain);
    }
    return new Outcome.Read(features.faces().size());
  }

  private Outcome keep(
      PhotoId id, int width, int height, Copies copies, Features features, double gain) {
    try {
      library.write(library.directory().preview(id), copies.preview());
      library.write(library.directory().thumbnail(id), copies.thumbnail());
    } catch (IOException broken) {
      throw Disk.unusable(library.directory().preview(id), broken);
    }
    Catalog catalog = library.catalog();
    catalog.transaction(
        () -> {
          catalog.spares().use(features, gain);
          catalog
              .photos()
              .analysed(id, width, height, copies.preview().length, copies.thumbnail().length);
        });
    return new Outcome.Read(features.faces().size());
  }

  private Outcome fail(PhotoId id, String reason, boolean quarantined, Wanted wanted) {
    if (wanted == Wanted.IN_USE) {
      library.catalog().photos().problem(id, reason, quarantined);
    }
    return new Outcome.Failed(reason);
  }
}
