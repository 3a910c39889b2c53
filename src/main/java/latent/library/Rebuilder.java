package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import latent.catalog.Announcements.Told;
import latent.catalog.Catalog;
import latent.catalog.Facts.Draft;
import latent.catalog.Facts.Segment;
import latent.catalog.Photos;
import latent.catalog.Photos.Reading;
import latent.photo.Face;
import latent.photo.Features;
import latent.photo.ModelName;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.vault.Announced;
import latent.vault.Announcement;
import latent.vault.Entry;
import latent.vault.FactSegment;
import latent.vault.Finding;
import latent.vault.Listing;
import latent.vault.Stored;
import latent.vault.Vault;
import latent.vault.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * Fills a catalog from the vault: photos, features and facts; people follow from them. Originals
 * and copies that lie on this device are found again where they are; the rest comes when it is
 * looked at.
 */
public final class Rebuilder {

  /** What came back, and what could not, in sentences. */
  public record Report(int photos, int facts, List<String> damages) {}

  /** So many entries are noted in one transaction. */
  static final int TOGETHER = 500;

  private final Library library;
  private final Grouper grouper;
  private final Clock clock;

  public Rebuilder(Library library, Grouper grouper, Clock clock) {
    this.library = library;
    this.grouper = grouper;
    this.clock = clock;
  }

  /** Takes all that the vault holds and that isn't known here as it is there. */
  public Report rebuild(Progress progress) throws IOException {
    return rebuild(false, progress);
  }

  /**
   * Takes what the other devices have said and stored since: their facts, and the photos they tell
   * of. What this costs grows with what is new, not with the library.
   */
  public Report catchUp(Progress progress) throws IOException {
    Catalog catalog = library.catalog();
    List<String> damages = new ArrayList<>();
    AtomicInteger photos = new AtomicInteger();
    int facts = takeFacts(damages);
    List<Announcement> awaited =
        catalog.announcements().awaited().stream()
            .map(told -> new Announcement(told.object(), told.copiesBytes()))
            .toList();
    library
        .vault()
        .readAnnounced(
            awaited,
            visitor(
                damages,
                announced -> {
                  takeAnnounced(announced);
                  catalog.announcements().taken(announced.entry().objectName());
                  progress.step(
                      "taking in what other devices stored",
                      photos.incrementAndGet(),
                      awaited.size());
                }));
    return new Report(photos.get(), facts, damages);
  }

  private int takeFacts(List<String> damages) throws IOException {
    AtomicInteger facts = new AtomicInteger();
    library
        .vault()
        .readFacts(
            library.catalog().facts().segments(),
            visitor(damages, segment -> facts.addAndGet(take(segment))));
    for (String device : library.catalog().facts().withGaps()) {
      damages.add(
          "A part of what was said on the device "
              + device
              + " isn't in the cloud, though later parts are. If it is still missing when that"
              + " device has worked again, look at the cloud with: latent verify --deep");
    }
    return facts.get();
  }

  /**
   * A photo that was read here too is only known to be stored; one that wasn't need not be, if the
   * models are the same.
   */
  private void takeAnnounced(Announced announced) throws IOException {
    Entry entry = announced.entry();
    Held held = Held.of(entry, announced.listing());
    library.catalog().photos().entryKnown(entry.photo().id(), entry.objectName());
    library.catalog().trash().turnedUp(entry.photo().id());
    if (isOfTags(entry)) {
      takeReadings(entry.features().orElseThrow());
      return;
    }
    Optional<latent.catalog.Entry> known = library.catalog().photos().find(entry.photo().id());
    Equipment.Models models = library.models();
    boolean isRead =
        known.isPresent()
            && !library
                .catalog()
                .photos()
                .isToAnalyse(entry.photo().id(), models.detector(), models.embedder());
    library
        .catalog()
        .transaction(
            () -> {
              boolean wanted = !isRead && (known.isEmpty() || isOfOurModels(entry));
              boolean taken = wanted && takeRow(entry);
              markStored(entry, held, taken || isInUse(entry));
            });
  }

