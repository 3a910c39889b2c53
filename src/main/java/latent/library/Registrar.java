package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import latent.image.Inspection;
import latent.photo.MediaType;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.TakenAt;
import latent.worker.AnalyseOutcome;
import latent.worker.InspectOutcome;
import latent.worker.WorkerPool;
import org.jspecify.annotations.Nullable;

/** Gives originals their row in the catalog, with what each says of itself. */
final class Registrar {

  /**
   * What an original turned out to be.
   *
   * @param problem why it can't be shown, or null
   * @param quarantined the problem is that reading it broke the worker
   */
  record Seen(Photo photo, @Nullable String problem, boolean quarantined) {}

  /** The beginning of a JPEG in which its size is looked for first, in bytes. */
  private static final int JPEG_HEAD = 256 << 10;

  private final Library library;
  private final Clock clock;

  Registrar(Library library, Clock clock) {
    this.library = library;
    this.clock = clock;
  }

  /**
   * Looks at an original, in a worker.
   *
   * @param file where the original lies
   * @param name the file name under which it came
   * @param modified when that file was last changed: the best guess for one that does not say when
   *     it was taken
   */
  Seen look(PhotoId id, String name, MediaType mediaType, FileTime modified, Path file)
      throws IOException {
    long bytes = Files.size(file);
    Photo bare = new Photo(id, name, mediaType, bytes, 0, 0, fileTime(modified), null, null);
    return switch (inspect(id, mediaType, file, bytes)) {
      case InspectOutcome.Inspected(Inspection seen) ->
          new Seen(described(bare, seen), null, false);
      case InspectOutcome.Unreadable(String reason) -> new Seen(bare, reason, false);
      case InspectOutcome.Quarantined(String reason) -> new Seen(bare, reason, true);
    };
  }

  /** Adds the row; answers false if there was one already. The original lies in its place. */
  boolean add(Seen seen) {
    return library
        .catalog()
        .photos()
        .add(seen.photo(), seen.problem(), seen.quarantined(), clock.instant());
  }

  /** A JPEG says everything before its pixels, so mostly its beginning is enough. */
  private InspectOutcome inspect(PhotoId id, MediaType mediaType, Path file, long bytes)
      throws IOException {
    if (mediaType == MediaType.JPEG && bytes > JPEG_HEAD) {
      InspectOutcome outcome = library.readers().inspect(Disk.beginning(file, JPEG_HEAD));
      if (outcome instanceof InspectOutcome.Inspected(Inspection seen) && seen.width() > 0) {
        return outcome;
      }
    }
    Optional<byte[]> original = ReadableBytes.of(mediaType, file);
    return original.isPresent()
        ? inspect(id, original.get())
        : new InspectOutcome.Unreadable(WorkerPool.tooLarge(bytes));
  }

  /**
   * A file that does not even tell its size is decoded at once, so that the user learns now if it
   * can't be shown.
   */
  private InspectOutcome inspect(PhotoId id, byte[] original) {
    InspectOutcome outcome = library.readers().inspect(original);
    if (!(outcome instanceof InspectOutcome.Inspected(Inspection seen)) || seen.width() > 0) {
      return outcome;
    }
    return switch (library.readers().analyse(id, original)) {
      case AnalyseOutcome.Analysed analysed ->
          new InspectOutcome.Inspected(seen.sized(analysed.width(), analysed.height()));
      case AnalyseOutcome.Unreadable(String reason) -> new InspectOutcome.Unreadable(reason);
      case AnalyseOutcome.Quarantined(String reason) -> new InspectOutcome.Quarantined(reason);
    };
  }

  private static Photo described(Photo bare, Inspection seen) {
    TakenAt taken = seen.taken();
    return new Photo(
        bare.id(),
        bare.name(),
        bare.mediaType(),
        bare.bytes(),
        seen.width(),
        seen.height(),
        taken == null ? bare.taken() : taken,
        seen.place(),
        seen.camera());
  }

  private static TakenAt fileTime(FileTime modified) {
    ZonedDateTime time = modified.toInstant().atZone(ZoneId.systemDefault());
    return new TakenAt(time.toLocalDateTime(), time.getOffset(), TakenAt.Source.FILE);
  }
}
