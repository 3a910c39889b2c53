package latent.library;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import latent.library.Gallery.Moved;
import latent.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/**
 * Has a device join a large library that was generated, and measures what it takes until all is
 * known there and until its first photos are shown.
 */
public final class JoinLab {

  private static final long BUDGET = 5_000_000_000L;

  /** What joining did from one of its announcements to the next, in milliseconds. */
  public record Part(String work, long milliseconds) {}

  /**
   * What joining took.
   *
   * @param milliseconds from the passphrase to the people, all parts together
   * @param peakBytes of the heap, an upper bound: each of its areas at its fullest
   * @param moved what the joining device's ledger has
   * @param damages what could not be read
   */
  public record Joined(
      long milliseconds,
      List<Part> parts,
      long peakBytes,
      List<Moved> moved,
      List<String> damages) {

    /** Bytes of originals that came down. */
    public long originalBytes() {
      return moved.stream()
          .filter(line -> line.reason().equals("view") || line.reason().equals("analyse"))
          .mapToLong(Moved::bytes)
          .sum();
    }
  }

  /**
   * Milliseconds in this process, warm: of opening the library, of listing its months, and of
   * listing the photos of the newest one.
   */
  public record Opened(long library, long months, long page) {}

  /**
   * Milliseconds from the start of {@code latent serve}, a process of its own, as a browser sees
   * it.
   *
   * @param address until it said where it is, with the passphrase proved
   * @param months until the list of months was there
   * @param page until the photos of the newest month were there
   * @param thumbnails until as many of their thumbnails as a window shows were there, each from the
   *     cloud
   * @param photosOnPage photos of the newest month
   * @param all how long {@code latent photos --json} took, which lists all there are
   */
  public record Start(
      long address, long months, long page, long thumbnails, int photosOnPage, long all) {}

  /**
   * What came out.
   *
   * @param filledSeconds how long the first device took to fill the cloud; null if an earlier run
   *     did that
   * @param sameAsFirst whether photos, people, names and facts are those of the first device; null
   *     if an earlier run filled the cloud
   */
  public record Figures(
      long seed,
      long photos,
      long faces,
      long people,
      long named,
      int facts,
      @Nullable Double filledSeconds,
      @Nullable Boolean sameAsFirst,
      Joined joined,
      Opened opened,
      Start start) {}

  private final TortureLab.Entrances entrances;
  private final Path folder;
  private final String cloud;

  /**
   * @param folder where the devices' libraries are made
   * @param cloud the URL of a store, where nothing lies unless an earlier run filled it
   */
  public JoinLab(TortureLab.Entrances entrances, Path folder, String cloud) {
    this.entrances = entrances;
    this.folder = folder;
    this.cloud = cloud;
  }

  /** Fills the cloud with so many photos, joins it, and starts anew. */
  public Figures measure(int photos, long seed, Progress progress) throws IOException {
    long begun = System.nanoTime();
    String first = fill(photos, seed, progress);
    return measure(seed, first, since(begun) / 1e3, progress);
  }

  /** Joins a cloud that an earlier run filled from this seed, and starts anew. */
  public Figures measureFilled(long seed, Progress progress) throws IOException {
    return measure(seed, null, null, progress);
  }

  private Figures measure(
      long seed, @Nullable String first, @Nullable Double seconds, Progress progress)
      throws IOException {
    Path library = folder.resolve("joined");
    Joined joined = join(library, progress);
    Opened opened = open(library);
    Gallery.Status status;
    int facts;
    String digest;
    try (Flows flows = entrances.look().apply(library)) {
      status = flows.gallery().status();
      facts = flows.library().catalog().facts().all().size();
      digest = digest(flows);
    }
    Start start =
        new FirstPage(folder.resolve("program"), library, entrances.passphrase()).measure();
    return new Figures(
        seed,
        status.photos(),
        status.faces(),
        status.people(),
        status.named(),
        facts,
        seconds,
        first == null ? null : first.equals(digest),
        joined,
        opened,
        start);
  }

  /** Answers what the first device has in the end. */
  private String fill(int photos, long seed, Progress progress) throws IOException {
    Path library = folder.resolve("first");
    entrances.founder().found(library, cloud, BUDGET);
    try (Flows flows = entrances.work().apply(library)) {
      new GeneratedLibrary(flows, seed).fill(photos, folder, progress);
      return digest(flows);
    }
  }

  /** As {@code latent join} does it. */
  private Joined join(Path library, Progress progress) throws IOException {
    Parts parts = new Parts(progress);
    resetPeaks();
    long begun = System.nanoTime();
    parts.step("proving the passphrase", 0, 0);
    entrances.founder().join(library, cloud, BUDGET);
    try (Flows flows = entrances.work().apply(library)) {
      flows.library().vault();
      Rebuilder.Report report = flows.rebuilder().rebuild(parts);
      return new Joined(
          since(begun),
          parts.end(),
          peakBytes(),
          flows.gallery().ledger(Instant.EPOCH),
          report.damages());
    }
  }

  private Opened open(Path library) {
    long begun = System.nanoTime();
    try (Flows flows = entrances.look().apply(library)) {
      long opened = since(begun);
      String newest = flows.gallery().timeline().getFirst().month();
      long months = since(begun);
      flows.gallery().month(newest);
      return new Opened(opened, months - opened, since(begun) - months);
    }
  }

  /** One number for all photos, people, names and facts, so that nobody has to keep them. */
  private static String digest(Flows flows) {
    MessageDigest digest = PhotoId.newDigest();
    List<Object> all = new ArrayList<>(flows.gallery().photos(null, null));
    all.addAll(flows.gallery().people());
    all.addAll(flows.library().catalog().facts().all());
    for (Object each : all) {
      digest.update((each + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Takes down when each part of the work was first spoken of. */
  private static final class Parts implements Progress {
    private final Progress also;
    private final List<Part> done = new ArrayList<>();
    private @Nullable String work;
    private long begun;

    Parts(Progress also) {
      this.also = also;
    }

    @Override
    public synchronized void step(String next, long count, long total) {
      if (!next.equals(work)) {
        end();
        work = next;
        begun = System.nanoTime();
      }
      also.step(next, count, total);
    }

    synchronized List<Part> end() {
      if (work != null) {
        done.add(new Part(work, since(begun)));
        work = null;
      }
      return List.copyOf(done);
    }
  }

  private static long since(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }

  /** What the filling left behind goes first. */
  private static void resetPeaks() {
    System.gc();
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  private static long peakBytes() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      bytes += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    return bytes;
  }
}
