package latent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import latent.conditions.ConditionSensor;
import latent.library.Flows;
import latent.library.Progress;
import latent.library.Sampler;
import latent.store.ObjectStore;

/**
 * A real library over the demo's pictures, for tests that look at the whole: read, uploaded to a
 * folder, grouped.
 */
public final class SampleLibrary implements AutoCloseable {

  public static final String PASSPHRASE = "a test has no secrets";

  private final Path folder;
  private final Path cloud;
  private final Main main;
  private Flows flows;

  /** Makes an empty library in this folder. */
  public SampleLibrary(Path folder) throws IOException {
    this(folder, Clock.systemUTC());
  }

  /** Makes an empty library that goes by this clock. */
  public SampleLibrary(Path folder, Clock clock) throws IOException {
    this(folder, clock, UnaryOperator.identity());
  }

  /** Makes one whose store is reached on this way. */
  public SampleLibrary(Path folder, UnaryOperator<ObjectStore> way) throws IOException {
    this(folder, Clock.systemUTC(), way);
  }

  /** Makes one on a machine of which these sensors tell, which are asked all the time. */
  public SampleLibrary(
      Path folder, Clock clock, UnaryOperator<ObjectStore> way, ConditionSensor sensor)
      throws IOException {
    this(folder, new Main(clock, way, sensor, Duration.ofMillis(20)));
  }

  private SampleLibrary(Path folder, Clock clock, UnaryOperator<ObjectStore> way)
      throws IOException {
    this(folder, new Main(clock, way));
  }

  private SampleLibrary(Path folder, Main main) throws IOException {
    this.folder = folder;
    this.cloud = folder.resolve("cloud");
    this.main = main;
    main.founder(fresh -> PASSPHRASE.toCharArray())
        .found(library(), "file:" + cloud(), 1_000_000_000);
    flows = main.work(library(), fresh -> PASSPHRASE.toCharArray());
  }

  /** Another device, in this folder, that joins a library. */
  public SampleLibrary(Path folder, SampleLibrary other, Clock clock) throws IOException {
    this.folder = folder;
    this.cloud = other.cloud();
    this.main = new Main(clock, UnaryOperator.identity());
    main.founder(fresh -> PASSPHRASE.toCharArray())
        .join(library(), "file:" + cloud(), 1_000_000_000);
    flows = main.work(library(), fresh -> PASSPHRASE.toCharArray());
    flows.rebuilder().rebuild(Progress.UNWATCHED);
  }

  private SampleLibrary(Path folder, Path cloud, Main main) {
    this.folder = folder;
    this.cloud = cloud;
    this.main = main;
    this.flows = main.work(library(), fresh -> PASSPHRASE.toCharArray());
  }

  /** A copy, in this folder, of a library that is closed. */
  public static SampleLibrary copyOf(SampleLibrary other, Path folder, Clock clock)
      throws IOException {
    try (var files = Files.walk(other.folder)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(other.folder.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    Path settings = folder.resolve("library").resolve("settings.json");
    Files.writeString(
        settings, Files.readString(settings).replace(other.folder.toString(), folder.toString()));
    return new SampleLibrary(
        folder, folder.resolve("cloud"), new Main(clock, UnaryOperator.identity()));
  }

  public Path library() {
    return folder.resolve("library");
  }

  public Path cloud() {
    return cloud;
  }

  public Main main() {
    return main;
  }

  public Flows flows() {
    return flows;
  }

  /** Closes the library and opens it again, as the next start of the program would. */
  public Flows reopen() {
    flows.close();
    flows = main.work(library(), fresh -> PASSPHRASE.toCharArray());
    return flows;
  }

  /** Makes the demo's pictures in that folder. */
  public static void makePictures(Path into) throws IOException {
    Main main = new Main();
    new Sampler(main.models().usual()).make(main.samples(), into);
  }

  /** Adds the first so many of the pictures in that folder, and works until all is done. */
  public void fill(Path pictures, int count) throws IOException {
    try (var files = Files.list(pictures)) {
      flows.importer().add(files.sorted().limit(count).toList(), false, Progress.UNWATCHED);
    }
    flows.nightShift().run(true, Progress.UNWATCHED);
  }

  @Override
  public void close() {
    flows.close();
  }
}
