package latent.worker;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** One message between the pool and a child: the package description has the bytes. */
record Frame(int kind, byte[] payload) {

  /**
   * Bytes that go through a pipe at a time: what a pipe of Linux holds, so that neither side copies
   * more than it can pass on.
   */
  private static final int SLICE_BYTES = 1 << 16;

  /** What stands before a payload. */
  record Head(int kind, int length) {}

  /**
   * The head of the next frame.
   *
   * @param most the most bytes of payload to take
   * @throws EOFException if there is none, or it is torn
   * @throws IOException if it is larger than {@code most}
   */
  static Head readHead(InputStream in, int most) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int kind = data.readUnsignedByte();
    int length = data.readInt();
    if (length < 0 || length > most) {
      throw new IOException("a frame of " + length + " bytes, where " + most + " are allowed");
    }
    return new Head(kind, length);
  }

  /**
   * So many bytes of a payload.
   *
   * @throws EOFException if they end early
   */
  static byte[] readBytes(InputStream in, int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int at = 0; at < count; ) {
      int read = in.read(bytes, at, Math.min(SLICE_BYTES, count - at));
      if (read < 0) {
        throw new EOFException("the frame ends early");
      }
      at += read;
    }
    return bytes;
  }

  /** The next frame, head and payload; the same errors. */
  static Frame read(InputStream in, int most) throws IOException {
    Head head = readHead(in, most);
    return new Frame(head.kind, readBytes(in, head.length));
  }

  /** Writes a frame whose payload is these parts, one after the other. */
  static void write(OutputStream out, int kind, byte[]... parts) throws IOException {
    int length = 0;
    for (byte[] part : parts) {
      length = Math.addExact(length, part.length);
    }
    out.write(ByteBuffer.allocate(HEAD_BYTES).put((byte) kind).putInt(length).array());
    for (byte[] part : parts) {
      for (int at = 0; at < part.length; at += SLICE_BYTES) {
        out.write(part, at, Math.min(SLICE_BYTES, part.length - at));
      }
    }
    out.flush();
  }

  private static final int HEAD_BYTES = 1 + Integer.BYTES;

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
