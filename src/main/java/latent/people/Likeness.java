package latent.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import latent.photo.Embedding;
import latent.photo.Face;

/**
 * Who looks like whom, from the features alone: the groups that faces fall into before the user has
 * said anything. Facts change nothing here, so that none of it is computed again for a fact.
 *
 * <p>Faces too small to be known by never start a group; each joins one that it is very like.
 */
final class Likeness {

  /** No group, or no row. */
  static final int NONE = -1;

  private final FaceIndex faces;
  private final Thresholds thresholds;
  private final int[] faceOf;
  private final int[] rowOf;
  private final Vectors vectors;
  private final Neighbours neighbours;
  private final Linkage linkage;
  private final int[] groupOf;
  private final List<int[]> members;

  /** How many of a face's nearest neighbours are in some set, and how alike the nearest of them. */
  record Support(int faces, double nearest) {}

  /** A small face and the group that it is like. */
  private record Joining(int face, int group, double likeness) {}

  Likeness(FaceIndex faces, Calibration calibration) {
    this.faces = faces;
    int[] good = select(faces, calibration.smallest(), Integer.MAX_VALUE);
    int[] poor = select(faces, calibration.useless(), calibration.smallest());
    faceOf = IntStream.concat(Arrays.stream(good), Arrays.stream(poor)).toArray();
    rowOf = new int[faces.size()];
    Arrays.fill(rowOf, NONE);
    for (int row = 0; row < faceOf.length; row++) {
      rowOf[faceOf[row]] = row;
    }
    thresholds = new Thresholds(calibration, good.length);
    vectors =
        new Vectors(Arrays.stream(faceOf).mapToObj(face -> vector(faces.face(face))).toList());
    neighbours = new Neighbours(vectors, good.length, thresholds.doubtful());
    linkage = new Linkage(vectors, neighbours, photos(good.length), thresholds);
    groupOf = new int[faces.size()];
    Arrays.fill(groupOf, NONE);
    for (int row = 0; row < good.length; row++) {
      groupOf[good[row]] = linkage.group(row);
    }
    joinPoor(good.length);
    members = members();
  }

  /** The faces whose width in pixels is in a range, and that have a vector. */
  private static int[] select(FaceIndex faces, int from, int below) {
    return IntStream.range(0, faces.size())
        .filter(number -> isWithin(faces.face(number), from, below))
        .toArray();
  }

  private static boolean isWithin(Face face, int from, int below) {
    return face.embedding() != null && face.pixels() >= from && face.pixels() < below;
  }

  private static float[] vector(Face face) {
    Embedding embedding = face.embedding();
    if (embedding == null) {
      throw new AssertionError("only faces with vectors are compared");
    }
    return embedding.vector();
  }

  /**
   * The number of each row's photo. Two faces of one photo are two people, unless they are as good
   * as the same picture: then the photo holds a mirror or is a collage, and the later of them
   * counts as in a photo of its own.
   */
  private int[] photos(int rows) {
    int[] photos = new int[rows];
    Map<Integer, List<Sum>> earlier = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      photos[row] = faces.photo(faceOf[row]);
      Sum sum = Sum.of(vectors.row(row));
      List<Sum> there = earlier.computeIfAbsent(photos[row], _ -> new ArrayList<>());
      if (there.stream().anyMatch(each -> each.cosine(sum) >= thresholds.nearIdentical())) {
        photos[row] = faces.size() + row;
      }
      there.add(sum);
    }
    return photos;
  }

  /** The most alike first; a group that has a face of that photo takes no other. */
  private void joinPoor(int firstRow) {
    List<Joining> joining = new ArrayList<>();
    for (int row = firstRow; row < faceOf.length; row++) {
      Joining best = mostAlike(row);
      if (best.group != NONE) {
        joining.add(best);
      }
    }
    joining.sort(
        Comparator.comparingDouble(Joining::likeness).reversed().thenComparing(Joining::face));
    Map<Integer, Set<Integer>> photosOf = new HashMap<>();
    joining.forEach(each -> photosOf.put(each.group, new HashSet<>()));
    for (int row = 0; row < firstRow; row++) {
      Set<Integer> photos = photosOf.get(linkage.group(row));
      if (photos != null) {
        photos.add(faces.photo(faceOf[row]));
      }
    }
    for (Joining each : joining) {
      if (photosOf.getOrDefault(each.group, Set.of()).add(faces.photo(each.face))) {
        groupOf[each.face] = each.group;
      }
    }
  }

  private Joining mostAlike(int row) {
    Sum sum = Sum.of(vectors.row(row));
    Joining best = new Joining(faceOf[row], NONE, thresholds.careful());
    for (int place = 0; place < neighbours.count(row); place++) {
      int group = linkage.group(neighbours.neighbour(row, place));
      double likeness = sum.cosine(linkage.sum(group));
      boolean better =
          likeness > best.likeness || (likeness == best.likeness && group < best.group);
      if (better) {
        best = new Joining(faceOf[row], group, likeness);
      }
    }
    return best;
  }

  private List<int[]> members() {
    int[] sizes = new int[linkage.groups()];
    for (int group : groupOf) {
      if (group != NONE) {
        sizes[group]++;
      }
    }
    List<int[]> lists = new ArrayList<>();
    for (int size : sizes) {
      lists.add(new int[size]);
    }
    int[] filled = new int[sizes.length];
    for (int face = 0; face < groupOf.length; face++) {
      int group = groupOf[face];
      if (group != NONE) {
        lists.get(group)[filled[group]++] = face;
      }
    }
    return lists;
  }

  int groups() {
    return members.size();
  }

  /** The faces of a group, in the order of their numbers. */
  int[] members(int group) {
    return members.get(group);
  }

  /** The group of a face, or {@link #NONE}. */
  int group(int face) {
    return face < groupOf.length ? groupOf[face] : NONE;
  }

  /** The vector of a face in a group. */
  Sum vector(int face) {
    return Sum.of(vectors.row(rowOf[face]));
  }

  /** The sum of some faces' vectors; they are all in groups. */
  Sum sum(Iterable<Integer> some) {
    List<Sum> sums = new ArrayList<>();
    some.forEach(face -> sums.add(vector(face)));
    return Sum.of(sums, vectors.dimension());
  }

  /** The sum of a group's vectors. */
  Sum sum(int group) {
    return linkage.sum(group);
  }

  Thresholds thresholds() {
    return thresholds;
  }

  /** Is told of a face and how alike it is, as a cosine. */
  interface Neighbourhood {
    void near(int face, double similarity);
  }

  /** Tells of a face's nearest neighbours, the nearest first; of none if it has no vector. */
  void eachNeighbour(int face, Neighbourhood neighbourhood) {
    int row = face < rowOf.length ? rowOf[face] : NONE;
    for (int place = 0; row != NONE && place < neighbours.count(row); place++) {
      neighbourhood.near(
          faceOf[neighbours.neighbour(row, place)], neighbours.similarity(row, place));
    }
  }

  /** How many of a face's nearest neighbours are in a set. */
  Support support(int face, IntPredicate among) {
    int[] count = {0};
    double[] nearest = {0};
    eachNeighbour(
        face,
        (neighbour, similarity) -> {
          if (among.test(neighbour)) {
            count[0]++;
            nearest[0] = Math.max(nearest[0], similarity);
          }
        });
    return new Support(count[0], nearest[0]);
  }
}
