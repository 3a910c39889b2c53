package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Holds what a night shift says of the time that is left against the time that then passes: on
 * photos of all sizes, in random order, derived from a few, and again when other models are to read
 * all of them.
 */
public final class EstimateLab {

  /** Estimates nearer to the end than that are not counted: nobody waits for them, in seconds. */
  private static final double LEAST_LEFT = 5;

  /**
   * What one part of the work said.
   *
   * @param activity what was being done
   * @param seconds how long it took
   * @param estimates how many were counted
   * @param medianError of the estimates, as a share of what then passed
   * @param worstTenth nine of ten estimates were nearer than that
   */
  public record Part(
      String activity, double seconds, int estimates, double medianError, double worstTenth) {}

  /** The figures of a library of so many photos and bytes. */
  public record Figures(int photos, long bytes, List<Part> parts) {}

  private record Said(String activity, double at, double left) {}

  private final Flows flows;
  private final Path folder;

  /**
   * @param folder where photos are derived
   */
  public EstimateLab(Flows flows, Path folder) {
    this.flows = flows;
    this.folder = folder;
  }

  /**
   * Works through so many photos, and then through all of them by another model.
   *
   * @param photos JPEGs, or folders with such
   * @param other the description of another model; it is not tried if there is none
   */
  public Figures measure(List<Path> photos, int count, Path other, Progress progress)
      throws IOException {
    long bytes = derive(photos, count, progress);
    List<Part> parts = new ArrayList<>(shift(progress));
    if (Files.exists(other)) {
      flows.outfitter().use(other);
      parts.addAll(shift(progress));
    }
    return new Figures(count, bytes, parts);
  }

  private long derive(List<Path> photos, int count, Progress progress) throws IOException {
    List<byte[]> pictures = TortureLab.pictures(photos);
    Files.createDirectories(folder);
    Random random = new Random(count);
    long bytes = 0;
    List<Path> files = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      Path file = folder.resolve(number + ".jpg");
      TortureLab.derive(pictures, random, file);
      bytes += Files.size(file);
      files.add(file);
    }
    flows.importer().add(files, true, progress);
    return bytes;
  }

  private List<Part> shift(Progress progress) throws IOException {
    Listener listener = new Listener(progress);
    flows.nightShift().run(true, listener);
    return listener.parts();
  }

  /** Notes what is said, and when each activity ended. */
  private static final class Listener implements Progress {

    private final Progress shown;
    private final long begun = System.nanoTime();
    private final List<Said> said = new ArrayList<>();
    private final List<Said> ended = new ArrayList<>();
    private String activity = "";

    Listener(Progress shown) {
      this.shown = shown;
    }

    private double now() {
      return (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public synchronized void step(String work, long done, long total) {
      shown.step(work, done, total);
      activity = work;
      if (done == total && total > 0) {
        ended.add(new Said(work, now(), 0));
      }
    }

    @Override
    public synchronized void left(Duration time) {
      shown.left(time);
      said.add(new Said(activity, now(), time.toMillis() / 1e3));
    }

    synchronized List<Part> parts() {
      List<Part> parts = new ArrayList<>();
      double from = 0;
      for (Said end : ended) {
        List<Double> errors = new ArrayList<>();
        for (Said estimate : said) {
          double passed = end.at - estimate.at;
          if (estimate.at > from && passed > LEAST_LEFT) {
            errors.add(Math.abs(estimate.left - passed) / passed);
          }
        }
        Collections.sort(errors);
        if (!errors.isEmpty()) {
          parts.add(
              new Part(
                  end.activity,
                  end.at - from,
                  errors.size(),
                  errors.get(errors.size() / 2),
                  errors.get(errors.size() * 9 / 10)));
        }
        from = end.at;
      }
      return parts;
    }
  }
}
