package latent.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import latent.image.Inspection;
import latent.image.MediaTypeDetector;
import latent.photo.MediaType;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.TakenAt;
import latent.worker.AnalyseOutcome;
import latent.worker.InspectOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Brings files into the library: file to original and photo row. The source is read once and never
 * altered; with {@code move} it is removed, but only after its copy here is forced to the disk and
 * known to the catalog. Duplicates end here.
 */
public final class Importer {

  /** Bytes that tell the type of a file. */
  private static final int HEAD = 4096;

  /** What was found where the user pointed. */
  private sealed interface Found {
    Path path();

    /** A regular file. */
    record File(Path path) implements Found {}

    /** Something that can't even be looked at. */
    record Unreachable(Path path, String reason) implements Found {}
  }

  /** What became of one file. */
  public enum Outcome {
    /** It is in the library now. */
    ADDED,
    /** The library had these bytes before. */
    ALREADY,
    /** It could not be read from the disk, or it is kept but can't be shown. */
    UNREADABLE,
    /** It is no photo and no video. */
    SKIPPED
  }

  /**
   * What became of one file.
   *
   * @param photo the photo it is in the library, or null if it isn't
   * @param reason why it is unreadable or was skipped, or null
   */
  public record Item(
      Path path, Outcome outcome, @Nullable PhotoId photo, @Nullable String reason) {}

  private final Library library;
  private final Clock clock;

  public Importer(Library library, Clock clock) {
    this.library = library;
    this.clock = clock;
  }

  /**
   * Adds files, and folders with all that is in them.
   *
   * @throws LibraryException if the library's disk is full or broken; what was acknowledged until
   *     then is safe
   */
  public List<Item> add(List<Path> paths, boolean move, Progress progress) {
    List<Found> found = new ArrayList<>();
    for (Path path : paths) {
      found.addAll(walk(path));
    }
    AtomicLong done = new AtomicLong();
    try {
      return addAll(found, move, done, progress);
    } finally {
      library.catalog().settle();
    }
  }

  private List<Item> addAll(List<Found> found, boolean move, AtomicLong done, Progress progress) {
    return Together.each(
        found,
        2 * Runtime.getRuntime().availableProcessors(),
        item -> {
          Item result = add(item, move);
          progress.step("adding", done.incrementAndGet(), found.size());
          return result;
        });
  }

