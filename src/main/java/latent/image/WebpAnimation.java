package latent.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The first picture of an animated WebP (RFC 9649, 2.7.1), which FFmpeg decodes only alone. */
final class WebpAnimation {

  private static final int CHUNKS_AT = 12;
  private static final int CHUNK_HEAD_BYTES = 8;

  /** Place, size and duration, before a picture's own chunks. */
  private static final int FRAME_HEAD_BYTES = 16;

  private static final int EXTENDED_HEAD_BYTES = 10;
  private static final int WITH_ALPHA = 0x10;

  private WebpAnimation() {}

  /** A still WebP of the first picture; the same bytes if this is no animation. */
  static byte[] firstPicture(byte[] original) {
    ByteReader webp = ByteReader.littleEndian(original);
    long at = CHUNKS_AT;
    while (at + CHUNK_HEAD_BYTES <= webp.length()) {
      long size = webp.u32(at + 4);
      if (webp.says(at, "ANMF") && size > FRAME_HEAD_BYTES) {
        return still(webp.part(at + CHUNK_HEAD_BYTES, size));
      }
      at += CHUNK_HEAD_BYTES + size + (size & 1);
    }
    return original;
  }

  private static byte[] still(ByteReader frame) {
    int chunkBytes = frame.length() - FRAME_HEAD_BYTES;
    boolean alpha = frame.says(FRAME_HEAD_BYTES, "ALPH");
    int headBytes = alpha ? CHUNK_HEAD_BYTES + EXTENDED_HEAD_BYTES : 0;
    ByteBuffer out =
        ByteBuffer.allocate(CHUNKS_AT + headBytes + chunkBytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(out.capacity() - CHUNK_HEAD_BYTES).put(ascii("WEBP"));
    if (alpha) {
      out.put(ascii("VP8X")).putInt(EXTENDED_HEAD_BYTES).putInt(WITH_ALPHA);
      // Width and height less one, in three bytes each, as the animation writes them too.
      out.put(frame.bytes(), frame.start() + 6, 6);
    }
    out.put(frame.bytes(), frame.start() + FRAME_HEAD_BYTES, chunkBytes);
    return out.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
