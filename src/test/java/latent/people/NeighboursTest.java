package latent.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NeighboursTest {

  @Test
  void theProcessorsVectorsGiveExactlyWhatPlainArithmeticGives() {
    int dimension = 512;
    Random random = new Random(7);
    VectorKernel vector = new VectorKernel(dimension);
    PlainKernel plain = new PlainKernel(dimension);
    int width = vector.columns();
    float[] rows = whole(random, 8 * dimension);
    float[] columns = whole(random, width * dimension);
    float[] byVector = new float[4 * width];
    assertThat(vector.compare(rows, 4, columns, 0, Float.NEGATIVE_INFINITY, byVector)).isTrue();
    float[] byPlain = new float[4 * plain.columns()];
    for (int column = 0; column < width; column += plain.columns()) {
      float[] some = new float[plain.columns() * dimension];
      for (int k = 0; k < dimension; k++) {
        for (int j = 0; j < plain.columns(); j++) {
          some[k * plain.columns() + j] = columns[k * width + column + j];
        }
      }
      plain.compare(rows, 4, some, 0, Float.NEGATIVE_INFINITY, byPlain);
      for (int i = 0; i < byPlain.length; i++) {
        int row = i / plain.columns();
        assertThat(byVector[row * width + column + i % plain.columns()]).isEqualTo(byPlain[i]);
      }
    }
    assertThat(vector.compare(rows, 4, columns, 0, 1e9f, byVector)).isFalse();
  }

  private static float[] whole(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextInt(300) - 150;
    }
    return numbers;
  }

  @Test
  void theNearestAreFoundInTheirOrder() {
    Vectors vectors =
        new Vectors(
            new SeededLibrary(3, 5, 150)
                .faces.stream()
                    .map(face -> Objects.requireNonNull(face.embedding()).vector())
                    .toList());
    int eligible = vectors.size() - 20;
    Neighbours neighbours = new Neighbours(vectors, eligible, 0.4);
    for (int i = 0; i < vectors.size(); i++) {
      Sum sum = Sum.of(vectors.row(i));
      List<Integer> expected = new ArrayList<>();
      for (int j = 0; j < eligible; j++) {
        if (j != i && Vectors.cosine(product(vectors.row(i), vectors.row(j))) >= 0.4) {
          expected.add(j);
        }
      }
      int row = i;
      expected.sort(
          Comparator.comparingInt((Integer j) -> -product(vectors.row(row), vectors.row(j)))
              .thenComparing(Comparator.naturalOrder()));
      List<Integer> found = new ArrayList<>();
      for (int place = 0; place < neighbours.count(i); place++) {
        found.add(neighbours.neighbour(i, place));
        double cosine = sum.cosine(Sum.of(vectors.row(neighbours.neighbour(i, place))));
        assertThat(neighbours.similarity(i, place))
            .isCloseTo(cosine, org.assertj.core.api.Assertions.within(0.003));
      }
      assertThat(found).isEqualTo(expected.subList(0, Math.min(Neighbours.KEPT, expected.size())));
    }
  }

  private static int product(short[] one, short[] other) {
    int product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return product;
  }
}