  /** Whether the entry holds what is in use here: then the vault has it. */
  private boolean isInUse(Entry entry) {
    Optional<Reading> reading = library.catalog().photos().reading(entry.photo().id());
    return isOfOurModels(entry)
        && entry.features().map(Features::source).equals(reading.map(Reading::source));
  }

  private boolean isOfOurModels(Entry entry) {
    return entry.unreadable().isPresent()
        || entry
            .features()
            .filter(features -> isOfOurModels(features.detector(), features.embedder()))
            .isPresent();
  }

  private boolean isOfOurModels(ModelName detector, ModelName embedder) {
    Equipment.Models models = library.models();
    return detector.equals(models.detector()) && embedder.equals(models.embedder());
  }

  /** Takes only the photos that have no row here, and the facts. */
  Report addMissing(Progress progress) throws IOException {
    return rebuild(true, progress);
  }

  /**
   * Takes what was said since on other devices; answers what of it can't be read, in sentences.
   * People are not recomputed.
   */
  List<String> learn() throws IOException {
    List<String> damages = new ArrayList<>();
    takeFacts(damages);
    return damages;
  }

  private Report rebuild(boolean onlyMissing, Progress progress) throws IOException {
    Catalog catalog = library.catalog();
    Vault vault = library.vault();
    List<String> damages = new ArrayList<>();
    progress.step("listing the cloud", 0, 0);
    Listing listing = vault.listing();
    Set<String> known = new HashSet<>(catalog.photos().featuresObjects());
    List<String> fresh = listing.entries(known);
    Intake intake = new Intake(listing, onlyMissing, fresh.size(), progress);
    vault.readEntries(fresh, visitor(damages, intake::take));
    intake.note();
    progress.step("learning what was said", 0, 0);
    int facts = takeFacts(damages);
    known.addAll(intake.read);
    catalog.transaction(
        () ->
            catalog.announcements().awaited().stream()
                .map(Told::object)
                .filter(known::contains)
                .forEach(catalog.announcements()::taken));
    progress.step("finding people", 0, 0);
    grouper.groupIfStale();
    return new Report(intake.photos, facts, damages);
  }

  /**
   * Entries on their way from the vault into the catalog, some hundred in one transaction: one for
   * each would take longer than all else. What a crash loses of it is read again.
   */
  private final class Intake {

    private final Listing listing;
    private final boolean onlyMissing;
    private final int total;
    private final Progress progress;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();

    /** The names of all objects whose entries were noted. */
    private final Set<String> read = new HashSet<>();

    /** Photos that got a row, or another one. */
    private int photos;

    Intake(Listing listing, boolean onlyMissing, int total, Progress progress) {
      this.listing = listing;
      this.onlyMissing = onlyMissing;
      this.total = total;
      this.progress = progress;
    }

    void take(Entry entry) throws IOException {
      held.add(isOfTags(entry) ? Held.NOTHING : Held.of(entry, listing));
      entries.add(entry);
      if (entries.size() == TOGETHER) {
        note();
      }
    }

    /** Notes what was taken since the last time. */
    void note() {
      library
          .catalog()
          .transaction(
              () -> {
                for (int each = 0; each < entries.size(); each++) {
                  note(entries.get(each), held.get(each));
                }
              });
      entries.forEach(entry -> read.add(entry.objectName()));
      entries.clear();
      held.clear();
      progress.step("rebuilding", read.size(), total);
    }

    private void note(Entry entry, Held there) {
      Catalog catalog = library.catalog();
      PhotoId id = entry.photo().id();
      catalog.photos().entryKnown(id, entry.objectName());
      catalog.trash().turnedUp(id);
      if (isOfTags(entry)) {
        takeReadings(entry.features().orElseThrow());
      } else if (!onlyMissing || catalog.photos().find(id).isEmpty()) {
        markStored(entry, there, takeRow(entry));
        photos++;
      }
    }
  }

  private static boolean isOfTags(Entry entry) {
    return entry.features().filter(each -> each.source() == Features.Source.TAGGED).isPresent();
  }

