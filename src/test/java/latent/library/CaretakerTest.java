package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.UnaryOperator;
import latent.SampleLibrary;
import latent.conditions.Conditions;
import latent.image.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a shift is due, and what is said of how shifts went. */
class CaretakerTest {

  @TempDir private Path folder;

  private final HandClock clock = new HandClock(LocalDateTime.of(2026, 11, 2, 8, 0));
  private volatile Conditions conditions = Conditions.UNKNOWN;
  private SampleLibrary sample;

  @BeforeEach
  void found() throws IOException {
    sample = new SampleLibrary(folder, clock, UnaryOperator.identity(), _ -> conditions);
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private Caretaker caretaker() {
    return sample.flows().caretaker();
  }

  private List<String> complaints() {
    return sample.flows().health().complaints();
  }

  @Test
  void aShiftIsDueNowAndThenAndWhenSomethingArrived() throws IOException {
    assertThat(caretaker().isDue()).isFalse();
    clock.advance(Caretaker.BETWEEN_SHIFTS);
    assertThat(caretaker().isDue()).isTrue();
    caretaker().work(false, Progress.UNWATCHED);
    assertThat(caretaker().isDue()).isFalse();
    caretaker().arrived();
    assertThat(caretaker().isDue()).isTrue();
    caretaker().work(false, Progress.UNWATCHED);
    assertThat(caretaker().isDue()).isFalse();
    assertThat(caretaker().account().shifts()).isEqualTo(2);
    assertThat(caretaker().account().seconds()).isPositive();
  }

  @Test
  void aShiftIsDueWhenConditionsAreGoodAgain() throws IOException {
    Path picture = Files.write(folder.resolve("one.jpg"), Samples.jpeg(Samples.corners(64, 48)));
    sample.flows().importer().add(List.of(picture), false, Progress.UNWATCHED);
    conditions = new Conditions(Conditions.Power.BATTERY, 70, null, null, true, null, null);
    caretaker().work(false, Progress.UNWATCHED);
    assertThat(caretaker().isDue()).isFalse();
    conditions = new Conditions(Conditions.Power.MAINS, 70, null, null, true, null, null);
    assertThat(caretaker().isDue()).isTrue();
  }

  /** A cloud that is away for an hour is a complaint, and none once it is back. */
  @Test
  void aCloudThatStaysAwayIsSaid() throws IOException {
    caretaker().work(false, Progress.UNWATCHED);
    Path cloud = sample.cloud();
    Path away = Files.move(cloud, folder.resolve("away"));
    assertThatThrownBy(() -> caretaker().work(false, Progress.UNWATCHED))
        .isInstanceOf(IOException.class);
    assertThat(complaints()).isEmpty();
    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> caretaker().work(false, Progress.UNWATCHED))
        .isInstanceOf(IOException.class);
    assertThat(caretaker().account().failuresInARow()).isEqualTo(2);
    assertThat(complaints())
        .singleElement()
        .asString()
        .startsWith("the cloud has not been reached since 2026-")
        .doesNotContain(folder.toString());
    Files.move(away, cloud);
    caretaker().work(false, Progress.UNWATCHED);
    assertThat(complaints()).isEmpty();
    assertThat(caretaker().account().failures()).isEqualTo(2);
    assertThat(caretaker().account().failuresInARow()).isZero();
  }

  /** Whatever else makes shifts fail is said when it has done so three times in a row. */
  @Test
  void aCatalogThatCantBeUsedIsSaid() {
    assertThat(complaints()).isEmpty();
    sample.flows().library().catalog().close();
    for (int shift = 0; shift < 3; shift++) {
      assertThatThrownBy(() -> caretaker().work(false, Progress.UNWATCHED))
          .isInstanceOf(RuntimeException.class);
    }
    assertThat(complaints())
        .containsExactly("the catalog can't be used", "the night shift failed 3 times in a row");
  }
}
