package latent.people;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.PhotoId;

/**
 * The detected faces, numbered in the order of their names. Each also has a row, which it keeps
 * while others come and go; the row of one that went is given to one that comes later.
 *
 * <p>The vectors are packed, and the faces are held without them and without their crops.
 */
final class FaceIndex {

  private static final int NONE = -1;

  private static final byte[] NO_CROP = {};

  private final Face[] faces;
  private final FaceId[] ids;
  private final long[] names;
  private final Vectors vectors;
  private final int[] photos;
  private final int nextPhoto;
  private final Buckets buckets;
  private final int[] rowOf;
  private final int[] numberOf;
  private final int[] free;

  /**
   * The index after a change.
   *
   * @param gone the rows of the faces that are no longer there
   * @param come the rows of the new faces; none of them is the row of one that went
   */
  record Change(FaceIndex faces, int[] gone, int[] come) {}

  /** A face's name takes a digest to compute, so that it is kept while sorting. */
  private record Named(FaceId id, Face face, short[] vector) {

    private static Named of(Face face) {
      Embedding embedding = face.embedding();
      short[] vector = embedding == null ? Vectors.none() : Vectors.whole(embedding.vector());
      Face bare =
          new Face(
              face.photo(),
              face.box(),
              face.landmarks(),
              face.score(),
              face.sharpness(),
              face.length(),
              face.pixels(),
              null,
              NO_CROP);
      return new Named(face.id(), bare, vector);
    }
  }

  /**
   * @param detected the faces, in any order
   */
  FaceIndex(List<Face> detected) {
    this(new FaceIndex(), new int[0], sorted(detected));
  }

  private FaceIndex() {
    faces = new Face[0];
    ids = new FaceId[0];
    names = new long[0];
    vectors = new Vectors(new short[0][], 0);
    photos = new int[0];
    nextPhoto = 0;
    buckets = new Buckets(0);
    rowOf = new int[0];
    numberOf = new int[0];
    free = new int[0];
  }

  private FaceIndex(FaceIndex before, int[] gone, List<Named> added) {
    int[] come = rowsFor(before, added.size());
    int size = Math.max(before.faces.length, Arrays.stream(come).max().orElse(NONE) + 1);
    faces = Arrays.copyOf(before.faces, size);
    ids = Arrays.copyOf(before.ids, size);
    names = Arrays.copyOf(before.names, size);
    short[][] packed = before.vectors.copy(size);
    photos = Arrays.copyOf(before.photos, size);
    buckets = before.buckets.withRoomFor(size, before);
    int photo = before.nextPhoto;
    for (int row : gone) {
      packed[row] = Vectors.none();
      buckets.remove(row, faces[row].photo());
    }
    for (int i = 0; i < come.length; i++) {
      int row = come[i];
      Named named = added.get(i);
      faces[row] = named.face;
      ids[row] = named.id;
      names[row] = Long.parseUnsignedLong(named.id.hex(), 16) ^ Long.MIN_VALUE;
      packed[row] = named.vector;
      int beside = buckets.first(named.face.photo(), faces);
      photos[row] = beside == NONE ? photo++ : photos[beside];
      buckets.add(row, named.face.photo());
    }
    nextPhoto = photo;
    int dimension = added.stream().mapToInt(named -> named.vector.length).max().orElse(0);
    vectors = new Vectors(packed, Math.max(before.vectors.dimension(), dimension));
    rowOf = merge(before, gone, come);
    numberOf = new int[size];
    Arrays.fill(numberOf, NONE);
    for (int number = 0; number < rowOf.length; number++) {
      numberOf[rowOf[number]] = number;
    }
    int used = Math.min(before.free.length, come.length);
    free =
        IntStream.concat(Arrays.stream(before.free, used, before.free.length), Arrays.stream(gone))
            .toArray();
  }

  private static List<Named> sorted(List<Face> detected) {
    return detected.parallelStream()
        .map(Named::of)
        .sorted(Comparator.comparing(Named::id))
        .toList();
  }

