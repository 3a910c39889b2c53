package latent.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import latent.catalog.Catalog;
import latent.catalog.CatalogException;
import latent.catalog.Entry;
import latent.catalog.TrashedPhotos.Discarded;
import latent.image.MediaTypeDetector;
import latent.library.SourceWalk.Found;
import latent.photo.Fact;
import latent.photo.FactId;
import latent.photo.MediaType;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.Trash;
import latent.vault.Holding;
import latent.worker.WorkersUnableException;
import org.jspecify.annotations.Nullable;

/**
 * Brings files into the library: file to original and photo row. The source is read once and never
 * altered. Duplicates end here; if the library has lost what comes a second time, they mend it.
 *
 * <p>With {@code move} the source is removed, but only when the library's own copy is surely whole:
 * just forced to the disk and known to the catalog, or read on this device to its last byte, or
 * confirmed by the store at that moment. Else it stays, and the item says why.
 */
public final class Importer {

  /** Bytes that tell the type of a file. */
  private static final int HEAD = 4096;

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
   * @param reason what the user should know: why it is unreadable, was skipped or stays where it
   *     is, or what it mended; null if there is nothing to say
   * @param failed it is not as the user wanted it: it can't be read or shown, or it was to be moved
   *     and is still there
   */
  public record Item(
      Path path,
      Outcome outcome,
      @Nullable PhotoId photo,
      @Nullable String reason,
      boolean failed) {

    private static Item unreadable(Path path, String reason) {
      return new Item(path, Outcome.UNREADABLE, null, reason, true);
    }

    private Item staying(String because) {
      String both = reason == null ? because : reason + "; " + because;
      return new Item(path, outcome, photo, both, true);
    }
  }

  private final Library library;
  private final Custody custody;
  private final Registrar registrar;
  private final FactClock moments;
  private final Clock clock;

  public Importer(Library library, Clock clock) {
    this.library = library;
    this.custody = new Custody(library);
    this.registrar = new Registrar(library, clock);
    this.moments = new FactClock(library.catalog(), clock);
    this.clock = clock;
  }

  /**
   * Adds files, and folders with all that is in them.
   *
   * @throws LibraryException if the library's disk is full or broken, or nothing can be read here;
   *     it says how much was added safely until then
   */
  public List<Item> add(List<Path> paths, boolean move, Progress progress) {
    SourceWalk walk = new SourceWalk(library.directory().root());
    List<Found> found = new ArrayList<>();
    for (Path path : paths) {
      found.addAll(walk.from(path));
    }
    return addFound(found, move, progress);
  }

  /**
   * Adds files that came by themselves. That a file lies in a watched folder is no wish to have a
   * photo again that is in the trash.
   *
   * @return an item for each file, in their order
   * @throws LibraryException as {@link #add}
   */
  List<Item> take(List<Path> files, boolean move) {
    return addFound(
        files.stream().<Found>map(file -> new Found.File(file, false)).toList(),
        move,
        Progress.UNWATCHED);
  }

  private List<Item> addFound(List<Found> found, boolean move, Progress progress) {
    long before = library.catalog().photos().count();
    try {
      List<Item> items = addAll(found, move ? new Mover() : null, progress);
      library.catalog().settle();
      return items;
    } catch (LibraryException | CatalogException | WorkersUnableException broken) {
      throw cutShort(broken, library.catalog().photos().count() - before);
    }
  }

  private static LibraryException cutShort(RuntimeException broken, long added) {
    String safe =
        switch ((int) Math.min(added, 2)) {
          case 0 -> "Nothing had been added before";
          case 1 -> "1 photo was added safely before";
          default -> added + " photos were added safely before";
        };
    return new LibraryException(
        broken.getMessage()
            + " "
            + safe
            + ", and nothing is lost: give the same command again for the rest.",
        broken);
  }

  private List<Item> addAll(List<Found> found, @Nullable Mover mover, Progress progress) {
    AtomicLong done = new AtomicLong();
    return Together.each(
        found,
        2 * Runtime.getRuntime().availableProcessors(),
        item -> {
          Item result =
              switch (item) {
                case Found.Unreachable(Path path, String reason) -> Item.unreadable(path, reason);
                case Found.File(Path path, boolean named) -> add(path, named, mover);
              };
          progress.step("adding", done.incrementAndGet(), found.size());
          return result;
        });
  }

