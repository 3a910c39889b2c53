package latent.image;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A file that FFmpeg reads out of memory. All of them share one reading and one seeking callback,
 * because JavaCPP allows ten alive; the address of a key byte tells them apart.
 */
final class MemorySource implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int FAULT = -5;
  private static final int FROM_START = 0;
  private static final int FROM_HERE = 1;
  private static final int FROM_END = 2;

  private static final Map<Long, MemorySource> OPEN = new ConcurrentHashMap<>();

  private static final Read_packet_Pointer_BytePointer_int READ =
      new Read_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer key, BytePointer into, int most) {
          MemorySource source = OPEN.get(key.address());
          return source == null ? FAULT : source.read(into, most);
        }
      };

  private static final Seek_Pointer_long_int SEEK =
      new Seek_Pointer_long_int() {
        @Override
        public long call(Pointer key, long offset, int whence) {
          MemorySource source = OPEN.get(key.address());
          return source == null ? FAULT : source.seek(offset, whence);
        }
      };

  static {
    Ffmpeg.load();
  }

  private final byte[] bytes;
  private final BytePointer key = new BytePointer(1L);
  private final AVIOContext context;
  private long position;

  MemorySource(byte[] bytes) {
    this.bytes = bytes;
    OPEN.put(key.address(), this);
    BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES));
    context = avio_alloc_context(buffer, BUFFER_BYTES, 0, key, READ, null, SEEK);
  }

  AVIOContext context() {
    return context;
  }

  private int read(BytePointer into, int most) {
    int count = (int) Math.min(most, bytes.length - position);
    if (count <= 0) {
      return AVERROR_EOF;
    }
    into.put(bytes, (int) position, count);
    position += count;
    return count;
  }

  private long seek(long offset, int whence) {
    long target =
        switch (whence & ~AVSEEK_SIZE) {
          case FROM_START -> offset;
          case FROM_HERE -> position + offset;
          case FROM_END -> bytes.length + offset;
          default -> -1;
        };
    if ((whence & AVSEEK_SIZE) != 0) {
      return bytes.length;
    }
    if (target < 0 || target > bytes.length) {
      return FAULT;
    }
    position = target;
    return position;
  }

  @Override
  public void close() {
    OPEN.remove(key.address());
    av_free(context.buffer());
    avio_context_free(context);
    key.close();
  }
}
