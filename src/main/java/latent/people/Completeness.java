package latent.people;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of each person is in the album. What may be missing are strays: faces that stand alone
 * or are nobody's, and small groups. Each is one of the people that it looks like, or none of them.
 *
 * <p>How likely it is one of them depends on the library, too: where most people were photographed
 * once, a face that stands alone is mostly somebody else, and where everybody was photographed
 * often, it is mostly one of those who are known. So the share of strays that are somebody's is
 * estimated from the library itself, as the share at which it equals the mean of the likelihoods
 * that follow from it (Saerens, Latinne and Decaestecker, "Adjusting the Outputs of a Classifier to
 * New a Priori Probabilities", Neural Computation 14, 2002).
 */
final class Completeness {

  /**
   * The share of a person's faces that look like nobody in the library, though they are large
   * enough: strong blur, profiles, masks. Of the labelled faces of docs/benchmarks.md .0007, of
   * generated ones (seeds 1 and 2) .0021 and .0016.
   */
  private static final double BEYOND_RECOGNITION = 0.002;

  /** What is usual counts as much as so many strays of the library. */
  private static final double WEIGHT = 10;

  private static final int ROUNDS = 500;

  private static final double SMALL_CHANGE = 1e-6;

  /** A share is the mean of so many values of a smooth function. */
  private static final int STEPS = 48;

  /** What is less likely than this is left out. */
  private static final double UNLIKELY = 1e-4;

  /** What strays there are. */
  enum Kind {
    /** A face that joined nobody. */
    ALONE(0.044, 0.044),
    /** A group of several faces. */
    SEVERAL(0.016, 0.016),
    /** A face too small to stand alone. The usual share is that of generated libraries. */
    NOBODYS(0.044, 0.85);

    /** The share of somebody's among the strays that the likelihoods were fitted on. */
    private final double fitted;

    /** The share that is taken for granted where there are few strays to tell. */
    private final double usual;

    Kind(double fitted, double usual) {
      this.fitted = fitted;
      this.usual = usual;
    }
  }

  /**
   * Whom a stray may be.
   *
   * @param person a larger group's number
   * @param odds of being that person, as the likelihoods have it
   */
  record Choice(int person, double odds) {}

  /**
   * What may belong to somebody else.
   *
   * @param number of the group, or {@link Likeness#NONE}
   * @param faces how many
   * @param choices whom it may be
   */
  record Stray(Kind kind, int number, int faces, List<Choice> choices) {
    Stray {
      choices = List.copyOf(choices);
    }

    private double odds() {
      return choices.stream().mapToDouble(Choice::odds).sum();
    }
  }

  /** Faces that are missing, and how likely they are. */
  private record Missing(int faces, double likely) {}

  private final int[] sizes;
  private final List<List<Missing>> missing = new ArrayList<>();
  private final double[] elsewhere;
  private final double[] beside;

  /** The share of all faces of which nobody knows whose they are. */
  private final double hidden;

  /**
   * @param sizes of the groups, by their numbers
   * @param faces how many count, those that are nobody's included
   */
  Completeness(int[] sizes, List<Stray> strays, int faces) {
    this.sizes = sizes.clone();
    for (int i = 0; i < sizes.length; i++) {
      missing.add(new ArrayList<>());
    }
    elsewhere = new double[sizes.length];
    beside = new double[sizes.length];
    double nobodys = 0;
    for (Kind kind : Kind.values()) {
      List<Stray> some = strays.stream().filter(stray -> stray.kind == kind).toList();
      nobodys += distribute(some, factor(kind, some));
    }
    hidden = BEYOND_RECOGNITION + (faces == 0 ? 0 : nobodys / faces);
  }

  /** What the odds have to be multiplied by, as they were fitted where others were usual. */
  private static double factor(Kind kind, List<Stray> strays) {
    List<Stray> open = strays.stream().filter(stray -> !stray.choices.isEmpty()).toList();
    double share = kind.usual;
    double change = 1;
    for (int round = 0; round < ROUNDS && change > SMALL_CHANGE; round++) {
      double factor = odds(share) / odds(kind.fitted);
      double somebodys = WEIGHT * kind.usual;
      for (Stray stray : open) {
        somebodys += likelihood(factor * stray.odds());
      }
      double next = somebodys / (WEIGHT + open.size());
      change = Math.abs(next - share);
      share = next;
    }
    return odds(share) / odds(kind.fitted);
  }

  private static double odds(double likelihood) {
    return likelihood / (1 - likelihood);
  }

  private static double likelihood(double odds) {
    return odds / (1 + odds);
  }

  /** Gives the strays to whom they may be; answers how many faces are left that are nobody's. */
  private double distribute(List<Stray> strays, double factor) {
    double left = 0;
    for (Stray stray : strays) {
      double none = 1 / (1 + factor * stray.odds());
      for (Choice choice : stray.choices) {
        double likely = factor * choice.odds * none;
        missing.get(choice.person).add(new Missing(stray.faces, likely));
        if (stray.number != Likeness.NONE) {
          elsewhere[stray.number] += likely;
          beside[stray.number] += likely * stray.faces / (stray.faces + sizes[choice.person]);
        }
      }
      left += stray.kind == Kind.NOBODYS ? none : 0;
    }
    return left;
  }

  /** The share of a person's faces that is expected in the album of that number, 0 to 1. */
  double share(int number) {
    return (1 - elsewhere[number]) * own(number) + beside[number];
  }

  /**
   * The mean of n / (n + m), where m of the person's faces are missing besides the n that are here.
   * It is the integral over u from 0 to 1 of the mean of u to the power of m / n, and that mean is
   * a product, because what is missing is so independently: of 1 - p + p u<sup>k/n</sup> for k
   * faces that are missing with likelihood p, and of e<sup>-h (1 - u<sup>1/n</sup>)</sup> for the h
   * of which nobody knows.
   */
  private double own(int number) {
    double size = sizes[number];
    List<Missing> likely =
        missing.get(number).stream().filter(each -> each.likely >= UNLIKELY).toList();
    double expected = size;
    for (Missing each : likely) {
      expected += each.likely * each.faces;
    }
    double unknown = expected * odds(hidden);
    double sum = 0;
    for (int step = 0; step < STEPS; step++) {
      double logarithm = Math.log((step + 0.5) / STEPS) / size;
      double mean = Math.exp(-unknown * (1 - Math.exp(logarithm)));
      for (Missing each : likely) {
        mean *= 1 - each.likely + each.likely * Math.exp(each.faces * logarithm);
      }
      sum += mean;
    }
    return sum / STEPS;
  }
}