  private Item add(Path path, boolean named, @Nullable Mover mover) {
    Path incoming = Disk.unfinished(library.directory().incoming());
    try {
      FileTime modified = Files.getLastModifiedTime(path);
      Item item = take(path, named, modified, incoming);
      if (mover == null || item.photo() == null) {
        return item;
      }
      return library.catalog().trash().find(item.photo()).isPresent()
          ? item.staying("the file stays where it is")
          : mover.move(item, modified, incoming);
    } catch (IOException broken) {
      return Item.unreadable(path, Disk.reason(broken));
    } finally {
      discard(incoming);
    }
  }

  private Item take(Path path, boolean named, FileTime modified, Path incoming) throws IOException {
    try (InputStream source = Files.newInputStream(path)) {
      byte[] head = source.readNBytes(HEAD);
      if (head.length == 0) {
        return Item.unreadable(path, "the file is empty");
      }
      Optional<MediaType> mediaType = MediaTypeDetector.detect(head);
      if (mediaType.isEmpty()) {
        return new Item(path, Outcome.SKIPPED, null, "it is no photo and no video", false);
      }
      Optional<String> noRoom = Disk.noRoom(library.directory().root(), Files.size(path));
      if (noRoom.isPresent()) {
        return Item.unreadable(path, noRoom.get());
      }
      PhotoId id = copy(head, source, incoming);
      Optional<Entry> known = library.catalog().photos().find(id);
      Optional<Discarded> discarded = library.catalog().trash().find(id);
      if (discarded.isPresent()) {
        return named
            ? restore(path, modified, incoming, id, mediaType.get())
            : new Item(path, Outcome.ALREADY, id, unwanted(discarded.get(), known), false);
      }
      return known.isPresent()
          ? mend(path, incoming, known.get())
          : keep(path, modified, incoming, id, mediaType.get());
    }
  }

  /**
   * Copies what is left of the source behind its head, hashing as it goes, and forces the copy to
   * the disk.
   */
  private PhotoId copy(byte[] head, InputStream source, Path incoming) throws IOException {
    MessageDigest digest = PhotoId.newDigest();
    byte[] buffer = new byte[1 << 16];
    try (FileChannel channel = Disk.create(incoming);
        OutputStream copy = Channels.newOutputStream(channel)) {
      int length = head.length;
      System.arraycopy(head, 0, buffer, 0, length);
      while (length >= 0) {
        digest.update(buffer, 0, length);
        Disk.write(copy, buffer, length, incoming);
        length = source.read(buffer);
      }
      channel.force(true);
    }
    return PhotoId.ofDigest(digest.digest());
  }

  private Item keep(Path path, FileTime modified, Path incoming, PhotoId id, MediaType mediaType) {
    String name = Disk.name(path);
    Registrar.Seen seen = look(id, name, mediaType, modified, incoming);
    place(incoming, seen.photo());
    if (!registrar.add(seen)) {
      return new Item(path, Outcome.ALREADY, id, null, false);
    }
    String problem = seen.problem();
    return problem == null
        ? new Item(path, Outcome.ADDED, id, null, false)
        : new Item(
            path, Outcome.UNREADABLE, id, "it is kept, but can't be shown: " + problem, true);
  }

  /** Looks at the copy, which takes on the name and the time of what it is a copy of. */
  private Registrar.Seen look(
      PhotoId id, String name, MediaType mediaType, FileTime modified, Path incoming) {
    try {
      NameTag.write(incoming, name);
      Files.setLastModifiedTime(incoming, modified);
      return registrar.look(id, name, mediaType, modified, incoming);
    } catch (IOException broken) {
      throw Disk.unusable(incoming, broken);
    }
  }

  /** The library knows these bytes; if its own copy of them is damaged or gone, they replace it. */
  private Item mend(Path path, Path incoming, Entry known) {
    boolean broken = known.onDevice() && !custody.isWholeHere(known.photo());
    if (broken) {
      place(incoming, known.photo());
    }
    String mended = broken ? "the library's own copy was damaged or gone, and is mended" : null;
    return new Item(path, Outcome.ALREADY, known.photo().id(), mended, false);
  }

