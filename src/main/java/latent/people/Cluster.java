package latent.people;

import java.util.Arrays;
import java.util.List;

/**
 * Rows that are one group at some stage of the joining.
 *
 * @param leader the row whose name comes first; it stands for the group
 * @param rows in their order
 * @param photos the numbers of the photos that show them, in their order
 * @param sum of their vectors
 */
record Cluster(int leader, int[] rows, int[] photos, Sum sum) {

  /** No group. */
  static final Cluster NOBODY =
      new Cluster(Likeness.NONE, new int[0], new int[0], Sum.of(Vectors.none()));

  /** One row alone. */
  static Cluster of(int row, int photo, short[] vector) {
    return new Cluster(row, new int[] {row}, new int[] {photo}, Sum.of(vector));
  }

  /** Some groups as one. */
  static Cluster of(List<Cluster> parts, long[] names, int dimension) {
    int leader = parts.getFirst().leader;
    for (Cluster part : parts) {
      leader = names[part.leader] < names[leader] ? part.leader : leader;
    }
    return new Cluster(
        leader,
        sorted(parts.stream().map(Cluster::rows).toList()),
        sorted(parts.stream().map(Cluster::photos).toList()),
        Sum.of(parts.stream().map(Cluster::sum).toList(), dimension));
  }

  private static int[] sorted(List<int[]> lists) {
    int[] all = new int[lists.stream().mapToInt(list -> list.length).sum()];
    int at = 0;
    for (int[] list : lists) {
      System.arraycopy(list, 0, all, at, list.length);
      at += list.length;
    }
    Arrays.sort(all);
    return all;
  }

  boolean sharesAPhotoWith(Cluster other) {
    int[] few = photos.length <= other.photos.length ? photos : other.photos;
    int[] many = few == photos ? other.photos : photos;
    for (int photo : few) {
      if (Arrays.binarySearch(many, photo) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether the other is of the same rows in the same photos. */
  boolean isSameAs(Cluster other) {
    return this == other
        || (leader == other.leader
            && Arrays.equals(rows, other.rows)
            && Arrays.equals(photos, other.photos));
  }
}
