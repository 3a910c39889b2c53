package latent.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import latent.photo.ModelName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDescriptionTest {

  @TempDir private Path folder;

  @Test
  void theModelsThatAreFetchedAreDescribed() {
    DetectorDescription second = DetectorDescription.read(Models.DETECTOR);
    DetectorDescription first = DetectorDescription.read(Models.OTHER_DETECTOR);
    EmbedderDescription embedder = EmbedderDescription.read(Models.EMBEDDER);

    assertThat(second.modelName()).isEqualTo(new ModelName("retinaface-mnet25", "2"));
    assertThat(first.modelName()).isEqualTo(new ModelName("retinaface-mnet25", "1"));
    assertThat(second.landmarkScale()).isEqualTo(0.2);
    assertThat(first.landmarkScale()).isEqualTo(1.0);
    assertThat(embedder.input().colours()).isEqualTo(InputForm.Colours.BGR);
    assertThat(embedder.dimension()).isEqualTo(512);
    assertThat(embedder.calibration())
        .contains(new EmbedderDescription.Calibration(1e-4, 0.413))
        .isSortedAccordingTo((a, b) -> Double.compare(a.cosine(), b.cosine()));
  }

  @Test
  void aMissingDescriptionIsSaid() {
    Path nowhere = folder.resolve("nowhere.json");
    assertThatThrownBy(() -> ModelDescription.read(nowhere))
        .isInstanceOf(UnusableModelException.class)
        .hasMessage(nowhere + ": there is no such file");
  }

  @Test
  void aMissingNetworkIsSaid() throws IOException {
    Path description = copyOf(Models.EMBEDDER);
    assertThatThrownBy(() -> ModelDescription.read(description))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageStartingWith(
            description + ": its network faceplugin-fr-feature.onnx is missing");
  }

  @Test
  void anotherNetworkIsRefusedWithBothHashes() throws IOException {
    Path description = copyOf(Models.EMBEDDER);
    Files.writeString(folder.resolve("faceplugin-fr-feature.onnx"), "abc");
    assertThatThrownBy(() -> ModelDescription.read(description))
        .isInstanceOf(UnusableModelException.class)
        .hasMessage(
            description
                + ": the SHA-256 of faceplugin-fr-feature.onnx is"
                + " ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad, expected"
                + " 87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581");
  }

  @Test
  void aNetworkThatChangedAfterItsDescriptionWasReadIsRefused() throws IOException {
    Path description = copyOf(Models.EMBEDDER);
    Path network = folder.resolve("faceplugin-fr-feature.onnx");
    Files.copy(Models.EMBEDDER.resolveSibling(network.getFileName()), network);
    EmbedderDescription read = EmbedderDescription.read(description);
    Files.writeString(network, "abc");
    assertThatThrownBy(() -> new Embedder(read))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining("SHA-256");
  }

  @Test
  void theWrongRoleIsSaid() {
    assertThatThrownBy(() -> DetectorDescription.read(Models.EMBEDDER))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageEndingWith("describes an embedder, not a detector");
    assertThatThrownBy(() -> EmbedderDescription.read(Models.DETECTOR))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageEndingWith("describes a detector, not an embedder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "version",
        "graph",
        "input",
        "side",
        "template",
        "dimension",
        "calibration"
      })
  void aFieldThatIsLeftOutIsNamed(String field) throws IOException {
    List<String> lines = Files.readAllLines(Models.EMBEDDER);
    String text = String.join("\n", lines).replace('"' + field + '"', '"' + field + "s\"");
    Path description = Files.writeString(folder.resolve("model.json"), text);
    assertThatThrownBy(() -> ModelDescription.read(description))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageStartingWith(description + ": ")
        .hasMessageContaining(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"role\": \"painter\"}",
        "{\"role\": \"embedder\"}",
        "{\"role\": \"detector\", \"name\": 5}",
        "{\"role\": \"embedder\", \"graph\": {\"file\": \"x\", \"sha256\": \"y\"}}"
      })
  void nonsenseIsRefusedInOneSentence(String text) throws IOException {
    Path description = Files.writeString(folder.resolve("model.json"), text);
    assertThatThrownBy(() -> ModelDescription.read(description))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageStartingWith(description + ": ");
  }

  @Test
  void aNumberOutOfItsRangeIsSaid() throws IOException {
    String text =
        Files.readString(Models.DETECTOR).replace("\"threshold\": 0.8", "\"threshold\": 8");
    Path description = Files.writeString(folder.resolve("model.json"), text);
    assertThatThrownBy(() -> ModelDescription.read(description))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining("threshold must be between 0 and 1, not 8.0");
  }

  @Test
  void anEmbedderNeedNotSayHowToTellBlurredFaces() throws IOException {
    String text = Files.readString(Models.EMBEDDER);
    Path description = folder.resolve("model.json");
    Files.writeString(description, text.replaceFirst("(?s),\\s*\"goodLength\".*", "}"));
    Files.copy(
        Models.EMBEDDER.resolveSibling("faceplugin-fr-feature.onnx"),
        folder.resolve("faceplugin-fr-feature.onnx"));
    EmbedderDescription read = EmbedderDescription.read(description);
    assertThat(read.goodLength()).isZero();
    assertThat(read.nobody().vector()).isEmpty();
  }

  @Test
  void aVectorOfAnotherDimensionIsSaid() throws IOException {
    String text =
        Files.readString(Models.EMBEDDER).replaceFirst("(\"vector\": \\[)\\s*[-0-9]+,", "$1");
    Path description = Files.writeString(folder.resolve("model.json"), text);
    assertThatThrownBy(() -> ModelDescription.read(description))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining("nobody's vector must have 512 numbers, not 511");
  }

  @Test
  void anOutputThatTheNetworkLacksIsNamed() throws IOException {
    String text = Files.readString(Models.DETECTOR).replace("bbox_pred_stride8\"", "box8\"");
    Path description = Files.writeString(folder.resolve("model.json"), text);
    Files.copy(
        Models.DETECTOR.resolveSibling("retinaface-mnet25-v2.onnx"),
        folder.resolve("retinaface-mnet25-v2.onnx"));
    DetectorDescription read = DetectorDescription.read(description);
    assertThatThrownBy(() -> new Detector(read))
        .isInstanceOf(UnusableModelException.class)
        .hasMessage(description + ": its network has no output named face_rpn_box8");
  }

  private Path copyOf(Path description) throws IOException {
    return Files.copy(description, folder.resolve(description.getFileName()));
  }
}
