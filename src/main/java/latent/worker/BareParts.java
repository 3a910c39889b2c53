package latent.worker;

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

  /** Measures; the first round of all photos warms up and is not counted. */
  public static Times measure(List<byte[]> originals, Path detector, Path embedder) {
    try (FaceReader reader =
        new FaceReader(DetectorDescription.read(detector), EmbedderDescription.read(embedder))) {
      round(originals, reader);
      return round(originals, reader);
    }
  }

  private static Times round(List<byte[]> originals, FaceReader reader) {
    int photos = 0;
    long decode = 0;
    long faces = 0;
    for (byte[] original : originals) {
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
