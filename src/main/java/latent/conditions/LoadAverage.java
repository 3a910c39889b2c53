package latent.conditions;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How busy the machine is: {@code /proc/loadavg} (proc(5)), whose first word is the last minute.
 */
record LoadAverage(Path file) {

  /** Running processes for each core; null if the file doesn't say. */
  @Nullable Double perCore() {
    String text = SensorFile.text(file);
    if (text == null) {
      return null;
    }
    try {
      return Double.parseDouble(text.split(" ", 2)[0]) / Runtime.getRuntime().availableProcessors();
    } catch (NumberFormatException garbled) {
      return null;
    }
  }
}
