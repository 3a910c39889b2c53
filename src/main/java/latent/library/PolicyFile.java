package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import latent.conditions.Policy;
import org.jspecify.annotations.Nullable;

/**
 * The policy of this device, kept in its settings. It may be changed while another program works in
 * the library, which looks again before each decision: who says “pause” need not stop anything
 * first.
 */
public final class PolicyFile {

  private final Path settings;
  private @Nullable FileTime read;
  private Policy policy = Policy.USUAL;

  PolicyFile(Path settings) {
    this.settings = settings;
  }

  /** What holds now. */
  synchronized Policy current() {
    try {
      FileTime changed = Files.getLastModifiedTime(settings);
      if (!changed.equals(read)) {
        policy = Policy.of(LibrarySettings.read(settings).policy());
        read = changed;
      }
    } catch (IOException unreadable) {
      throw Disk.unusable(settings, unreadable);
    }
    return policy;
  }

  /** It, in words: one for each key. */
  public Map<String, String> words() {
    return current().words();
  }

  /** It, in sentences. */
  public List<String> sentences(Instant now) {
    return current().sentences(now, ZoneId.systemDefault());
  }

  /**
   * Changes one thing from now on. Only what isn't as usual is written down.
   *
   * @param said a key and its value, as the user wrote them
   * @throws IllegalArgumentException with a sentence that names what is possible
   */
  public synchronized void change(List<String> said, Instant now) {
    Policy changed = current().with(said, now, ZoneId.systemDefault());
    Map<String, String> words = new TreeMap<>(changed.words());
    words.entrySet().removeAll(Policy.USUAL.words().entrySet());
    LibrarySettings.read(settings).with(words).write(settings);
    policy = changed;
    read = null;
  }
}
