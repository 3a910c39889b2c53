package latent.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import latent.photo.Embedding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each embedder sees in faces of nobody, and that it is what its description says. */
class NobodyTest {

  private static final int DRAWN = 60;
  private static final double WRITTEN_LENGTH = 10_000;

  /** Every description of an embedder beside the program's own. */
  static List<EmbedderDescription> embedders() throws IOException {
    try (var files = Files.list(Models.FOLDER)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".json"))
          .sorted()
          .map(ModelDescription::read)
          .filter(EmbedderDescription.class::isInstance)
          .map(EmbedderDescription.class::cast)
          .toList();
    }
  }

  @Test
  void allDescriptionsAreLookedAt() throws IOException {
    assertThat(embedders()).extracting(EmbedderDescription::mirrored).contains(true, false);
  }

  /** If it is not, the message says what the description of this embedder should. */
  @ParameterizedTest
  @MethodSource("embedders")
  void theDescribedVectorIsThatOfDrawnFaces(EmbedderDescription embedder) {
    float[] drawn = drawn(embedder);
    assertThat(cosine(embedder.nobody().vector(), drawn))
        .as("%s: \"vector\": [%s]", embedder.modelName(), written(drawn))
        .isGreaterThan(0.999);
  }

  @ParameterizedTest
  @MethodSource("embedders")
  void facesOfOtherDrawingsAreLikeIt(EmbedderDescription embedder) {
    BlankFaces others = new BlankFaces(2);
    try (Embedder reader = new Embedder(embedder)) {
      for (int i = 0; i < 10; i++) {
        Embedding other = reader.read(others.next()).embedding();
        assertThat(cosine(embedder.nobody().vector(), other.vector()))
            .isGreaterThan(embedder.nobody().cosine());
      }
    }
  }

  private static float[] drawn(EmbedderDescription embedder) {
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
