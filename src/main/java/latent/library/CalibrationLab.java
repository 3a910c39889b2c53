package latent.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import latent.library.LabelledPhotos.Label;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.PhotoId;
import latent.worker.AnalyseOutcome;
import latent.worker.WorkerPool;

/**
 * Measures what an embedder's similarities mean, on labelled photos of one named person each: what
 * its description has to say as {@code calibration}, and how long its vectors are.
 */
public final class CalibrationLab {

  /** The rates of which a description speaks. */
  private static final double[] RATES = {1e-3, 1e-4, 1e-5};

  /** At this rate strangers are looked at by name. */
  private static final double RARE = 1e-3;

  private static final int SHOWN = 20;

  /** Of the lengths that are told, so many of a hundred faces have shorter vectors. */
  private static final int[] HUNDREDTHS = {1, 5, 25, 50, 75, 95, 99};

  /**
   * One point.
   *
   * @param falseMatchRate the share of pairs of different people that reach the cosine
   * @param trueAcceptRate the share of pairs of the same person that reach it
   */
  public record Point(double falseMatchRate, double cosine, double trueAcceptRate) {}

  /**
   * How long vectors are before they are made 1.
   *
   * @param hundredth so many of a hundred faces have shorter ones
   */
  public record Length(int hundredth, double length) {}

  /**
   * Two people who are said to be different.
   *
   * @param cosine of their two faces that are most alike
   * @param pairs of their faces that are more alike than those of one in a thousand strangers
   */
  public record Alike(String one, String other, double cosine, int pairs) {}

  /**
   * What was measured.
   *
   * @param faces of people with a name, each photo's face in the middle, as wide as the description
   *     asks of a face that can be trusted
   * @param differentPairs pairs of faces of different people
   * @param samePairs pairs of faces of the same person, in two photos
   * @param mostAlike the people who are most alike: a wrong label stands out here, and so do two
   *     people who look alike and have many photos, of whom a rate says too much
   */
  public record Figures(
      String embedder,
      int faces,
      int people,
      long differentPairs,
      long samePairs,
      List<Point> points,
      List<Length> lengths,
      List<Alike> mostAlike) {}

  /** A face and whose it is. */
  record Named(String person, String file, Face face) {}

  private final Equipment.Models models;

  public CalibrationLab(Equipment.Models models) {
    this.models = models;
  }

  /**
   * Measures all named faces of all those labelled photos together; with a beginning, only of those
   * whose path begins so.
   */
  public Figures measure(List<Path> files, String beginning, Progress progress) throws IOException {
    List<Named> named = new ArrayList<>();
    try (WorkerPool readers = models.readers().get()) {
      for (Path file : files) {
        LabelledPhotos photos = LabelledPhotos.read(file);
        named.addAll(named(photos, beginning, readers, progress));
      }
    }
    if (named.stream().map(Named::person).distinct().count() < 2) {
      throw new LibraryException("Faces of two people and more are needed to tell them apart.");
    }
    return figures(models.embedder().toString(), named);
  }

  private List<Named> named(
      LabelledPhotos photos, String beginning, WorkerPool readers, Progress progress) {
    List<Label> labels =
        photos.labels().stream()
            .filter(label -> label.persons().size() == 1 && label.path().startsWith(beginning))
            .toList();
    AtomicLong done = new AtomicLong();
    List<List<Named>> each =
        Together.each(
            labels,
            2 * Runtime.getRuntime().availableProcessors(),
            label -> {
              List<Named> found = named(photos, label, readers);
              progress.step("reading", done.incrementAndGet(), labels.size());
              return found;
            });
    return each.stream().flatMap(List::stream).toList();
  }

  private List<Named> named(LabelledPhotos photos, Label label, WorkerPool readers) {
    byte[] original = photos.original(label);
    if (!(readers.analyse(PhotoId.of(original), original)
        instanceof AnalyseOutcome.Analysed analysed)) {
      return List.of();
    }
    return LabelledPhotos.middle(analysed.features().faces())
        .filter(face -> face.embedding() != null)
        .filter(face -> face.pixels() >= models.calibration().smallest())
        .map(face -> new Named(label.persons().getFirst(), label.file(), face))
        .stream()
        .toList();
  }

  /** The figures of these faces; one photo that lies in two sets makes no pair with itself. */
  static Figures figures(String embedder, List<Named> named) {
    DoubleStream.Builder same = DoubleStream.builder();
    DoubleStream.Builder different = DoubleStream.builder();
    for (int i = 0; i < named.size(); i++) {
      Named one = named.get(i);
      for (Named other : named.subList(0, i)) {
        double cosine = embedding(one).similarity(embedding(other));
        if (!one.person().equals(other.person())) {
          different.add(cosine);
        } else if (!one.file().equals(other.file())) {
          same.add(cosine);
        }
      }
    }
    double[] accepted = same.build().sorted().toArray();
    double[] refused = different.build().sorted().toArray();
    double[] lengths = named.stream().mapToDouble(each -> each.face().length()).sorted().toArray();
    return new Figures(
        embedder,
        named.size(),
        (int) named.stream().map(Named::person).distinct().count(),
        refused.length,
        accepted.length,
        Arrays.stream(RATES)
            .filter(rate -> rate * refused.length >= 1)
            .mapToObj(rate -> point(rate, refused, accepted))
            .toList(),
        IntStream.of(HUNDREDTHS)
            .mapToObj(hundredth -> new Length(hundredth, at(lengths, hundredth / 100.0)))
            .toList(),
        mostAlike(
            named, RARE < 1.0 / refused.length ? 1 : point(RARE, refused, accepted).cosine()));
  }

  private static List<Alike> mostAlike(List<Named> named, double least) {
    Map<List<String>, List<Double>> pairs = new HashMap<>();
    for (int i = 0; i < named.size(); i++) {
      Named one = named.get(i);
      for (Named other : named.subList(0, i)) {
        double cosine = embedding(one).similarity(embedding(other));
        if (!one.person().equals(other.person()) && cosine >= least) {
          List<String> people = Stream.of(one.person(), other.person()).sorted().toList();
          pairs.computeIfAbsent(people, _ -> new ArrayList<>()).add(cosine);
        }
      }
    }
    return pairs.entrySet().stream()
        .map(
            pair ->
                new Alike(
                    pair.getKey().getFirst(),
                    pair.getKey().getLast(),
                    Collections.max(pair.getValue()),
                    pair.getValue().size()))
        .sorted(Comparator.comparingDouble(Alike::cosine).reversed())
        .limit(SHOWN)
        .toList();
  }

  private static Embedding embedding(Named named) {
    return Objects.requireNonNull(named.face().embedding());
  }

  /** The smallest cosine that no more than this share of different people reaches. */
  private static Point point(double rate, double[] refused, double[] accepted) {
    int reaching = (int) Math.floor(rate * refused.length);
    double cosine = Math.nextUp(refused[refused.length - 1 - reaching]);
    return new Point(rate, cosine, share(accepted, cosine));
  }

  /** The share of these rising numbers that is at least so large; 0 of none. */
  private static double share(double[] rising, double least) {
    return rising.length == 0
        ? 0
        : (double) Arrays.stream(rising).filter(number -> number >= least).count() / rising.length;
  }

  private static double at(double[] rising, double share) {
    return rising[(int) Math.min(rising.length - 1, Math.floor(share * rising.length))];
  }
}
