package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
   * @param smallCopies bytes of preview, thumbnail and sealed features for one photo
   */
  public record Figures(
      int photos,
      double bytesPerPhoto,
      double decode,
      double faces,
      double adding,
      double shift,
      double ratio,
      double photosPerSecondAndCore,
      double smallCopies) {}

  private final Equipment.Models models;

  public SpeedLab(Equipment.Models models) {
    this.models = models;
  }

  /** Measures an empty library's first photos. */
  public Figures measure(List<Path> photos, Flows flows) throws IOException {
    List<byte[]> originals = new ArrayList<>();
    long bytes = 0;
    for (Path photo : photos) {
      byte[] original = Files.readAllBytes(photo);
      originals.add(original);
      bytes += original.length;
    }
    BareParts.Times parts =
        BareParts.measure(originals, models.detectorFile(), models.embedderFile());
    originals.clear();
    int cores = Runtime.getRuntime().availableProcessors();
    long begun = System.nanoTime();
    flows.importer().add(photos, false, Progress.UNWATCHED);
    long added = System.nanoTime();
    int analysed = flows.nightShift().run(true, Progress.UNWATCHED).analysed();
    long done = System.nanoTime();
    double decode = milliseconds(parts.decode(), parts.photos());
    double faces = milliseconds(parts.faces(), parts.photos());
    double adding = milliseconds((added - begun) * cores, analysed);
    double shift = milliseconds((done - added) * cores, analysed);
    Gallery.Status status = flows.gallery().status();
    long small =
        status.deviceUse().previews() + status.deviceUse().thumbnails() + featuresBytes(flows);
    return new Figures(
        analysed,
        (double) bytes / photos.size(),
        decode,
        faces,
        adding,
        shift,
        (adding + shift) / (decode + faces),
        1000 / (adding + shift),
        (double) small / analysed);
  }

  private static long featuresBytes(Flows flows) {
    return flows.gallery().ledger(Instant.EPOCH).stream()
        .filter(line -> line.reason().equals("features"))
        .mapToLong(Gallery.Moved::bytes)
        .sum();
  }

  private static double milliseconds(long nanoseconds, int photos) {
    return nanoseconds / 1e6 / photos;
  }
}
