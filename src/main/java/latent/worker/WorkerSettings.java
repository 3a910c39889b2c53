package latent.worker;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the pool runs its children.
 *
 * @param workers the most children at a time
 * @param bounds what each of them may take
 * @param detector the detector's description
 * @param embedder the embedder's description
 * @param program what a child runs
 * @param folder where each child gets a folder of its own, which is gone with it
 */
public record WorkerSettings(
    int workers, Bounds bounds, Path detector, Path embedder, Program program, Path folder) {

  /** Room for the largest original and what is read out of it. */
  private static final long HEAP_BYTES = 640L << 20;

  /**
   * A picture of 250 megapixels in 4:2:0 takes 375 MB beside its file; the models take about 200
   * MB.
   */
  private static final long MEMORY_BYTES = 1536L << 20;

  /** Models are loaded within the first one's time. */
  private static final Duration PER_PHOTO = Duration.ofSeconds(30);

  /** A child is ready in less than a second; the first ever unpacks its libraries. */
  private static final Duration TO_START = Duration.ofSeconds(30);

  /**
   * What a child may take.
   *
   * @param perPhoto how long one question may take
   * @param toStart how long it may take until it is ready
   * @param heapBytes its largest Java heap
   * @param memoryBytes its private memory in all, heap included
   */
  public record Bounds(Duration perPhoto, Duration toStart, long heapBytes, long memoryBytes) {

    public Bounds {
      if (perPhoto.isNegative() || perPhoto.isZero()) {
        throw new IllegalArgumentException(perPhoto + " for a photo");
      }
    }
  }

  /**
   * What a child runs.
   *
   * @param java the program that runs it
   * @param cache classes that were loaded and profiled before (JEP 483, 515), or null
   * @param classPath where it finds this program's classes
   * @param mainClass the class it runs
   */
  public record Program(Path java, @Nullable Path cache, String classPath, String mainClass) {

    /** What runs this process, with the cache that is named by {@code latent.cache}. */
    private static Program current() {
      String cache = System.getProperty("latent.cache");
      return new Program(
          Path.of(System.getProperty("java.home"), "bin", "java"),
          cache == null || !Files.exists(Path.of(cache)) ? null : Path.of(cache),
          absolute(System.getProperty("java.class.path")),
          WorkerProcess.class.getName());
    }

    /** A class path that holds from every folder: a child works in one of its own. */
    private static String absolute(String classPath) {
      return Stream.of(classPath.split(File.pathSeparator))
          .filter(entry -> !entry.isEmpty())
          .map(entry -> Path.of(entry).toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  public WorkerSettings {
    if (workers < 1) {
      throw new IllegalArgumentException(workers + " workers");
    }
  }

  /** One child for each core, running what this process runs. */
  public static WorkerSettings with(Path detector, Path embedder) {
    return new WorkerSettings(
        Runtime.getRuntime().availableProcessors(),
        new Bounds(PER_PHOTO, TO_START, HEAP_BYTES, MEMORY_BYTES),
        detector,
        embedder,
        Program.current(),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  public WorkerSettings withWorkers(int number) {
    return new WorkerSettings(number, bounds, detector, embedder, program, folder);
  }

  /** Other bounds of time: for a question, and for a child's start. */
  public WorkerSettings withTimes(Duration forPhoto, Duration forStart) {
    return with(new Bounds(forPhoto, forStart, bounds.heapBytes, bounds.memoryBytes));
  }

  /** Other bounds of a child's memory: of its heap, and in all. */
  public WorkerSettings withMemory(long heap, long all) {
    return with(new Bounds(bounds.perPhoto, bounds.toStart, heap, all));
  }

  private WorkerSettings with(Bounds others) {
    return new WorkerSettings(workers, others, detector, embedder, program, folder);
  }

  /** Another program in the child's place. */
  public WorkerSettings withMainClass(String name) {
    Program other = new Program(program.java, null, program.classPath, name);
    return new WorkerSettings(workers, bounds, detector, embedder, other, folder);
  }

  /** Another place for the children's folders. */
  public WorkerSettings withFolder(Path place) {
    return new WorkerSettings(workers, bounds, detector, embedder, program, place);
  }
}
