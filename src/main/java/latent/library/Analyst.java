package latent.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import latent.catalog.Catalog;
import latent.catalog.Entry;
import latent.image.Copies;
import latent.photo.Features;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.Reason;
import latent.worker.AnalyseOutcome;

/**
 * Reads a photo while its original is at hand: original to (in a worker: decoded, copied small,
 * faces detected, aligned, embedded) to preview, thumbnail and features, kept here.
 */
public final class Analyst {

  /** What became of one photo. */
  public sealed interface Outcome {
    /** Its preview and features are here. */
    record Read(int faces) implements Outcome {}

    /** It can't be shown; the original stays. */
    record Failed(String reason) implements Outcome {}
  }

  private final Library library;

  public Analyst(Library library) {
    this.library = library;
  }

  /**
   * Reads one photo.
   *
   * @throws IOException if the original is at neither place; nothing is changed then
   */
  public Outcome analyse(PhotoId id) throws IOException {
    Entry entry = library.catalog().photos().find(id).orElseThrow();
    byte[] original = original(entry);
    return switch (library.readers().analyse(id, original)) {
      case AnalyseOutcome.Analysed(int width, int height, Copies copies, Features features) ->
          keep(id, width, height, copies, features);
      case AnalyseOutcome.Unreadable(String reason) -> fail(id, reason, false);
      case AnalyseOutcome.Quarantined(String reason) -> fail(id, reason, true);
    };
  }

  /** From the device if it is there; else fetched for this once, in memory, and forgotten. */
  private byte[] original(Entry entry) throws IOException {
    Photo photo = entry.photo();
    if (entry.onDevice()) {
      return Files.readAllBytes(library.directory().original(photo));
    }
    if (entry.cached() != null && Files.exists(library.directory().cached(photo))) {
      return Files.readAllBytes(library.directory().cached(photo));
    }
    try (InputStream recalled =
        library.vault().openOriginal(photo.id(), photo.bytes(), Reason.Recall.ANALYSE)) {
      return recalled.readAllBytes();
    }
  }

  private Outcome keep(PhotoId id, int width, int height, Copies copies, Features features) {
    try {
      library.write(library.directory().preview(id), copies.preview());
      library.write(library.directory().thumbnail(id), copies.thumbnail());
    } catch (IOException broken) {
      throw Disk.unusable(library.directory().preview(id), broken);
    }
    Catalog catalog = library.catalog();
    catalog.transaction(
        () -> {
          catalog.faces().replace(features);
          catalog
              .photos()
              .analysed(
                  id,
                  features.detector(),
                  features.embedder(),
                  width,
                  height,
                  copies.preview().length,
                  copies.thumbnail().length);
        });
    return new Outcome.Read(features.faces().size());
  }

  private Outcome fail(PhotoId id, String reason, boolean quarantined) {
    library.catalog().photos().problem(id, reason, quarantined);
    return new Outcome.Failed(reason);
  }
}
