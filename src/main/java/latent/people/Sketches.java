package latent.people;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The rows in {@value #BITS} bits each: on which side of so many fixed planes they lie. Two rows
 * that are alike differ in few bits: the share of them is, on average, the angle between the rows
 * as a share of a half circle (Charikar, "Similarity estimation techniques from rounding
 * algorithms", STOC 2002). So most of what is not alike is left out at the cost of counting bits.
 *
 * <p>This is not exact. Of two rows that are just alike enough, one pair in forty-odd is missed at
 * most; of those that are more alike, ever fewer: of 840,000 pairs of real faces with a cosine of
 * .5 or more, which is what counts among a million, 99.98 % were told of. Whether two rows are told
 * of depends on these two alone, not on what else is there, nor on when they came.
 */
final class Sketches implements Sieve {

  private static final int BITS = 512;

  private static final int WORDS = BITS / Long.SIZE;

  /** Turning thrice is as good as turning anyhow. */
  private static final int TURNS = 3;

  private static final int WIDTH = 512;

  /** So many standard deviations more bits may differ than do on average. */
  private static final double ALLOWANCE = 2;

  private final long[][][] blocks;
  private final int rows;
  private final int size;
  private final byte[] signs;
  private final double cosine;
  private final int most;

  /**
   * @param cosine rows that are at least so alike are told of, but for those missed
   */
  Sketches(Vectors vectors, double cosine) {
    this(
        new long[(vectors.size() + WIDTH - 1) / WIDTH][WORDS][WIDTH],
        vectors.size(),
        powerOfTwo(vectors.dimension()),
        cosine);
    IntStream.range(0, rows).parallel().forEach(row -> sketch(vectors, row, blocks[row / WIDTH]));
  }

  private Sketches(long[][][] blocks, int rows, int size, double cosine) {
    this.blocks = blocks;
    this.rows = rows;
    this.size = size;
    this.cosine = cosine;
    signs = new byte[TURNS * Math.max(size, BITS)];
    Random random = new Random(BITS);
    for (int i = 0; i < signs.length; i++) {
      signs[i] = (byte) (random.nextBoolean() ? 1 : -1);
    }
    double share = Math.acos(cosine) / Math.PI;
    most = (int) (BITS * share + ALLOWANCE * Math.sqrt(BITS * share * (1 - share)));
  }

  @Override
  public Sketches with(Vectors vectors, int[] come) {
    int had = blocks.length;
    long[][][] now = Arrays.copyOf(blocks, (vectors.size() + WIDTH - 1) / WIDTH);
    BitSet own = new BitSet();
    for (int block = had; block < now.length; block++) {
      now[block] = new long[WORDS][WIDTH];
      own.set(block);
    }
    for (int row : come) {
      int block = row / WIDTH;
      if (!own.get(block)) {
        now[block] = Arrays.stream(now[block]).map(long[]::clone).toArray(long[][]::new);
        own.set(block);
      }
      sketch(vectors, row, now[block]);
    }
    return new Sketches(now, vectors.size(), size, cosine);
  }

  private static int powerOfTwo(int atLeast) {
    return Integer.highestOneBit(Math.max(2, atLeast) * 2 - 1);
  }

  /** A row without a vector lies on the same side of all planes. */
  private void sketch(Vectors vectors, int row, long[][] columns) {
    long[] words = new long[WORDS];
    short[] vector = vectors.row(row);
    for (int bit = 0; bit < BITS && vector.length > 0; bit += size) {
      int[] turned = turned(vector, TURNS * bit);
      for (int i = 0; i < size && bit + i < BITS; i++) {
        words[(bit + i) / Long.SIZE] |= turned[i] > 0 ? 1L << (bit + i) : 0;
      }
    }
    for (int word = 0; word < WORDS; word++) {
      columns[word][row % WIDTH] = words[word];
    }
  }

  private long[] words(int row) {
    long[] words = new long[WORDS];
    for (int word = 0; word < WORDS; word++) {
      words[word] = blocks[row / WIDTH][word][row % WIDTH];
    }
    return words;
  }

  /**
   * The vector turned at random, and longer: signs are changed and a Hadamard transform taken,
   * three times over. With 4096 numbers, or fewer, none is too large.
   */
  private int[] turned(short[] vector, int firstSign) {
    int[] numbers = new int[size];
    for (int i = 0; i < vector.length; i++) {
      numbers[i] = vector[i];
    }
    for (int turn = 0; turn < TURNS; turn++) {
      for (int i = 0; i < size; i++) {
        numbers[i] *= signs[firstSign + turn * size + i];
      }
      for (int half = 1; half < size; half *= 2) {
        transform(numbers, half);
      }
    }
    return numbers;
  }

  private static void transform(int[] numbers, int half) {
    for (int from = 0; from < numbers.length; from += 2 * half) {
      for (int i = from; i < from + half; i++) {
        int one = numbers[i];
        int other = numbers[i + half];
        numbers[i] = one + other;
        numbers[i + half] = one - other;
      }
    }
  }

  /** Whether two rows may be alike. */
  boolean mayBeAlike(int row, int other) {
    long[] words = words(row);
    long[] others = words(other);
    int differing = 0;
    for (int i = 0; i < WORDS; i++) {
      differing += Long.bitCount(words[i] ^ others[i]);
    }
    return differing <= most;
  }

  @Override
  public void search(int[] searching, int from, int to, Candidates.Hearer hearer) {
    long[][] words = Arrays.stream(searching).mapToObj(this::words).toArray(long[][]::new);
    int[] differing = new int[WIDTH];
    Candidates candidates = new Candidates(hearer, WIDTH);
    for (int first = from; first < to; first += WIDTH) {
      int last = Math.min(first + WIDTH, to);
      for (int i = 0; i < searching.length; i++) {
        compare(words[i], blocks[first / WIDTH], differing);
        for (int row = first; row < last; row++) {
          if (differing[row - first] <= most && row != searching[i]) {
            candidates.add(row, searching[i], Float.MAX_VALUE);
          }
        }
        candidates.makeRoom();
      }
    }
    candidates.tell();
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public void compare(int from, Candidates.Hearer hearer) {
    int to = Math.min(from + WIDTH, rows);
    int[] differing = new int[WIDTH];
    Candidates candidates = new Candidates(hearer, WIDTH);
    for (int row = 0; row < to; row++) {
      compare(words(row), blocks[from / WIDTH], differing);
      sift(row, from, to, differing, candidates);
      candidates.makeRoom();
    }
    candidates.tell();
  }

  private void sift(int row, int from, int to, int[] differing, Candidates candidates) {
    for (int column = Math.max(from, row + 1); column < to; column++) {
      if (differing[column - from] <= most) {
        candidates.add(row, column, Float.MAX_VALUE);
      }
    }
  }

  /** Counts the bits in which a row differs from each of a block. */
  private static void compare(long[] words, long[][] columns, int[] differing) {
    Arrays.fill(differing, 0);
    for (int word = 0; word < WORDS; word += 4) {
      count(words, word, columns, differing);
    }
  }

  /** Counts bits of four words; the compiler turns this into instructions on vectors. */
  private static void count(long[] row, int word, long[][] columns, int[] differing) {
    long a = row[word];
    long b = row[word + 1];
    long c = row[word + 2];
    long d = row[word + 3];
    long[] as = columns[word];
    long[] bs = columns[word + 1];
    long[] cs = columns[word + 2];
    long[] ds = columns[word + 3];
    for (int i = 0; i < differing.length; i++) {
      differing[i] +=
          Long.bitCount(a ^ as[i])
              + Long.bitCount(b ^ bs[i])
              + Long.bitCount(c ^ cs[i])
              + Long.bitCount(d ^ ds[i]);
    }
  }
}
