package latent.people;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Each row's nearest others while they are being gathered, by several threads at once. Of equally
 * near ones those count whose names come first.
 *
 * <p>A row's list holds numbers that order by nearness: the product above, the other row below; 0
 * where there is none. A few more are held than count, so that who loses one need not search for
 * another; a list that was full, and lost one, ends with {@link #OPEN}. Of those beyond the ones
 * that count, some may be rows that have gone.
 */
final class Nearest {

  /** So many neighbours are kept of each row; twice as many gave the same people. */
  static final int KEPT = 16;

  /** So many are held, the nearest first. */
  static final int HELD = KEPT + 4;

  /** What would come here in a list is not known. */
  static final long OPEN = -1;

  private static final long[] NOBODY = new long[HELD];

  private final long[][] before;
  private final long[][] lists;
  private final long[] names;
  private final boolean[] own;
  private final Object[] locks = new Object[256];

  /** Goes on from some lists, which stay as they are. */
  Nearest(long[][] before, long[] names) {
    this.before = before;
    lists = Arrays.copyOf(before, names.length);
    Arrays.fill(lists, before.length, lists.length, NOBODY);
    this.names = names;
    own = new boolean[lists.length];
    Arrays.setAll(locks, _ -> new Object());
  }

  static long entry(int other, int product) {
    return (long) product << 32 | other;
  }

  static int other(long entry) {
    return (int) entry;
  }

  static int product(long entry) {
    return (int) (entry >>> 32);
  }

  /** Begins a row's list anew. */
  void begin(int row) {
    lists[row] = new long[HELD];
    own[row] = true;
  }

  /** Ends a row's list. */
  void end(int row) {
    lists[row] = NOBODY;
    own[row] = true;
  }

  /** Leaves some out of a row's list; whether that still tells which are the nearest. */
  boolean leaveOut(int row, LongPredicate stays) {
    lists[row] = withoutGaps(lists[row], stays);
    own[row] = true;
    return isEnough(lists[row]);
  }

  /** What a list is with some of its entries, at most {@value #HELD}. */
  static long[] withoutGaps(long[] list, LongPredicate stays) {
    long[] left = new long[HELD];
    int count = 0;
    for (long entry : list) {
      if (entry == OPEN || (entry != 0 && stays.test(entry))) {
        left[count++] = entry;
      }
    }
    if (count < HELD && list.length == HELD && list[HELD - 1] != 0 && list[HELD - 1] != OPEN) {
      left[count] = OPEN;
    }
    return left;
  }

  /** Whether a list tells which are the nearest. */
  static boolean isEnough(long[] list) {
    for (int place = 0; place < KEPT; place++) {
      if (list[place] == OPEN) {
        return false;
      }
    }
    return true;
  }

  /** Whether a row's list takes what is so near; no needs no lock, since lists only get nearer. */
  boolean takes(int row, float product) {
    return product(lists[row][HELD - 1]) <= product;
  }

  /** Offers a row another, once, which is kept if it is among the nearest. */
  void offer(int row, int other, int product) {
    if (takes(row, product)) {
      synchronized (locks[row & 255]) {
        keep(row, entry(other, product));
      }
    }
  }

  private void keep(int row, long entry) {
    int last = HELD - 1;
    while (last >= KEPT && lists[row][last] <= 0) {
      last--;
    }
    boolean isOpen = last < HELD - 1 && lists[row][last + 1] == OPEN;
    if (!isNearer(entry, lists[row][isOpen ? last : HELD - 1])) {
      return;
    }
    if (!own[row]) {
      lists[row] = lists[row].clone();
      own[row] = true;
    }
    long[] list = lists[row];
    int place = HELD - 1;
    while (place > 0 && isNearer(entry, list[place - 1])) {
      list[place] = list[place - 1];
      place--;
    }
    list[place] = entry;
  }

  private boolean isNearer(long entry, long than) {
    int product = product(entry);
    int other = product(than);
    return product > other || (product == other && names[other(entry)] < names[other(than)]);
  }

  long[][] lists() {
    return lists;
  }

  /** The rows that came, went, or have others among their nearest than before. */
  int[] changed() {
    int[] rows = new int[own.length];
    int count = 0;
    for (int row = 0; row < own.length; row++) {
      if (own[row] && !isAsBefore(row)) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private boolean isAsBefore(int row) {
    return row < before.length
        && before[row] != NOBODY
        && lists[row] != NOBODY
        && Arrays.equals(before[row], 0, KEPT, lists[row], 0, KEPT);
  }
}
