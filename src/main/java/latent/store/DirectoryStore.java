package latent.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * A folder as a store: an object is a file of its name.
 *
 * <p>An object is first written to a file in {@code .incoming}, forced to the disk, read again, and
 * then moved to its name in one step. What a crash leaves in {@code .incoming} is no object, and is
 * removed by whoever next puts something ({@link IncomingFolder}). A file {@code .latent-store}
 * marks the folder, so that the empty mount point of a disk that isn't connected is not taken for
 * an empty store.
 */
public final class DirectoryStore implements ObjectStore {

  private static final String MARKER = ".latent-store";

  private final Path root;
  private final IncomingFolder incoming;
  private final Meter meter;

  private DirectoryStore(Path root, IncomingFolder incoming, Meter meter) {
    this.root = root;
    this.incoming = incoming;
    this.meter = meter;
  }

  /** The store in {@code folder}; that it is there shows when it is used. */
  public static DirectoryStore open(Path folder) {
    Path root = folder.toAbsolutePath();
    return new DirectoryStore(root, new IncomingFolder(root.resolve(".incoming")), Meter.NONE);
  }

  /** A store in {@code folder}, which is made, and made a store, if need be. */
  public static DirectoryStore create(Path folder) throws IOException {
    DirectoryStore store = open(folder);
    try {
      Files.createDirectories(store.root);
      Path marker = store.root.resolve(MARKER);
      if (Files.notExists(marker)) {
        Files.writeString(marker, "This folder is a store of Latent. Leave this file here.\n");
        Disk.force(marker);
        Disk.forceFolder(store.root);
      }
    } catch (IOException fault) {
      throw store.named(fault, "made");
    }
    return store;
  }

  @Override
  public Receipt put(String name, Content content) throws IOException {
    return put(name, content, false);
  }

  @Override
  public Receipt putNew(String name, Content content) throws IOException {
    return put(name, content, true);
  }

  private Receipt put(String name, Content content, boolean onlyNew) throws IOException {
    Path target = root.resolve(ObjectName.checked(name));
    requireStore();
    requireRoom(content.length());
    try (InputStream bytes = content.open();
        IncomingFile file = take()) {
      copy(bytes, content.length(), file);
      publish(file, target, name, onlyNew);
    }
    return new Receipt(name, content.length(), "", true);
  }

  /** A disk is not filled to its last byte for an object that doesn't fit. */
  private void requireRoom(long bytes) throws StoreException {
    long free;
    try {
      free = Files.getFileStore(root).getUsableSpace();
    } catch (IOException unknown) {
      return;
    }
    if (free < bytes) {
      throw new StoreFullException(
          "The store in the folder "
              + root
              + " has no room for an object of "
              + bytes / 1_000_000
              + " MB: its disk has "
              + free / 1_000_000
              + " MB free.",
          null);
    }
  }

  private IncomingFile take() throws StoreException {
    try {
      return incoming.take();
    } catch (IOException fault) {
      throw named(fault, "written");
    }
  }

