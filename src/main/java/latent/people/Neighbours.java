package latent.people;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * Each row's nearest others. Up to {@value #EXACT} rows that can be neighbours they are found
 * exactly: all are compared with all, through an {@link Outline}. Among more of them, some that are
 * just alike enough are missed: all are compared with all through {@link Sketches}. Either way,
 * what is near is so by its full product, and who is whose neighbour depends on the rows alone, not
 * on when they came.
 */
final class Neighbours {

  /** So many rows are compared exactly; a power of two, see {@link Thresholds}. */
  static final int EXACT = 1 << 17;

  /** Rows that one thread looks through before it asks for more. */
  private static final int STRIDE = 4096;

  /**
   * What there is to compare.
   *
   * @param good the rows that can be neighbours
   * @param all the rows that have neighbours
   * @param names the rows' names, as numbers
   */
  record Rows(Vectors vectors, BitSet good, BitSet all, long[] names) {

    private boolean concern(int row, int other) {
      return (good.get(row) && all.get(other)) || (good.get(other) && all.get(row));
    }
  }

  private final Rows rows;
  private final double least;
  private final Sieve sieve;
  private final long[][] lists;
  private final int[] changed;

  /**
   * Compares all rows.
   *
   * @param linking the cosine from which on faces may be linked
   * @param least what is less alike is no neighbour
   */
  Neighbours(Rows rows, double linking, double least) {
    this(rows, linking, least, EXACT);
  }

  /**
   * @param exact so many rows that can be neighbours are compared exactly
   */
  Neighbours(Rows rows, double linking, double least, int exact) {
    this.rows = rows;
    this.least = Vectors.product(least);
    Nearest nearest = new Nearest(new long[0][], rows.names);
    rows.all.stream().forEach(nearest::begin);
    sieve = sieve(rows, linking, least, exact);
    int blocks = (rows.vectors.size() + sieve.width() - 1) / sieve.width();
    share(
        blocks,
        block ->
            sieve.compare(
                (blocks - 1 - block) * sieve.width(),
                (some, others, atMost, count) -> compare(some, others, atMost, count, nearest)));
    lists = nearest.lists();
    changed = nearest.changed();
  }

  /** Lets some rows search; those that came offer themselves, too. */
  private Neighbours(
      Rows rows, double least, Sieve sieve, Nearest nearest, int[] searching, int[] come) {
    this.rows = rows;
    this.least = least;
    this.sieve = sieve;
    BitSet isSearching = bits(searching);
    BitSet isNew = bits(come);
    int strides = (rows.vectors.size() + STRIDE - 1) / STRIDE;
    share(
        searching.length == 0 ? 0 : strides,
        stride -> {
          int to = Math.min((stride + 1) * STRIDE, rows.vectors.size());
          sieve.search(
              searching,
              stride * STRIDE,
              to,
              (some, others, _, count) -> {
                for (int i = 0; i < count; i++) {
                  boolean mutual = isNew.get(others[i]) && !isSearching.get(some[i]);
                  if (rows.concern(some[i], others[i])) {
                    meet(some[i], others[i], mutual, nearest);
                  }
                }
              });
        });
    lists = nearest.lists();
    changed = nearest.changed();
  }

  private static Sieve sieve(Rows rows, double linking, double least, int exact) {
    return rows.good.cardinality() > exact
        ? new Sketches(rows.vectors, Math.max(linking, least))
        : new Outline(rows.vectors, Vectors.product(least));
  }

  /**
   * Goes on from neighbours that were kept, if few have come and gone since; else compares all
   * rows.
   *
   * @param rows in the order of their names
   */
  static Neighbours from(Optional<Acquaintances> kept, Rows rows, double linking, double least) {
    boolean isExact = rows.good.cardinality() <= EXACT;
    return kept.flatMap(acquaintances -> acquaintances.start(rows, linking, least, isExact))
        .map(start -> from(start, rows, linking, least))
        .orElseGet(() -> new Neighbours(rows, linking, least));
  }

  private static Neighbours from(
      Acquaintances.Start start, Rows rows, double linking, double least) {
    Nearest nearest = new Nearest(start.lists(), rows.names);
    IntStream.of(start.searching()).forEach(nearest::begin);
    return new Neighbours(
        rows,
        Vectors.product(least),
        sieve(rows, linking, least, EXACT),
        nearest,
        start.searching(),
        start.come());
  }

  private static BitSet bits(int[] numbers) {
    BitSet bits = new BitSet();
    IntStream.of(numbers).forEach(bits::set);
    return bits;
  }

