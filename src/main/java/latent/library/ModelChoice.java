package latent.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which models this device uses, and which are to come in their place. Each is a description's file
 * below the library's {@code models} folder, or null for the program's own.
 *
 * @param changing another detector or embedder is to come
 * @param comingDetector the detector from then on
 * @param comingEmbedder the embedder from then on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelChoice(
    @Nullable String detector,
    @Nullable String embedder,
    boolean changing,
    @Nullable String comingDetector,
    @Nullable String comingEmbedder) {

  private static final String FILE = "choice.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** The program's own models, and none to come. */
  static final ModelChoice USUAL = new ModelChoice(null, null, false, null, null);

  /** The same in use, and others to come. */
  ModelChoice coming(@Nullable String detectorThen, @Nullable String embedderThen) {
    return new ModelChoice(detector, embedder, true, detectorThen, embedderThen);
  }

  /** The same in use, and none to come. */
  ModelChoice staying() {
    return new ModelChoice(detector, embedder, false, null, null);
  }

  /** Those in use that were to come. */
  ModelChoice changed() {
    return new ModelChoice(comingDetector, comingEmbedder, false, null, null);
  }

  static ModelChoice read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return USUAL;
    }
    try {
      return MAPPER.readValue(Files.readAllBytes(file), ModelChoice.class);
    } catch (IOException broken) {
      throw new LibraryException(
          "Which models are in use can't be read from " + file + ": " + broken.getMessage() + ".",
          broken);
    }
  }

  void write(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      Disk.write(folder, file, MAPPER.writeValueAsBytes(this));
    } catch (IOException broken) {
      throw Disk.unusable(file, broken);
    }
  }
}
