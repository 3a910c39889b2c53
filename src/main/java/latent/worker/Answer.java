package latent.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import latent.image.Copies;
import latent.image.Inspection;
import latent.image.MediaTypeDetector;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.Features;
import latent.photo.FeaturesFormat;
import latent.photo.MalformedException;
import latent.photo.MediaType;
import latent.photo.PhotoId;
import latent.photo.Place;
import latent.photo.TakenAt;
import org.jspecify.annotations.Nullable;

/**
 * What a child answers. The parent reads it as it would read a stranger's: the child has just
 * worked on bytes that may have made it another program.
 */
sealed interface Answer {

  /** The most bytes of any answer. */
  int MOST_BYTES = 64 << 20;

  int READY = 16;
  int INSPECTED = 17;
  int ANALYSED = 18;
  int UNREADABLE = 19;
  int UNABLE = 20;
  int LOOKED = 21;
  int SURVEYED = 22;
  int REREAD = 23;

  int MOST_PREVIEW_BYTES = 16 << 20;
  int MOST_THUMBNAIL_BYTES = 1 << 20;
  int MOST_SENTENCE = 500;
  int MOST_CAMERA = 300;
  int NO_OFFSET = Integer.MIN_VALUE;

  /** The child waits for questions, in this cage. */
  record Ready(Cage cage) implements Answer {}

  record Inspected(Inspection inspection) implements Answer {}

  /** The size is that of the upright picture, as decoded. */
  record Analysed(int width, int height, Copies copies, Features features) implements Answer {}

  /** The face that is there, or none. */
  record Looked(Features features) implements Answer {}

  /**
   * The faces that the preview shows.
   *
   * @param width pixels across the preview
   */
  record Surveyed(int width, Features features) implements Answer {}

  /** The same faces with other embeddings. */
  record Reread(Features features) implements Answer {}

  /** The original can't be shown. */
  record Unreadable(String reason) implements Answer {}

  /** The child can't work, whatever the original. */
  record Unable(String reason) implements Answer {}

