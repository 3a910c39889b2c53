package latent.vault;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The written form of a photo's copies; see the package's specification. */
final class CopiesFormat {

  private static final int MOST = 64 << 20;

  private CopiesFormat() {}

  static byte[] write(byte[] preview, byte[] thumbnail) {
    return Payload.write(
        out -> {
          Payload.writeBytes(out, thumbnail);
          Payload.writeBytes(out, preview);
        });
  }

  /** The thumbnail alone, so that no more is read than has to be. */
  static byte[] readThumbnail(InputStream payload) throws IOException {
    DataInputStream in = new DataInputStream(payload);
    Payload.requireVersion(in);
    return Payload.readBytes(in, MOST);
  }

  static byte[] readPreview(byte[] payload) {
    return Payload.read(
        payload,
        in -> {
          Payload.readBytes(in, in.available());
          return Payload.readBytes(in, in.available());
        });
  }
}
