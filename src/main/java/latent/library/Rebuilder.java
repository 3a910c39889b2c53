package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import latent.catalog.Catalog;
import latent.catalog.Facts.Segment;
import latent.catalog.Photos;
import latent.photo.Face;
import latent.photo.Features;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.vault.Entry;
import latent.vault.FactSegment;
import latent.vault.Finding;
import latent.vault.Listing;
import latent.vault.Stored;
import latent.vault.Vault;
import latent.vault.Visitor;

/**
 * Fills a catalog from the vault: photos, features and facts; people follow from them. Originals
 * and copies that lie on this device are found again where they are; the rest comes when it is
 * looked at.
 */
public final class Rebuilder {

  /** What came back, and what could not, in sentences. */
  public record Report(int photos, int facts, List<String> damages) {}

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

  /** Takes only the photos that have no row here, and the facts. */
  Report addMissing(Progress progress) throws IOException {
    return rebuild(true, progress);
  }

  private Report rebuild(boolean onlyMissing, Progress progress) throws IOException {
    Catalog catalog = library.catalog();
    List<String> damages = new ArrayList<>();
    AtomicInteger photos = new AtomicInteger();
    AtomicInteger facts = new AtomicInteger();
    Vault vault = library.vault();
    Listing listing = vault.listing();
    vault.readEntries(
        catalog.photos().featuresObjects(),
        visitor(
            damages,
            entry -> {
              if (isOfTags(entry)) {
                takeReadings(entry.features().orElseThrow());
                return;
              }
              if (onlyMissing && catalog.photos().find(entry.photo().id()).isPresent()) {
                return;
              }
              take(entry, listing);
              progress.step("rebuilding", photos.incrementAndGet(), 0);
            }));
    vault.readFacts(
        catalog.facts().segments(), visitor(damages, segment -> facts.addAndGet(take(segment))));
    grouper.groupIfStale();
    return new Report(photos.get(), facts.get(), damages);
  }

  private static boolean isOfTags(Entry entry) {
    return entry.features().filter(each -> each.source() == Features.Source.PREVIEW).isPresent();
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

  private void take(Entry entry, Listing listing) throws IOException {
    Photo photo = entry.photo();
    PhotoId id = photo.id();
    Photos photos = library.catalog().photos();
    Features features = entry.features().orElse(null);
    boolean here = Files.exists(library.directory().original(photo));
    long preview = size(library.directory().preview(id));
    long thumbnail = size(library.directory().thumbnail(id));
    Optional<Stored> original = listing.original(id);
    Optional<Stored> copies =
        entry.unreadable().isPresent() ? Optional.empty() : listing.copies(id);
    Optional<Stored> stored = listing.features(entry);
    library
        .catalog()
        .transaction(
            () -> {
              photos.rebuilt(
                  photo,
                  entry.unreadable().orElse(null),
                  features == null ? null : features.detector(),
                  features == null ? null : features.embedder(),
                  here,
                  clock.instant());
              photos.preview(id, preview);
              photos.thumbnail(id, thumbnail);
              original.ifPresent(there -> photos.originalStored(id, Uploader.sealed(there)));
              copies.ifPresent(there -> photos.copiesStored(id, Uploader.sealed(there)));
              stored.ifPresent(there -> photos.featuresStored(id, Uploader.sealed(there)));
              if (features != null) {
                library.catalog().faces().replace(features);
              }
            });
  }

  private int take(FactSegment segment) {
    library
        .catalog()
        .facts()
        .stored(
            new Segment(
                segment.device(), segment.sequence(), segment.objectName(), segment.digest()),
            segment.facts());
    return segment.facts().size();
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
