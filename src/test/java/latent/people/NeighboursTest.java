package latent.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NeighboursTest {

  @Test
  void theProcessorsVectorsGiveWhatPlainArithmeticGives() {
    Random random = new Random(7);
    float[] vectors = new float[8 * 512];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = random.nextFloat() - 0.5f;
    }
    float[] tile = new float[16];
    new VectorKernel().compare(vectors, 512, 0, 4, tile);
    for (int i = 0; i < 16; i++) {
      double sum = 0;
      for (int k = 0; k < 512; k++) {
        sum += (double) vectors[(i / 4) * 512 + k] * vectors[(4 + i % 4) * 512 + k];
      }
      assertThat((double) tile[i]).isCloseTo(sum, within(1e-4));
    }
  }

  @Test
  void allPairsFromTheThresholdOnAreFoundOnce() {
    List<float[]> rows =
        new SeededLibrary(3, 5, 90)
            .faces.stream()
                .map(face -> java.util.Objects.requireNonNull(face.embedding()).vector())
                .toList();
    List<Neighbours.Pair> pairs = new Neighbours(rows).alike(0.4f);
    int expected = 0;
    for (int i = 0; i < rows.size(); i++) {
      for (int j = i + 1; j < rows.size(); j++) {
        double sum = 0;
        for (int k = 0; k < rows.get(i).length; k++) {
          sum += rows.get(i)[k] * rows.get(j)[k];
        }
        expected += sum >= 0.4 ? 1 : 0;
      }
    }
    assertThat(pairs).hasSize(expected).doesNotHaveDuplicates();
  }
}
