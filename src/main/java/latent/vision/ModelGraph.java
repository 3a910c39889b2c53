package latent.vision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import latent.photo.PhotoId;

/**
 * A network's file and what it must hold.
 *
 * @param description the JSON file that names it, for sentences
 * @param file an ONNX graph with its weights
 * @param sha256 64 lower-case hexadecimal digits
 */
public record ModelGraph(Path description, Path file, String sha256) {

  /**
   * The bytes of the file, which are the ones that were meant.
   *
   * @throws UnusableModelException if the file is missing, unreadable or another one
   */
  public byte[] bytes() {
    byte[] bytes = read();
    String found = HexFormat.of().formatHex(PhotoId.newDigest().digest(bytes));
    if (!found.equals(sha256)) {
      throw new UnusableModelException(
          description
              + ": the SHA-256 of "
              + file.getFileName()
              + " is "
              + found
              + ", expected "
              + sha256);
    }
    return bytes;
  }

  private byte[] read() {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new UnusableModelException(
          description
              + ": its network "
              + file.getFileName()
              + " is missing; scripts/fetch-packages models fetches the ones that Latent knows",
          missing);
    } catch (IOException unreadable) {
      throw new UnusableModelException(
          description + ": its network " + file.getFileName() + " can't be read", unreadable);
    }
  }
}
