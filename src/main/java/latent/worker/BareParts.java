package latent.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import latent.image.Picture;
import latent.image.PictureDecoder;
import latent.image.UnreadablePictureException;
import latent.photo.PhotoId;
import latent.vision.DetectorDescription;
import latent.vision.EmbedderDescription;
import latent.vision.FaceReader;

/**
 * The parts of reading a photo that no pipeline can do without, one after the other on one thread
 * with nothing around them: decoding the original, and the networks (detecting, aligning,
 * embedding). What the whole takes beyond their sum is the pipeline's own cost. For measurements on
 * photos that are trusted; nothing here is caged.
 */
public final class BareParts {

  /** Nanoseconds in all, and photos that could be decoded. */
  public record Times(int photos, long decode, long faces) {}

  private BareParts() {}

  /** Measures, after having read the warm-up photos uncounted. */
  public static Times measure(List<Path> warmUp, List<Path> counted, Path detector, Path embedder)
      throws IOException {
    try (FaceReader reader =
        new FaceReader(DetectorDescription.read(detector), EmbedderDescription.read(embedder))) {
      round(warmUp, reader);
      return round(counted, reader);
    }
  }

  private static Times round(List<Path> files, FaceReader reader) throws IOException {
    int photos = 0;
    long decode = 0;
    long faces = 0;
    for (Path file : files) {
      byte[] original = Files.readAllBytes(file);
      PhotoId id = PhotoId.of(original);
      long begun = System.nanoTime();
      try (Picture picture = PictureDecoder.decode(original)) {
        long decoded = System.nanoTime();
        reader.read(id, picture);
        decode += decoded - begun;
        faces += System.nanoTime() - decoded;
        photos++;
      } catch (UnreadablePictureException unreadable) {
        continue;
      }
    }
    return new Times(photos, decode, faces);
  }
}
