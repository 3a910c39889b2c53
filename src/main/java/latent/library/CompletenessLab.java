package latent.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import latent.people.Calibration;
import latent.people.Grouping;
import latent.people.Person;
import latent.photo.Face;
import latent.photo.FaceId;

/** Holds what the product says of how complete albums are against the truth. */
public final class CompletenessLab {

  /** Smaller albums are left out of the average: one face more or less is too much of them. */
  private static final int SMALLEST = 5;

  private static final double[] SIZES = {2, 3, 5, 7, 11, 21, 51, 1_000_000};

  private static final double[] SHARES = {0, 0.9, 0.95, 0.97, 0.98, 0.99, 1.01};

  /**
   * Some albums.
   *
   * @param from the least of their sizes, or of the shares that were stated
   * @param to what they stay below
   * @param albums how many there are
   * @param stated mean of the shares that were stated, 0 to 1
   * @param actual mean of the true shares: of the faces with the label that most of the album's
   *     have and that are large enough to be matched
   * @param error mean of how far the two are apart in each album
   */
  public record Row(
      double from, double to, int albums, double stated, double actual, double error) {}

  /**
   * Over the albums of five faces and more, the largest of each person.
   *
   * @param albums as in {@link Row}, as the three that follow
   * @param actualOfAll mean of the true shares of all faces, however small they are
   * @param errorOfAll how far what was stated is apart from these
   * @param bySize the same by how many faces are in them, smaller albums, too
   * @param byStated the same by what was stated of them
   */
  public record Figures(
      int albums,
      double stated,
      double actual,
      double error,
      double actualOfAll,
      double errorOfAll,
      List<Row> bySize,
      List<Row> byStated) {}

  /** An album of which something was stated. */
  private record Album(int size, double stated, double actual, double actualOfAll) {
    private Album ofAll() {
      return new Album(size, stated, actualOfAll, actualOfAll);
    }
  }

  private final Calibration calibration;

  public CompletenessLab(Calibration calibration) {
    this.calibration = calibration;
  }

  /**
   * Groups, asks, and compares.
   *
   * @throws LibraryException if the two files don't fit together, or lack labels
   */
  public Figures measure(Path vectors, Path lines, int dimension) throws IOException {
    LabelledFaces labelled = LabelledFaces.readComplete(vectors, lines, dimension);
    Map<FaceId, String> truth = new HashMap<>();
    Map<String, Integer> sizes = new HashMap<>();
    Map<String, Integer> allSizes = new HashMap<>();
    for (int i = 0; i < labelled.faces().size(); i++) {
      Face face = labelled.faces().get(i);
      String label = labelled.labels().get(i);
      truth.put(face.id(), label);
      allSizes.merge(label, 1, Integer::sum);
      if (face.pixels() >= calibration.useless()) {
        sizes.merge(label, 1, Integer::sum);
      }
    }
    Grouping grouping = new Grouping(labelled.faces(), calibration);
    Map<String, Double> stated = grouping.completeness(List.of());
    List<Person> largestFirst =
        grouping.people(List.of()).persons().stream()
            .filter(person -> stated.containsKey(person.id()))
            .sorted(Comparator.comparingInt((Person person) -> person.members().size()).reversed())
            .toList();
    List<Album> albums = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Person person : largestFirst) {
      Map<String, Integer> counts = new HashMap<>();
      person.members().forEach(each -> counts.merge(label(truth, each.face()), 1, Integer::sum));
      Map.Entry<String, Integer> most =
          counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
      if (seen.add(most.getKey())) {
        double there = most.getValue();
        albums.add(
            new Album(
                person.members().size(),
                stated.getOrDefault(person.id(), 0.0),
                there / sizes.getOrDefault(most.getKey(), 1),
                there / allSizes.getOrDefault(most.getKey(), 1)));
      }
    }
    return figures(albums);
  }

  private static String label(Map<FaceId, String> truth, FaceId face) {
    return truth.getOrDefault(face, "");
  }

  private static Figures figures(List<Album> all) {
    List<Album> albums = all.stream().filter(album -> album.size >= SMALLEST).toList();
    Row whole = row(albums, SMALLEST, Double.MAX_VALUE);
    Row ofAll = row(albums.stream().map(Album::ofAll).toList(), SMALLEST, Double.MAX_VALUE);
    return new Figures(
        whole.albums,
        whole.stated,
        whole.actual,
        whole.error,
        ofAll.actual,
        ofAll.error,
        rows(all, Album::size, SIZES),
        rows(albums, Album::stated, SHARES));
  }

  private static List<Row> rows(List<Album> all, ToDoubleFunction<Album> by, double[] bounds) {
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < bounds.length; i++) {
      double from = bounds[i - 1];
      double to = bounds[i];
      List<Album> some =
          all.stream()
              .filter(album -> by.applyAsDouble(album) >= from && by.applyAsDouble(album) < to)
              .toList();
      if (!some.isEmpty()) {
        rows.add(row(some, from, to));
      }
    }
    return rows;
  }

  private static Row row(List<Album> some, double from, double to) {
    double stated = 0;
    double actual = 0;
    double error = 0;
    for (Album album : some) {
      stated += album.stated;
      actual += album.actual;
      error += Math.abs(album.stated - album.actual);
    }
    int count = Math.max(1, some.size());
    return new Row(from, to, some.size(), stated / count, actual / count, error / count);
  }
}
