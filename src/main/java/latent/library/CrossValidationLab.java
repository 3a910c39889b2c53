package latent.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import latent.people.Agreement;
import latent.people.Calibration;
import latent.people.Grouping;
import latent.people.Strictness;

/**
 * Holds the constants of grouping against people for whom they were not chosen: the people are cut
 * into five parts by a digest of their names; on four of them the best constants are chosen, and
 * held against the fifth.
 */
public final class CrossValidationLab {

  private static final int PARTS = 5;

  private static final double[] FALSE_LINKS = {0.1, 0.2, 0.4};

  private static final double[] ONE_TO_MANY = {12, 25, 50};

  private static final double[] HALF = {12, 24, 48};

  /** How right a grouping of some part was. */
  public record Score(double pairF, double bcF) {

    private double sum() {
      return pairF + bcF;
    }
  }

  /**
   * One part held out.
   *
   * @param falseLinks of the best constants on the other parts, by the sum of the two measures; see
   *     {@link Strictness}
   * @param heldOut what they reach on this part
   * @param product what the product's constants reach there
   */
  public record Fold(
      int part,
      int faces,
      double falseLinks,
      double oneToMany,
      double half,
      Score heldOut,
      Score product) {}

  private final Calibration calibration;

  public CrossValidationLab(Calibration calibration) {
    this.calibration = calibration;
  }

  /**
   * Chooses and measures.
   *
   * @throws LibraryException if the two files don't fit together, or lack labels
   */
  public List<Fold> measure(Path vectors, Path lines, int dimension, Progress progress)
      throws IOException {
    LabelledFaces labelled = LabelledFaces.readComplete(vectors, lines, dimension);
    List<Strictness> settings = settings();
    List<Fold> folds = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      int out = part;
      LabelledFaces heldOut = labelled.parts(PARTS, each -> each == out);
      LabelledFaces others = labelled.parts(PARTS, each -> each != out);
      Map<Strictness, Double> sums = new HashMap<>();
      Strictness best = Strictness.PRODUCT;
      for (Strictness setting : settings) {
        sums.put(setting, score(others, setting).sum());
        best = sums.getOrDefault(setting, 0.0) > sums.getOrDefault(best, 0.0) ? setting : best;
        progress.step("choosing", part * settings.size() + sums.size(), PARTS * settings.size());
      }
      folds.add(
          new Fold(
              part + 1,
              heldOut.faces().size(),
              best.falseLinks(),
              best.oneToMany(),
              best.half(),
              score(heldOut, best),
              score(heldOut, Strictness.PRODUCT)));
    }
    return folds;
  }

  private static List<Strictness> settings() {
    List<Strictness> settings = new ArrayList<>();
    for (double falseLinks : FALSE_LINKS) {
      for (double oneToMany : ONE_TO_MANY) {
        for (double half : HALF) {
          settings.add(new Strictness(falseLinks, oneToMany, half));
        }
      }
    }
    return settings;
  }

  private Score score(LabelledFaces labelled, Strictness strictness) {
    Grouping grouping = new Grouping(labelled.faces(), calibration, strictness);
    Agreement agreement =
        Agreement.of(
            labelled.labels(), ClusterLab.groups(labelled.faces(), grouping.people(List.of())));
    return new Score(agreement.pairF(), agreement.bcF());
  }
}
