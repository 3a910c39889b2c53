package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import latent.catalog.Catalog;
import latent.catalog.Entry;
import latent.catalog.Sealed;
import latent.photo.Features;
import latent.photo.MediaType;
import latent.photo.PhotoId;
import latent.vault.Listing;
import latent.vault.Vault;
import org.jspecify.annotations.Nullable;

/**
 * Lets photos leave for good whose time in the trash is over: first from the vault, then their
 * files here, last their rows, so that whatever a crash leaves is found again. Every device does
 * it, from the facts alone.
 *
 * <p>Just before, what was said on other devices is read: a restoring anywhere keeps a photo. While
 * a part of it can't be read, or something said here is not in the vault yet, nothing leaves.
 */
public final class Remover {

  /**
   * What left.
   *
   * @param photos how many left this device or the vault now
   * @param waiting how many have to wait
   * @param because why they have to; null if none has to
   */
  public record Removed(int photos, long waiting, @Nullable String because) {}

  /** After so many photos what was said is read once more. */
  private static final int AT_A_TIME = 50;

  private final Library library;
  private final Rebuilder rebuilder;
  private final Grouper grouper;
  private final Clock clock;
  private final ReentrantLock removing = new ReentrantLock();

  public Remover(Library library, Rebuilder rebuilder, Grouper grouper, Clock clock) {
    this.library = library;
    this.rebuilder = rebuilder;
    this.grouper = grouper;
    this.clock = clock;
  }

  /** Something to be done while nothing is removed. */
  interface Undisturbed<T> {
    T run() throws IOException;
  }

  <T> T undisturbed(Undisturbed<T> work) throws IOException {
    removing.lock();
    try {
      return work.run();
    } finally {
      removing.unlock();
    }
  }

  /**
   * Removes what may be removed.
   *
   * @throws IOException if the store can't be used; what was removed before stays removed
   */
  public Removed remove(Progress progress) throws IOException {
    return undisturbed(() -> removeAll(progress));
  }

  private Removed removeAll(Progress progress) throws IOException {
    Catalog catalog = library.catalog();
    int total = catalog.trash().toRemove(clock.instant()).size();
    if (total == 0) {
      return new Removed(0, 0, null);
    }
    Listing listing = library.vault().listing();
    int removed = 0;
    List<PhotoId> next = next();
    while (!next.isEmpty()) {
      String obstacle = obstacle();
      if (obstacle != null) {
        grouper.groupIfStale();
        return new Removed(removed, catalog.trash().toRemove(clock.instant()).size(), obstacle);
      }
      Set<PhotoId> still = Set.copyOf(catalog.trash().toRemove(clock.instant()));
      for (PhotoId photo : next) {
        if (still.contains(photo)) {
          remove(photo, listing);
          progress.step("emptying the trash", ++removed, total);
        }
      }
      next = next();
    }
    grouper.groupIfStale();
    return new Removed(removed, 0, null);
  }

  private List<PhotoId> next() {
    return library.catalog().trash().toRemove(clock.instant()).stream().limit(AT_A_TIME).toList();
  }

  /** Why nothing may be removed, or null. */
  private @Nullable String obstacle() throws IOException {
    List<String> damages = rebuilder.learn();
    if (!damages.isEmpty()) {
      return "a part of what was said can't be read, and it may restore some of them: "
          + damages.getFirst();
    }
    return library.catalog().facts().allStored()
        ? null
        : "what was said on this device is not in the cloud yet";
  }

  private void remove(PhotoId photo, Listing listing) throws IOException {
    library.vault().remove(photo, entries(photo), listing);
    Catalog catalog = library.catalog();
    for (Path file : files(photo)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException stuck) {
        throw Disk.unusable(file, stuck);
      }
    }
    catalog.transaction(
        () -> {
          catalog.photos().remove(photo);
          catalog.trash().removed(photo);
        });
  }

  /** The names of all entries that the photo may have: those known, and those of known models. */
  private Set<String> entries(PhotoId photo) throws IOException {
    Catalog catalog = library.catalog();
    Vault vault = library.vault();
    Set<String> entries = new HashSet<>(catalog.photos().entries(photo));
    Optional<Entry> known = catalog.photos().find(photo);
    Sealed features = known.map(Entry::featuresSealed).orElse(null);
    if (features != null) {
      entries.add(features.object());
    }
    catalog.readings().of(photo).forEach(read -> entries.add(vault.entryName(photo, read)));
    entries.add(vault.entryName(photo, null));
    Equipment.Models models = library.models();
    for (Features.Source source : Features.Source.values()) {
      Features bare = new Features(photo, models.detector(), models.embedder(), source, List.of());
      entries.add(vault.entryName(photo, bare));
    }
    return entries;
  }

  /** Wherever something of a photo may lie here, whatever its type. */
  private Set<Path> files(PhotoId photo) {
    LibraryDirectory directory = library.directory();
    Set<Path> files = new HashSet<>();
    for (MediaType type : MediaType.values()) {
      files.add(directory.original(photo, type));
      files.add(directory.cached(photo, type));
    }
    files.add(directory.preview(photo));
    files.add(directory.thumbnail(photo));
    return files;
  }
}
