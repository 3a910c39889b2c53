package latent.people;

import java.util.Arrays;

/**
 * Each row's nearest others while they are being gathered, by several threads at once. Of equally
 * near ones those count whose names come first.
 *
 * <p>A row's list holds numbers that order by nearness: the product above, the other row below; 0
 * where there is none.
 */
final class Nearest {

  /** So many neighbours are kept of each row; twice as many gave the same people. */
  static final int KEPT = 16;

  private static final long[] NOBODY = new long[KEPT];

  private final long[][] lists;
  private final long[] names;
  private final boolean[] changed;
  private final Object[] locks = new Object[256];

  /** Goes on from some lists, which stay as they are. */
  Nearest(long[][] before, long[] names) {
    lists = Arrays.copyOf(before, names.length);
    Arrays.fill(lists, before.length, lists.length, NOBODY);
    this.names = names;
    changed = new boolean[lists.length];
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
    lists[row] = new long[KEPT];
    changed[row] = true;
  }

  /** Ends a row's list. */
  void end(int row) {
    lists[row] = NOBODY;
    changed[row] = true;
  }

  /** Leaves a row out of another's list, which is not full. */
  void leaveOut(int row, int other) {
    long[] kept =
        Arrays.stream(lists[row]).filter(entry -> entry == 0 || other(entry) != other).toArray();
    lists[row] = Arrays.copyOf(kept, KEPT);
    changed[row] = true;
  }

  /** Whether a row's list takes what is so near; no needs no lock, since lists only get nearer. */
  boolean takes(int row, float product) {
    return product(lists[row][KEPT - 1]) <= product;
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
    if (!isNearer(entry, lists[row][KEPT - 1])) {
      return;
    }
    if (!changed[row]) {
      lists[row] = lists[row].clone();
      changed[row] = true;
    }
    long[] list = lists[row];
    int place = KEPT - 1;
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

  /** The rows whose lists are not those of before. */
  int[] changed() {
    int[] rows = new int[changed.length];
    int count = 0;
    for (int row = 0; row < changed.length; row++) {
      if (changed[row]) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }
}
