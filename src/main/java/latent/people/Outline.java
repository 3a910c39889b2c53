package latent.people;

import java.util.Arrays;
import java.util.BitSet;
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

  /** What rounding may add to a product; as a cosine, 0.0002. */
  private static final float ROUNDING = (float) Vectors.product(0.0002);

  private final float[][][] blocks;
  private final float[][] directions;
  private final int size;
  private final int numbers;
  private final int width;
  private final float least;

  /**
   * @param least what no product reaches of two rows that are not alike
   */
  Outline(Vectors vectors, double least) {
    this.least = (float) least - ROUNDING;
    size = vectors.size();
    directions = size < WORTH_DIRECTIONS ? new float[0][] : directions(vectors);
    if (directions.length == 0) {
      numbers = inSteps(vectors.dimension());
    } else {
      numbers = inSteps(directions[0].length + 1);
    }
    width = Math.clamp(Integer.highestOneBit(BLOCK / Math.max(1, numbers)), 16, 512);
    blocks = new float[(size + width - 1) / width][][];
    IntStream.range(0, blocks.length)
        .parallel()
        .forEach(block -> blocks[block] = block(vectors, block));
  }

  private Outline(Outline before, Vectors vectors, int[] come) {
    least = before.least;
    directions = before.directions;
    size = vectors.size();
    numbers = before.numbers;
    width = before.width;
    blocks = Arrays.copyOf(before.blocks, (size + width - 1) / width);
    BitSet own = new BitSet();
    own.set(before.blocks.length, Math.max(before.blocks.length, blocks.length));
    own.stream().forEach(block -> blocks[block] = new float[numbers][width]);
    for (int row : come) {
      int block = row / width;
      if (!own.get(block)) {
        blocks[block] = Arrays.stream(blocks[block]).map(float[]::clone).toArray(float[][]::new);
        own.set(block);
      }
      outline(vectors, row, row, blocks[block]);
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

  /** The outlines of a block of rows, number by number. */
  private float[][] block(Vectors vectors, int block) {
    float[][] columns = new float[numbers][width];
    int to = Math.min((block + 1) * width, size);
    for (int row = block * width; row < to; row += 2) {
      outline(vectors, row, Math.min(row + 1, to - 1), columns);
    }
    return columns;
  }

  /** Outlines two rows of a block. */
  private void outline(Vectors vectors, int row, int next, float[][] columns) {
    float[] one = floats(vectors, row);
    float[] other = floats(vectors, next);
    if (directions.length == 0) {
      put(one, row, columns);
      put(other, next, columns);
      return;
    }
    float[] ofOne = new float[directions[0].length];
    float[] ofOther = new float[ofOne.length];
    Products.of(one, other, directions, ofOne, ofOther);
    put(withRest(one, ofOne), row, columns);
    put(withRest(other, ofOther), next, columns);
  }

  private void put(float[] outline, int row, float[][] columns) {
    for (int k = 0; k < numbers; k++) {
      columns[k][row % width] = k < outline.length ? outline[k] : 0;
    }
  }

  private void take(int row, float[] outline) {
    float[][] columns = blocks[row / width];
    for (int k = 0; k < numbers; k++) {
      outline[k] = columns[k][row % width];
    }
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
    float[][] outlines = new float[searching.length][numbers];
    for (int i = 0; i < searching.length; i++) {
      take(searching[i], outlines[i]);
    }
    float[] ofOne = new float[width];
    float[] ofOther = new float[width];
    Candidates candidates = new Candidates(hearer, 2 * width);
    for (int first = from; first < to; first += width) {
      int last = Math.min(first + width, to);
      for (int i = 0; i < searching.length; i += 2) {
        int next = Math.min(i + 1, searching.length - 1);
        Products.of(outlines[i], outlines[next], blocks[first / width], ofOne, ofOther);
        sift(searching[i], first, last, ofOne, candidates);
        if (next > i) {
          sift(searching[next], first, last, ofOther, candidates);
        }
        candidates.makeRoom();
      }
    }
    candidates.tell();
  }

  /** Leaves only what may be like a row that searches. */
  private void sift(int searcher, int from, int to, float[] products, Candidates candidates) {
    for (int row = from; row < to; row++) {
      float product = products[row - from];
      if (product >= least && row != searcher) {
        candidates.add(row, searcher, product + ROUNDING);
      }
    }
  }

  @Override
  public void compare(int from, Candidates.Hearer hearer) {
    int to = Math.min(from + width, size);
    float[] one = new float[numbers];
    float[] other = new float[numbers];
    float[] ofOne = new float[width];
    float[] ofOther = new float[width];
    Candidates candidates = new Candidates(hearer, 2 * width);
    for (int row = 0; row < to; row += 2) {
      int next = Math.min(row + 1, to - 1);
      take(row, one);
      take(next, other);
      Products.of(one, other, blocks[from / width], ofOne, ofOther);
      siftColumns(row, from, to, ofOne, candidates);
      if (next > row) {
        siftColumns(next, from, to, ofOther, candidates);
      }
      candidates.makeRoom();
    }
    candidates.tell();
  }

  /** Leaves only what may be alike of the rows after this. */
  private void siftColumns(int row, int from, int to, float[] products, Candidates candidates) {
    for (int column = Math.max(from, row + 1); column < to; column++) {
      float product = products[column - from];
      if (product >= least) {
        candidates.add(row, column, product + ROUNDING);
      }
    }
  }
}
