package latent.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import latent.people.FaceIndex.Change;
import latent.people.Neighbours.Rows;
import latent.people.Stage.Turnover;

/**
 * Who looks like whom, from the features alone: the groups that faces fall into before the user has
 * said anything. Facts change nothing here, so that none of it is computed again for a fact; and
 * when photos come or go, only what they touch is.
 *
 * <p>Faces too small or too blurred to be known by never start a group; each joins one that it is
 * very like.
 */
final class Likeness {

  /** No group, or no row. */
  static final int NONE = -1;

  private final FaceIndex faces;
  private final Calibration calibration;
  private final Sum nobody;
  private final Strictness strictness;
  private final Thresholds thresholds;
  private final BitSet good;
  private final BitSet poor;
  private final int[] photos;
  private final Neighbours neighbours;
  private final Graph graph;
  private final Linkage linkage;
  private final Followers followers;
  private final int[] leaders;
  private final int[] groupOf;

  /** How many of a face's nearest neighbours are in some set, and how alike the nearest of them. */
  record Support(int faces, double nearest) {}

  Likeness(FaceIndex faces, Calibration calibration) {
    this(faces, calibration, Strictness.PRODUCT, Optional.empty());
  }

  /**
   * @param faces no face has ever gone
   * @param kept the neighbours of most of these faces
   */
  Likeness(
      FaceIndex faces,
      Calibration calibration,
      Strictness strictness,
      Optional<Acquaintances> kept) {
    this.faces = faces;
    this.calibration = calibration;
    nobody = Sum.of(Vectors.whole(calibration.nobody().vector()));
    this.strictness = strictness;
    good = new BitSet();
    poor = new BitSet();
    int[] all = IntStream.range(0, faces.size()).map(faces::row).toArray();
    judge(all);
    thresholds = new Thresholds(calibration, strictness, good.cardinality());
    photos = new int[faces.rows()];
    good.stream().forEach(row -> photos[row] = photo(row));
    neighbours = Neighbours.from(kept, rows(), thresholds.least(), thresholds.doubtful());
    graph = new Graph(neighbours);
    linkage = new Linkage(alone(good.stream()), ground());
    followers = followers(new Followers(), new int[0], graph);
    leaders = leaders();
    groupOf = groups(leaders);
  }

  private Likeness(Likeness before, Change change) {
    faces = change.faces();
    calibration = before.calibration;
    nobody = before.nobody;
    strictness = before.strictness;
    thresholds = before.thresholds;
    good = (BitSet) before.good.clone();
    poor = (BitSet) before.poor.clone();
    for (int row : change.gone()) {
      good.clear(row);
      poor.clear(row);
    }
    judge(change.come());
    photos = Arrays.copyOf(before.photos, faces.rows());
    Turnover turnover = turnover(before, change);
    neighbours = before.neighbours.with(rows(), change.gone(), change.come(), before.graph);
    Graph.Change links = before.graph.with(before.neighbours, neighbours);
    graph = links.graph();
    linkage = before.linkage.with(turnover, links, ground());
    followers = followers(before.followers, change.gone(), before.graph);
    leaders = leaders();
    groupOf = groups(leaders);
  }

  /** What this is after a change: the same as from scratch. */
  Likeness with(Change change) {
    IntStream went = Arrays.stream(change.gone()).filter(good::get);
    IntStream came = Arrays.stream(change.come()).filter(row -> isGood(change.faces(), row));
    long size = good.cardinality() - went.count() + came.count();
    return thresholds.areFor((int) size)
        ? new Likeness(this, change)
        : new Likeness(change.faces(), calibration, strictness, Optional.empty());
  }

  private boolean isGood(FaceIndex index, int row) {
    return index.vectors().has(row)
        && index.pixels(row) >= calibration.smallest()
        && !isShort(index.length(row))
        && !isNobody(index.vectors().row(row));
  }

  /** Whether a vector is known to be as short as those of blurred faces are. */
  private boolean isShort(double length) {
    return length > 0 && length < calibration.shortest();
  }

  /** Whether a vector is like those of faces in which nobody can be made out. */
  private boolean isNobody(short[] vector) {
    return vector.length == calibration.nobody().vector().length
        && Sum.of(vector).cosine(nobody) >= calibration.nobody().cosine();
  }

  /** Tells the faces by which people are known from those too small or too blurred for it. */
  private void judge(int[] rows) {
    for (int row : rows) {
      if (isGood(faces, row)) {
        good.set(row);
      } else if (faces.vectors().has(row) && faces.pixels(row) >= calibration.useless()) {
        poor.set(row);
      }
    }
  }

  private Rows rows() {
    BitSet either = (BitSet) good.clone();
    either.or(poor);
    return new Rows(faces.vectors(), good, either, faces.names());
  }

  private Ground ground() {
    return new Ground(graph, faces.names(), thresholds, faces.vectors().dimension());
  }

  private List<Cluster> alone(IntStream some) {
    return some.mapToObj(row -> Cluster.of(row, photos[row], faces.vectors().row(row))).toList();
  }

  /**
   * The number of a row's photo. Two faces of one photo are two people, unless they are as good as
   * the same picture: then the photo holds a mirror or is a collage, and the later of them counts
   * as in a photo of its own.
   */
  private int photo(int row) {
    for (int beside : faces.beside(row)) {
      boolean isEarlier = good.get(beside) && faces.names()[beside] < faces.names()[row];
      if (isEarlier && areNearIdentical(row, beside)) {
        return -1 - row;
      }
    }
    return faces.photo(row);
  }

