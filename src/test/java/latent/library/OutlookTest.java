package latent.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import latent.Main;
import latent.SampleLibrary;
import latent.conditions.Conditions;
import latent.conditions.Conditions.Power;
import latent.library.Outlook.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the work that is pending. */
class OutlookTest {

  private static final int PICTURES = 6;

  private static final Instant NOW = Instant.parse("2026-11-27T20:00:00Z");

  @TempDir private static Path pictures;

  @TempDir private Path folder;

  private SampleLibrary sample;
  private Flows flows;
  private volatile Conditions conditions = Conditions.UNKNOWN;

  @BeforeAll
  static void makePictures() throws IOException {
    SampleLibrary.makePictures(pictures);
  }

  @BeforeEach
  void found() throws IOException {
    sample =
        new SampleLibrary(
            folder, Clock.fixed(NOW, ZoneId.of("UTC")), UnaryOperator.identity(), _ -> conditions);
    flows = sample.flows();
    add(0, PICTURES);
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private void add(int from, int count) throws IOException {
    try (var files = Files.list(pictures)) {
      flows
          .importer()
          .add(files.sorted().skip(from).limit(count).toList(), false, Progress.UNWATCHED);
    }
  }

  private Kind kind(String work) {
    return flows.outlook().kinds().stream()
        .filter(kind -> kind.work().equals(work))
        .findFirst()
        .orElseThrow();
  }

  private Instant until(String work) {
    return Instant.parse(String.valueOf(kind(work).until()));
  }

  private void shift() throws IOException {
    flows.nightShift().run(true, Progress.UNWATCHED);
  }

  @Test
  void beforeAnythingWasDoneNobodyKnowsHowLongItTakes() {
    for (String work : List.of("analyse", "upload")) {
      assertThat(kind(work).pending()).isEqualTo(PICTURES);
      assertThat(kind(work).done()).isZero();
      assertThat(kind(work).perHour()).isNull();
      assertThat(kind(work).seconds()).isNull();
      assertThat(kind(work).until()).isNull();
    }
    assertThat(kind("fetch").pending()).isZero();
    assertThat(flows.outlook().kinds()).extracting(Kind::work).doesNotContain("prepare", "improve");
  }

  /** What was learnt outlives the program. */
  @Test
  void afterwardsItIsKnownHowFastItGoes() throws IOException {
    shift();
    assertThat(kind("analyse").pending() + kind("upload").pending()).isZero();
    assertThat(kind("analyse").done()).isEqualTo(PICTURES);
    assertThat(kind("upload").done()).isEqualTo(PICTURES);
    assertThat(until("upload")).isEqualTo(NOW);
    flows = sample.reopen();
    add(PICTURES, 5);
    for (String work : List.of("analyse", "upload")) {
      assertThat(kind(work).pending()).isEqualTo(5);
      assertThat(kind(work).perHour()).isPositive();
      assertThat(kind(work).seconds()).isNotNull();
      assertThat(until(work)).isAfterOrEqualTo(NOW);
    }
    assertThat(kind("upload").seconds()).isGreaterThanOrEqualTo(seconds("analyse"));
  }

  private long seconds(String work) {
    @Nullable Long seconds = kind(work).seconds();
    return seconds == null ? -1 : seconds;
  }

  @Test
  void whatWaitsSaysWhy() throws IOException {
    shift();
    add(PICTURES, 5);
    conditions = new Conditions(Power.BATTERY, 90, Duration.ofHours(1), 50.0, true, null, null);
    assertThat(kind("analyse").because()).contains("battery");
    assertThat(kind("upload").because()).contains("metered");
    assertThat(kind("analyse").until()).isNull();
    assertThat(kind("analyse").seconds()).isNotNull();
    conditions = Conditions.UNKNOWN;
    assertThat(kind("analyse").because()).isNull();
    assertThat(kind("upload").because()).isNull();
  }

  /** A budget of a tenth of what is to be sent for each day lets it take ten days. */
  @Test
  void budgetsCountInDays() throws IOException {
    shift();
    add(PICTURES, 5);
    long bytes = kind("upload").bytes();
    flows.library().policy().change(List.of("budget", "upload", bytes / 10 + "B/day"), NOW);
    assertThat(until("upload")).isAfter(NOW.plus(Duration.ofDays(7)));
    assertThat(until("upload")).isBefore(NOW.plus(Duration.ofDays(14)));
  }

  @Test
  void modelsToComeAreAKindOfTheirOwn() throws IOException {
    shift();
    flows
        .outfitter()
        .use(
            new Main()
                .models()
                .usual()
                .detectorFile()
                .resolveSibling("faceplugin-fr-feature-mirrored.json"));
    assertThat(kind("prepare").pending()).isEqualTo(PICTURES);
    assertThat(kind("prepare").done()).isZero();
    shift();
    assertThat(flows.outlook().kinds()).extracting(Kind::work).doesNotContain("prepare");
  }
}
