package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import latent.catalog.Announcements.Told;
import latent.catalog.Catalog;
import latent.catalog.Entry;
import latent.catalog.Facts.Draft;
import latent.catalog.Facts.Segment;
import latent.catalog.Sealed;
import latent.photo.Fact;
import latent.photo.Features;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.vault.Announcement;
import latent.vault.FactSegment;
import latent.vault.Stored;
import latent.vault.Vault;
import org.jspecify.annotations.Nullable;

/**
 * Sends what only this device has: seal, store, confirm, mark. A photo goes in the order original,
 * copies, features, so that features in the vault mean a whole photo; each part is marked only when
 * the store has confirmed it.
 */
public final class Uploader {

  private final Library library;
  private final ReentrantLock sendingFacts = new ReentrantLock();

  public Uploader(Library library) {
    this.library = library;
  }

  /**
   * Sends the parts of a photo that the store doesn't hold yet.
   *
   * @throws IOException if the store can't be used; what was confirmed before stays marked
   */
  public void upload(PhotoId id) throws IOException {
    Entry entry = library.catalog().photos().find(id).orElseThrow();
    Photo photo = entry.photo();
    Vault vault = library.vault();
    if (entry.originalSealed() == null) {
      Path record = library.directory().upload(id);
      Stored stored = vault.storeOriginal(id, library.directory().original(photo), record);
      library.catalog().photos().originalStored(id, sealed(stored));
      if (Files.exists(record)) {
        library.catalog().settle();
        Files.delete(record);
      }
    }
    if (entry.copiesSealed() == null && entry.problem() == null) {
      byte[] preview = Files.readAllBytes(library.directory().preview(id));
      byte[] thumbnail = Files.readAllBytes(library.directory().thumbnail(id));
      library
          .catalog()
          .photos()
          .copiesStored(id, sealed(vault.storeCopies(id, preview, thumbnail)));
    }
    if (entry.featuresSealed() == null) {
      Stored stored =
          vault.storeFeatures(photo, Optional.ofNullable(entry.problem()), features(entry));
      Sealed copies = library.catalog().photos().find(id).orElseThrow().copiesSealed();
      Catalog catalog = library.catalog();
      catalog.transaction(
          () -> {
            catalog.photos().featuresStored(id, sealed(stored));
            catalog
                .announcements()
                .tell(
                    library.settings().device(),
                    stored.objectName(),
                    copies == null ? 0 : copies.bytes());
          });
    }
  }

  /**
   * Gives up this device's uploads that were cut short and that nobody will go on with, since their
   * photo is gone, or stored by now: what they left in the bucket is paid for.
   */
  public void abandonForgotten() throws IOException {
    Path uploads = library.directory().uploads();
    if (!Files.isDirectory(uploads)) {
      return;
    }
    List<Path> records;
    try (var files = Files.list(uploads)) {
      records = files.toList();
    }
    for (Path record : records) {
      if (!willGoOn(record)) {
        library.vault().abandonOriginal(record);
      }
    }
  }

  private boolean willGoOn(Path record) {
    String photo = Disk.name(record);
    Optional<Entry> entry =
        PhotoId.isPhotoId(photo)
            ? library.catalog().photos().find(new PhotoId(photo))
            : Optional.empty();
    return entry.isPresent()
        && entry.get().originalSealed() == null
        && Files.exists(library.directory().original(entry.get().photo()));
  }

  /** What was read out of a photo, as it is sent; null if nothing was. */
  @Nullable Features features(Entry entry) {
    PhotoId id = entry.photo().id();
    return library
        .catalog()
        .photos()
        .reading(id)
        .map(
            reading ->
                new Features(
                    id,
                    reading.detector(),
                    reading.embedder(),
                    reading.source(),
                    library.catalog().faces().detectedWithCrops(id)))
        .orElse(null);
  }

  /** Sends what was read at tagged boxes and isn't in the store yet; answers of how many photos. */
  public int uploadReadings() throws IOException {
    Catalog catalog = library.catalog();
    List<PhotoId> photos = catalog.readings().toSeal();
    for (PhotoId id : photos) {
      uploadReadings(id);
    }
    return photos.size();
  }

  /** Sends what was read at the tagged boxes of a photo. */
  void uploadReadings(PhotoId id) throws IOException {
    Catalog catalog = library.catalog();
    Photo photo = catalog.photos().find(id).orElseThrow().photo();
    Stored stored = library.vault().storeFeatures(photo, Optional.empty(), readings(id));
    catalog.transaction(
        () -> {
          catalog.photos().entryKnown(id, stored.objectName());
          catalog.readings().sealed(id);
          catalog.announcements().tell(library.settings().device(), stored.objectName(), 0);
        });
  }

  /** What was read at the tagged boxes of a photo, as it is sent. */
  Features readings(PhotoId id) {
    List<Features> read = library.catalog().readings().of(id);
    Features first = read.getFirst();
    return new Features(
        id,
        first.detector(),
        first.embedder(),
        Features.Source.TAGGED,
        read.stream().flatMap(features -> features.faces().stream()).toList());
  }

  /**
   * Sends the facts that only this device has, and tells of the entries that it stored, as the next
   * links of its chain; answers how many facts. One thread at a time, since each link names the one
   * before.
   */
  public int uploadFacts() throws IOException {
    sendingFacts.lock();
    try {
      int sent = 0;
      OptionalInt more = uploadSegment();
      while (more.isPresent()) {
        sent += more.getAsInt();
        more = uploadSegment();
      }
      return sent;
    } finally {
      sendingFacts.unlock();
    }
  }

  /** Answers how many facts the segment has; nothing if there is nothing to tell. */
  private OptionalInt uploadSegment() throws IOException {
    Catalog catalog = library.catalog();
    String device = library.settings().device();
    Optional<Segment> last = catalog.facts().lastSegment(device);
    long number = last.map(before -> before.number() + 1).orElse(0L);
    Draft draft = catalog.facts().draw(device, number);
    if (draft.isEmpty()) {
      return OptionalInt.empty();
    }
    List<Fact> facts = draft.facts();
    List<Announcement> entries = announced(draft.entries());
    catalog.settle();
    byte[] previous = last.map(Segment::digest).orElseGet(FactSegment::noDigest);
    FactSegment segment = library.vault().storeFacts(device, number, previous, facts, entries);
    catalog
        .facts()
        .stored(new Segment(device, number, segment.objectName(), segment.digest()), draft);
    return OptionalInt.of(facts.size());
  }

  static List<Announcement> announced(List<Told> entries) {
    return entries.stream()
        .map(told -> new Announcement(told.object(), told.copiesBytes()))
        .toList();
  }

  static Sealed sealed(Stored stored) {
    return new Sealed(stored.objectName(), stored.sealedBytes(), stored.tag());
  }
}
