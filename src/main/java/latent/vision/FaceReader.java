package latent.vision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import latent.image.Picture;
import latent.image.PictureDecoder;
import latent.image.PictureEncoder;
import latent.image.Pixels;
import latent.photo.Box;
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

  /** How many times a drawn box its surroundings are, in width and in height. */
  private static final double AROUND = 2.5;

  /** Pixels of the long side of what is looked at around a drawn box. */
  private static final double MOST_AROUND = 640;

  private static final int PART_QUALITY = 95;

  /** Boxes are drawn by hand loosely around a head, or tightly around a face. */
  private static final double LEAST_OVERLAP = 0.15;

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
      faces.add(read(photo, picture, detection, detection.box()));
    }
    return faces;
  }

  private Face read(PhotoId photo, Picture picture, Detection detection, Box box) {
    Pixels crop = Aligner.align(picture, detection.landmarks());
    Embedder.Reading reading = embedder.read(crop);
    return new Face(
        photo,
        box,
        detection.landmarks(),
        detection.score(),
        reading.sharpness(),
        reading.length(),
        Math.toIntExact(Math.round(detection.box().width() * picture.width())),
        reading.embedding(),
        PictureEncoder.encode(crop, CROP_QUALITY));
  }

  /**
   * The face in a box that the user drew, looked for in the box and around it, where a face that
   * was overlooked in the whole picture is large. Without landmarks there is no face: a crop that
   * isn't aligned says too little of who it is.
   *
   * @param picture the photo, or its preview; {@link Face#pixels} counts in this one
   * @return a face that bears the drawn box, if one is there whose middle lies in it
   * @throws NetworkException if the runtime fails
   */
  public Optional<Face> look(PhotoId photo, Picture picture, Box box) {
    Box around = around(box);
    double wide = around.width() * picture.width();
    double high = around.height() * picture.height();
    double scale = Math.min(1, MOST_AROUND / Math.max(wide, high));
    Pixels seen =
        picture.region(
            around.x(),
            around.y(),
            around.width(),
            around.height(),
            Math.max(1, (int) Math.round(wide * scale)),
            Math.max(1, (int) Math.round(high * scale)));
    List<Detection> detections;
    try (Picture part = PictureDecoder.decode(PictureEncoder.encode(seen, PART_QUALITY))) {
      detections = detector.detect(part);
    }
    return detections.stream()
        .map(detection -> detection.within(around))
        .filter(detection -> holds(box, detection.box()))
        .max(Comparator.comparingDouble(detection -> detection.box().overlap(box)))
        .map(detection -> read(photo, picture, detection, box));
  }

  private static Box around(Box box) {
    double width = AROUND * box.width();
    double height = AROUND * box.height();
    return new Box(box.centerX() - width / 2, box.centerY() - height / 2, width, height);
  }

  private static boolean holds(Box box, Box face) {
    return Math.abs(face.centerX() - box.centerX()) < box.width() / 2
        && Math.abs(face.centerY() - box.centerY()) < box.height() / 2
        && face.overlap(box) > LEAST_OVERLAP;
  }

  /**
   * The same face with the embedding that this reader's embedder makes of the crop that was kept:
   * how faces come to a new embedder without any original.
   *
   * @param face one with a crop; one without comes back without an embedding
   * @throws latent.image.UnreadablePictureException if the crop is broken
   * @throws NetworkException if the runtime fails
   */
  public Face readAgain(Face face) {
    if (face.crop().length == 0) {
      return face.with(null, 0, 0);
    }
    try (Picture kept = PictureDecoder.decode(face.crop())) {
      Pixels crop = kept.region(0, 0, 1, 1, Aligner.SIDE, Aligner.SIDE);
      Embedder.Reading reading = embedder.read(crop);
      return face.with(reading.embedding(), reading.length(), reading.sharpness());
    }
  }

  @Override
  public void close() {
    detector.close();
    embedder.close();
  }
}
