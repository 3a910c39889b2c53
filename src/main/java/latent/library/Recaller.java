package latent.library;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
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
      library.write(file, preview);
      library.catalog().photos().preview(id, preview.length);
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
