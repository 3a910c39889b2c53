package latent.conditions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a disk has free for whoever runs this program. */
final class FreeDisk {

  private FreeDisk() {}

  static @Nullable Long bytes(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException | RuntimeException unknown) {
      return null;
    }
  }
}
