package latent.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name under which an original came, written on the file itself where the disk can do that (an
 * extended attribute), so that an original without a row in the catalog still has its name.
 */
final class NameTag {

  private static final String ATTRIBUTE = "latent.name";

  private NameTag() {}

  /** Best effort: a disk that keeps no attributes takes the file without its name. */
  static void write(Path file, String name) {
    UserDefinedFileAttributeView attributes = attributes(file);
    if (attributes == null) {
      return;
    }
    try {
      attributes.write(ATTRIBUTE, ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException unsupported) {
      return;
    }
  }

  /** The name, if the file has one on it. */
  static Optional<String> read(Path file) {
    UserDefinedFileAttributeView attributes = attributes(file);
    if (attributes == null) {
      return Optional.empty();
    }
    try {
      ByteBuffer name = ByteBuffer.allocate(attributes.size(ATTRIBUTE));
      attributes.read(ATTRIBUTE, name);
      return Optional.of(StandardCharsets.UTF_8.decode(name.flip()).toString());
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static @Nullable UserDefinedFileAttributeView attributes(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
  }
}
