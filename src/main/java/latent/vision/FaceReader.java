package latent.vision;

import java.util.ArrayList;
import java.util.List;
import latent.image.Picture;
import latent.image.PictureDecoder;
import latent.image.PictureEncoder;
import latent.image.Pixels;
import latent.photo.Face;
import latent.photo.ModelName;
import latent.photo.PhotoId;

/**
 * Reads the faces out of a picture: detect, align, embed. For one thread at a time, and it computes
 * on that thread alone.
 */
public final class FaceReader implements AutoCloseable {

  /** JPEG quality of a crop: 3 to 4 kB, see {@code docs/models.md} for what that costs. */
  private static final int CROP_QUALITY = 85;

  private final ModelName detectorName;
  private final ModelName embedderName;
  private final Detector detector;
  private final Embedder embedder;

  /**
   * @throws UnusableModelException if a network's file is missing, another one, or does not do what
   *     its description says
   */
  public FaceReader(DetectorDescription detector, EmbedderDescription embedder) {
    this.detectorName = detector.modelName();
    this.embedderName = embedder.modelName();
    this.detector = new Detector(detector);
    this.embedder = new Embedder(embedder);
  }

  /** Loads the native runtime, for a caller that wants it there before it shuts its doors. */
  public static void load() {
    Network.environment();
  }

  /** The model that finds the faces. */
  public ModelName detector() {
    return detectorName;
  }

  /** The model that makes the embeddings. */
  public ModelName embedder() {
    return embedderName;
  }

  /**
   * All faces in a picture, from left to right. Faces too small to be told apart are among them:
   * what an embedding may be used for follows from {@link Face#pixels}.
   *
   * @throws NetworkException if the runtime fails
   */
  public List<Face> read(PhotoId photo, Picture picture) {
    List<Face> faces = new ArrayList<>();
    for (Detection detection : detector.detect(picture)) {
      Pixels crop = Aligner.align(picture, detection.landmarks());
      Embedder.Reading reading = embedder.read(crop);
      faces.add(
          new Face(
              photo,
              detection.box(),
              detection.landmarks(),
              detection.score(),
              reading.sharpness(),
              reading.length(),
              Math.toIntExact(Math.round(detection.box().width() * picture.width())),
              reading.embedding(),
              PictureEncoder.encode(crop, CROP_QUALITY)));
    }
    return faces;
  }

  /**
   * The same face with the embedding that this reader's embedder makes of the crop that was kept:
   * how faces come to a new embedder without any original.
   *
   * @param face one with a crop
   * @throws latent.image.UnreadablePictureException if the crop is empty or broken
   * @throws NetworkException if the runtime fails
   */
  public Face readAgain(Face face) {
    try (Picture kept = PictureDecoder.decode(face.crop())) {
      Pixels crop = kept.region(0, 0, 1, 1, Aligner.SIDE, Aligner.SIDE);
      Embedder.Reading reading = embedder.read(crop);
      return new Face(
          face.photo(),
          face.box(),
          face.landmarks(),
          face.score(),
          reading.sharpness(),
          reading.length(),
          face.pixels(),
          reading.embedding(),
          face.crop());
    }
  }

  @Override
  public void close() {
    detector.close();
    embedder.close();
  }
}