  /** A file that only lay in a folder which was added is no wish to have the photo again. */
  private String unwanted(Discarded discarded, Optional<Entry> known) {
    LocalDate since = LocalDate.ofInstant(discarded.since(), clock.getZone());
    return known.isPresent()
        ? "it has been in the trash since "
            + since
            + ", and stays there; to have it back: latent restore "
            + discarded.photo().hex().substring(0, 12)
        : "it left the library by way of the trash on "
            + LocalDate.ofInstant(discarded.until(), clock.getZone())
            + "; to have it back, add this very file, and not the folder";
  }

  /**
   * The user named this file, and wants to have the photo again, whatever was said before. It is
   * sent as if it were new: what was there of it may have left.
   */
  private Item restore(
      Path path, FileTime modified, Path incoming, PhotoId id, MediaType mediaType) {
    Catalog catalog = library.catalog();
    Optional<Entry> known = catalog.photos().find(id);
    Registrar.Seen seen =
        known.isPresent()
            ? new Registrar.Seen(known.get().photo(), null, false)
            : look(id, Disk.name(path), mediaType, modified, incoming);
    place(incoming, seen.photo());
    List<Fact> restoring = new ArrayList<>();
    for (FactId because : because(id)) {
      restoring.add(new Fact.Undone(FactId.fresh(), moments.now(), because));
    }
    catalog.transaction(
        () -> {
          if (known.isEmpty()) {
            registrar.add(seen);
          }
          catalog.photos().notStored(id);
          catalog.photos().onDevice(id, true);
          catalog.facts().add(restoring, library.settings().device());
        });
    return known.isPresent()
        ? new Item(path, Outcome.ALREADY, id, "it was in the trash, and is restored", false)
        : new Item(
            path,
            Outcome.ADDED,
            id,
            "it had left the library by way of the trash, and is back",
            false);
  }

  private List<FactId> because(PhotoId id) {
    Trash.Discarded discarded = Trash.of(library.catalog().facts().all()).photos().get(id);
    return discarded == null ? List.of() : discarded.because();
  }

  private void place(Path incoming, Photo photo) {
    try {
      Disk.settle(incoming, library.directory().original(photo));
    } catch (IOException broken) {
      throw Disk.unusable(Disk.folder(library.directory().original(photo)), broken);
    }
  }

  /** Removes sources, each once it is safe. For one run. */
  private final class Mover {

    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable String unreachable;

    /**
     * @param modified when the source was last changed before it was read
     * @param incoming the copy of the source, if it has not become the original
     */
    private Item move(Item item, FileTime modified, Path incoming) {
      PhotoId id = Objects.requireNonNull(item.photo());
      library.catalog().settle();
      Entry entry = library.catalog().photos().find(id).orElseThrow();
      String unsure = entry.onDevice() ? null : confirm(entry, incoming);
      if (unsure != null) {
        return item.staying("it stays where it is, since " + unsure);
      }
      try {
        if (!Files.getLastModifiedTime(item.path()).equals(modified)) {
          return item.staying("it stays where it is, since it changed while it was read");
        }
        Files.delete(item.path());
        return item;
      } catch (IOException stuck) {
        return item.staying("the file could not be removed: " + Disk.reason(stuck));
      }
    }

    /** Null if the cloud holds the original, or else it lies here again; or why that is unsure. */
    private @Nullable String confirm(Entry entry, Path incoming) {
      if (!canAsk()) {
        return unreachable;
      }
      try {
        if (custody.inCloud(entry) == Holding.HELD) {
          return null;
        }
      } catch (IOException away) {
        unreachable = unsure(away);
        return unreachable;
      }
      place(incoming, entry.photo());
      library.catalog().photos().notStored(entry.photo().id());
      library.catalog().photos().onDevice(entry.photo().id(), true);
      library.catalog().settle();
      return null;
    }

    /** Opens the vault; once it has failed, the passphrase is not asked for again. */
    private boolean canAsk() {
      asking.lock();
      try {
        if (unreachable == null) {
          library.vault();
        }
      } catch (IOException | LibraryException closed) {
        unreachable = unsure(closed);
      } finally {
        asking.unlock();
      }
      return unreachable == null;
    }

    private static String unsure(Exception fault) {
      return "the library's copy is in the cloud alone, which can't confirm it now: "
          + fault.getMessage();
    }
  }

  private static void discard(Path incoming) {
    try {
      Files.deleteIfExists(incoming);
    } catch (IOException broken) {
      throw Disk.unusable(incoming, broken);
    }
  }
}
