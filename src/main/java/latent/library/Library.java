package latent.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import latent.catalog.Catalog;
import latent.vault.Vault;
import latent.worker.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * One opened library: what the flows share. The vault is opened, and the readers are started, when
 * first asked for, so that a look at the library needs neither passphrase nor models.
 */
public final class Library implements AutoCloseable {

  private final LibraryDirectory directory;
  private volatile LibrarySettings settings;
  private final Equipment equipment;
  private final Catalog catalog;
  private final PolicyFile policy;
  private final WatchList watched;
  private final @Nullable FileChannel lock;
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable Vault vault;
  private Equipment.@Nullable Models models;
  private @Nullable WorkerPool readers;
  private @Nullable ModelChoice choice;
  private Equipment.@Nullable Models coming;
  private @Nullable WorkerPool comingReaders;

  private Library(
      LibraryDirectory directory,
      Equipment equipment,
      Catalog catalog,
      @Nullable FileChannel lock) {
    this.directory = directory;
    this.equipment = equipment;
    this.catalog = catalog;
    this.lock = lock;
    this.settings = LibrarySettings.read(directory.settings());
    this.policy = new PolicyFile(directory.settings());
    this.watched = new WatchList(directory, catalog.arrivals());
  }

  /** Opens a library to look at it; another program may be working in it. */
  public static Library look(Path root, Equipment equipment) {
    LibraryDirectory directory = existing(root);
    return new Library(directory, equipment, Catalog.open(directory.catalog()), null);
  }

  /**
   * Opens a library to change it.
   *
   * @throws LibraryException if there is none, or another program works in it
   */
  public static Library work(Path root, Equipment equipment) {
    LibraryDirectory directory = existing(root);
    FileChannel lock = lock(directory);
    try {
      Library library = new Library(directory, equipment, Catalog.open(directory.catalog()), lock);
      library.sweep();
      return library;
    } catch (RuntimeException failed) {
      close(lock);
      throw failed;
    }
  }

  private static LibraryDirectory existing(Path root) {
    LibraryDirectory directory = new LibraryDirectory(root);
    if (Files.isDirectory(root) && !(Files.isReadable(root) && Files.isExecutable(root))) {
      throw new LibraryException("You have no right to look into the folder " + root + ".");
    }
    if (!Files.isRegularFile(directory.settings())) {
      throw new LibraryException(
          "There is no library in "
              + root
              + ". Make one with: latent init --library "
              + root
              + " --cloud URL");
    }
    return directory;
  }

