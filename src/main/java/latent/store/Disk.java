package latent.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What a crash-safe writer asks of a disk beyond writing. */
final class Disk {

  /** Below this many free bytes a disk that fails to write is called full. */
  private static final long ALMOST_NONE = 1 << 20;

  private Disk() {}

  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes new, moved and removed names in {@code folder} outlive a power cut. */
  static void forceFolder(Path folder) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return; // NTFS journals names by itself, and Java can't open a folder there.
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Whether a fault in writing means that there is no room. Java has no exception for it. */
  static boolean isFull(Path root, IOException fault) {
    String message = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("no space left")
        || message.contains("not enough space")
        || message.contains("quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(root).getUsableSpace() < ALMOST_NONE;
    } catch (IOException unknown) {
      return false;
    }
  }
}
