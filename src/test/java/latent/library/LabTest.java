package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import latent.people.Calibration;
import latent.photo.Embedding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measuring itself, on faces that never were. */
class LabTest {

  private static final int DIMENSION = 512;

  private static final Calibration CALIBRATION =
      new Calibration(
          List.of(
              new Calibration.Point(1e-3, 0.335),
              new Calibration.Point(1e-4, 0.413),
              new Calibration.Point(1e-5, 0.479)),
          28,
          14,
          0,
          Calibration.Nobody.UNKNOWN);

  @TempDir private Path folder;

  private LabelledFaces generate(int faces, long seed) throws IOException {
    new GeneratedFaces(seed).write(faces, vectors(), lines(), Progress.UNWATCHED);
    return LabelledFaces.read(vectors(), lines(), DIMENSION);
  }

  private Path vectors() {
    return folder.resolve("vectors");
  }

  private Path lines() {
    return folder.resolve("lines");
  }

  @Test
  void theSeedDecidesWhatIsGenerated() throws IOException {
    assertThat(generate(300, 5)).isEqualTo(generate(300, 5)).isNotEqualTo(generate(300, 6));
  }

  @Test
  void generatedFacesLookAsMeasuredOnes() throws IOException {
    LabelledFaces generated = generate(2000, 1);
    double different = 0;
    double squares = 0;
    int pairs = 0;
    for (int i = 0; i < 2000; i += 3) {
      for (int j = i + 1; j < 2000; j += 5) {
        if (!generated.labels().get(i).equals(generated.labels().get(j))) {
          double cosine = embedding(generated, i).similarity(embedding(generated, j));
          different += cosine;
          squares += cosine * cosine;
          pairs++;
        }
      }
    }
    assertThat(different / pairs).isCloseTo(0, within(0.02));
    assertThat(Math.sqrt(squares / pairs)).isCloseTo(0.094, within(0.015));
    Map<String, Integer> counts = new HashMap<>();
    generated.labels().forEach(label -> counts.merge(label, 1, Integer::sum));
    assertThat(counts.values().stream().mapToInt(count -> count).max().orElse(0)).isGreaterThan(80);
    assertThat(generated.faces()).anyMatch(face -> face.pixels() < CALIBRATION.smallest());
  }

  private static Embedding embedding(LabelledFaces faces, int number) {
    return Objects.requireNonNull(faces.faces().get(number).embedding());
  }

  @Test
  void groupingIsHeldAgainstTheTruth() throws IOException {
    generate(1500, 2);
    Path out = folder.resolve("groups");
    ClusterLab.Figures figures =
        new ClusterLab(CALIBRATION).cluster(vectors(), lines(), DIMENSION, out);
    assertThat(figures.faces()).isEqualTo(1500);
    assertThat(figures.bcP()).isGreaterThan(0.9);
    assertThat(figures.bcR()).isGreaterThan(0.7);
    assertThat(Files.readAllLines(out)).hasSize(1500);
  }

  @Test
  void answersBringTheAlbumsNearerToTheTruth() throws IOException {
    generate(400, 3);
    ClicksLab.Figures figures =
        new ClicksLab(CALIBRATION).measure(vectors(), lines(), DIMENSION, Progress.UNWATCHED);
    List<double[]> curve = figures.curve();
    assertThat(curve.getLast()[1]).isGreaterThan(curve.getFirst()[1]);
    assertThat(curve.getFirst()[0]).isZero();
  }

  @Test
  void whatIsSaidOfCompletenessIsNearTheTruth() throws IOException {
    generate(3000, 4);
    CompletenessLab.Figures figures =
        new CompletenessLab(CALIBRATION).measure(vectors(), lines(), DIMENSION);
    assertThat(figures.albums()).isGreaterThan(30);
    assertThat(figures.stated()).isCloseTo(figures.actual(), within(0.03));
    assertThat(figures.bySize()).extracting(CompletenessLab.Row::from).contains(2.0, 5.0, 51.0);
    assertThat(figures.byStated().stream().mapToInt(CompletenessLab.Row::albums).sum())
        .isEqualTo(figures.albums());
  }

  @Test
  void filesThatDontFitAreRefusedInASentence() throws IOException {
    generate(20, 7);
    assertThatThrownBy(() -> LabelledFaces.read(vectors(), lines(), 511))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("fit together");
    Files.writeString(lines(), "1\t2\t3\n");
    assertThatThrownBy(() -> LabelledFaces.read(vectors(), lines(), DIMENSION))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("six columns");
  }
}