  private static int[] rowsFor(FaceIndex before, int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] =
          i < before.free.length ? before.free[i] : before.faces.length + i - before.free.length;
    }
    return rows;
  }

  /** The rows in the order of their faces' names. */
  private int[] merge(FaceIndex before, int[] gone, int[] come) {
    Set<Integer> left = boxed(gone);
    int[] merged = new int[before.rowOf.length - gone.length + come.length];
    int place = 0;
    int next = 0;
    for (int row : before.rowOf) {
      if (gone.length == 0 || !left.contains(row)) {
        while (next < come.length && names[come[next]] < names[row]) {
          merged[place++] = come[next++];
        }
        merged[place++] = row;
      }
    }
    System.arraycopy(come, next, merged, place, come.length - next);
    return merged;
  }

  private static Set<Integer> boxed(int[] rows) {
    return Set.of(Arrays.stream(rows).boxed().toArray(Integer[]::new));
  }

  /**
   * This index after some photos went and some faces came; the faces may be of photos that went.
   */
  Change with(List<Face> added, Collection<PhotoId> removed) {
    int[] gone =
        removed.stream()
            .distinct()
            .flatMapToInt(photo -> Arrays.stream(buckets.rows(photo, faces)))
            .toArray();
    List<Named> named = sorted(added);
    return new Change(new FaceIndex(this, gone, named), gone, rowsFor(this, named.size()));
  }

  /** How many faces there are. */
  int size() {
    return rowOf.length;
  }

  Face face(int number) {
    return faces[rowOf[number]];
  }

  FaceId id(int number) {
    return ids[rowOf[number]];
  }

  /** The faces of a photo, in the order of their numbers. */
  List<Integer> in(PhotoId photo) {
    return Arrays.stream(buckets.rows(photo, faces))
        .map(row -> numberOf[row])
        .sorted()
        .boxed()
        .toList();
  }

  /** How many rows there are, those of no face included. */
  int rows() {
    return faces.length;
  }

  /** The row of a face. */
  int row(int number) {
    return rowOf[number];
  }

  /** The number of a row's face. */
  int number(int row) {
    return numberOf[row];
  }

  /** Each row's name, as a number that orders as the names do. */
  long[] names() {
    return names;
  }

  /** The rows' vectors; of a row without a face, and of a face without a vector, none. */
  Vectors vectors() {
    return vectors;
  }

  /** The width in pixels of a row's face. */
  int pixels(int row) {
    return faces[row].pixels();
  }

  /** The length of a row's vector before it was made 1; 0 if it is not known. */
  double length(int row) {
    return faces[row].length();
  }

  /** The number of a row's photo. */
  int photo(int row) {
    return photos[row];
  }

  /** The rows of the photo that shows a row's face, itself among them. */
  int[] beside(int row) {
    return buckets.rows(faces[row].photo(), faces);
  }

  /** The rows by their photos: rows whose photos fall into the same bucket are in one chain. */
  private static final class Buckets {

    private final int[] first;
    private final int[] next;

    private Buckets(int rows) {
      first = new int[Integer.highestOneBit(Math.max(8, rows)) * 2];
      next = new int[rows];
      Arrays.fill(first, NONE);
    }

    private Buckets(int[] first, int[] next) {
      this.first = first;
      this.next = next;
    }

    private Buckets withRoomFor(int rows, FaceIndex index) {
      if (rows <= first.length) {
        return new Buckets(first.clone(), Arrays.copyOf(next, rows));
      }
      Buckets larger = new Buckets(rows);
      for (int row : index.rowOf) {
        larger.add(row, index.faces[row].photo());
      }
      return larger;
    }

    private int bucket(PhotoId photo) {
      int hash = photo.hashCode();
      return (hash ^ hash >>> 16) & (first.length - 1);
    }

    private void add(int row, PhotoId photo) {
      int bucket = bucket(photo);
      next[row] = first[bucket];
      first[bucket] = row;
    }

    private void remove(int row, PhotoId photo) {
      int bucket = bucket(photo);
      if (first[bucket] == row) {
        first[bucket] = next[row];
        return;
      }
      int at = first[bucket];
      while (next[at] != row) {
        at = next[at];
      }
      next[at] = next[row];
    }

    private int first(PhotoId photo, Face[] faces) {
      return from(first[bucket(photo)], photo, faces);
    }

    /** The photo's first row in a chain, from one on. */
    private int from(int start, PhotoId photo, Face[] faces) {
      int row = start;
      while (row != NONE && !faces[row].photo().equals(photo)) {
        row = next[row];
      }
      return row;
    }

    private int[] rows(PhotoId photo, Face[] faces) {
      int[] rows = new int[4];
      int count = 0;
      for (int row = first(photo, faces); row != NONE; row = from(next[row], photo, faces)) {
        rows = count == rows.length ? Arrays.copyOf(rows, 2 * count) : rows;
        rows[count++] = row;
      }
      return Arrays.copyOf(rows, count);
    }
  }
}
