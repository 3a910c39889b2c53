package latent.vision;

import java.nio.file.Path;
import latent.photo.ModelName;

/**
 * What one must know of a network to use it: which file it is, how it is fed and what its answers
 * mean. Written as JSON beside the network's file; {@code docs/models.md} explains each field.
 */
public sealed interface ModelDescription permits DetectorDescription, EmbedderDescription {

  /** The name under which everything that this model finds is kept. */
  ModelName modelName();

  /** The network itself. */
  ModelGraph graph();

  /** How its input is made from pixels. */
  InputForm input();

  /**
   * The description in a JSON file, of whichever role it has. The network's file was found and has
   * the right SHA-256 when this returns.
   *
   * @throws UnusableModelException if it can't be read, lacks something, or its network is missing
   *     or another one
   */
  static ModelDescription read(Path description) {
    return DescriptionReader.read(description);
  }
}
