package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import latent.catalog.CatalogException;
import org.jspecify.annotations.Nullable;

/**
 * Kills the real program (SIGKILL) at random moments of all it does, starts it again, and looks
 * whether anything was lost: {@link TortureRound} says what is looked for. A library is tortured
 * for a while, then the next one, so that they stay small.
 */
public final class TortureLab {

  /** So many kills befall one library. */
  private static final int KILLS_PER_LIBRARY = 50;

  /** What a flow takes, in milliseconds, before one has been seen to come to its end. */
  private static final double FIRST_GUESS = 1200;

  /** The weight of the newest run in what a flow usually takes. */
  private static final double NEWEST = 0.3;

  /** What a program does while it is killed. */
  enum Flow {
    INIT,
    ADD,
    MOVE,
    SHIFT,
    FREE,
    OPEN,
    FACT,
    VERIFY;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a fault means. */
  public enum Harm {
    /** An original, a fact or a name that was acknowledged is no more. */
    LOST,
    /** The catalog, the bucket and the disk say different things. */
    INCONSISTENT,
    /** What the store was known to hold was sent again. */
    SENT_TWICE,
    /** A file that nobody needs stays. */
    LEFT_LYING,
    /** A command did not work after a kill. */
    FAILED
  }

  /** Something that should not be. */
  public record Fault(Harm harm, int kill, String during, String sentence) {}

  /**
   * What one flow went through.
   *
   * @param begun how often it was started to be killed
   * @param killed how often it was running when the signal came
   * @param readersKilled how often one of its readers was killed instead
   */
  public record FlowFigures(String flow, int begun, int killed, int readersKilled) {}

  /**
   * What came out.
   *
   * @param kills signals that hit a running program
   * @param atChanges those of them that were aimed at the moment of a change on the disk
   * @param photos originals that were acknowledged
   * @param originalsRead how often an original was read back and compared
   * @param facts facts that were acknowledged
   * @param settled how often a shift was let through and everything was held against everything
   * @param sentAgain objects that a kill had interrupted and that were sent once more
   * @param losses faults by which something was lost
   * @param left where the library with the fault is, if there was one
   */
  public record Figures(
      long seed,
      int kills,
      int atChanges,
      int readersKilled,
      int libraries,
      int photos,
      long originalsRead,
      int facts,
      int settled,
      int sentAgain,
      long losses,
      double seconds,
      List<FlowFigures> flows,
      List<Fault> faults,
      @Nullable String left) {}

  /** The sums over all libraries. */
  static final class Tally {
    private final Map<Flow, int[]> flows = new EnumMap<>(Flow.class);
    private final Map<Flow, Double> usual = new EnumMap<>(Flow.class);
    private final List<Fault> faults = new ArrayList<>();
    int kills;
    int atChanges;
    int readersKilled;
    int photos;
    long originalsRead;
    int facts;
    int settled;
    int sentAgain;

    void ran(Flow flow, boolean killed, boolean aimed, boolean readerKilled) {
      int[] counts = flows.computeIfAbsent(flow, _ -> new int[3]);
      counts[0]++;
      counts[1] += killed ? 1 : 0;
      counts[2] += readerKilled ? 1 : 0;
      kills += killed ? 1 : 0;
      atChanges += killed && aimed ? 1 : 0;
      readersKilled += readerKilled ? 1 : 0;
    }

    /** It came to its end in that time. */
    void took(Flow flow, Duration time) {
      usual.merge(
          flow,
          (double) time.toMillis(),
          (before, newest) -> (1 - NEWEST) * before + NEWEST * newest);
    }

    /**
     * A random moment of its usual run. The first tenths are left out: Java is only starting then.
     */
    Duration within(Flow flow, Random random) {
      double takes = usual.getOrDefault(flow, FIRST_GUESS);
      return Duration.ofMillis((long) (takes * (0.2 + 0.9 * random.nextDouble())));
    }

    void fault(Harm harm, String during, String sentence) {
      faults.add(new Fault(harm, kills, during, sentence));
    }

    int faults() {
      return faults.size();
    }
  }

  /** The ways into libraries that {@code Main} opens. */
  public record Entrances(
      Founder founder, Function<Path, Flows> look, Function<Path, Flows> work, String passphrase) {}