  static void write(OutputStream out, Answer answer) throws IOException {
    switch (answer) {
      case Ready(Cage cage) -> Frame.write(out, READY, new byte[] {(byte) cage.bits()});
      case Inspected(Inspection inspection) -> Frame.write(out, INSPECTED, written(inspection));
      case Analysed(int width, int height, Copies copies, Features features) ->
          Frame.write(
              out,
              ANALYSED,
              ByteBuffer.allocate(2 * Integer.BYTES).putInt(width).putInt(height).array(),
              withLength(copies.preview()),
              withLength(copies.thumbnail()),
              FeaturesFormat.write(features));
      case Looked(Features features) -> Frame.write(out, LOOKED, FeaturesFormat.write(features));
      case Surveyed(int width, Features features) ->
          Frame.write(
              out,
              SURVEYED,
              ByteBuffer.allocate(Integer.BYTES).putInt(width).array(),
              FeaturesFormat.write(features));
      case Reread(Features features) -> Frame.write(out, REREAD, FeaturesFormat.write(features));
      case Unreadable(String reason) ->
          Frame.write(out, UNREADABLE, reason.getBytes(StandardCharsets.UTF_8));
      case Unable(String reason) ->
          Frame.write(out, UNABLE, reason.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * @throws MalformedException if the frame is no answer, or says what can't be
   */
  static Answer read(InputStream in) throws IOException {
    Frame frame = Frame.read(in, MOST_BYTES);
    byte[] payload = frame.payload();
    DataInputStream data = new DataInputStream(new ByteArrayInputStream(payload));
    try {
      return switch (frame.kind()) {
        case READY -> new Ready(Cage.ofBits(data.readUnsignedByte()));
        case INSPECTED -> new Inspected(readInspection(data));
        case ANALYSED -> readAnalysed(data);
        case LOOKED -> readLooked(data);
        case SURVEYED -> readSurveyed(data);
        case REREAD -> new Reread(readFeatures(data, Features.Source.CROP));
        case UNREADABLE -> new Unreadable(sentence(payload));
        case UNABLE -> new Unable(sentence(payload));
        default -> throw new MalformedException("no answer has kind " + frame.kind(), null);
      };
    } catch (IOException | IllegalArgumentException | DateTimeException broken) {
      throw new MalformedException("the answer is broken: " + broken.getMessage(), broken);
    }
  }

  private static Analysed readAnalysed(DataInputStream data) throws IOException {
    int width = data.readInt();
    int height = data.readInt();
    check(width > 0 && height > 0, "a picture without a size");
    byte[] preview = readPicture(data, MOST_PREVIEW_BYTES);
    byte[] thumbnail = readPicture(data, MOST_THUMBNAIL_BYTES);
    Features features = readFeatures(data, Features.Source.ORIGINAL);
    return new Analysed(width, height, new Copies(preview, thumbnail), features);
  }

  private static Looked readLooked(DataInputStream data) throws IOException {
    Features features = readFeatures(data, Features.Source.TAGGED);
    check(features.faces().size() <= 1, "more than one face in one box");
    return new Looked(features);
  }

  private static Surveyed readSurveyed(DataInputStream data) throws IOException {
    int width = data.readInt();
    check(width > 0, "a preview without a size");
    return new Surveyed(width, readFeatures(data, Features.Source.PREVIEW));
  }

  private static Features readFeatures(DataInputStream data, Features.Source source)
      throws IOException {
    Features features = FeaturesFormat.read(data.readAllBytes());
    features.faces().forEach(Answer::checkFace);
    check(features.source() == source, "features of another source");
    return features;
  }

  /**
   * The same answer, if it speaks of this face.
   *
   * @throws MalformedException if it speaks of another
   */
  static Looked about(PhotoId photo, Box box, Looked looked) {
    check(looked.features().photo().equals(photo), "an answer about another photo");
    check(
        looked.features().faces().stream().allMatch(face -> face.box().equals(box)),
        "an answer about another box");
    return looked;
  }

  /**
   * The same answer, if it speaks of this photo.
   *
   * @throws MalformedException if it speaks of another
   */
  static Analysed about(PhotoId photo, Analysed analysed) {
    check(analysed.features().photo().equals(photo), "an answer about another photo");
    return analysed;
  }

  /** The same answer, if it speaks of the faces of this photo that its preview may show. */
  static Surveyed about(PhotoId photo, Surveyed surveyed) {
    check(surveyed.features().photo().equals(photo), "an answer about another photo");
    return surveyed;
  }

  /** The same answer, if it changed nothing but what an embedder tells. */
  static Reread about(Features asked, Reread reread) {
    check(reread.features().photo().equals(asked.photo()), "an answer about another photo");
    check(reread.features().detector().equals(asked.detector()), "an answer of another detector");
    check(boxes(reread.features()).equals(boxes(asked)), "an answer about other boxes");
    return reread;
  }

  private static List<Box> boxes(Features features) {
    return features.faces().stream().map(Face::box).toList();
  }

  private static void checkFace(Face face) {
    check(face.score() >= 0 && face.score() <= 1, "a score of " + face.score());
    check(face.sharpness() >= 0, "a sharpness below 0");
    check(face.length() >= 0, "a length below 0");
    check(face.crop().length == 0 || isJpeg(face.crop()), "a crop that is no JPEG");
  }

  private static byte[] readPicture(DataInputStream data, int most) throws IOException {
    int length = data.readInt();
    check(length > 0 && length <= most, "a copy of " + length + " bytes");
    byte[] picture = data.readNBytes(length);
    check(picture.length == length && isJpeg(picture), "a copy that is no JPEG");
    return picture;
  }

  private static boolean isJpeg(byte[] picture) {
    return MediaTypeDetector.detect(picture).equals(Optional.of(MediaType.JPEG));
  }

  private static Inspection readInspection(DataInputStream data) throws IOException {
    MediaType type =
        MediaType.ofName(data.readUTF())
            .orElseThrow(() -> new IOException("a media type that is not known"));
    int width = data.readInt();
    int height = data.readInt();
    check(width >= 0 && height >= 0, "a picture of " + width + " x " + height);
    TakenAt taken = data.readUnsignedByte() == 0 ? null : readTaken(data);
    Place place =
        data.readUnsignedByte() == 0 ? null : new Place(data.readDouble(), data.readDouble());
    String camera = data.readUnsignedByte() == 0 ? null : data.readUTF();
    check(camera == null || camera.length() <= MOST_CAMERA, "a camera's name beyond its bound");
    return new Inspection(type, width, height, taken, place, camera);
  }

  private static TakenAt readTaken(DataInputStream data) throws IOException {
    long seconds = data.readLong();
    int nanoseconds = data.readInt();
    int offset = data.readInt();
    int source = data.readUnsignedByte();
    check(source < TakenAt.Source.values().length, "a source of time that is not known");
    LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, nanoseconds, ZoneOffset.UTC);
    check(local.getYear() > 0 && local.getYear() < 10_000, "a time out of all time");
    return new TakenAt(
        local,
        offset == NO_OFFSET ? null : ZoneOffset.ofTotalSeconds(offset),
        TakenAt.Source.values()[source]);
  }

  private static byte[] written(Inspection inspection) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeUTF(inspection.mediaType().name());
    data.writeInt(inspection.width());
    data.writeInt(inspection.height());
    writeTaken(data, inspection.taken());
    Place place = inspection.place();
    data.writeByte(place == null ? 0 : 1);
    if (place != null) {
      data.writeDouble(place.latitude());
      data.writeDouble(place.longitude());
    }
    String camera = inspection.camera();
    data.writeByte(camera == null ? 0 : 1);
    if (camera != null) {
      data.writeUTF(camera);
    }
    return bytes.toByteArray();
  }

  private static void writeTaken(DataOutputStream data, @Nullable TakenAt taken)
      throws IOException {
    data.writeByte(taken == null ? 0 : 1);
    if (taken != null) {
      ZoneOffset offset = taken.offset();
      data.writeLong(taken.local().toEpochSecond(ZoneOffset.UTC));
      data.writeInt(taken.local().getNano());
      data.writeInt(offset == null ? NO_OFFSET : offset.getTotalSeconds());
      data.writeByte(taken.source().ordinal());
    }
  }

  private static byte[] withLength(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Integer.BYTES + bytes.length);
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(bytes.length);
    data.write(bytes);
    return out.toByteArray();
  }

  /** Text for people: one line, bounded, without control characters. */
  private static String sentence(byte[] payload) {
    int most = Math.min(payload.length, MOST_SENTENCE);
    String text = new String(payload, 0, most, StandardCharsets.UTF_8);
    return text.replaceAll("\\p{Cntrl}", " ").strip();
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new MalformedException("the answer holds " + otherwise, null);
    }
  }
}
