package latent.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import latent.image.Picture;
import latent.image.PictureDecoder;
import latent.image.UnreadablePictureException;
import latent.photo.PhotoId;
import latent.vision.DetectorDescription;
import latent.vision.EmbedderDescription;
import latent.vision.FaceReader;

/**
 * The parts of reading a photo that no pipeline can do without, with nothing around them: decoding
 * the original, and the networks (detecting, aligning, embedding). What the whole takes beyond
 * their sum is the pipeline's own cost. They run on every core at once, a photo each, as the whole
 * does: cores share caches and memory, so one alone would be faster than any pipeline's. For
 * measurements on photos that are trusted; nothing here is caged.
 */
public final class BareParts {

  /**
   * Nanoseconds in all, of all cores together, and photos that could be decoded.
   *
   * @param processor of all that, what the threads were at work and not waiting for a core
   */
  public record Times(int photos, long decode, long faces, long processor) {

    private Times plus(Times other) {
      return new Times(
          photos + other.photos,
          decode + other.decode,
          faces + other.faces,
          processor + other.processor);
    }
  }

  private BareParts() {}

  /** Measures, after having read the warm-up photos uncounted. */
  public static Times measure(List<Path> warmUp, List<Path> counted, Path detector, Path embedder)
      throws IOException {
    List<FaceReader> readers = new ArrayList<>();
    try {
      for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
        readers.add(
            new FaceReader(DetectorDescription.read(detector), EmbedderDescription.read(embedder)));
      }
      together(warmUp, readers);
      return together(counted, readers);
    } finally {
      readers.forEach(FaceReader::close);
    }
  }

  /** Each reader takes the next photo as soon as it is free. */
  private static Times together(List<Path> files, List<FaceReader> readers) throws IOException {
    Queue<Path> left = new ConcurrentLinkedQueue<>(files);
    List<Future<Times>> shares = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(readers.size())) {
      for (FaceReader reader : readers) {
        shares.add(threads.submit(() -> round(left, reader)));
      }
    }
    Times sum = new Times(0, 0, 0, 0);
    for (Future<Times> share : shares) {
      sum = sum.plus(result(share));
    }
    return sum;
  }

  private static Times result(Future<Times> share) throws IOException {
    try {
      return share.get();
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("interrupted while measuring", interrupted);
    }
  }

  private static Times round(Queue<Path> left, FaceReader reader) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int photos = 0;
    long decode = 0;
    long faces = 0;
    long processor = 0;
    for (Path file = left.poll(); file != null; file = left.poll()) {
      byte[] original = Files.readAllBytes(file);
      PhotoId id = PhotoId.of(original);
      long begunWork = threads.getCurrentThreadCpuTime();
      long begun = System.nanoTime();
      try (Picture picture = PictureDecoder.decode(original)) {
        long decoded = System.nanoTime();
        reader.read(id, picture);
        decode += decoded - begun;
        faces += System.nanoTime() - decoded;
        processor += threads.getCurrentThreadCpuTime() - begunWork;
        photos++;
      } catch (UnreadablePictureException unreadable) {
        continue;
      }
    }
    return new Times(photos, decode, faces, processor);
  }
}
