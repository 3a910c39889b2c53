package latent.worker;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the pool runs its children.
 *
 * @param workers the most children at a time
 * @param perPhoto how long one question may take
 * @param toStart how long a child may take until it is ready
 * @param heapBytes the largest Java heap of a child
 * @param memoryBytes the private memory that a child may take in all, heap included
 * @param detector the detector's description
 * @param embedder the embedder's description
 * @param java the program that runs a child
 * @param classPath where it finds this program's classes
 * @param mainClass the class it runs
 * @param folder where each child gets a folder of its own, which is gone with it
 */
public record WorkerSettings(
    int workers,
    Duration perPhoto,
    Duration toStart,
    long heapBytes,
    long memoryBytes,
    Path detector,
    Path embedder,
    Path java,
    String classPath,
    String mainClass,
    Path folder) {

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

  public WorkerSettings {
    if (workers < 1 || perPhoto.isNegative() || perPhoto.isZero()) {
      throw new IllegalArgumentException(workers + " workers, " + perPhoto + " for a photo");
    }
  }

  /** One child for each core, running what this process runs. */
  public static WorkerSettings with(Path detector, Path embedder) {
    return new WorkerSettings(
        Runtime.getRuntime().availableProcessors(),
        PER_PHOTO,
        TO_START,
        HEAP_BYTES,
        MEMORY_BYTES,
        detector,
        embedder,
        Path.of(System.getProperty("java.home"), "bin", "java"),
        absolute(System.getProperty("java.class.path")),
        WorkerProcess.class.getName(),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** A class path that holds from every folder: a child works in one of its own. */
  private static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  public WorkerSettings withWorkers(int number) {
    return new WorkerSettings(
        number,
        perPhoto,
        toStart,
        heapBytes,
        memoryBytes,
        detector,
        embedder,
        java,
        classPath,
        mainClass,
        folder);
  }

  /** Other bounds of time: for a question, and for a child's start. */
  public WorkerSettings withTimes(Duration forPhoto, Duration forStart) {
    return new WorkerSettings(
        workers,
        forPhoto,
        forStart,
        heapBytes,
        memoryBytes,
        detector,
        embedder,
        java,
        classPath,
        mainClass,
        folder);
  }

  /** Other bounds of a child's memory: of its heap, and in all. */
  public WorkerSettings withMemory(long heap, long all) {
    return new WorkerSettings(
        workers, perPhoto, toStart, heap, all, detector, embedder, java, classPath, mainClass,
        folder);
  }

  /** Another program in the child's place. */
  public WorkerSettings withMainClass(String name) {
    return new WorkerSettings(
        workers,
        perPhoto,
        toStart,
        heapBytes,
        memoryBytes,
        detector,
        embedder,
        java,
        classPath,
        name,
        folder);
  }

  /** Another place for the children's folders. */
  public WorkerSettings withFolder(Path place) {
    return new WorkerSettings(
        workers,
        perPhoto,
        toStart,
        heapBytes,
        memoryBytes,
        detector,
        embedder,
        java,
        classPath,
        mainClass,
        place);
  }
}
