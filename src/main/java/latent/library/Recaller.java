package latent.library;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import latent.catalog.Entry;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.Reason;
import latent.vault.DamagedVaultException;
import org.jspecify.annotations.Nullable;

/**
 * Brings an original back because the user asked. What lies here is opened here; the rest comes
 * from the vault piece by piece, each piece checked before it is passed on, and stays in the cache
 * if the budget has room.
 */
public final class Recaller {

  /** Where an original was found. */
  public enum From {
    DEVICE,
    CLOUD
  }

  /** An original being opened: its bytes, how many there will be, and where they come from. */
  public record Recalled(Photo photo, InputStream bytes, From from) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }

  /** Photos whose small copies are fetched at once. */
  private static final int AT_A_TIME = 16;

  private final Library library;
  private final Gallery gallery;
  private final Clock clock;

  public Recaller(Library library, Gallery gallery, Clock clock) {
    this.library = library;
    this.gallery = gallery;
    this.clock = clock;
  }

  /** Opens the original of a photo, given by its name or the beginning of it. */
  public Recalled open(String photo) throws IOException {
    Entry entry = gallery.find(photo);
    Optional<InputStream> here = here(entry);
    if (here.isPresent()) {
      return new Recalled(entry.photo(), here.get(), From.DEVICE);
    }
    InputStream bytes =
        library.vault().openOriginal(entry.photo().id(), entry.photo().bytes(), Reason.Recall.VIEW);
    return new Recalled(entry.photo(), caching(entry.photo(), bytes), From.CLOUD);
  }

  /**
   * Opens a range of the original of a photo, for somebody who plays a film: only the sealed
   * segments that hold it are fetched, and what is given out is authenticated. That all of it
   * together is what was added only shows to whoever takes it whole.
   *
   * @throws IndexOutOfBoundsException if the original has no such range
   */
  public InputStream range(Photo photo, long from, long length) throws IOException {
    Objects.checkFromIndexSize(from, length, photo.bytes());
    Optional<InputStream> here = here(gallery.find(photo.id().hex()));
    if (here.isEmpty()) {
      return library
          .vault()
          .openOriginal(photo.id(), photo.bytes(), from, length, Reason.Recall.VIEW);
    }
    InputStream file = here.get();
    try {
      file.skipNBytes(from);
      return new Beginning(file, length);
    } catch (IOException broken) {
      file.close();
      throw broken;
    }
  }

  /** The photo of that name, or the beginning of one. */
  public Photo photo(String photo) {
    return gallery.find(photo).photo();
  }

  /** So many bytes of a stream. */
  private static final class Beginning extends FilterInputStream {
    private long left;

    Beginning(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(buffer, from, (int) Math.min(left, length));
      left -= Math.max(0, read);
      return read;
    }
  }

  /** Opens the original of a photo for somebody who looks. */
  public Pieces pieces(String photo) throws IOException {
    Recalled recalled;
    try {
      recalled = open(photo);
    } catch (DamagedVaultException damaged) {
      throw Pieces.damaged(gallery.find(photo).photo(), damaged);
    }
    try {
      return new Pieces(recalled);
    } catch (IOException | RuntimeException broken) {
      recalled.close();
      throw broken;
    }
  }

  /** The original or a cached copy of it, if it lies here; the catalog alone is not believed. */
  private Optional<InputStream> here(Entry entry) throws IOException {
    Photo photo = entry.photo();
    try {
      if (entry.onDevice()) {
        return Optional.of(Files.newInputStream(library.directory().original(photo)));
      }
      if (entry.cached() != null) {
        InputStream copy = Files.newInputStream(library.directory().cached(photo));
        library.catalog().photos().cached(photo.id(), clock.instant());
        return Optional.of(copy);
      }
      return Optional.empty();
    } catch (NoSuchFileException gone) {
      if (entry.onDevice() && entry.originalSealed() == null) {
        throw new LibraryException(
            "The original of " + photo.name() + " should be on this device, but its file is gone.",
            gone);
      }
      return Optional.empty();
    }
  }

  /** An original that was written to a file. */
  public record Written(long bytes, From from) {}

  /**
   * Writes the original of a photo to a file, which is there whole or not at all.
   *
   * @throws LibraryException if the file can't be written there
   */
  public Written write(String photo, Path file, Progress progress) throws IOException {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new LibraryException(file + " is a folder; say which file to write.");
    }
    if (!Files.isDirectory(Disk.folder(target))) {
      throw new LibraryException("The folder " + Disk.folder(target) + " is not there.");
    }
    Optional<String> noRoom = Disk.noRoom(Disk.folder(target), photo(photo).bytes());
    if (noRoom.isPresent()) {
      throw new LibraryException(
          "The original can't be written to " + file + ": " + noRoom.get() + ".");
    }
    try (Recalled recalled = open(photo);
        Outgoing outgoing = Outgoing.begin(library.directory().incoming(), target)) {
      long written = copy(recalled, outgoing.unfinished(), progress);
      Disk.settle(outgoing.unfinished(), target);
      return new Written(written, recalled.from());
    }
  }

  private static long copy(Recalled recalled, Path file, Progress progress) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long written = 0;
    MessageDigest digest = PhotoId.newDigest();
    try (FileChannel channel = Disk.create(file);
        OutputStream out = Channels.newOutputStream(channel)) {
      int read = recalled.bytes().read(buffer);
      while (read >= 0) {
        Disk.write(out, buffer, read, file);
        digest.update(buffer, 0, read);
        written += read;
        progress.step("opening", written, recalled.photo().bytes());
        read = recalled.bytes().read(buffer);
      }
      channel.force(true);
    }
    if (!PhotoId.ofDigest(digest.digest()).equals(recalled.photo().id())) {
      throw new LibraryException(
          "The original of "
              + recalled.photo().name()
              + " on this device is damaged: it is not what was added. Nothing was written.");
    }
    return written;
  }

  /**
   * The preview; fetched back from the vault if it had left the device. Empty bytes if the photo
   * can't be shown.
   */
  public byte[] preview(String photo) throws IOException {
    Entry entry = gallery.find(photo);
    PhotoId id = entry.photo().id();
    Path file = library.directory().preview(id);
    if (entry.preview() > 0 && (Files.exists(file) || entry.copiesSealed() == null)) {
      return Files.readAllBytes(file);
    }
    if (entry.copiesSealed() == null) {
      return new byte[0];
    }
    byte[] preview = library.vault().preview(id);
    if (room() >= preview.length) {
      keepPreview(id, preview);
    }
    return preview;
  }

  /**
   * The thumbnail; fetched back from the vault if it is not here. Empty bytes if the photo can't be
   * shown.
   */
  public byte[] thumbnail(String photo) throws IOException {
    Entry entry = gallery.find(photo);
    PhotoId id = entry.photo().id();
    Path file = library.directory().thumbnail(id);
    if (entry.thumbnail() > 0 && (Files.exists(file) || entry.copiesSealed() == null)) {
      return Files.readAllBytes(file);
    }
    if (entry.copiesSealed() == null) {
      return new byte[0];
    }
    byte[] thumbnail = library.vault().thumbnail(id);
    library.write(file, thumbnail);
    library.catalog().photos().thumbnail(id, thumbnail.length);
    return thumbnail;
  }

  /**
   * Fetches the small copies that are in the cloud only, the newest photos' first, as far as the
   * budget reaches; answers of how many photos.
   */
  public int fetchCopies(Progress progress) throws IOException {
    List<PhotoId> missing = library.catalog().photos().withoutPreview();
    AtomicLong room = new AtomicLong(room());
    AtomicInteger fetched = new AtomicInteger();
    try {
      Together.each(
          missing,
          AT_A_TIME,
          id -> {
            if (room.get() > 0) {
              room.addAndGet(-fetchCopies(id));
              progress.step("fetching previews", fetched.incrementAndGet(), missing.size());
            }
            return id;
          });
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
    return fetched.get();
  }

  /** Fetches a photo's small copies; answers how many bytes they have. */
  private long fetchCopies(PhotoId id) {
    try {
      byte[] preview = library.vault().preview(id);
      keepPreview(id, preview);
      return preview.length + thumbnail(id.hex()).length;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void keepPreview(PhotoId id, byte[] preview) throws IOException {
    library.write(library.directory().preview(id), preview);
    library.catalog().photos().preview(id, preview.length);
  }

  private long room() {
    return library.settings().budgetBytes() - Gallery.sum(gallery.deviceUse());
  }

  private InputStream caching(Photo photo, InputStream bytes) throws IOException {
    if (room() < photo.bytes()) {
      return bytes;
    }
    Path place = library.directory().cached(photo);
    Files.createDirectories(library.directory().incoming());
    return new CachingStream(photo, bytes, place);
  }

  /**
   * Keeps what passes through; only an original that came whole and checked becomes part of the
   * cache. The row is written first: a crash leaves a copy too few, which is fetched again, and
   * never one that nobody counts.
   */
  private final class CachingStream extends FilterInputStream {
    private final Photo photo;
    private final Path place;
    private final Path unfinished;
    private @Nullable OutputStream copy;
    private long passed;
    private boolean whole;

    CachingStream(Photo photo, InputStream bytes, Path place) throws IOException {
      super(bytes);
      this.photo = photo;
      this.place = place;
      this.unfinished = Disk.unfinished(library.directory().incoming());
      this.copy = Files.newOutputStream(unfinished);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int read = super.read(buffer, from, length);
      if (read > 0) {
        keep(buffer, from, read);
      }
      whole |= read < 0 && passed == photo.bytes();
      return read;
    }

    /** A disk that takes no more costs the cache its copy, not the user the photo. */
    private void keep(byte[] buffer, int from, int length) throws IOException {
      passed += length;
      if (copy == null) {
        return;
      }
      try {
        copy.write(buffer, from, length);
      } catch (IOException full) {
        copy.close();
        copy = null;
      }
    }

    @Override
    public long skip(long count) throws IOException {
      return readNBytes((int) Math.min(count, 1 << 20)).length;
    }

    @Override
    public void close() throws IOException {
      super.close();
      boolean kept = copy != null;
      if (copy != null) {
        copy.close();
        copy = null;
      }
      if (kept && whole) {
        library.catalog().photos().cached(photo.id(), clock.instant());
        Disk.settle(unfinished, place);
      } else {
        Files.deleteIfExists(unfinished);
      }
    }
  }
}
