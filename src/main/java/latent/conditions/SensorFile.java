package latent.conditions;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small text file of the kernel's, or of a folder that is shaped like the kernel's. */
final class SensorFile {

  private SensorFile() {}

  /** What it says, without blanks around; null if it can't be read. */
  static @Nullable String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException | RuntimeException absent) {
      return null;
    }
  }

  /** The whole number in it; null if there is none. */
  static @Nullable Integer number(Path file) {
    String text = text(file);
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException garbled) {
      return null;
    }
  }

  /** What lies in a folder; nothing if it can't be read. */
  static List<Path> in(Path folder, String pattern) {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
      entries.forEach(found::add);
    } catch (IOException | RuntimeException unreadable) {
      return List.of();
    }
    return found;
  }
}
