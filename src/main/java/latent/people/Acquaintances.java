package latent.people;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import latent.photo.PhotoId;

/**
 * Who is near whom, as it can be kept outside of memory: finding it takes most of a grouping's
 * time, and the rest is quickly done again. Each face is there by its name, with a digest of what
 * decides on its neighbours, so that faces that came, went or changed since are noticed.
 *
 * <p>Written big-endian: {@value #MAGIC} as a long; the two cosines as doubles; 1 if the neighbours
 * are exact, else 0, as a byte; the number of faces; for each face, in the order of the names, its
 * name and its digest as longs, the number of those it holds as a byte, and of each of these the
 * place and the product as ints, or -1 twice if what would come here is not known; at last the
 * SHA-256 of all that.
 */
public final class Acquaintances {

  private static final long MAGIC = 0x4c4e_4541_5245_5332L;

  private static final int HEADER = 3 * Long.BYTES + 1 + Integer.BYTES;
  private static final int FACE = 2 * Long.BYTES + 1;
  private static final int DIGEST = 32;

  /** Where more than one face in so many has to search, all are compared as quickly. */
  private static final int FEW = 20;

  private static final int NONE = Likeness.NONE;

  private final double linking;
  private final double least;
  private final boolean exact;
  private final long[] names;
  private final long[] digests;
  private final long[][] lists;

  /**
   * Where to go on.
   *
   * @param lists of the rows, as {@link Nearest} has them
   * @param searching the rows that have to search
   * @param come those of them that are new
   */
  record Start(long[][] lists, int[] searching, int[] come) {}

  private Acquaintances(
      double linking, double least, boolean exact, long[] names, long[] digests, long[][] lists) {
    this.linking = linking;
    this.least = least;
    this.exact = exact;
    this.names = names;
    this.digests = digests;
    this.lists = lists;
  }

  /** The neighbours of some faces, in the order of their names. */
  static Acquaintances of(
      FaceIndex faces, Neighbours neighbours, Neighbours.Rows rows, double linking, double least) {
    int size = faces.size();
    long[] names = new long[size];
    long[] digests = new long[size];
    long[][] lists = new long[size][];
    IntStream.range(0, size)
        .parallel()
        .forEach(
            face -> {
              int row = faces.row(face);
              names[face] = faces.names()[row];
              digests[face] = digest(rows, row);
              lists[face] =
                  Arrays.stream(neighbours.held(row))
                      .map(entry -> renumbered(entry, faces::number))
                      .toArray();
            });
    return new Acquaintances(linking, least, neighbours.areExact(), names, digests, lists);
  }

  /** A digest of what decides on a row's neighbours. */
  private static long digest(Neighbours.Rows rows, int row) {
    long digest = (rows.good().get(row) ? 1 : 0) + (rows.all().get(row) ? 2 : 0);
    for (short number : rows.vectors().row(row)) {
      digest = (digest ^ number) * 0x9e37_79b9_7f4a_7c15L;
      digest ^= digest >>> 32;
    }
    return digest;
  }

  /**
   * Where to go on among rows that are in the order of their names; nothing if all have to be
   * compared, because what is asked for is another likeness, or much is new.
   */
  Optional<Start> start(Neighbours.Rows rows, double linking, double least, boolean exact) {
    if (this.linking != linking || this.least != least || this.exact != exact) {
      return Optional.empty();
    }
    int[] rowOf = new int[names.length];
    BitSet come = (BitSet) rows.all().clone();
    for (int face = 0; face < names.length; face++) {
      int row = Arrays.binarySearch(rows.names(), names[face]);
      boolean isSame = row >= 0 && digest(rows, row) == digests[face];
      rowOf[face] = isSame ? row : NONE;
      if (isSame) {
        come.clear(row);
      }
    }
    long[][] now = new long[rows.names().length][Nearest.HELD];
    BitSet searching = (BitSet) come.clone();
    for (int face = 0; face < names.length; face++) {
      if (rowOf[face] != NONE) {
        now[rowOf[face]] = list(lists[face], rowOf);
        searching.set(rowOf[face], !Nearest.isEnough(now[rowOf[face]]));
      }
    }
    return searching.cardinality() > now.length / FEW
        ? Optional.empty()
        : Optional.of(new Start(now, searching.stream().toArray(), come.stream().toArray()));
  }

  /** What is left of those that were kept. */
  private static long[] list(long[] kept, int[] rowOf) {
    long[] left = Nearest.withoutGaps(kept, entry -> rowOf[Nearest.other(entry)] != NONE);
    Arrays.setAll(left, place -> renumbered(left[place], other -> rowOf[other]));
    return left;
  }

  private static long renumbered(long entry, IntUnaryOperator numbers) {
    return entry <= 0
        ? entry
        : Nearest.entry(numbers.applyAsInt(Nearest.other(entry)), Nearest.product(entry));
  }

  /** As it is written. */
  public byte[] bytes() {
    int size = HEADER + DIGEST;
    for (long[] list : lists) {
      size = Math.addExact(size, FACE + list.length * Long.BYTES);
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    bytes.putLong(MAGIC).putDouble(linking).putDouble(least).put((byte) (exact ? 1 : 0));
    bytes.putInt(names.length);
    for (int face = 0; face < names.length; face++) {
      bytes.putLong(names[face]).putLong(digests[face]).put((byte) lists[face].length);
      for (long entry : lists[face]) {
        bytes.putInt(Nearest.other(entry)).putInt(Nearest.product(entry));
      }
    }
    bytes.put(digest(bytes.array(), bytes.position()));
    return bytes.array();
  }

  /** From what was written; nothing if it is damaged, or of another form. */
  public static Optional<Acquaintances> of(byte[] written) {
    int end = written.length - DIGEST;
    if (end < HEADER
        || !Arrays.equals(digest(written, end), Arrays.copyOfRange(written, end, written.length))) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(written);
    if (bytes.getLong() != MAGIC) {
      return Optional.empty();
    }
    double linking = bytes.getDouble();
    double least = bytes.getDouble();
    boolean exact = bytes.get() == 1;
    int size = bytes.getInt();
    long[] names = new long[size];
    long[] digests = new long[size];
    long[][] lists = new long[size][];
    for (int face = 0; face < size; face++) {
      names[face] = bytes.getLong();
      digests[face] = bytes.getLong();
      lists[face] = new long[bytes.get()];
      for (int place = 0; place < lists[face].length; place++) {
        lists[face][place] = Nearest.entry(bytes.getInt(), bytes.getInt());
      }
    }
    return Optional.of(new Acquaintances(linking, least, exact, names, digests, lists));
  }

  private static byte[] digest(byte[] bytes, int length) {
    var digest = PhotoId.newDigest();
    digest.update(bytes, 0, length);
    return digest.digest();
  }
}