  /**
   * Holds the library for this program alone until the channel is closed, or the program ends in
   * whatever way.
   */
  static FileChannel lock(LibraryDirectory directory) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              directory.lock(),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock held = channel.tryLock();
      if (held == null) {
        throw inUse(directory, channel);
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
          0);
      return channel;
    } catch (OverlappingFileLockException mine) {
      close(channel);
      throw inUse(directory, null);
    } catch (IOException broken) {
      close(channel);
      throw Disk.unusable(directory.lock(), broken);
    } catch (LibraryException taken) {
      close(channel);
      throw taken;
    }
  }

  private static LibraryException inUse(LibraryDirectory directory, @Nullable FileChannel channel) {
    String who = "Another Latent";
    if (channel != null) {
      try {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        String process = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        who += process.isBlank() ? "" : " (process " + process + ")";
      } catch (IOException unknown) {
        who += "";
      }
    }
    return new LibraryException(
        who + " is working in " + directory.root() + ". Wait until it is done, or stop it.");
  }

  private static void close(@Nullable FileChannel channel) {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException broken) {
      throw new LibraryException("The library's lock can't be given back.", broken);
    }
  }

  /**
   * What a killed program left unfinished was never acknowledged; its source is still where it was.
   * The lock is held, so nobody else is writing here but those who look, and they do without what
   * they can't write.
   */
  private void sweep() {
    sweep(directory.incoming(), "");
    sweep(directory.root(), Disk.UNFINISHED);
  }

  private static void sweep(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var left = Files.list(folder)) {
      for (Path file : left.toList()) {
        if (file.toString().endsWith(Outgoing.NOTE)) {
          Outgoing.clear(file);
        } else if (file.toString().endsWith(ending) && Files.isRegularFile(file)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException broken) {
      throw Disk.unusable(folder, broken);
    }
  }

  /** Writes a file of the library whole. */
  void write(Path file, byte[] bytes) throws IOException {
    Disk.write(directory.incoming(), file, bytes);
  }

  public LibraryDirectory directory() {
    return directory;
  }

  public LibrarySettings settings() {
    return settings;
  }

  /** When work in the background may run. */
  public PolicyFile policy() {
    return policy;
  }

  /** The folders whose files are taken in as they arrive. */
  public WatchList watched() {
    return watched;
  }

  public Catalog catalog() {
    return catalog;
  }

  /** The models in use. */
  public Equipment.Models models() {
    opening.lock();
    try {
      if (models == null) {
        models = models(choice().detector(), choice().embedder());
      }
      return models;
    } finally {
      opening.unlock();
    }
  }

  /** The models that are to come in their place, if any are. */
  public Optional<Equipment.Models> coming() {
    opening.lock();
    try {
      if (coming == null && choice().changing()) {
        coming = models(choice().comingDetector(), choice().comingEmbedder());
      }
      return Optional.ofNullable(coming);
    } finally {
      opening.unlock();
    }
  }

  private Equipment.Models models(@Nullable String detector, @Nullable String embedder) {
    Equipment.ModelSource source = equipment.models();
    if (detector == null && embedder == null) {
      return source.usual();
    }
    return source.of(file(detector, true), file(embedder, false));
  }

  private Path file(@Nullable String chosen, boolean finds) {
    if (chosen != null) {
      return directory.models().resolve(chosen);
    }
    Equipment.Models usual = equipment.models().usual();
    return finds ? usual.detectorFile() : usual.embedderFile();
  }

  /** Which models are in use here. */
  ModelChoice choice() {
    opening.lock();
    try {
      if (choice == null) {
        choice = ModelChoice.read(directory.models());
      }
      return choice;
    } finally {
      opening.unlock();
    }
  }

  /** Uses these models from now on; their readers are started when first asked for. */
  void choose(ModelChoice other) {
    opening.lock();
    try {
      other.write(directory.models());
      closeReaders();
      choice = other;
      models = null;
      coming = null;
    } finally {
      opening.unlock();
    }
  }

  /** The processes that read photos. */
  public WorkerPool readers() {
    opening.lock();
    try {
      if (readers == null) {
        readers = models().readers().get();
      }
      return readers;
    } finally {
      opening.unlock();
    }
  }

  /** The processes that read photos by the models that are to come. */
  WorkerPool comingReaders() {
    opening.lock();
    try {
      if (comingReaders == null) {
        comingReaders = coming().orElseThrow().readers().get();
      }
      return comingReaders;
    } finally {
      opening.unlock();
    }
  }

  /** Does something to the readers in use, and to those that are to come, if they are started. */
  void eachReaders(Consumer<WorkerPool> deed) {
    deed.accept(readers());
    opening.lock();
    try {
      if (comingReaders != null) {
        deed.accept(comingReaders);
      }
    } finally {
      opening.unlock();
    }
  }

  /** How many processes that read photos are alive. */
  public int readerProcesses() {
    opening.lock();
    try {
      return (readers == null ? 0 : readers.processIds().length)
          + (comingReaders == null ? 0 : comingReaders.processIds().length);
    } finally {
      opening.unlock();
    }
  }

  private void closeReaders() {
    if (readers != null) {
      readers.close();
      readers = null;
    }
    if (comingReaders != null) {
      comingReaders.close();
      comingReaders = null;
    }
  }

  /** The sealed store; asks for the passphrase the first time. */
  public Vault vault() throws IOException {
    opening.lock();
    try {
      if (vault == null) {
        char[] secret = equipment.passphrase().ask(false);
        try {
          vault = opened(secret);
        } finally {
          Arrays.fill(secret, '\0');
        }
        vault.limit(settings.limit());
      }
      return vault;
    } finally {
      opening.unlock();
    }
  }

  /**
   * Lets transfers move no more than so many bytes a second while the library is open; 0 for as
   * many as can.
   */
  public void limit(long bytesPerSecond) {
    opening.lock();
    try {
      settings = settings.limited(bytesPerSecond);
      if (vault != null) {
        vault.limit(bytesPerSecond);
      }
    } finally {
      opening.unlock();
    }
  }

  /** Does that from now on, in later runs too. */
  public void keepLimit(long bytesPerSecond) {
    limit(bytesPerSecond);
    LibrarySettings.read(directory.settings()).limited(bytesPerSecond).write(directory.settings());
  }

  private Vault opened(char[] secret) throws IOException {
    Equipment.Vaults vaults = equipment.vaults();
    if (equipment.passphrase().isRecoveryKey()) {
      return vaults.recover(settings.cloud(), secret, directory.incoming(), catalog.ledger());
    }
    byte[] copy = key();
    Vault opened =
        vaults.open(settings.cloud(), copy, secret, directory.incoming(), catalog.ledger());
    if (copy != null && !Arrays.equals(opened.keyFile(), copy)) {
      // The passphrase was changed on another device, and the new one has just proved itself.
      keepKey(opened.keyFile());
    }
    return opened;
  }

  /** Keeps a copy of the vault's key file. */
  void keepKey(byte[] keyFile) throws IOException {
    write(directory.key(), keyFile);
  }

  Equipment equipment() {
    return equipment;
  }

  private byte @Nullable [] key() {
    if (!Files.exists(directory.key())) {
      return null;
    }
    try {
      return Files.readAllBytes(directory.key());
    } catch (IOException broken) {
      throw Disk.unusable(directory.key(), broken);
    }
  }

  @Override
  public void close() {
    closeReaders();
    if (vault != null) {
      vault.close();
    }
    catalog.close();
    close(lock);
  }
}
