package latent.people;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well a grouping agrees with the truth. Over pairs: of the pairs put together, how many belong
 * together (precision), and of those that belong together, how many were put together (recall).
 * BCubed (Bagga and Baldwin, 1998): the same, face by face, averaged over faces, so that a person
 * with two faces counts as much per face as one with a thousand. F is their harmonic mean.
 *
 * <p>All figures are 0 to 1.
 */
public record Agreement(
    double pairP, double pairR, double pairF, double bcP, double bcR, double bcF) {

  /**
   * Compares a grouping with the truth: for each face the true label and the group it was put in.
   */
  public static Agreement of(List<String> labels, List<String> groups) {
    Map<String, Integer> labelSizes = new HashMap<>();
    Map<String, Integer> groupSizes = new HashMap<>();
    Map<String, Map<String, Integer>> shared = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      labelSizes.merge(labels.get(i), 1, Integer::sum);
      groupSizes.merge(groups.get(i), 1, Integer::sum);
      shared
          .computeIfAbsent(groups.get(i), _ -> new HashMap<>())
          .merge(labels.get(i), 1, Integer::sum);
    }
    double both = 0;
    double precision = 0;
    double recall = 0;
    for (Map.Entry<String, Map<String, Integer>> group : shared.entrySet()) {
      double groupSize = groupSizes.getOrDefault(group.getKey(), 0);
      for (Map.Entry<String, Integer> part : group.getValue().entrySet()) {
        double size = part.getValue();
        both += pairs(size);
        precision += size * size / groupSize;
        recall += size * size / labelSizes.getOrDefault(part.getKey(), 0);
      }
    }
    double pairP = ratio(both, pairs(groupSizes));
    double pairR = ratio(both, pairs(labelSizes));
    double bcP = ratio(precision, labels.size());
    double bcR = ratio(recall, labels.size());
    return new Agreement(pairP, pairR, mean(pairP, pairR), bcP, bcR, mean(bcP, bcR));
  }

  private static double pairs(Map<String, Integer> sizes) {
    double pairs = 0;
    for (int size : sizes.values()) {
      pairs += pairs(size);
    }
    return pairs;
  }

  private static double pairs(double size) {
    return size * (size - 1) / 2;
  }

  /** Nothing claimed is nothing claimed wrongly. */
  private static double ratio(double part, double whole) {
    return whole == 0 ? 1 : part / whole;
  }

  private static double mean(double precision, double recall) {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
}
