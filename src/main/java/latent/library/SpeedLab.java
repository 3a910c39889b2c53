package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import latent.worker.BareParts;

/**
 * Times the whole way of photos (add, read, seal, store, group) beside the sum of its bare parts,
 * on the same photos in the same run.
 */
public final class SpeedLab {

  /**
   * The figures; times are milliseconds for one photo on one core.
   *
   * @param ratio the whole divided by the sum of its parts; 1 would be a pipeline that costs
   *     nothing
   * @param processorRatio the same of processor time alone, which holds on a machine that has other
   *     work too; it leaves out what waits for a disk
   * @param smallCopies bytes of preview, thumbnail and features for one photo, sealed
   */
  public record Figures(
      int photos,
      double bytesPerPhoto,
      double decode,
      double faces,
      double adding,
      double shift,
      double ratio,
      double processorRatio,
      double photosPerSecondAndCore,
      double smallCopies) {}

  private final Equipment.Models models;

  public SpeedLab(Equipment.Models models) {
    this.models = models;
  }

  /** Measures an empty library's first photos. */
  public Figures measure(List<Path> photos, Flows flows) throws IOException {
    List<Path> warmUp = photos.subList(0, photos.size() / 4);
    List<Path> counted = photos.subList(warmUp.size(), photos.size());
    long bytes = 0;
    for (Path photo : counted) {
      bytes += Files.size(photo);
    }
    BareParts.Times parts =
        BareParts.measure(warmUp, counted, models.detectorFile(), models.embedderFile());
    flows.importer().add(warmUp, false, Progress.UNWATCHED);
    flows.nightShift().run(true, Progress.UNWATCHED);
    long smallBefore = smallCopies(flows);
    int cores = Runtime.getRuntime().availableProcessors();
    long workBefore = processorTime();
    long begun = System.nanoTime();
    flows.importer().add(counted, false, Progress.UNWATCHED);
    long added = System.nanoTime();
    int analysed = flows.nightShift().run(true, Progress.UNWATCHED).analysed();
    long done = System.nanoTime();
    long work = processorTime() - workBefore;
    double decode = milliseconds(parts.decode(), parts.photos());
    double faces = milliseconds(parts.faces(), parts.photos());
    double adding = milliseconds((added - begun) * cores, analysed);
    double shift = milliseconds((done - added) * cores, analysed);
    return new Figures(
        analysed,
        (double) bytes / counted.size(),
        decode,
        faces,
        adding,
        shift,
        (adding + shift) / (decode + faces),
        milliseconds(work, analysed) / milliseconds(parts.processor(), parts.photos()),
        1000 / (adding + shift),
        (double) (smallCopies(flows) - smallBefore) / analysed);
  }

  /** Previews, thumbnails and features as they lie sealed in the store. */
  private static long smallCopies(Flows flows) {
    return flows.gallery().ledger(Instant.EPOCH).stream()
        .filter(line -> line.reason().equals("features") || line.reason().equals("preview"))
        .mapToLong(Gallery.Moved::bytes)
        .sum();
  }

  /** Nanoseconds that this process and its readers have been at work. */
  private static long processorTime() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.concat(Stream.of(self), self.descendants())
        .mapToLong(process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
        .sum();
  }

  private static double milliseconds(long nanoseconds, int photos) {
    return nanoseconds / 1e6 / photos;
  }
}
