package latent.people;

/**
 * How alike two groups must be to be one person, in a library of a given size. Likeness is the
 * cosine of the two groups' sums of vectors; among different people it is distributed as the cosine
 * of two single faces is, so it can be held against the embedder's false match rates.
 *
 * <p>The more faces there are, the more pairs of different people are alike by chance; so what is
 * asked of two single faces follows from the number of such pairs that is tolerated per face.
 * Between a large group and a small one less is asked: there are fewer large groups to be mistaken
 * for, and many faces together show a person better than one. Between two large groups nothing is
 * let off, because what they are should be plain.
 */
final class Thresholds {

  /**
   * Libraries of up to this many faces are held to the same measure, and from there on the measure
   * rises with each doubling, so that one more face does not move every threshold.
   */
  private static final int SMALLEST_LIBRARY = 1 << 14;

  /** The false match rates at which groups are joined, the rarest first. */
  private static final double[] ROUNDS = {1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 3e-5, 1e-4};

  /** From this false match rate on two faces are as good as the same picture. */
  private static final double NEAR_IDENTICAL = 1e-8;

  /** What different people reach as often as this may still be one person. */
  private static final double DOUBTFUL = 1e-3;

  private final Calibration calibration;
  private final Strictness strictness;
  private final int size;
  private final double single;
  private final double many;

  Thresholds(Calibration calibration, Strictness strictness, int faces) {
    this.calibration = calibration;
    this.strictness = strictness;
    size = size(faces);
    single = calibration.cosine(strictness.falseLinks() / size);
    many = calibration.cosine(strictness.oneToMany() * strictness.falseLinks() / size);
  }

  private static int size(int faces) {
    int size = SMALLEST_LIBRARY;
    while (size < faces) {
      size *= 2;
    }
    return size;
  }

  /** Whether they are the same for a library of so many faces. */
  boolean areFor(int faces) {
    return size(faces) == size;
  }

  /** What the cosine of two groups with so many faces must reach. */
  double of(int faces, int others) {
    double large = largeness(Math.max(faces, others));
    double small = largeness(Math.min(faces, others));
    return single - (single - many) * (large - small);
  }

  /** 0 for one face, towards 1 for many. */
  private double largeness(int faces) {
    return (faces - 1) / (faces - 1 + strictness.half());
  }

  /** What two single faces must reach. */
  double single() {
    return single;
  }

  /** The least that any two groups must reach. */
  double least() {
    return many;
  }

  /** From here on two faces may be one person, if much else speaks for it. */
  double doubtful() {
    return Math.min(many, calibration.cosine(DOUBTFUL));
  }

  /** How rare so much likeness is among different people, in powers of ten. */
  double rarity(double likeness) {
    return calibration.rarity(likeness);
  }

  /**
   * How far likeness is above what is asked of two groups, in powers of ten of the false match
   * rate.
   */
  double excess(double likeness, int faces, int others) {
    return calibration.rarity(likeness) - calibration.rarity(of(faces, others));
  }

  /** Whether a face of so many pixels is too small to be matched at all. */
  boolean isUseless(int pixels) {
    return pixels < calibration.useless();
  }

  /** What a face that is hard to make out must reach to join. */
  double careful() {
    return calibration.cosine(1e-5) + (single - many) / 2;
  }

  /** The likeness down to which groups are joined in each round; the last ones ask the least. */
  double[] rounds() {
    double[] rounds = new double[ROUNDS.length + 2];
    for (int i = 0; i < ROUNDS.length; i++) {
      rounds[i] = Math.max(calibration.cosine(ROUNDS[i]), many);
    }
    rounds[ROUNDS.length] = many;
    rounds[ROUNDS.length + 1] = many;
    return rounds;
  }

  /** From here on two faces are as good as the same picture. */
  double nearIdentical() {
    return calibration.cosine(NEAR_IDENTICAL);
  }
}
