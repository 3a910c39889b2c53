package latent.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import latent.SampleLibrary;
import latent.conditions.Conditions;
import latent.conditions.Conditions.Power;
import latent.library.Gallery;
import latent.library.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The night shift beside the web page. */
class ShiftRunnerTest {

  private static final int PICTURES = 4;

  @TempDir private Path folder;

  private volatile Conditions conditions =
      new Conditions(Power.BATTERY, 70, null, null, true, null, null);

  /** What waits on battery is read when the charger is back, without anybody asking for it. */
  @Test
  @Timeout(900)
  void goesOnByItselfWhenConditionsAreGoodAgain() throws Exception {
    Path pictures = folder.resolve("pictures");
    SampleLibrary.makePictures(pictures);
    try (SampleLibrary sample =
        new SampleLibrary(
            folder.resolve("device"),
            Clock.systemUTC(),
            UnaryOperator.identity(),
            _ -> conditions)) {
      try (var files = Files.list(pictures)) {
        sample
            .flows()
            .importer()
            .add(files.sorted().limit(PICTURES).toList(), false, Progress.UNWATCHED);
      }
      try (ShiftRunner runner =
          new ShiftRunner(sample.flows(), new Events(), Duration.ofMillis(50))) {
        runner.workIfAllowed();
        assertThat(pending(sample).analyse()).isEqualTo(PICTURES);
        conditions = new Conditions(Power.MAINS, 70, null, null, true, null, null);
        while (pending(sample).analyse() > 0 || pending(sample).upload() < PICTURES) {
          Thread.sleep(50);
        }
        assertThat(pending(sample).upload()).isEqualTo(PICTURES);
        conditions = new Conditions(Power.MAINS, 70, null, null, false, null, null);
        while (pending(sample).upload() > 0 || runner.isRunning()) {
          Thread.sleep(50);
        }
        assertThat(runner.lastTrouble()).isNull();
        assertThat(sample.flows().checker().verify(true, Progress.UNWATCHED).findings()).isEmpty();
      }
    }
  }

  private static Gallery.Pending pending(SampleLibrary sample) {
    return sample.flows().gallery().status().pending();
  }
}
