package latent.people;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Which rows are near each other: pairs of which one is among the other's neighbours. */
final class Graph {

  /** So many numbers are not sorted to find those that are there twice. */
  private static final int MANY = 1024;

  private static final int[] NOBODY = {};

  private final int[][] partners;

  /** The pairs, see {@link Linkage#pair}, that a change took and brought. */
  record Change(Graph graph, long[] lost, long[] gained) {}

  Graph(Neighbours neighbours) {
    int[] counts = new int[neighbours.rows()];
    for (int row = 0; row < counts.length; row++) {
      counts[row] += neighbours.count(row);
      for (int place = 0; place < neighbours.count(row); place++) {
        counts[neighbours.neighbour(row, place)]++;
      }
    }
    partners = new int[counts.length][];
    Arrays.setAll(partners, row -> counts[row] == 0 ? NOBODY : new int[counts[row]]);
    for (int row = 0; row < counts.length; row++) {
      for (int place = 0; place < neighbours.count(row); place++) {
        int other = neighbours.neighbour(row, place);
        partners[row][--counts[row]] = other;
        partners[other][--counts[other]] = row;
      }
    }
    Arrays.parallelSetAll(partners, row -> distinct(partners[row]));
  }

  /** The numbers in their order, each once; none is below zero where there are many. */
  static int[] distinct(int[] numbers) {
    if (numbers.length >= MANY) {
      BitSet distinct = new BitSet();
      for (int number : numbers) {
        distinct.set(number);
      }
      return distinct.stream().toArray();
    }
    Arrays.sort(numbers);
    int count = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (i == 0 || numbers[i] != numbers[i - 1]) {
        numbers[count++] = numbers[i];
      }
    }
    return count == numbers.length ? numbers : Arrays.copyOf(numbers, count);
  }

  private Graph(int[][] partners) {
    this.partners = partners;
  }

  /** The rows with which a row is a pair. */
  int[] partners(int row) {
    return row < partners.length ? partners[row] : NOBODY;
  }

  /** The graph after a change of neighbours. */
  Change with(Neighbours before, Neighbours now) {
    Set<Long> lost = new HashSet<>();
    Set<Long> gained = new HashSet<>();
    for (int row : now.changed()) {
      int had = row < before.rows() ? before.count(row) : 0;
      for (int place = 0; place < had; place++) {
        int other = before.neighbour(row, place);
        if (!now.arePair(row, other)) {
          lost.add(Linkage.pair(row, other));
        }
      }
      for (int place = 0; place < now.count(row); place++) {
        int other = now.neighbour(row, place);
        if (!before.arePair(row, other)) {
          gained.add(Linkage.pair(row, other));
        }
      }
    }
    return with(now.rows(), longs(lost), longs(gained));
  }

  private static long[] longs(Set<Long> pairs) {
    return pairs.stream().mapToLong(pair -> pair).sorted().toArray();
  }

  private Change with(int rows, long[] lost, long[] gained) {
    int[][] now = Arrays.copyOf(partners, rows);
    Arrays.fill(now, Math.min(rows, partners.length), rows, NOBODY);
    for (long pair : lost) {
      now[Linkage.first(pair)] = without(now[Linkage.first(pair)], Linkage.second(pair));
      now[Linkage.second(pair)] = without(now[Linkage.second(pair)], Linkage.first(pair));
    }
    for (long pair : gained) {
      now[Linkage.first(pair)] = with(now[Linkage.first(pair)], Linkage.second(pair));
      now[Linkage.second(pair)] = with(now[Linkage.second(pair)], Linkage.first(pair));
    }
    return new Change(new Graph(now), lost, gained);
  }

  private static int[] without(int[] partners, int other) {
    return Arrays.stream(partners).filter(each -> each != other).toArray();
  }

  private static int[] with(int[] partners, int other) {
    int[] more = Arrays.copyOf(partners, partners.length + 1);
    more[partners.length] = other;
    return more;
  }
}
