package latent.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import latent.image.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphOpenerTest {

  private static final DetectorDescription DETECTOR = DetectorDescription.read(Models.DETECTOR);

  @ParameterizedTest
  @CsvSource({"32, 32", "64, 96", "960, 640", "640, 960"})
  void theOpenedGraphTakesAnySizeAndAnswersInItsMeasure(int width, int height) {
    Pixels black = new Pixels(width, height, new byte[3 * width * height]);
    try (Network network = new Network(DETECTOR, GraphOpener.open(DETECTOR.graph().bytes()));
        Network.Answers answers = network.run(black, width, height)) {
      for (DetectorDescription.Level level : DETECTOR.levels()) {
        assertThat(answers.named(level.scores()).shape())
            .containsExactly(1, 4, height / level.stride(), width / level.stride());
        assertThat(answers.named(level.landmarks()).shape())
            .containsExactly(1, 20, height / level.stride(), width / level.stride());
      }
    }
  }

  @Test
  void theGraphAsItCameTakesOneSize() {
    Pixels black = new Pixels(64, 64, new byte[3 * 64 * 64]);
    try (Network network = new Network(DETECTOR, DETECTOR.graph().bytes())) {
      assertThatThrownBy(() -> network.run(black, 64, 64)).isInstanceOf(NetworkException.class);
    }
  }

  @Test
  void openingTwiceChangesNothingMore() {
    byte[] once = GraphOpener.open(DETECTOR.graph().bytes());
    assertThat(GraphOpener.open(once)).isEqualTo(once);
  }

  @Test
  void whatIsNoGraphIsRefused() {
    byte[] graph = DETECTOR.graph().bytes();
    for (int length : new int[] {1, 7, 1000, graph.length - 1}) {
      assertThatThrownBy(() -> GraphOpener.open(java.util.Arrays.copyOf(graph, length)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> GraphOpener.open("no graph at all".getBytes()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
