package latent.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import latent.photo.Face;
import latent.photo.PhotoId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighboursTest {

  private final Random random = new Random(7);

  @Test
  void theNearestAreFoundInTheirOrder() {
    FaceIndex faces = new FaceIndex(new SeededLibrary(3, 5, 150).faces);
    Vectors vectors = faces.vectors();
    BitSet all = new BitSet();
    all.set(0, vectors.size() - 5);
    BitSet good = (BitSet) all.clone();
    good.clear(20, 60);
    Neighbours neighbours =
        new Neighbours(new Neighbours.Rows(vectors, good, all, faces.names()), 0.4, 0.4);
    for (int i = 0; i < vectors.size(); i++) {
      int row = i;
      List<Integer> expected = new ArrayList<>();
      for (int j = 0; j < vectors.size() && all.get(i); j++) {
        if (j != i && good.get(j) && Vectors.cosine(vectors.product(i, j)) >= 0.4) {
          expected.add(j);
        }
      }
      expected.sort(
          Comparator.comparingInt((Integer j) -> -vectors.product(row, j))
              .thenComparing(j -> faces.id(faces.number(j))));
      List<Integer> found = new ArrayList<>();
      for (int place = 0; place < neighbours.count(i); place++) {
        found.add(neighbours.neighbour(i, place));
        double cosine =
            Sum.of(vectors.row(i)).cosine(Sum.of(vectors.row(neighbours.neighbour(i, place))));
        assertThat(neighbours.similarity(i, place)).isCloseTo(cosine, within(0.003));
      }
      assertThat(found).isEqualTo(expected.subList(0, Math.min(Nearest.KEPT, expected.size())));
    }
  }

  @Test
  void anOutlineLetsAllPassThatIsAlikeAndLittleElse() {
    int count = 4200;
    Vectors vectors = flat(count, 256, 60);
    double least = Vectors.product(0.45);
    Set<Long> told = tell(new Outline(vectors, least), count);
    int alike = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        if (vectors.product(i, j) >= least) {
          alike++;
          assertThat(told).contains(Linkage.pair(i, j));
        }
      }
    }
    assertThat(alike).isGreaterThan(1000);
    assertThat(told).hasSizeLessThan(3 * alike);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40})
  void whoSearchesInAnOutlineIsToldOfAllThatIsAlike(int searchers) {
    int count = 4200;
    double least = Vectors.product(0.45);
    Vectors all = flat(count + searchers, 256, 60);
    short[][] rows = new short[count][];
    Arrays.setAll(rows, all::row);
    Outline before = new Outline(new Vectors(rows, 256), least);
    int[] come = random.ints(0, count).distinct().limit(searchers).toArray();
    short[][] now = rows.clone();
    for (int i = 0; i < come.length; i++) {
      now[come[i]] = all.row(count + i);
    }
    Vectors vectors = new Vectors(now, 256);
    Set<Long> told = new HashSet<>();
    before
        .with(vectors, come)
        .search(
            come,
            0,
            count,
            (some, searching, _, number) -> {
              for (int i = 0; i < number; i++) {
                told.add((long) searching[i] << 32 | some[i]);
              }
            });
    Set<Long> alike = new HashSet<>();
    for (int searcher : come) {
      for (int row = 0; row < count; row++) {
        if (row != searcher && vectors.product(row, searcher) >= least) {
          alike.add((long) searcher << 32 | row);
        }
      }
    }
    assertThat(alike).isNotEmpty();
    assertThat(told.containsAll(alike)).isTrue();
  }

  @Test
  void theOutlineOfVectorsThatFillAllDirectionsIsExact() {
    int count = 4200;
    Vectors vectors = flat(count, 320, 320);
    double least = Vectors.product(0.25);
    Set<Long> told = tell(new Outline(vectors, least), count);
    int alike = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        alike += vectors.product(i, j) >= least ? 1 : 0;
      }
    }
    assertThat(alike).isGreaterThan(1000);
    assertThat(told.size()).isBetween(alike, alike + alike / 50);
  }

  /** The goal is 39 of 40 for pairs that are just alike enough. */
  @Test
  void sketchesMissFewThatAreAlikeAndLetFewElsePass() {
    int pairs = 4000;
    short[][] rows = new short[2 * pairs][];
    for (int i = 0; i < pairs; i++) {
      float[] one = direction(512);
      float[] other = direction(512);
      float[] near = new float[512];
      for (int k = 0; k < near.length; k++) {
        near[k] = (float) (0.5 * one[k] + Math.sqrt(0.75) * other[k]);
      }
      rows[2 * i] = Vectors.whole(one);
      rows[2 * i + 1] = Vectors.whole(near);
    }
    Sketches sketches = new Sketches(new Vectors(rows, 512), 0.5);
    int found = 0;
    for (int i = 0; i < pairs; i++) {
      found += sketches.mayBeAlike(2 * i, 2 * i + 1) ? 1 : 0;
    }
    assertThat(found / (double) pairs).isGreaterThan(0.95);
    Set<Long> told = tell(sketches, 2 * pairs);
    for (long pair : told) {
      assertThat(sketches.mayBeAlike(Linkage.first(pair), Linkage.second(pair))).isTrue();
    }
    assertThat(told.size()).isBetween(found, found + pairs);
  }

  /**
   * Few people, so that lists are full, and more goes than comes, so that what is held runs out.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, Neighbours.EXACT})
  void afterAChangeTheNearestAreThoseOfAll(int exact) {
    List<Face> library = new SeededLibrary(11, 5, 500, 0.8).faces;
    FaceIndex faces = new FaceIndex(library.subList(0, 300));
    Neighbours neighbours = new Neighbours(rows(faces), 0.45, 0.3, exact);
    Graph graph = new Graph(neighbours);
    for (int step = 0; step < 80; step++) {
      int come = random.nextInt(3) * random.nextInt(3);
      List<Face> added = library.subList(300 + 3 * step, 300 + 3 * step + come);
      Set<PhotoId> removed = new HashSet<>();
      while (removed.size() < step % 3) {
        removed.add(faces.face(random.nextInt(faces.size())).photo());
      }
      FaceIndex.Change change = faces.with(added, removed);
      faces = change.faces();
      Neighbours now = neighbours.with(rows(faces), change.gone(), change.come(), graph);
      graph = graph.with(neighbours, now).graph();
      neighbours = now;
      Neighbours scratch = new Neighbours(rows(faces), 0.45, 0.3, exact);
      Graph whole = new Graph(scratch);
      for (int row = 0; row < faces.rows(); row++) {
        assertThat(nearest(neighbours, row)).isEqualTo(nearest(scratch, row));
        assertThat(graph.partners(row)).containsExactlyInAnyOrder(whole.partners(row));
      }
    }
  }

  private static Neighbours.Rows rows(FaceIndex faces) {
    BitSet all = new BitSet();
    BitSet good = new BitSet();
    for (int number = 0; number < faces.size(); number++) {
      all.set(faces.row(number));
      good.set(faces.row(number), faces.pixels(faces.row(number)) >= 28);
    }
    return new Neighbours.Rows(faces.vectors(), good, all, faces.names());
  }

  private static List<Integer> nearest(Neighbours neighbours, int row) {
    List<Integer> nearest = new ArrayList<>();
    for (int place = 0; place < neighbours.count(row); place++) {
      nearest.add(neighbours.neighbour(row, place));
    }
    return nearest;
  }

  private static Set<Long> tell(Sieve sieve, int count) {
    Set<Long> told = new HashSet<>();
    for (int from = 0; from < count; from += sieve.width()) {
      sieve.compare(
          from,
          (rows, others, atMost, number) -> {
            for (int i = 0; i < number; i++) {
              assertThat(told.add(Linkage.pair(rows[i], others[i]))).isTrue();
            }
          });
    }
    return told;
  }

  /** Vectors that fill only so many directions, none of which is an axis. */
  private Vectors flat(int count, int dimension, int directions) {
    float[][] axes = new float[directions][];
    for (int i = 0; i < directions; i++) {
      axes[i] = direction(dimension);
    }
    short[][] rows = new short[count][];
    for (int i = 0; i < count; i++) {
      float[] row = new float[dimension];
      for (float[] axis : axes) {
        float share = (float) random.nextGaussian();
        for (int k = 0; k < dimension; k++) {
          row[k] += share * axis[k];
        }
      }
      rows[i] = Vectors.whole(row);
    }
    return new Vectors(rows, dimension);
  }

  private float[] direction(int dimension) {
    float[] vector = new float[dimension];
    double square = 0;
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < dimension; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
