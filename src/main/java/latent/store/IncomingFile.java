package latent.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** An object while it is written; removed on closing, unless it was moved to its name by then. */
final class IncomingFile implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;
  private final Runnable onClose;
  private final CRC32C written = new CRC32C();

  IncomingFile(Path path, FileChannel channel, Runnable onClose) {
    this.path = path;
    this.channel = channel;
    this.onClose = onClose;
  }

  Path path() {
    return path;
  }

  void write(ByteBuffer bytes) throws IOException {
    written.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * @throws TransferDamagedException if the file doesn't hold what was written
   */
  void forceAndReadAgain() throws IOException {
    channel.force(true);
    CRC32C read = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 17);
    for (long at = 0; channel.read(buffer, at) > 0; buffer.clear()) {
      at += buffer.position();
      read.update(buffer.flip());
    }
    if (read.getValue() != written.getValue()) {
      throw new TransferDamagedException(
          "The disk gives back something else than was just written to " + path + ".", null);
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(path);
    } finally {
      onClose.run();
    }
  }
}
