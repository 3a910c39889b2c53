package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ways in which a victim dies. */
final class Dooms {

  private Dooms() {}

  /** After that time. */
  static Victim.Doom after(Duration time) {
    return (program, running) -> running.compareTo(time) >= 0;
  }

  /**
   * Just after something has changed on the disk for the n-th time: a file came, went or grew in
   * one of these folders, or the catalog's log was written.
   */
  static Victim.Doom atChange(int nth, List<Path> folders, Path catalog) {
    return new AtChange(nth, folders, catalog.resolveSibling(Disk.name(catalog) + "-wal"));
  }

  /** A reader is killed some time after the first one has started; the program is not. */
  static ReaderDoom reader(Duration time, Random random) {
    return new ReaderDoom(time, random);
  }

  private static final class AtChange implements Victim.Doom {
    private final List<Path> folders;
    private final Path log;
    private int left;
    private @Nullable List<String> before;

    AtChange(int nth, List<Path> folders, Path log) {
      this.left = nth;
      this.folders = folders;
      this.log = log;
    }

    @Override
    public boolean isDue(ProcessHandle program, Duration running) throws IOException {
      List<String> now = look();
      if (before != null && !now.equals(before)) {
        left--;
      }
      before = now;
      return left <= 0;
    }

    private List<String> look() throws IOException {
      List<String> seen = new ArrayList<>();
      for (Path folder : folders) {
        try (Stream<Path> files = Files.list(folder)) {
          files.map(Path::toString).sorted().forEach(seen::add);
        } catch (NoSuchFileException | NotDirectoryException none) {
          seen.add("none");
        }
      }
      try {
        seen.add(Files.size(log) + " " + Files.getLastModifiedTime(log));
      } catch (NoSuchFileException none) {
        seen.add("none");
      }
      return seen;
    }
  }

  /** Kills one reader, and remembers whether it did. */
  static final class ReaderDoom implements Victim.Doom {
    private final Duration time;
    private final Random random;
    private @Nullable Duration firstSeen;
    private boolean done;

    ReaderDoom(Duration time, Random random) {
      this.time = time;
      this.random = random;
    }

    boolean killed() {
      return done;
    }

    @Override
    public boolean isDue(ProcessHandle program, Duration running) {
      if (done) {
        return false;
      }
      List<ProcessHandle> readers = program.children().toList();
      if (readers.isEmpty()) {
        return false;
      }
      if (firstSeen == null) {
        firstSeen = running;
      }
      if (running.minus(firstSeen).compareTo(time) >= 0) {
        done = readers.get(random.nextInt(readers.size())).destroyForcibly();
      }
      return false;
    }
  }
}
