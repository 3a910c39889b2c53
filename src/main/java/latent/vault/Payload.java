package latent.vault;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import latent.photo.MalformedException;

/** How contents of objects are written and read: a version and then fields, nothing after. */
final class Payload {

  private static final int VERSION = 1;

  private Payload() {}

  interface Writer {
    void writeTo(DataOutputStream out) throws IOException;
  }

  interface Reader<T> {
    T readFrom(DataInputStream in) throws IOException;
  }

  /** Reads what was written in a version of the form. */
  interface VersionedReader<T> {
    T readFrom(DataInputStream in, int version) throws IOException;
  }

  static byte[] write(Writer fields) {
    return write(VERSION, fields);
  }

  static byte[] write(int version, Writer fields) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(payload)) {
      out.writeByte(version);
      fields.writeTo(out);
    } catch (IOException impossible) {
      throw new AssertionError("memory does not fail to take bytes", impossible);
    }
    return payload.toByteArray();
  }

  /**
   * @throws MalformedException if the bytes are not such a payload
   */
  static <T> T read(byte[] payload, Reader<T> fields) {
    return read(payload, VERSION, (in, _) -> fields.readFrom(in));
  }

  /**
   * The same, where there are several versions.
   *
   * @param newest the newest version that is known; all before it are known too
   */
  static <T> T read(byte[] payload, int newest, VersionedReader<T> fields) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      T read = fields.readFrom(in, version(in, newest));
      if (in.available() > 0) {
        throw new MalformedException("bytes are left over", null);
      }
      return read;
    } catch (IOException | IllegalArgumentException broken) {
      throw new MalformedException("it is not written as it should be", broken);
    }
  }

  static void requireVersion(DataInputStream in) throws IOException {
    version(in, VERSION);
  }

  private static int version(DataInputStream in, int newest) throws IOException {
    int version = in.readUnsignedByte();
    if (version < 1 || version > newest) {
      throw new MalformedException("version " + version + " is not known here", null);
    }
    return version;
  }

  static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * @param most what the length may not exceed
   */
  static byte[] readBytes(DataInputStream in, int most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new MalformedException("a part of " + length + " bytes", null);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
