package latent.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import latent.photo.Embedding;
import org.junit.jupiter.api.Test;

/** What the embedder sees in faces of nobody, and that it is what its description says. */
class NobodyTest {

  private static final int DRAWN = 60;
  private static final double WRITTEN_LENGTH = 10_000;

  private final EmbedderDescription embedder = EmbedderDescription.read(Models.EMBEDDER);

  /** If it is not, the message says what the description of this embedder should. */
  @Test
  void theDescribedVectorIsThatOfDrawnFaces() {
    float[] drawn = drawn();
    assertThat(cosine(embedder.nobody().vector(), drawn))
        .as("\"vector\": [%s]", written(drawn))
        .isGreaterThan(0.999);
  }

  @Test
  void facesOfOtherDrawingsAreLikeIt() {
    BlankFaces others = new BlankFaces(2);
    try (Embedder reader = new Embedder(embedder)) {
      for (int i = 0; i < 10; i++) {
        Embedding other = reader.read(others.next()).embedding();
        assertThat(cosine(embedder.nobody().vector(), other.vector()))
            .isGreaterThan(embedder.nobody().cosine());
      }
    }
  }

  private float[] drawn() {
    float[] sum = new float[embedder.dimension()];
    BlankFaces faces = new BlankFaces(1);
    try (Embedder reader = new Embedder(embedder)) {
      for (int i = 0; i < DRAWN; i++) {
        float[] vector = reader.read(faces.next()).embedding().vector();
        IntStream.range(0, sum.length).forEach(at -> sum[at] += vector[at]);
      }
    }
    return sum;
  }

  private static double cosine(float[] one, float[] other) {
    return one.length == 0 ? 0 : product(one, other) / length(one) / length(other);
  }

  private static double product(float[] one, float[] other) {
    return IntStream.range(0, one.length).mapToDouble(at -> one[at] * (double) other[at]).sum();
  }

  private static double length(float[] vector) {
    return Math.sqrt(product(vector, vector));
  }

  private static String written(float[] vector) {
    double scale = WRITTEN_LENGTH / length(vector);
    return IntStream.range(0, vector.length)
        .mapToObj(at -> Long.toString(Math.round(vector[at] * scale)))
        .collect(Collectors.joining(", "));
  }
}