  private void takeReadings(Features features) {
    for (Face face : features.faces()) {
      library
          .catalog()
          .readings()
          .keep(
              face.id(),
              new Features(
                  features.photo(),
                  features.detector(),
                  features.embedder(),
                  features.source(),
                  List.of(face)),
              true);
    }
  }

  /** Takes one of what the vault holds. */
  private interface Taker<T> {
    void take(T found) throws IOException;
  }

  private static <T> Visitor<T> visitor(List<String> damages, Taker<T> taker) {
    return new Visitor<>() {
      @Override
      public void found(T found) throws IOException {
        taker.take(found);
      }

      @Override
      public void damaged(Finding finding) {
        damages.add(finding.sentence());
      }
    };
  }

  /** What the vault holds of a photo. */
  private record Held(
      Optional<Stored> original, Optional<Stored> copies, Optional<Stored> features) {

    private static final Held NOTHING =
        new Held(Optional.empty(), Optional.empty(), Optional.empty());

    private static Held of(Entry entry, Listing listing) throws IOException {
      PhotoId id = entry.photo().id();
      return new Held(
          listing.original(id),
          entry.unreadable().isPresent() ? Optional.empty() : listing.copies(id),
          listing.features(entry));
    }
  }

  /** Answers whether what was read there is in use here now. */
  private boolean takeRow(Entry entry) {
    Photo photo = entry.photo();
    PhotoId id = photo.id();
    Photos photos = library.catalog().photos();
    Features features = entry.features().orElse(null);
    if (features != null && !isBetter(features, photos.reading(id).orElse(null))) {
      return false;
    }
    photos.rebuilt(
        photo,
        entry.unreadable().orElse(null),
        Files.exists(library.directory().original(photo)),
        clock.instant());
    photos.preview(id, size(library.directory().preview(id)));
    photos.thumbnail(id, size(library.directory().thumbnail(id)));
    if (Files.exists(library.directory().cached(photo))) {
      photos.cached(id, clock.instant());
    }
    if (features != null) {
      library.catalog().spares().use(features, 0);
    }
    return true;
  }

  /** Of several readings of a photo, that of the models in use here counts, and the best of it. */
  private boolean isBetter(Features features, @Nullable Reading held) {
    if (held == null) {
      return true;
    }
    boolean ours = isOfOurModels(features.detector(), features.embedder());
    if (ours != isOfOurModels(held.detector(), held.embedder())) {
      return ours;
    }
    return held.source() == Features.Source.PREVIEW || !features.provisional();
  }

  /** Notes what the vault holds of a photo; of its features only if they are those used here. */
  private void markStored(Entry entry, Held held, boolean features) {
    PhotoId id = entry.photo().id();
    Photos photos = library.catalog().photos();
    latent.catalog.Entry row = photos.find(id).orElseThrow();
    if (row.originalSealed() == null) {
      held.original.ifPresent(stored -> photos.originalStored(id, Uploader.sealed(stored)));
    }
    if (row.copiesSealed() == null) {
      held.copies.ifPresent(stored -> photos.copiesStored(id, Uploader.sealed(stored)));
    }
    if (features) {
      held.features.ifPresent(stored -> photos.featuresStored(id, Uploader.sealed(stored)));
    }
  }

  /** Facts and what is told of are noted at once, so that a crash loses neither. */
  private int take(FactSegment segment) {
    Catalog catalog = library.catalog();
    List<Told> told =
        segment.entries().stream()
            .map(entry -> new Told(entry.entry(), entry.copiesBytes()))
            .toList();
    catalog.transaction(
        () -> {
          catalog
              .facts()
              .stored(
                  new Segment(
                      segment.device(), segment.sequence(), segment.objectName(), segment.digest()),
                  new Draft(segment.facts(), told));
          if (!segment.device().equals(library.settings().device())) {
            catalog.announcements().await(told);
          }
        });
    return segment.facts().size();
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException broken) {
      throw Disk.unusable(file, broken);
    }
  }
}