  /**
   * The neighbours after some rows went and others came; what comes of it is what comparing all
   * would give. The new rows search for neighbours, and offer themselves; those who lost more than
   * were held beyond those that count search, too.
   *
   * @param graph of these neighbours
   */
  Neighbours with(Rows now, int[] gone, int[] come, Graph graph) {
    Nearest nearest = new Nearest(lists, now.names);
    BitSet isGone = bits(gone);
    Set<Integer> searching = new TreeSet<>();
    IntStream.of(come).filter(now.all::get).forEach(searching::add);
    LongPredicate stays =
        entry -> {
          int other = Nearest.other(entry);
          return rows.good.get(other) && !isGone.get(other);
        };
    for (int row : holding(IntStream.of(come).filter(row -> row < lists.length).toArray())) {
      nearest.leaveOut(row, stays);
    }
    for (int row : gone) {
      nearest.end(row);
      for (int partner : graph.partners(row)) {
        boolean loses = !isGone.get(partner) && isNeighbour(row, partner);
        if (loses && !nearest.leaveOut(partner, stays)) {
          searching.add(partner);
        }
      }
    }
    searching.forEach(nearest::begin);
    int[] searchers = searching.stream().mapToInt(row -> row).toArray();
    return new Neighbours(now, least, sieve.with(now.vectors, come), nearest, searchers, come);
  }

  /** The rows that still hold some that were others', beyond the ones that count. */
  private int[] holding(int[] reused) {
    BitSet some = bits(reused);
    return IntStream.range(0, reused.length == 0 ? 0 : lists.length)
        .parallel()
        .filter(row -> holds(row, some))
        .toArray();
  }

  private boolean holds(int row, BitSet some) {
    long[] list = lists[row];
    for (int place = Nearest.KEPT; place < Nearest.HELD; place++) {
      if (list[place] > 0 && some.get(Nearest.other(list[place]))) {
        return true;
      }
    }
    return false;
  }

  /** A row meets one that searches. */
  private void meet(int row, int searcher, boolean mutual, Nearest nearest) {
    int product = rows.vectors.product(row, searcher);
    if (product >= least) {
      if (rows.good.get(row)) {
        nearest.offer(searcher, row, product);
      }
      if (mutual && rows.good.get(searcher)) {
        nearest.offer(row, searcher, product);
      }
    }
  }

  private void compare(int[] some, int[] others, float[] atMost, int count, Nearest nearest) {
    for (int i = 0; i < count; i++) {
      boolean matters = nearest.takes(some[i], atMost[i]) || nearest.takes(others[i], atMost[i]);
      if (matters && rows.concern(some[i], others[i])) {
        meet(others[i], some[i], true, nearest);
      }
    }
  }

  /** How many rows there are. */
  int rows() {
    return lists.length;
  }

  /** How many neighbours a row has. */
  int count(int row) {
    int count = Nearest.KEPT;
    while (count > 0 && lists[row][count - 1] <= 0) {
      count--;
    }
    return count;
  }

  /** A row's neighbours, the nearest first. */
  int neighbour(int row, int place) {
    return Nearest.other(lists[row][place]);
  }

  /** How near that neighbour is, as a cosine. */
  double similarity(int row, int place) {
    return Vectors.cosine(Nearest.product(lists[row][place]));
  }

  /** A row's neighbours and those held beyond them, as {@link Nearest} has them. */
  long[] held(int row) {
    long[] held = Nearest.withoutGaps(lists[row], entry -> rows.good.get(Nearest.other(entry)));
    int count = Nearest.HELD;
    while (count > 0 && held[count - 1] == 0) {
      count--;
    }
    return Arrays.copyOf(held, count);
  }

  /** Whether none is missing. */
  boolean areExact() {
    return sieve instanceof Outline;
  }

  /** The rows whose neighbours are not those of before, or not those that were kept. */
  int[] changed() {
    return changed;
  }

  /** Whether one of two rows is a neighbour of the other. */
  boolean arePair(int row, int other) {
    return isNeighbour(row, other) || isNeighbour(other, row);
  }

  private boolean isNeighbour(int row, int of) {
    if (of < lists.length) {
      for (int place = 0; place < Nearest.KEPT; place++) {
        if (lists[of][place] > 0 && Nearest.other(lists[of][place]) == row) {
          return true;
        }
      }
    }
    return false;
  }

  /** Has each of some tasks done by whichever processor is free. */
  private static void share(int tasks, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .parallel()
        .forEach(
            _ -> {
              for (int at = next.getAndIncrement(); at < tasks; at = next.getAndIncrement()) {
                task.accept(at);
              }
            });
  }
}
