package latent.library;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Faces of a library that never was, of any size, with the statistics of real ones; the seed
 * decides everything. Written as {@link LabelledFaces} reads them.
 *
 * <p>Where the numbers come from: the cosines between different people and between photos of one
 * person follow those measured on the labelled embeddings of docs/benchmarks.md (different people:
 * standard deviation .094, and a tail that 1 pair in 1,000 reaches at .324 and 1 in 100,000 at
 * .456; one person: a face's cosine to the person's mean has the quantiles of {@link #MEANS}). How
 * small faces lose what they show follows the table of sizes of the embedder's measurements (true
 * accepts at a false match rate of 1 in 1,000: 98.5 % at 56 pixels, 92.2 at 28, 60.3 at 20, 28.7 at
 * 16). Counts of people, circles, siblings and years are assumptions, named beside each constant.
 */
public final class GeneratedFaces {

  private static final int DIMENSION = 512;

  /** Directions that real embeddings of this embedder vary in (measured: 192 hold .99999 of it). */
  private static final int RANK = 192;

  /** Each direction varies less than the one before by a factor of e in so many. */
  private static final double DECAY = 60;

  /** People come in so many kinds that look somewhat alike, and how much the kind counts. */
  private static final int KINDS = 60;

  private static final double KIND = 0.5;

  /**
   * Shares of faces, and the cosine to the person's mean that they stay below: for people with
   * hundreds of faces, and, corrected for the mean of few, for those with five to twenty-five.
   */
  private static final double[] SHARES = {0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 1};

  private static final double[] MEANS = {0.2, 0.33, 0.48, 0.66, 0.76, 0.82, 0.87, 0.93};

  private static final double[] MEANS_OF_FEW = {0.45, 0.55, 0.65, 0.79, 0.85, 0.89, 0.93, 0.96};

  /** From this share of the people on, by how often they are photographed, they are the few. */
  private static final double FEW = 0.05;

  /** Widths in pixels, and what of a face's cosine to its person remains at that width. */
  private static final double[] WIDTHS = {8, 14, 16, 20, 28, 40, 56, 112};

  private static final double[] REMAINING = {0.1, 0.3, 0.42, 0.62, 0.88, 0.96, 0.99, 1};

  /** Assumed: of faces so small that they say little, half of what is left is the same for all. */
  private static final double ALIKE_WHEN_TINY = 0.5;

  /** Assumed: the k-th most photographed person has 1 / k to this power of the most's faces. */
  private static final double ZIPF = 1.05;

  /** Assumed: faces for each person on average. */
  private static final int FACES_PER_PERSON = 12;

  /** Assumed: of seven people one has a sibling in the library, whose mean's cosine is near .4. */
  private static final int SIBLINGS = 7;

  private static final double SIBLING_COSINE = 0.4;

  /** Assumed: one of eight people grows up before the camera. */
  private static final int CHILDREN = 8;

  /** Assumed: what twenty years turn a grown-up's and a child's mean by, in radians. */
  private static final double AGEING = 0.35;

  private static final double GROWING = 1.2;

  /** Assumed: people are photographed with those of their own circle, of about this size. */
  private static final int CIRCLE = 12;

  private static final long BEGINNING = 1_104_537_600L;

  private static final long YEARS = 20L * 365 * 86_400;

  private final Random random;
  private final double[] spread = new double[RANK];
  private final float[][] basis = new float[RANK][DIMENSION];
  private final List<double[]> kinds = new ArrayList<>();
  private final List<Somebody> people = new ArrayList<>();
  private final double[] tiny;

  /**
   * One invented person.
   *
   * @param first where the mean lies at first
   * @param towards what it turns towards
   * @param turning by how much in all the years, in radians
   * @param many 1 for those who are photographed most, 0 for those with few photos
   */
  private record Somebody(double[] first, double[] towards, double turning, double many) {}

  public GeneratedFaces(long seed) {
    random = new Random(seed);
    double sum = 0;
    for (int i = 0; i < RANK; i++) {
      spread[i] = Math.exp(-i / DECAY);
      sum += spread[i];
    }
    for (int i = 0; i < RANK; i++) {
      spread[i] = Math.sqrt(spread[i] / sum);
    }
    for (int i = 0; i < RANK; i++) {
      fillBasis(i);
    }
    for (int i = 0; i < KINDS; i++) {
      kinds.add(direction());
    }
    tiny = unit(direction());
  }

  /** Orthonormal directions (Gram-Schmidt). */
  private void fillBasis(int row) {
    double[] vector = new double[DIMENSION];
    for (int k = 0; k < DIMENSION; k++) {
      vector[k] = random.nextGaussian();
    }
    for (int other = 0; other < row; other++) {
      double product = 0;
      for (int k = 0; k < DIMENSION; k++) {
        product += vector[k] * basis[other][k];
      }
      for (int k = 0; k < DIMENSION; k++) {
        vector[k] -= product * basis[other][k];
      }
    }
    unit(vector);
    for (int k = 0; k < DIMENSION; k++) {
      basis[row][k] = (float) vector[k];
    }
  }

  /**
   * Writes this many faces: vectors here, lines there.
   *
   * @throws IOException if one of the files can't be written
   */
  public void write(int faces, Path vectors, Path lines, Progress progress) throws IOException {
    populate(Math.max(2, faces / FACES_PER_PERSON));
    ByteBuffer bytes = ByteBuffer.allocate(DIMENSION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(vectors), 1 << 20);
        Writer text = Files.newBufferedWriter(lines)) {
      int written = 0;
      for (int photo = 0; written < faces; photo++) {
        long seconds = BEGINNING + (long) (random.nextDouble() * YEARS);
        for (int who : company()) {
          if (written == faces) {
            break;
          }
          int pixels = pixels();
          bytes.clear().asFloatBuffer().put(face(people.get(who), seconds, pixels));
          out.write(bytes.array());
          text.write(line(photo, seconds, pixels, who));
          written++;
        }
        progress.step("making faces", written, faces);
      }
    }
  }

  private String line(int photo, long seconds, int pixels, int who) {
    double score = 0.85 + 0.15 * random.nextDouble();
    double sharpness = 5 * pixels * (0.2 + random.nextDouble());
    return String.format(
        Locale.ROOT,
        "%d\t%d\t%.3f\t%.1f\t1\tperson%d\t%d%n",
        photo,
        seconds,
        score,
        sharpness,
        who,
        pixels);
  }

  private void populate(int count) {
    for (int i = 0; i < count; i++) {
      double[] mean = direction();
      double[] kind = kinds.get(random.nextInt(KINDS));
      for (int k = 0; k < RANK; k++) {
        mean[k] += KIND * kind[k];
      }
      unit(mean);
      if (i > 0 && i % SIBLINGS == 0) {
        mean = mix(people.get(i - 1).first, mean, SIBLING_COSINE);
      }
      double years = i % CHILDREN == 0 ? GROWING : AGEING;
      double many = Math.max(0, 1 - i / (FEW * count));
      people.add(new Somebody(mean, unit(direction()), years * random.nextDouble(), many));
    }
  }

  /** One to four people of one circle, no one twice; the famous more often. */
  private List<Integer> company() {
    int first = popular();
    List<Integer> company = new ArrayList<>(List.of(first));
    int others = (int) Math.min(3, -Math.log(1 - random.nextDouble()) * 1.1);
    int circle = first / CIRCLE * CIRCLE;
    for (int i = 0; i < others; i++) {
      int other =
          random.nextInt(4) == 0
              ? popular()
              : Math.min(people.size() - 1, circle + random.nextInt(CIRCLE));
      if (!company.contains(other)) {
        company.add(other);
      }
    }
    return company;
  }

  /** Draws a rank by Zipf's law, turned round by its continuous form. */
  private int popular() {
    double power = 1 - ZIPF;
    double most = Math.pow(people.size(), power);
    double rank = Math.pow(1 + random.nextDouble() * (most - 1), 1 / power);
    return Math.min(people.size() - 1, (int) rank - 1);
  }

  /** Log-normal about 90 pixels: one in fourteen is smaller than 28, one in forty than 20. */
  private int pixels() {
    return (int) Math.clamp(Math.exp(4.5 + 0.8 * random.nextGaussian()), 8, 800);
  }

  private float[] face(Somebody who, long seconds, int pixels) {
    double angle = who.turning * (seconds - BEGINNING) / YEARS;
    double remaining = between(WIDTHS, REMAINING, pixels);
    double share = random.nextDouble();
    double seldom = between(SHARES, MEANS_OF_FEW, share);
    double often = between(SHARES, MEANS, share);
    double cosine = (who.many * often + (1 - who.many) * seldom) * remaining;
    double[] mean = mix(who.first, who.towards, Math.cos(angle));
    double[] noise = unit(direction());
    double[] seen = mix(mean, noise, cosine);
    double[] common = mix(tiny, seen, Math.sqrt(1 - remaining) * ALIKE_WHEN_TINY);
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < RANK; i++) {
      for (int k = 0; k < DIMENSION; k++) {
        vector[k] += (float) common[i] * basis[i][k];
      }
    }
    return vector;
  }

  private static double between(double[] from, double[] to, double at) {
    if (at >= from[from.length - 1]) {
      return to[to.length - 1];
    }
    int upper = 1;
    while (at > from[upper]) {
      upper++;
    }
    double share = Math.max(0, (at - from[upper - 1]) / (from[upper] - from[upper - 1]));
    return to[upper - 1] + share * (to[upper] - to[upper - 1]);
  }

  private double[] direction() {
    double[] direction = new double[RANK];
    for (int i = 0; i < RANK; i++) {
      direction[i] = spread[i] * random.nextGaussian();
    }
    return direction;
  }

  /** A unit vector with that cosine to the first, if the two are about at right angles. */
  private static double[] mix(double[] one, double[] other, double cosine) {
    double sine = Math.sqrt(1 - cosine * cosine);
    double[] mixed = new double[one.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = cosine * one[i] + sine * other[i];
    }
    return unit(mixed);
  }

  private static double[] unit(double[] vector) {
    double square = 0;
    for (double number : vector) {
      square += number * number;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= Math.sqrt(square);
    }
    return vector;
  }
}
