package latent.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latent.people.Calibration;
import latent.people.Doubt;
import latent.people.Grouping;
import latent.people.Likelihoods;
import latent.photo.FaceId;

/** Fits likelihoods to labelled faces: logistic regression on what remains in doubt. */
final class Fitting {

  private static final int STEPS = 60;

  /** Keeps the weights of what hardly occurs small (a ridge). */
  private static final double RIDGE = 1;

  /** One case: what is known of it, and whether it is true. */
  private record Case(double[] known, boolean yes) {}

  private Fitting() {}

  static Likelihoods fit(LabelledFaces labelled, Calibration calibration) {
    Map<FaceId, String> truth = new HashMap<>();
    for (int i = 0; i < labelled.faces().size(); i++) {
      truth.put(labelled.faces().get(i).id(), labelled.labels().get(i));
    }
    List<Case> apart = new ArrayList<>();
    List<Case> joined = new ArrayList<>();
    for (Doubt doubt : new Grouping(labelled.faces(), calibration).doubts()) {
      boolean yes = most(doubt.some(), truth).equals(most(doubt.others(), truth));
      (doubt.joined() ? joined : apart).add(new Case(doubt.known(), yes));
    }
    return new Likelihoods(
        weights(apart, Likelihoods.PRODUCT.apart().length),
        weights(joined, Likelihoods.PRODUCT.joined().length));
  }

  private static String most(List<FaceId> faces, Map<FaceId, String> truth) {
    Map<String, Integer> counts = new HashMap<>();
    faces.forEach(face -> counts.merge(truth.getOrDefault(face, ""), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .orElseThrow()
        .getKey();
  }

  /** Newton's method. */
  private static double[] weights(List<Case> cases, int count) {
    double[] weights = new double[count];
    for (int step = 0; step < STEPS; step++) {
      double[][] system = new double[count][count + 1];
      for (int i = 1; i < count; i++) {
        system[i][i] = RIDGE;
        system[i][count] = -RIDGE * weights[i];
      }
      for (Case each : cases) {
        double odds = 0;
        for (int i = 0; i < count; i++) {
          odds += weights[i] * each.known[i];
        }
        double likely = 1 / (1 + Math.exp(-odds));
        for (int i = 0; i < count; i++) {
          system[i][count] += ((each.yes ? 1 : 0) - likely) * each.known[i];
          for (int k = 0; k < count; k++) {
            system[i][k] += likely * (1 - likely) * each.known[i] * each.known[k];
          }
        }
      }
      double[] change = solution(system);
      for (int i = 0; i < count; i++) {
        weights[i] += change[i];
      }
    }
    return weights;
  }

  /** Gauss' elimination; the last column is the right side. */
  private static double[] solution(double[][] system) {
    int count = system.length;
    for (int i = 0; i < count; i++) {
      double pivot = system[i][i] + 1e-9;
      for (int row = 0; row < count; row++) {
        double share = row == i ? 0 : system[row][i] / pivot;
        for (int k = i; k <= count; k++) {
          system[row][k] -= share * system[i][k];
        }
      }
    }
    double[] solution = new double[count];
    for (int i = 0; i < count; i++) {
      solution[i] = system[i][count] / (system[i][i] + 1e-9);
    }
    return solution;
  }
}