  /** Gives the file, once it is safe on the disk, the object's name. */
  private void publish(IncomingFile file, Path target, String name, boolean onlyNew)
      throws StoreException {
    try {
      file.forceAndReadAgain();
      makeFolders(folderOf(target));
      if (onlyNew) {
        link(name, file.path(), target);
      } else {
        Files.move(
            file.path(),
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
      Disk.forceFolder(folderOf(target));
    } catch (IOException fault) {
      throw named(fault, "written");
    }
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.getParent(), "nothing of a store is the root of a disk");
  }

  private void copy(InputStream bytes, long length, IncomingFile file) throws IOException {
    byte[] buffer = new byte[1 << 17];
    long copied = 0;
    for (int read = bytes.readNBytes(buffer, 0, buffer.length);
        read > 0;
        read = bytes.readNBytes(buffer, 0, buffer.length)) {
      try {
        file.write(ByteBuffer.wrap(buffer, 0, read));
      } catch (IOException fault) {
        throw named(fault, "written");
      }
      meter.moved(Direction.UP, read);
      copied += read;
    }
    if (copied != length) {
      throw new IOException("content of " + copied + " bytes was announced as " + length);
    }
  }

  /** Gives the file its name, but only if nobody has the name. */
  private static void link(String name, Path file, Path target) throws IOException {
    try {
      Files.createLink(target, file);
    } catch (FileAlreadyExistsException exists) {
      throw taken(name, exists);
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      if (Files.exists(target)) {
        throw taken(name, noLinks);
      }
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static ObjectExistsException taken(String name, Exception cause) {
    return new ObjectExistsException("The store already has an object " + name + ".", cause);
  }

  private void makeFolders(Path folder) throws IOException {
    if (folder.equals(root) || Files.isDirectory(folder)) {
      return;
    }
    makeFolders(folderOf(folder));
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException meanwhile) {
      return;
    }
    Disk.forceFolder(folderOf(folder));
  }

  @Override
  public InputStream get(String name) throws IOException {
    return get(name, 0, Long.MAX_VALUE);
  }

  @Override
  public InputStream get(String name, long from, long length) throws IOException {
    Path file = root.resolve(ObjectName.checked(name));
    try {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(name);
      }
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new FileRange(channel, from, length, meter, fault -> named(fault, "read"));
    } catch (NoSuchFileException missing) {
      requireStore();
      throw new ObjectMissingException("The store has no object " + name + ".", missing);
    } catch (IOException fault) {
      throw named(fault, "read");
    }
  }

  @Override
  public Optional<ObjectInfo> head(String name) throws IOException {
    Path file = root.resolve(ObjectName.checked(name));
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(new ObjectInfo(name, attributes.size(), ""))
          : Optional.empty();
    } catch (NoSuchFileException missing) {
      requireStore();
      return Optional.empty();
    } catch (IOException fault) {
      throw named(fault, "read");
    }
  }

  @Override
  public void list(String prefix, Visitor visitor) throws IOException {
    requireStore();
    Path start = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
    if (Files.isDirectory(start)) {
      Files.walkFileTree(start, new Walk(prefix, visitor));
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Path file = root.resolve(ObjectName.checked(name));
    requireStore();
    try {
      if (Files.deleteIfExists(file)) {
        Disk.forceFolder(folderOf(file));
      }
    } catch (IOException fault) {
      throw named(fault, "changed");
    }
  }

  @Override
  public void check() throws IOException {
    requireStore();
    if (!Files.isReadable(root) || !Files.isWritable(root)) {
      throw new StoreDeniedException(
          "The folder " + root + " may not be read and written by this user.", null);
    }
  }

  @Override
  public ObjectStore metered(Meter meter) {
    return new DirectoryStore(root, incoming, meter);
  }

  @Override
  public void close() {}

  private void requireStore() throws StoreException {
    if (Files.exists(root.resolve(MARKER))) {
      return;
    }
    if (!Files.isDirectory(root)) {
      throw new StoreUnavailableException(
          "The folder " + root + " isn't there. Is its disk connected?", null);
    }
    throw new StoreMissingException(
        "The folder "
            + root
            + " is no store: it has no file "
            + MARKER
            + ". Is its disk connected?",
        null);
  }

  /** The exception named for what the file system says. */
  private StoreException named(IOException fault, String whatCouldNotBe) {
    if (fault instanceof StoreException already) {
      return already;
    }
    String sentence = "The store in the folder " + root + " could not be " + whatCouldNotBe + ": ";
    if (Disk.isFull(root, fault)) {
      return new StoreFullException(sentence + "its disk is full.", fault);
    }
    if (fault instanceof java.nio.file.AccessDeniedException) {
      return new StoreDeniedException(sentence + "this user may not.", fault);
    }
    return new StoreUnavailableException(sentence + fault.getMessage() + ".", fault);
  }

  /** Shows a visitor the objects below a folder. */
  private final class Walk extends SimpleFileVisitor<Path> {
    private final String prefix;
    private final Visitor visitor;

    Walk(String prefix, Visitor visitor) {
      this.prefix = prefix;
      this.visitor = visitor;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean hidden = !folder.equals(root) && folder.getFileName().toString().startsWith(".");
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = root.relativize(file).toString().replace('\\', '/');
      boolean hidden = file.getFileName().toString().startsWith(".");
      if (!hidden && name.startsWith(prefix)) {
        visitor.visit(new ObjectInfo(name, attributes.size(), ""));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
      if (fault instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw named(fault, "listed");
    }
  }
}