  private boolean areNearIdentical(int row, int other) {
    Sum sum = Sum.of(faces.vectors().row(row));
    return sum.cosine(Sum.of(faces.vectors().row(other))) >= thresholds.nearIdentical();
  }

  /** The rows that went and came, and those beside them that count as in another photo now. */
  private Turnover turnover(Likeness before, Change change) {
    Set<Integer> beside = new TreeSet<>();
    for (int row : change.gone()) {
      Arrays.stream(before.faces.beside(row)).forEach(beside::add);
    }
    for (int row : change.come()) {
      Arrays.stream(faces.beside(row)).forEach(beside::add);
    }
    List<Cluster> gone = new ArrayList<>();
    BitSet come = new BitSet();
    for (int row : beside) {
      int photo = good.get(row) ? photo(row) : NONE;
      boolean isNew = good.get(row) && (!before.good.get(row) || photo != photos[row]);
      if (before.good.get(row) && (isNew || !good.get(row))) {
        gone.add(before.linkage.rows().group(row));
      }
      if (isNew) {
        photos[row] = photo;
        come.set(row);
      }
    }
    return new Turnover(gone, alone(come.stream()));
  }

  private Followers followers(Followers before, int[] gone, Graph former) {
    return before.with(
        linkage.turnover(),
        gone,
        former,
        new Followers.Ground(faces, poor, neighbours, graph, linkage.groups(), thresholds));
  }

  /** The groups' leaders in the order of their names. */
  private int[] leaders() {
    int[] found = new int[faces.size()];
    int count = 0;
    for (int number = 0; number < found.length; number++) {
      int row = faces.row(number);
      if (linkage.groups().leads(row)) {
        found[count++] = row;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The number of the group that each row leads. */
  private int[] groups(int[] inOrder) {
    int[] groups = new int[faces.rows()];
    for (int group = 0; group < inOrder.length; group++) {
      groups[inOrder[group]] = group;
    }
    return groups;
  }

  int groups() {
    return leaders.length;
  }

  /** The faces of a group, in the order of their numbers. */
  int[] members(int group) {
    int leader = leaders[group];
    return IntStream.concat(
            Arrays.stream(linkage.groups().group(leader).rows()),
            Arrays.stream(followers.of(leader)))
        .map(faces::number)
        .sorted()
        .toArray();
  }

  /** The group of a face, or {@link #NONE}. */
  int group(int face) {
    if (face >= faces.size()) {
      return NONE;
    }
    int row = faces.row(face);
    int leader = good.get(row) ? linkage.groups().leader(row) : followers.leader(row);
    return leader == NONE ? NONE : groupOf[leader];
  }

  /**
   * What a group is, beyond its number: the same while nothing in it changes, whatever comes and
   * goes elsewhere.
   *
   * @param followers the rows that follow it
   */
  record Whole(Cluster cluster, int[] followers) {}

  /** What a group is. */
  Whole whole(int group) {
    int leader = leaders[group];
    return new Whole(linkage.groups().group(leader), followers.of(leader));
  }

  /**
   * For each group, the number that it had before if its faces and their neighbours are those of
   * then; else {@link #NONE}.
   */
  int[] same(Likeness before) {
    int[] same = new int[leaders.length];
    for (int group = 0; group < same.length; group++) {
      int leader = leaders[group];
      boolean led = before.linkage.groups().leads(leader);
      int earlier = led ? before.groupOf[leader] : NONE;
      same[group] = led && whole(group).equals(before.whole(earlier)) ? earlier : NONE;
    }
    for (int row : neighbours.changed()) {
      int group = faces.number(row) == NONE ? NONE : group(faces.number(row));
      if (group != NONE) {
        same[group] = NONE;
      }
    }
    return same;
  }

  /** The neighbours, to be kept. */
  Acquaintances acquaintances() {
    return Acquaintances.of(faces, neighbours, rows(), thresholds.least(), thresholds.doubtful());
  }

  /** The rows whose neighbours are not those of before the last change, or not those kept. */
  BitSet turned() {
    BitSet turned = new BitSet(faces.rows());
    IntStream.of(neighbours.changed()).forEach(turned::set);
    return turned;
  }

  /** The row of a face. */
  int row(int face) {
    return faces.row(face);
  }

  /** The face of a row. */
  int number(int row) {
    return faces.number(row);
  }

  /** The vector of a face in a group. */
  Sum vector(int face) {
    return Sum.of(faces.vectors().row(faces.row(face)));
  }

  /** The sum of some faces' vectors; they are all in groups. */
  Sum sum(Iterable<Integer> some) {
    List<short[]> vectors = new ArrayList<>();
    some.forEach(face -> vectors.add(faces.vectors().row(faces.row(face))));
    return Sum.ofRows(vectors, faces.vectors().dimension());
  }

  /** The sum of a group's vectors. */
  Sum sum(int group) {
    return linkage.groups().group(leaders[group]).sum();
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
    if (face < faces.size()) {
      int row = faces.row(face);
      for (int place = 0; place < neighbours.count(row); place++) {
        neighbourhood.near(
            faces.number(neighbours.neighbour(row, place)), neighbours.similarity(row, place));
      }
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
