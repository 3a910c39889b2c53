package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import latent.catalog.Entry;
import latent.catalog.Photos;
import latent.photo.Photo;
import latent.vault.Holding;

/**
 * Lets originals leave the device: only those whose sealed object the store confirms at that
 * moment, whose preview and features exist, oldest and largest first. What can't be shown never
 * leaves by itself.
 */
public final class Offloader {

  /** An original that stays, and why. */
  public record Kept(String photo, String because) {}

  /**
   * What left.
   *
   * @param freedBytes disk that the library takes less
   * @param offloaded originals that left
   * @param kept originals that could not leave
   */
  public record Freed(long freedBytes, long offloaded, List<Kept> kept) {}

  private final Library library;
  private final Gallery gallery;
  private final Custody custody;

  public Offloader(Library library, Gallery gallery) {
    this.library = library;
    this.gallery = gallery;
    this.custody = new Custody(library);
  }

  /** Frees this much, or as near as is safe: recalled copies first, then originals. */
  public Freed free(long bytes) throws IOException {
    long freed = dropCached(bytes);
    long offloaded = 0;
    List<Kept> kept = new ArrayList<>();
    if (freed < bytes) {
      for (Entry entry : library.catalog().photos().toOffload()) {
        if (freed >= bytes) {
          break;
        }
        Holding holding = custody.inCloud(entry);
        if (holding == Holding.HELD) {
          offload(entry.photo());
          freed += entry.photo().bytes();
          offloaded++;
        } else {
          kept.add(distrust(entry, holding));
        }
      }
    }
    if (freed < bytes) {
      Set<String> named = kept.stream().map(Kept::photo).collect(Collectors.toSet());
      for (Entry entry : library.catalog().photos().toKeep()) {
        if (named.contains(entry.photo().id().hex())) {
          continue;
        }
        kept.add(new Kept(entry.photo().id().hex(), because(entry)));
      }
    }
    return new Freed(freed, offloaded, kept);
  }

  /**
   * Brings the library under its budget, if that can be done safely; at last old previews leave
   * too.
   */
  public Freed keepBudget() throws IOException {
    tidy();
    long excess = excess();
    if (excess <= 0) {
      return new Freed(0, 0, List.of());
    }
    Freed freed = free(excess);
    long previews = dropPreviews(excess());
    return new Freed(freed.freedBytes() + previews, freed.offloaded(), freed.kept());
  }

  private long excess() {
    return Gallery.sum(gallery.deviceUse()) - library.settings().budgetBytes();
  }

  /**
   * First the catalog says that it is gone, then it goes: a crash in between leaves a file too
   * many, never one too few.
   */
  private void offload(Photo photo) {
    library.catalog().photos().onDevice(photo.id(), false);
    library.catalog().settle();
    try {
      delete(library.directory().original(photo));
    } catch (LibraryException stuck) {
      library.catalog().photos().onDevice(photo.id(), true);
      throw stuck;
    }
  }

  private Kept distrust(Entry entry, Holding holding) {
    if (library.catalog().trash().find(entry.photo().id()).isPresent()) {
      return new Kept(entry.photo().id().hex(), "it is in the trash, and no longer in the cloud");
    }
    library.catalog().photos().notStored(entry.photo().id());
    String because =
        switch (holding) {
          case MISSING -> "the cloud no longer has it; it will be uploaded again";
          case DIFFERENT -> "the cloud has something else in its place; it will be uploaded again";
          case HELD -> throw new AssertionError("what is held may leave");
        };
    return new Kept(entry.photo().id().hex(), because);
  }

  private String because(Entry entry) {
    if (library.catalog().trash().find(entry.photo().id()).isPresent()) {
      return "it is in the trash, and only on this device";
    }
    if (entry.problem() != null) {
      return "it can't be shown, so it stays: " + entry.problem();
    }
    return entry.analysed() ? "it is not in the cloud yet" : "it has not been read yet";
  }

  /** What can be fetched again goes before its row: a crash leaves none that nobody counts. */
  private long dropCached(long bytes) {
    long freed = 0;
    for (Entry entry : library.catalog().photos().cached()) {
      if (freed >= bytes) {
        break;
      }
      delete(library.directory().cached(entry.photo()));
      library.catalog().photos().cached(entry.photo().id(), null);
      freed += entry.photo().bytes();
    }
    return freed;
  }

  private long dropPreviews(long bytes) {
    Photos photos = library.catalog().photos();
    long freed = 0;
    for (Entry entry : bytes > 0 ? photos.previewsToDrop() : List.<Entry>of()) {
      if (freed >= bytes) {
        break;
      }
      delete(library.directory().preview(entry.photo().id()));
      photos.preview(entry.photo().id(), 0);
      freed += entry.preview();
    }
    return freed;
  }

  /** Removes originals that the catalog knows to have left, and whose file a crash left behind. */
  private void tidy() {
    for (Entry entry : library.catalog().photos().offloaded()) {
      delete(library.directory().original(entry.photo()));
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException broken) {
      throw Disk.unusable(file, broken);
    }
  }
}
