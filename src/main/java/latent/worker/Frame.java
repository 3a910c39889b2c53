package latent.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** One message between the pool and a child: the package description has the bytes. */
record Frame(int kind, byte[] payload) {

  /**
   * The next frame.
   *
   * @param most the most bytes of payload to take
   * @throws EOFException if there is none, or it is torn
   * @throws IOException if it is larger than {@code most}
   */
  static Frame read(InputStream in, int most) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int kind = data.readUnsignedByte();
    int length = data.readInt();
    if (length < 0 || length > most) {
      throw new IOException("a frame of " + length + " bytes, where " + most + " are allowed");
    }
    byte[] payload = data.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("the frame ends early");
    }
    return new Frame(kind, payload);
  }

  /** Writes a frame whose payload is these parts, one after the other. */
  static void write(OutputStream out, int kind, byte[]... parts) throws IOException {
    int length = 0;
    for (byte[] part : parts) {
      length = Math.addExact(length, part.length);
    }
    DataOutputStream data = new DataOutputStream(out);
    data.writeByte(kind);
    data.writeInt(length);
    for (byte[] part : parts) {
      data.write(part);
    }
    data.flush();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frame that && kind == that.kind && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return 31 * kind + Arrays.hashCode(payload);
  }

  @Override
  public String toString() {
    return "Frame of kind " + kind + " and " + payload.length + " bytes";
  }
}
