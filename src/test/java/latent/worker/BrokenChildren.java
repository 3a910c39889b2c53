package latent.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import latent.image.Inspection;
import latent.photo.MediaType;

/** Programs that stand in for a child and misbehave, each in its own way. */
final class BrokenChildren {

  private BrokenChildren() {}

  private static final InputStream IN = new FileInputStream(FileDescriptor.in);
  private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);

  private static Question greetAndRead() throws IOException {
    Answer.write(OUT, new Answer.Ready(Cage.NONE));
    return Question.read(IN);
  }

  /** Never says that it is ready. */
  static final class NeverReady {
    public static void main(String[] arguments) throws Exception {
      Thread.sleep(60_000);
    }
  }

  /** Dies at once, saying why. */
  static final class Stillborn {
    public static void main(String[] arguments) {
      throw new IllegalStateException("no room to live");
    }
  }

  /** Reads a question and never answers. */
  static final class Hanging {
    public static void main(String[] arguments) throws Exception {
      greetAndRead();
      Thread.sleep(60_000);
    }
  }

  /** Does not even read, so that the parent's pipe fills. */
  static final class Deaf {
    public static void main(String[] arguments) throws Exception {
      Answer.write(OUT, new Answer.Ready(Cage.NONE));
      Thread.sleep(60_000);
    }
  }

  /** Answers with bytes that are no frame. */
  static final class Babbling {
    public static void main(String[] arguments) throws Exception {
      greetAndRead();
      byte[] noise = new byte[100_000];
      new java.util.Random(1).nextBytes(noise);
      OUT.write(noise);
      Thread.sleep(60_000);
    }
  }

  /** Announces a frame of two gigabytes. */
  static final class Boasting {
    public static void main(String[] arguments) throws Exception {
      greetAndRead();
      OUT.write(new byte[] {Answer.INSPECTED, 0x7f, -1, -1, -1});
      Thread.sleep(60_000);
    }
  }

  /** Gives an answer to another question. */
  static final class Confused {
    public static void main(String[] arguments) throws Exception {
      Question question = greetAndRead();
      Inspection inspection = new Inspection(MediaType.JPEG, 1, 1, null, null, null);
      Answer.write(
          OUT,
          switch (question) {
            case Question.Inspect _ -> new Answer.Ready(Cage.NONE);
            case Question.Analyse _, Question.Look _, Question.Survey _, Question.Reread _ ->
                new Answer.Inspected(inspection);
          });
      Thread.sleep(60_000);
    }
  }

  /** Exits in the middle of its answer. */
  static final class Breaking {
    public static void main(String[] arguments) throws Exception {
      greetAndRead();
      OUT.write(new byte[] {Answer.INSPECTED, 0, 0, 1, 0, 5, 5});
      OUT.flush();
      Runtime.getRuntime().halt(9);
    }
  }

  /** Takes all the memory there is, and more. */
  static final class Hungry {
    public static void main(String[] arguments) throws Exception {
      greetAndRead();
      List<byte[]> eaten = new java.util.ArrayList<>();
      while (true) {
        eaten.add(new byte[16 << 20]);
      }
    }
  }

  /** Fills its standard error before it answers. */
  static final class Complaining {
    public static void main(String[] arguments) throws Exception {
      greetAndRead();
      OutputStream errors = new FileOutputStream(FileDescriptor.err);
      errors.write(new byte[5_000_000]);
      Answer.write(
          OUT, new Answer.Inspected(new Inspection(MediaType.JPEG, 1, 1, null, null, null)));
      Thread.sleep(60_000);
    }
  }

  /** Shuts its cage and says, as the reason of an unreadable photo, what it could still do. */
  static final class Prisoner {
    public static void main(String[] arguments) throws Exception {
      Path own = Files.createTempFile("prisoner", ".txt");
      // Loads what these need, so that only the cage can stand in their way.
      new Socket().close();
      LinuxCage.shut(Long.parseLong(arguments[2]));
      greetAndRead();
      StringBuilder could = new StringBuilder("could");
      attempt(could, "connect", () -> new Socket("127.0.0.1", 9).close());
      attempt(could, "listen", () -> new java.net.ServerSocket(0).close());
      attempt(could, "run", () -> new ProcessBuilder("true").start().waitFor());
      attempt(could, "write", () -> Files.writeString(own, "changed"));
      attempt(could, "create", () -> Files.createTempFile("prisoner", ".txt"));
      attempt(could, "delete", () -> Files.delete(own));
      attempt(could, "move", () -> Files.move(own, own.resolveSibling("moved")));
      attempt(could, "read", () -> Files.readString(own));
      Answer.write(OUT, new Answer.Unreadable(could.toString()));
    }
  }

  private interface Deed {
    void attempt() throws Exception;
  }

  private static void attempt(StringBuilder could, String name, Deed deed) {
    try {
      deed.attempt();
      could.append(' ').append(name);
    } catch (java.net.ConnectException refused) {
      could.append(' ').append(name);
    } catch (Exception forbidden) {
      // As it should be.
      could.append("");
    }
  }

  /** Is so busy that it never looks at its standard input again. */
  static final class Busy {
    public static void main(String[] arguments) throws Exception {
      WorkerProcess.leaveWithParent();
      greetAndRead();
      while (true) {
        Thread.onSpinWait();
      }
    }
  }

  /** Owns a pool with a busy child, and writes that child's process number to a file. */
  static final class Owner {
    public static void main(String[] arguments) throws Exception {
      WorkerSettings settings =
          WorkerSettings.with(Path.of("none"), Path.of("none"))
              .withWorkers(1)
              .withMainClass(Busy.class.getName());
      try (WorkerPool pool = new WorkerPool(settings)) {
        Thread.ofVirtual().start(() -> pool.inspect(new byte[1]));
        while (pool.processIds().length == 0) {
          Thread.sleep(10);
        }
        Thread.sleep(700);
        Files.writeString(Path.of(arguments[0]), Long.toString(pool.processIds()[0]));
        Thread.sleep(60_000);
      }
    }
  }

  /** Says its environment and its properties' names as the reason of an unreadable photo. */
  static final class Telling {
    public static void main(String[] arguments) throws Exception {
      greetAndRead();
      Answer.write(OUT, new Answer.Unreadable(System.getenv().keySet().toString()));
    }
  }

  /** Answers each question once, with its own process number as the width. */
  static final class Counting {
    public static void main(String[] arguments) throws Exception {
      Answer.write(OUT, new Answer.Ready(Cage.NONE));
      while (true) {
        Question question = Question.read(IN);
        Thread.sleep(((Question.Inspect) question).original().length);
        int self = (int) ProcessHandle.current().pid();
        Answer.write(
            OUT, new Answer.Inspected(new Inspection(MediaType.JPEG, self, 1, null, null, null)));
      }
    }
  }
}
