package latent.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import latent.image.Picture;
import latent.image.PictureDecoder;
import latent.image.PictureEncoder;
import latent.image.Pixels;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.PhotoId;
import latent.worker.AnalyseOutcome;
import latent.worker.WorkerPool;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;

/**
 * Makes the demo's sample library out of a few group pictures: every person framed several times,
 * alone and with a neighbour, in other light, sharpness and size, under invented dates. It is
 * openly made up; what it is good for is to walk the whole way of a photo without anybody's own
 * pictures.
 */
public final class Sampler {

  /** Faces narrower than this in the group picture give nothing to frame. */
  private static final int SMALLEST_FACE = 40;

  /** Pictures of each person alone. */
  private static final int ALONE = 5;

  /** The same seed makes the same library. */
  private static final long SEED = 20_261_123;

  private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2023, 5, 6, 10, 30);

  private static final DateTimeFormatter EXIF_TIME =
      DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss");

  /**
   * Whom a portrait shows: which face of which group picture. One person may be in several group
   * pictures.
   */
  public record Who(int group, int face) {}

  /** What was made: how many pictures, of how many faces, and whom each portrait shows. */
  public record Made(int pictures, int faces, Map<PhotoId, Who> portraits) {}

  private final Equipment.Models models;
  private final Random random = new Random(SEED);

  public Sampler(Equipment.Models models) {
    this.models = models;
  }

  /**
   * Makes the pictures.
   *
   * @param groups a folder of group pictures (JPEG)
   * @param into where the samples go
   */
  public Made make(Path groups, Path into) throws IOException {
    List<Path> pictures;
    try (var files = Files.list(groups)) {
      pictures = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    if (pictures.isEmpty()) {
      throw new LibraryException(
          "There are no sample pictures in "
              + groups
              + "; scripts/fetch-packages samples fetches them.");
    }
    Files.createDirectories(into);
    Map<PhotoId, Who> portraits = new HashMap<>();
    int framed = 0;
    int made = 0;
    try (WorkerPool readers = models.readers().get()) {
      for (int group = 0; group < pictures.size(); group++) {
        byte[] original = Files.readAllBytes(pictures.get(group));
        List<Face> faces = faces(readers, original);
        try (Picture picture = PictureDecoder.decode(original)) {
          write(into, made++, picture.scaledTo(Math.max(picture.width(), picture.height())));
          for (int i = 0; i < faces.size(); i++) {
            for (int take = 0; take < ALONE; take++) {
              Pixels portrait = varied(picture, around(faces.get(i).box(), picture));
              portraits.put(write(into, made++, portrait), new Who(group, i));
            }
            framed++;
          }
          for (int i = 0; i + 1 < faces.size(); i++) {
            Box pair = both(faces.get(i).box(), faces.get(i + 1).box());
            write(into, made++, varied(picture, around(pair, picture)));
          }
        }
      }
    }
    return new Made(made, framed, portraits);
  }

  /** The faces large enough to frame, from left to right, so that neighbours follow each other. */
  private static List<Face> faces(WorkerPool readers, byte[] original) {
    List<Face> faces = new ArrayList<>();
    if (readers.analyse(PhotoId.of(original), original) instanceof AnalyseOutcome.Analysed seen) {
      for (Face face : seen.features().faces()) {
        if (face.pixels() >= SMALLEST_FACE) {
          faces.add(face);
        }
      }
    }
    faces.sort(Comparator.comparingDouble(face -> face.box().centerX()));
    return faces;
  }

  private static Box both(Box one, Box other) {
    double left = Math.min(one.x(), other.x());
    double top = Math.min(one.y(), other.y());
    return new Box(
        left,
        top,
        Math.max(one.x() + one.width(), other.x() + other.width()) - left,
        Math.max(one.y() + one.height(), other.y() + other.height()) - top);
  }

  /** A frame around a box, somewhat larger and not quite in its middle, inside the picture. */
  private Box around(Box box, Picture picture) {
    double room = 1.5 + random.nextDouble();
    double width = Math.min(1, box.width() * room);
    double height = Math.min(1, box.height() * room * (0.9 + 0.3 * random.nextDouble()));
    double x = box.centerX() - width / 2 + box.width() * 0.2 * (random.nextDouble() - 0.5);
    double y = box.centerY() - height / 2 + box.height() * 0.2 * (random.nextDouble() - 0.5);
    return new Box(Math.clamp(x, 0, 1 - width), Math.clamp(y, 0, 1 - height), width, height);
  }

  /** What is in the frame, in another size, light and sharpness. */
  private Pixels varied(Picture picture, Box frame) {
    double across = frame.width() * picture.width();
    double down = frame.height() * picture.height();
    double scale = (400 + random.nextInt(500)) / Math.max(across, down);
    int width = Math.max(16, (int) Math.round(across * scale));
    int height = Math.max(16, (int) Math.round(down * scale));
    int coarser = 1 + random.nextInt(2);
    Pixels pixels =
        picture.region(
            frame.x(), frame.y(), frame.width(), frame.height(), width / coarser, height / coarser);
    return lit(pixels, 0.75 + 0.5 * random.nextDouble(), random.nextInt(-20, 21));
  }

  /** The same picture with more or less contrast and brightness. */
  private static Pixels lit(Pixels pixels, double contrast, int brightness) {
    byte[] rgb = new byte[pixels.rgb().length];
    for (int i = 0; i < rgb.length; i++) {
      double grey = ((pixels.rgb()[i] & 0xff) - 128) * contrast + 128 + brightness;
      rgb[i] = (byte) Math.clamp(Math.round(grey), 0, 255);
    }
    return new Pixels(pixels.width(), pixels.height(), rgb);
  }

  private PhotoId write(Path into, int number, Pixels pixels) throws IOException {
    byte[] bare = PictureEncoder.encode(pixels, 80 + random.nextInt(15));
    LocalDateTime taken =
        FIRST_DAY.plusDays(random.nextInt(1_100)).plusMinutes(random.nextInt(600));
    byte[] dated = dated(bare, taken);
    Files.write(into.resolve(String.format("IMG_%04d.JPG", 1001 + number)), dated);
    return PhotoId.of(dated);
  }

  private static byte[] dated(byte[] jpeg, LocalDateTime taken) throws IOException {
    TiffOutputSet tags = new TiffOutputSet();
    TiffOutputDirectory root = tags.getOrCreateRootDirectory();
    root.add(TiffTagConstants.TIFF_TAG_MAKE, "Latent");
    root.add(TiffTagConstants.TIFF_TAG_MODEL, "made-up camera");
    TiffOutputDirectory exif = tags.getOrCreateExifDirectory();
    exif.add(ExifTagConstants.EXIF_TAG_DATE_TIME_ORIGINAL, EXIF_TIME.format(taken));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ExifRewriter().updateExifMetadataLossless(jpeg, out, tags);
    return out.toByteArray();
  }
}
