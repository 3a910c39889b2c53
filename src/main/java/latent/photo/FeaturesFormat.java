package latent.photo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The written form of {@link Features}. All numbers are big-endian; text is a 16-bit length and
 * modified UTF-8.
 *
 * <pre>
 * u8   version, 1
 * 32   photo: SHA-256 of the original
 * text detector name, text detector version
 * text embedder name, text embedder version
 * u8   source: 0 original, 1 preview at tagged boxes, 2 crops, 3 whole preview
 * u16  number of faces, then for each
 *   4 x f64  box: x, y, width, height in fractions of the upright picture
 *  10 x f32  landmarks
 *   f64 score, f64 sharpness, f64 length
 *   i32 pixels
 *   u16 dimension of the embedding (0: none), then that many IEEE 754 binary16
 *   i32 bytes of the crop, then the crop
 * </pre>
 */
public final class FeaturesFormat {

  private static final int VERSION = 1;
  private static final int MOST_DIMENSIONS = 8192;
  private static final int MOST_CROP_BYTES = 1 << 20;

  private FeaturesFormat() {}

  public static byte[] write(Features features) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.write(features.photo().digest());
      writeModel(out, features.detector());
      writeModel(out, features.embedder());
      out.writeByte(features.source().ordinal());
      out.writeShort(features.faces().size());
      for (Face face : features.faces()) {
        writeFace(out, face);
      }
    } catch (IOException impossible) {
      throw new AssertionError("memory does not fail to take bytes", impossible);
    }
    return bytes.toByteArray();
  }

  private static void writeModel(DataOutputStream out, ModelName model) throws IOException {
    out.writeUTF(model.name());
    out.writeUTF(model.version());
  }

  private static void writeFace(DataOutputStream out, Face face) throws IOException {
    Box box = face.box();
    out.writeDouble(box.x());
    out.writeDouble(box.y());
    out.writeDouble(box.width());
    out.writeDouble(box.height());
    for (float number : face.landmarks().points()) {
      out.writeFloat(number);
    }
    out.writeDouble(face.score());
    out.writeDouble(face.sharpness());
    out.writeDouble(face.length());
    out.writeInt(face.pixels());
    out.write(writeEmbedding(face.embedding()));
    out.writeInt(face.crop().length);
    out.write(face.crop());
  }

  /** A u16 dimension and that many half-precision numbers; dimension 0 for none. */
  private static byte[] writeEmbedding(@Nullable Embedding embedding) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      int dimension = embedding == null ? 0 : embedding.dimension();
      out.writeShort(dimension);
      for (int i = 0; embedding != null && i < dimension; i++) {
        out.writeShort(embedding.half(i));
      }
    }
    return bytes.toByteArray();
  }

  /**
   * @throws MalformedException if these bytes are no features, or hold a number out of its range
   */
  public static Features read(byte[] written) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(written))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new MalformedException(
            "features of version " + version + " are not known here", null);
      }
      PhotoId photo = PhotoId.ofDigest(in.readNBytes(32));
      ModelName detector = new ModelName(in.readUTF(), in.readUTF());
      ModelName embedder = new ModelName(in.readUTF(), in.readUTF());
      Features.Source source = Features.Source.values()[in.readUnsignedByte()];
      int count = in.readUnsignedShort();
      List<Face> faces = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        faces.add(readFace(in, photo));
      }
      if (in.read() >= 0) {
        throw new MalformedException("features with bytes left over", null);
      }
      return new Features(photo, detector, embedder, source, faces);
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException broken) {
      throw new MalformedException("these are not features: " + broken.getMessage(), broken);
    }
  }

  private static Face readFace(DataInputStream in, PhotoId photo) throws IOException {
    Box box = new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    float[] points = new float[Landmarks.NUMBERS];
    for (int i = 0; i < points.length; i++) {
      points[i] = in.readFloat();
    }
    double score = in.readDouble();
    double sharpness = in.readDouble();
    double length = in.readDouble();
    int pixels = in.readInt();
    Embedding embedding = readEmbedding(in);
    int cropBytes = in.readInt();
    if (cropBytes < 0 || cropBytes > MOST_CROP_BYTES || cropBytes > in.available()) {
      throw new IOException("a crop of " + cropBytes + " bytes");
    }
    byte[] crop = in.readNBytes(cropBytes);
    return new Face(
        photo, box, new Landmarks(points), score, sharpness, length, pixels, embedding, crop);
  }

  private static @Nullable Embedding readEmbedding(DataInputStream in) throws IOException {
    int dimension = in.readUnsignedShort();
    if (dimension == 0) {
      return null;
    }
    if (dimension > MOST_DIMENSIONS) {
      throw new IOException("an embedding of " + dimension + " numbers");
    }
    short[] halves = new short[dimension];
    for (int i = 0; i < dimension; i++) {
      halves[i] = in.readShort();
    }
    return Embedding.ofHalves(halves);
  }
}
