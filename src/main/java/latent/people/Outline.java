package latent.people;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The rows in the few directions in which they differ most, and of the rest of each only how long
 * it is. The product of two rows is their product in these directions and that of the rests, which
 * is no greater than the product of their lengths (Cauchy and Schwarz): so what an outline lets
 * pass is all that is alike, whatever the directions are. They only decide how fast it is.
 *
 * <p>An embedder's vectors fill far fewer directions than they have numbers. Where they don't, the
 * outline is the row itself.
 */
final class Outline implements Sieve {

  /** Fewer rows are compared faster than directions are found for them. */
  private static final int WORTH_DIRECTIONS = 4096;

  /** So much of the square of a row's length may be left out of its outline, on average. */
  private static final double LEFT_OUT = 0.03;

  private static final int SAMPLE = 1024;

  /** Numbers of columns that are compared while they lie in the cache: 512 KiB. */
  private static final int BLOCK = 1 << 17;

  /** So few rows are compared in full as quickly. */
  private static final int FEW = 12;

  /** What rounding may add to a product; as a cosine, 0.0002. */
  private static final float ROUNDING = (float) Vectors.product(0.0002);

  private final float[][] rows;
  private final float[][] directions;
  private final int numbers;
  private final int width;
  private final float least;

  /**
   * @param least what no product reaches of two rows that are not alike
   */
  Outline(Vectors vectors, double least) {
    this.least = (float) least - ROUNDING;
    directions = vectors.size() < WORTH_DIRECTIONS ? new float[0][] : directions(vectors);
    rows = new float[vectors.size()][];
    if (directions.length == 0) {
      numbers = inSteps(vectors.dimension());
    } else {
      numbers = inSteps(directions[0].length + 1);
    }
    width = Math.clamp(Integer.highestOneBit(BLOCK / Math.max(1, numbers)), 16, 512);
    IntStream.range(0, (rows.length + 1) / 2)
        .parallel()
        .forEach(half -> outline(vectors, 2 * half, Math.min(2 * half + 1, rows.length - 1)));
  }

  private Outline(Outline before, Vectors vectors, int[] come) {
    least = before.least;
    directions = before.directions;
    numbers = before.numbers;
    width = before.width;
    rows = Arrays.copyOf(before.rows, vectors.size());
    for (int row : come) {
      outline(vectors, row, row);
    }
  }

  @Override
  public Outline with(Vectors vectors, int[] come) {
    return vectors.dimension() > numbers && directions.length == 0
        ? new Outline(vectors, least + ROUNDING)
        : new Outline(this, vectors, come);
  }

  private static int inSteps(int numbers) {
    return (numbers + Products.STEP - 1) / Products.STEP * Products.STEP;
  }

  private static float[] floats(Vectors vectors, int row) {
    float[] floats = new float[inSteps(vectors.dimension())];
    short[] vector = vectors.row(row);
    for (int k = 0; k < vector.length; k++) {
      floats[k] = vector[k];
    }
    return floats;
  }

  /** As few directions as leave out little enough; none if that takes too many. */
  private static float[][] directions(Vectors vectors) {
    int count = Math.min(vectors.size(), SAMPLE);
    float[][] sample = new float[count][];
    for (int i = 0; i < count; i++) {
      sample[i] = floats(vectors, (int) ((long) i * vectors.size() / count));
    }
    return Directions.of(sample, LEFT_OUT);
  }

  /** Outlines two rows. */
  private void outline(Vectors vectors, int row, int next) {
    float[] one = floats(vectors, row);
    float[] other = floats(vectors, next);
    if (directions.length == 0) {
      rows[row] = one;
      rows[next] = other;
      return;
    }
    float[] ofOne = new float[directions[0].length];
    float[] ofOther = new float[ofOne.length];
    Products.of(one, other, directions, ofOne, ofOther);
    rows[row] = withRest(one, ofOne);
    rows[next] = withRest(other, ofOther);
  }

  private float[] withRest(float[] row, float[] outline) {
    float[] with = Arrays.copyOf(outline, numbers);
    double rest = square(row) - square(outline);
    with[outline.length] = (float) Math.sqrt(Math.max(0, rest));
    return with;
  }

  private static double square(float[] numbers) {
    double square = 0;
    for (float number : numbers) {
      square += (double) number * number;
    }
    return square;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void search(int[] searching, int from, int to, Candidates.Hearer hearer) {
    if (searching.length <= FEW) {
      searchInFull(searching, from, to, hearer);
      return;
    }
    for (int first = 0; first < searching.length; first += width) {
      int last = Math.min(first + width, searching.length);
      searchFor(Arrays.copyOfRange(searching, first, last), from, to, hearer);
    }
  }

  private static void searchInFull(int[] searching, int from, int to, Candidates.Hearer hearer) {
    Candidates candidates = new Candidates(hearer, searching.length);
    for (int row = from; row < to; row++) {
      for (int searcher : searching) {
        if (row != searcher) {
          candidates.add(row, searcher, Float.MAX_VALUE);
        }
      }
      candidates.makeRoom();
    }
    candidates.tell();
  }

  private void searchFor(int[] searching, int from, int to, Candidates.Hearer hearer) {
    float[][] columns = columns(searching, searching.length);
    float[] ofOne = new float[searching.length];
    float[] ofOther = new float[searching.length];
    Candidates candidates = new Candidates(hearer, 2 * searching.length);
    for (int row = from; row < to; row += 2) {
      int next = Math.min(row + 1, to - 1);
      Products.of(rows[row], rows[next], columns, ofOne, ofOther);
      sift(row, searching, ofOne, candidates);
      if (next > row) {
        sift(next, searching, ofOther, candidates);
      }
      candidates.makeRoom();
    }
    candidates.tell();
  }

  private void sift(int row, int[] searching, float[] products, Candidates candidates) {
    for (int i = 0; i < searching.length; i++) {
      if (products[i] >= least && searching[i] != row) {
        candidates.add(row, searching[i], products[i] + ROUNDING);
      }
    }
  }

  /** Some rows, number by number. */
  private float[][] columns(int[] some, int places) {
    float[][] columns = new float[numbers][places];
    for (int place = 0; place < some.length; place++) {
      float[] row = rows[some[place]];
      for (int k = 0; k < numbers; k++) {
        columns[k][place] = row[k];
      }
    }
    return columns;
  }

  @Override
  public void compare(int from, Candidates.Hearer hearer) {
    int to = Math.min(from + width, rows.length);
    float[][] columns = columns(IntStream.range(from, to).toArray(), width);
    float[] ofOne = new float[width];
    float[] ofOther = new float[width];
    Candidates candidates = new Candidates(hearer, 2 * width);
    for (int row = 0; row < to; row += 2) {
      int next = Math.min(row + 1, to - 1);
      Products.of(rows[row], rows[next], columns, ofOne, ofOther);
      sift(row, from, to, ofOne, candidates);
      if (next > row) {
        sift(next, from, to, ofOther, candidates);
      }
      candidates.makeRoom();
    }
    candidates.tell();
  }

  /** Leaves only what may be alike. */
  private void sift(int row, int from, int to, float[] products, Candidates candidates) {
    for (int column = Math.max(from, row + 1); column < to; column++) {
      float product = products[column - from];
      if (product >= least) {
        candidates.add(row, column, product + ROUNDING);
      }
    }
  }
}