  private final Entrances entrances;
  private final Path folder;
  private final @Nullable String cloud;

  /**
   * @param folder where everything happens
   * @param cloud the URL below which each library gets a store; null for folders
   */
  public TortureLab(Entrances entrances, Path folder, @Nullable String cloud) {
    this.entrances = entrances;
    this.folder = folder;
    this.cloud = cloud;
  }

  /**
   * Kills until that many signals have hit, or for that long.
   *
   * @param photos JPEGs, of which ever new ones are derived, and folders with such
   */
  public Figures measure(
      List<Path> photos, int kills, Duration longest, long seed, Progress progress)
      throws IOException {
    long begun = System.nanoTime();
    BooleanSupplier inTime = () -> System.nanoTime() - begun < longest.toNanos();
    Random random = new Random(seed);
    Tally tally = new Tally();
    List<byte[]> pictures = pictures(photos);
    int libraries = 0;
    Path left = null;
    while (tally.kills < kills && inTime.getAsBoolean()) {
      int faults = tally.faults();
      int until = Math.min(kills, tally.kills + KILLS_PER_LIBRARY);
      Path here = folder.resolve("library-" + libraries);
      String url = url(libraries, seed, here);
      libraries++;
      try {
        new TortureRound(entrances, here, url, pictures, new Random(random.nextLong()), tally)
            .run(
                () -> tally.kills < until && inTime.getAsBoolean(),
                () -> tell(tally, kills, progress));
      } catch (IOException | LibraryException | CatalogException unusable) {
        tally.fault(Harm.FAILED, "the looking", String.valueOf(unusable.getMessage()));
      }
      if (tally.faults() == faults) {
        Disk.deleteTree(here);
      } else if (left == null) {
        left = here;
      }
    }
    return new Figures(
        seed,
        tally.kills,
        tally.atChanges,
        tally.readersKilled,
        libraries,
        tally.photos,
        tally.originalsRead,
        tally.facts,
        tally.settled,
        tally.sentAgain,
        tally.faults.stream().filter(fault -> fault.harm() == Harm.LOST).count(),
        Math.round((System.nanoTime() - begun) / 1e8) / 10.0,
        tally.flows.entrySet().stream()
            .map(
                flow ->
                    new FlowFigures(
                        flow.getKey().label(),
                        flow.getValue()[0],
                        flow.getValue()[1],
                        flow.getValue()[2]))
            .toList(),
        List.copyOf(tally.faults),
        left == null ? null : left.toString());
  }

  private static void tell(Tally tally, int kills, Progress progress) {
    String work =
        tally.faults() == 0
            ? "killing"
            : "killing (faults: %d, the last during %s: %s)"
                .formatted(
                    tally.faults(),
                    tally.faults.getLast().during(),
                    tally.faults.getLast().sentence());
    progress.step(work, tally.kills, kills);
  }

  private String url(int number, long seed, Path here) {
    if (cloud == null) {
      return "file:" + here.resolve("cloud");
    }
    int question = cloud.indexOf('?');
    String path = question < 0 ? cloud : cloud.substring(0, question);
    String options = question < 0 ? "" : cloud.substring(question);
    return path + (path.endsWith("/") ? "" : "/") + "torture-" + seed + "-" + number + options;
  }

  /** Another photo to a library: the same picture with other bytes behind its end. */
  static void derive(List<byte[]> pictures, Random random, Path file) throws IOException {
    byte[] picture = pictures.get(random.nextInt(pictures.size()));
    byte[] behind = new byte[16];
    random.nextBytes(behind);
    try (var out = Files.newOutputStream(file)) {
      out.write(picture);
      out.write(behind);
    }
  }

  /** The JPEGs among these files and folders. */
  static List<byte[]> pictures(List<Path> photos) throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    for (Path photo : photos) {
      try (var files = Files.walk(photo)) {
        for (Path file : files.filter(TortureLab::isJpeg).sorted().toList()) {
          pictures.add(Files.readAllBytes(file));
        }
      }
    }
    if (pictures.isEmpty()) {
      throw new NotFoundException("There is no JPEG among what was given.");
    }
    return pictures;
  }

  private static boolean isJpeg(Path file) {
    String name = Disk.name(file).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && (name.endsWith(".jpg") || name.endsWith(".jpeg"));
  }
}