  /** The files at or under a path in the order of their names, links to folders not followed. */
  private static List<Found> walk(Path path) {
    List<Found> found = new ArrayList<>();
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      found.add(new Found.Unreachable(path, "it is not there"));
      return found;
    }
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (Files.isRegularFile(file)) {
                found.add(new Found.File(file));
              } else if (file.equals(path) && Files.isDirectory(file)) {
                found.addAll(walkLinked(file));
              } else if (attributes.isSymbolicLink() && !Files.exists(file)) {
                found.add(new Found.Unreachable(file, "the link leads nowhere"));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException broken) {
              found.add(new Found.Unreachable(file, Disk.reason(broken)));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException broken) {
      found.add(new Found.Unreachable(path, Disk.reason(broken)));
    }
    found.sort((one, other) -> one.path().compareTo(other.path()));
    return found;
  }

  /** A link that the user named leads to a folder: that folder is meant. */
  private static List<Found> walkLinked(Path link) {
    try {
      return walk(link.toRealPath());
    } catch (IOException broken) {
      return List.of(new Found.Unreachable(link, Disk.reason(broken)));
    }
  }

  private Item add(Found found, boolean move) {
    return switch (found) {
      case Found.Unreachable(Path path, String reason) ->
          new Item(path, Outcome.UNREADABLE, null, reason);
      case Found.File(Path path) -> add(path, move);
    };
  }

  private Item add(Path path, boolean move) {
    Path incoming = library.directory().incoming().resolve(UUID.randomUUID() + Disk.UNFINISHED);
    try (InputStream source = Files.newInputStream(path)) {
      byte[] head = source.readNBytes(HEAD);
      if (head.length == 0) {
        return new Item(path, Outcome.UNREADABLE, null, "the file is empty");
      }
      Optional<MediaType> mediaType = MediaTypeDetector.detect(head);
      if (mediaType.isEmpty()) {
        return new Item(path, Outcome.SKIPPED, null, "it is no photo and no video");
      }
      PhotoId id = copy(head, source, incoming);
      Item item = keep(path, incoming, id, mediaType.get());
      if (move) {
        library.catalog().settle();
        Files.delete(path);
      }
      return item;
    } catch (IOException broken) {
      return new Item(path, Outcome.UNREADABLE, null, Disk.reason(broken));
    } finally {
      discard(incoming);
    }
  }

  /**
   * Copies what is left of the source behind its head, hashing as it goes, and forces the copy to
   * the disk.
   */
  private PhotoId copy(byte[] head, InputStream source, Path incoming) throws IOException {
    MessageDigest digest = PhotoId.newDigest();
    byte[] buffer = new byte[1 << 16];
    try (FileChannel channel = create(incoming);
        OutputStream copy = Channels.newOutputStream(channel)) {
      int length = head.length;
      System.arraycopy(head, 0, buffer, 0, length);
      while (length >= 0) {
        digest.update(buffer, 0, length);
        write(copy, buffer, length, incoming);
        length = source.read(buffer);
      }
      channel.force(true);
    }
    return PhotoId.ofDigest(digest.digest());
  }

  private FileChannel create(Path incoming) {
    try {
      Files.createDirectories(incoming.getParent());
      return FileChannel.open(incoming, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException broken) {
      throw Disk.unusable(incoming, broken);
    }
  }

  /**
   * A failure to write is the library's, not the source's: it ends the import with one sentence.
   */
  private static void write(OutputStream copy, byte[] buffer, int length, Path incoming) {
    try {
      copy.write(buffer, 0, length);
    } catch (IOException broken) {
      throw Disk.unusable(incoming, broken);
    }
  }

  private Item keep(Path path, Path incoming, PhotoId id, MediaType mediaType) {
    if (library.catalog().photos().find(id).isPresent()) {
      return new Item(path, Outcome.ALREADY, id, null);
    }
    Path fileName = path.getFileName();
    String name = fileName == null ? path.toString() : fileName.toString();
    try {
      long bytes = Files.size(incoming);
      Photo bare = new Photo(id, name, mediaType, bytes, 0, 0, fileTime(path), null, null);
      byte[] original = Files.readAllBytes(incoming);
      InspectOutcome outcome = inspect(id, original);
      Disk.settle(incoming, library.directory().original(bare));
      return switch (outcome) {
        case InspectOutcome.Inspected(Inspection seen) ->
            keep(path, described(bare, seen), null, false);
        case InspectOutcome.Unreadable(String reason) -> keep(path, bare, reason, false);
        case InspectOutcome.Quarantined(String reason) -> keep(path, bare, reason, true);
      };
    } catch (IOException broken) {
      throw Disk.unusable(incoming, broken);
    }
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
      case AnalyseOutcome.Analysed analysed -> new InspectOutcome.Inspected(analysed.inspection());
      case AnalyseOutcome.Unreadable(String reason) -> new InspectOutcome.Unreadable(reason);
      case AnalyseOutcome.Quarantined(String reason) -> new InspectOutcome.Quarantined(reason);
    };
  }

  private Item keep(Path path, Photo photo, @Nullable String problem, boolean quarantined) {
    boolean fresh = library.catalog().photos().add(photo, problem, quarantined, clock.instant());
    if (!fresh) {
      return new Item(path, Outcome.ALREADY, photo.id(), null);
    }
    return problem == null
        ? new Item(path, Outcome.ADDED, photo.id(), null)
        : new Item(
            path, Outcome.UNREADABLE, photo.id(), "it is kept, but can't be shown: " + problem);
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

  /** The best guess for a file that does not say when it was taken. */
  private static TakenAt fileTime(Path path) throws IOException {
    ZonedDateTime modified =
        Files.getLastModifiedTime(path).toInstant().atZone(ZoneId.systemDefault());
    return new TakenAt(modified.toLocalDateTime(), modified.getOffset(), TakenAt.Source.FILE);
  }

  private static void discard(Path incoming) {
    try {
      Files.deleteIfExists(incoming);
    } catch (IOException broken) {
      throw Disk.unusable(incoming, broken);
    }
  }
}
