package latent.worker;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import latent.image.PictureDecoder;
import latent.vision.FaceReader;

/**
 * The child's program: loads the native libraries, shuts its cage, then answers one question after
 * the other until its standard input ends.
 *
 * <p>Arguments: the detector's description, the embedder's description, the bytes of private memory
 * that it may take in all.
 */
public final class WorkerProcess {

  /** How soon a child whose parent was killed notices while it is at work. */
  private static final Duration PARENT_CHECK = Duration.ofSeconds(2);

  private static final int OUT_BUFFER_BYTES = 1 << 16;

  private WorkerProcess() {}

  public static void main(String[] arguments) throws IOException {
    leaveWithParent();
    InputStream questions = new FileInputStream(FileDescriptor.in);
    OutputStream answers =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), OUT_BUFFER_BYTES);
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    WidePipe.widen();
    loadLibraries();
    Cage cage = LinuxCage.shut(Long.parseLong(arguments[2]));
    Answer.write(answers, new Answer.Ready(cage));
    PhotoReader reader = new PhotoReader(Path.of(arguments[0]), Path.of(arguments[1]));
    try {
      while (true) {
        Answer.write(answers, reader.answer(Question.read(questions)));
      }
    } catch (EOFException ended) {
      Runtime.getRuntime().halt(0);
    }
  }

  /** Both need to write a temporary file or two, which the cage forbids. */
  private static void loadLibraries() {
    Thread runtime = Thread.ofPlatform().start(FaceReader::load);
    PictureDecoder.load();
    try {
      runtime.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("interrupted while loading libraries", interrupted);
    }
  }

  /** Ends this process when its parent is gone, even in the middle of a photo. */
  static void leaveWithParent() {
    long parent = parent();
    Thread.ofPlatform()
        .daemon()
        .name("parent")
        .start(
            () -> {
              while (parent() == parent) {
                try {
                  Thread.sleep(PARENT_CHECK);
                } catch (InterruptedException interrupted) {
                  break;
                }
              }
              Runtime.getRuntime().halt(0);
            });
  }

  private static long parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
  }
}
