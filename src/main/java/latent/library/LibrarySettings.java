package latent.library;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a device has to remember that neither catalog nor vault can tell it. Holds no secret.
 *
 * @param cloud the URL of the store
 * @param budgetBytes how much disk the library may take
 * @param device the name under which this device writes its facts: 16 hexadecimal digits drawn at
 *     its birth
 * @param limit how many bytes may move to and from the store in a second; 0 for as many as can
 * @param policy when work may run, in the words of {@link latent.conditions.Policy#words}; of what
 *     they don't say the usual holds
 * @param watched the folders whose files are taken in as they arrive
 */
public record LibrarySettings(
    String cloud,
    long budgetBytes,
    String device,
    long limit,
    Map<String, String> policy,
    List<WatchedFolder> watched) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Settings that an earlier version wrote have no policy, and no watched folders. */
  @SuppressWarnings("NullAway")
  public LibrarySettings {
    policy = policy == null ? Map.of() : Map.copyOf(policy);
    watched = watched == null ? List.of() : List.copyOf(watched);
  }

  LibrarySettings limited(long bytesPerSecond) {
    return new LibrarySettings(cloud, budgetBytes, device, bytesPerSecond, policy, watched);
  }

  LibrarySettings with(Map<String, String> words) {
    return new LibrarySettings(cloud, budgetBytes, device, limit, words, watched);
  }

  LibrarySettings watching(List<WatchedFolder> folders) {
    return new LibrarySettings(cloud, budgetBytes, device, limit, policy, folders);
  }

  static LibrarySettings read(Path file) {
    try {
      return MAPPER.readValue(Files.readAllBytes(file), LibrarySettings.class);
    } catch (IOException broken) {
      throw new LibraryException(
          "The library's settings in " + file + " can't be read: " + broken.getMessage() + ".",
          broken);
    }
  }

  void write(Path file) {
    try {
      Disk.write(Disk.folder(file), file, MAPPER.writeValueAsBytes(this));
    } catch (IOException broken) {
      throw Disk.unusable(file, broken);
    }
  }
}
