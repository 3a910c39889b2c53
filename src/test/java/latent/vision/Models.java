package latent.vision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The models that tests read with, and the sample photos: scripts/fetch-packages fetches both. */
final class Models {

  static final Path FOLDER = Path.of(System.getProperty("latent.models", "models"));

  static final Path DETECTOR = FOLDER.resolve("retinaface-mnet25-v2.json");
  static final Path OTHER_DETECTOR = FOLDER.resolve("retinaface-mnet25-v1.json");
  static final Path EMBEDDER = FOLDER.resolve("faceplugin-fr-feature.json");

  private Models() {}

  /** The bytes of one of the six sample photos, from 1; all are 1920 pixels wide. */
  static byte[] sample(int number) {
    Path file = FOLDER.resolveSibling("samples").resolve("sample" + number + ".jpg");
    try {
      return Files.readAllBytes(file);
    } catch (IOException missing) {
      throw new UncheckedIOException("scripts/fetch-packages samples fetches the photos", missing);
    }
  }

  static FaceReader reader() {
    return new FaceReader(DetectorDescription.read(DETECTOR), EmbedderDescription.read(EMBEDDER));
  }
}
