package latent.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latent.people.Calibration;
import latent.people.Grouping;
import latent.people.Person;
import latent.photo.FaceId;

/** Holds what the product says of how complete albums are against the truth. */
public final class CompletenessLab {

  /** Smaller albums are left out: one face more or less is too much of them. */
  private static final int SMALLEST = 5;

  /**
   * Over the albums of five faces and more, the largest of each person.
   *
   * @param albums how many there are
   * @param stated mean of the shares that were stated, 0 to 1
   * @param actual mean of the true shares: of all faces with the label that most of the album's
   *     have
   * @param error mean of how far the two are apart in each album
   */
  public record Figures(int albums, double stated, double actual, double error) {}

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
    for (int i = 0; i < labelled.faces().size(); i++) {
      truth.put(labelled.faces().get(i).id(), labelled.labels().get(i));
      sizes.merge(labelled.labels().get(i), 1, Integer::sum);
    }
    Grouping grouping = new Grouping(labelled.faces(), calibration);
    Map<String, Double> stated = grouping.completeness(List.of());
    Map<String, double[]> byLabel = new HashMap<>();
    List<Person> largestFirst =
        grouping.people(List.of()).persons().stream()
            .filter(person -> person.members().size() >= SMALLEST)
            .sorted(Comparator.comparingInt((Person person) -> person.members().size()).reversed())
            .toList();
    for (Person person : largestFirst) {
      Map<String, Integer> counts = new HashMap<>();
      person.members().forEach(each -> counts.merge(label(truth, each.face()), 1, Integer::sum));
      Map.Entry<String, Integer> most =
          counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
      double actual = (double) most.getValue() / sizes.getOrDefault(most.getKey(), 1);
      double said = stated.getOrDefault(person.id(), 0.0);
      byLabel.putIfAbsent(most.getKey(), new double[] {said, actual});
    }
    return figures(byLabel);
  }

  private static String label(Map<FaceId, String> truth, FaceId face) {
    return truth.getOrDefault(face, "");
  }

  private static Figures figures(Map<String, double[]> byLabel) {
    double stated = 0;
    double actual = 0;
    double error = 0;
    for (double[] pair : byLabel.values()) {
      stated += pair[0];
      actual += pair[1];
      error += Math.abs(pair[0] - pair[1]);
    }
    int albums = Math.max(1, byLabel.size());
    return new Figures(byLabel.size(), stated / albums, actual / albums, error / albums);
  }
}
