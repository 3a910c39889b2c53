package latent.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import latent.image.ExifMaker;
import latent.image.Samples;
import latent.photo.Features;
import latent.photo.MediaType;
import latent.photo.PhotoId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against real processes. */
@Timeout(120)
class WorkerPoolTest {

  private static final Path MODELS = Path.of(System.getProperty("latent.models", "models"));

  private static final WorkerSettings SETTINGS =
      WorkerSettings.with(
              MODELS.resolve("retinaface-mnet25-v2.json"),
              MODELS.resolve("faceplugin-fr-feature.json"))
          .withWorkers(1);

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final byte[] PHOTO = Samples.jpeg(Samples.scene(640, 480, 1));

  @Test
  void inspectsAndAnalyses() {
    byte[] original = Samples.withExif(PHOTO, new ExifMaker().orientation(6).tiff());
    try (WorkerPool pool = new WorkerPool(SETTINGS)) {
      assertThat(pool.inspect(original))
          .isInstanceOfSatisfying(
              InspectOutcome.Inspected.class,
              inspected -> {
                assertThat(inspected.inspection().mediaType()).isEqualTo(MediaType.JPEG);
                assertThat(inspected.inspection().width()).isEqualTo(480);
              });
      PhotoId photo = PhotoId.of(original);
      assertThat(pool.analyse(photo, original))
          .isInstanceOfSatisfying(
              AnalyseOutcome.Analysed.class,
              analysed -> {
                assertThat(analysed.height()).isEqualTo(640);
                assertThat(analysed.features().photo()).isEqualTo(photo);
                assertThat(analysed.features().source()).isEqualTo(Features.Source.ORIGINAL);
                assertThat(analysed.features().detector().name()).isNotBlank();
                assertThat(analysed.copies().preview()).isNotEmpty();
              });
      assertThat(pool.processIds()).hasSize(1);
    }
  }

  @Test
  void whatCannotBeShownIsUnreadable() {
    try (WorkerPool pool = new WorkerPool(SETTINGS)) {
      assertUnreadable(pool, new byte[1000], "no kind of picture");
      assertUnreadable(pool, new byte[0], "no kind of picture");
      assertUnreadable(pool, Samples.pngClaiming(60_000, 60_000), "60000 x 60000");
      assertUnreadable(pool, Arrays.copyOf(PHOTO, 200), "ends");
      assertThat(pool.inspect(new byte[1000])).isInstanceOf(InspectOutcome.Unreadable.class);
      long[] before = pool.processIds();
      assertThat(pool.analyse(PhotoId.of(PHOTO), PHOTO))
          .isInstanceOf(AnalyseOutcome.Analysed.class);
      assertThat(pool.processIds()).isEqualTo(before);
    }
  }

  private static void assertUnreadable(WorkerPool pool, byte[] original, String sentence) {
    assertThat(pool.analyse(PhotoId.of(original), original))
        .isInstanceOfSatisfying(
            AnalyseOutcome.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).contains(sentence));
  }

  /** Three hundred megabytes of pixels, in a child that may take as much with all that it is. */
  @Test
  void aPictureBeyondTheMemoryBoundHurtsOnlyItself() {
    byte[] large = Samples.written(Samples.corners(10_000, 10_000), "png");
    try (WorkerPool pool = new WorkerPool(SETTINGS.withMemory(256L << 20, 300L << 20))) {
      assertThat(pool.analyse(PhotoId.of(large), large))
          .isNotInstanceOf(AnalyseOutcome.Analysed.class);
      assertThat(pool.analyse(PhotoId.of(PHOTO), PHOTO))
          .isInstanceOf(AnalyseOutcome.Analysed.class);
    }
  }

  @Test
  void aChildKilledWhileReadingCostsNothing() throws Exception {
    byte[] slow = new byte[1500];
    WorkerSettings settings = SETTINGS.withMainClass(BrokenChildren.Counting.class.getName());
    try (WorkerPool pool = new WorkerPool(settings);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int first = processThatAnswered(pool.inspect(new byte[1]));
      Future<InspectOutcome> answer = threads.submit(() -> pool.inspect(slow));
      Thread.sleep(300);
      kill(pool.processIds());
      int second = processThatAnswered(answer.get());
      assertThat(second).isNotEqualTo(first);
    }
  }

  @Test
  void aChildKilledWhileIdleCostsNothing() {
    try (WorkerPool pool = new WorkerPool(SETTINGS)) {
      for (int i = 0; i < 3; i++) {
        assertThat(pool.inspect(PHOTO)).isInstanceOf(InspectOutcome.Inspected.class);
        kill(pool.processIds());
      }
    }
  }

  /** A real child, a real decode, and a kill at any moment of it. */
  @Test
  void aChildKilledAtAnyMomentLosesNoPhoto() throws Exception {
    byte[] large = Samples.jpeg(Samples.scene(3000, 2000, 2));
    PhotoId photo = PhotoId.of(large);
    try (WorkerPool pool = new WorkerPool(SETTINGS);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      pool.analyse(photo, large);
      for (int delay = 5; delay < 120; delay += 50) {
        Future<AnalyseOutcome> answer = threads.submit(() -> pool.analyse(photo, large));
        Thread.sleep(delay);
        kill(pool.processIds());
        assertThat(answer.get()).isInstanceOf(AnalyseOutcome.Analysed.class);
      }
    }
  }

  @Test
  void aHangingChildIsKilledAndItsPhotoQuarantined() {
    assertQuarantined(BrokenChildren.Hanging.class, SHORT, "took longer than 1.0 s twice");
  }

  @Test
  void aChildThatDoesNotReadIsKilledToo() {
    WorkerSettings settings =
        SETTINGS.withMainClass(BrokenChildren.Deaf.class.getName()).withTimes(SHORT, LONG);
    try (WorkerPool pool = new WorkerPool(settings)) {
      assertThat(pool.inspect(new byte[20_000_000])).isInstanceOf(InspectOutcome.Quarantined.class);
    }
  }

  @Test
  void nonsenseIsNotBelieved() {
    assertQuarantined(BrokenChildren.Babbling.class, LONG, "makes no sense");
    assertQuarantined(BrokenChildren.Boasting.class, LONG, "makes no sense");
    assertQuarantined(BrokenChildren.Confused.class, LONG, "makes no sense");
    assertQuarantined(BrokenChildren.Breaking.class, LONG, "exit code 9");
  }

  @Test
  void aChildThatEatsItsMemoryEnds() {
    WorkerSettings settings = SETTINGS.withMainClass(BrokenChildren.Hungry.class.getName());
    try (WorkerPool pool = new WorkerPool(settings)) {
      assertThat(pool.inspect(PHOTO))
          .isEqualTo(
              new InspectOutcome.Quarantined(
                  "the reader process ran out of memory twice while reading this photo"));
    }
  }

  @Test
  void aChildThatComplainsAtLengthStillAnswers() {
    WorkerSettings settings = SETTINGS.withMainClass(BrokenChildren.Complaining.class.getName());
    try (WorkerPool pool = new WorkerPool(settings)) {
      assertThat(pool.inspect(PHOTO)).isInstanceOf(InspectOutcome.Inspected.class);
    }
  }

  private static void assertQuarantined(Class<?> child, Duration bound, String sentence) {
    WorkerSettings settings = SETTINGS.withMainClass(child.getName()).withTimes(bound, LONG);
    try (WorkerPool pool = new WorkerPool(settings)) {
      assertThat(pool.inspect(PHOTO))
          .isInstanceOfSatisfying(
              InspectOutcome.Quarantined.class,
              quarantined ->
                  assertThat(quarantined.reason())
                      .startsWith("the reader process")
                      .contains(sentence)
                      .contains("while reading this photo"));
      assertThat(pool.processIds()).isEmpty();
    }
  }

  @Test
  void childrenThatDoNotStartAreNoPhotosFault() {
    WorkerSettings stillborn = SETTINGS.withMainClass(BrokenChildren.Stillborn.class.getName());
    try (WorkerPool pool = new WorkerPool(stillborn)) {
      assertThatThrownBy(() -> pool.inspect(PHOTO))
          .isInstanceOf(WorkersUnableException.class)
          .hasMessageContaining("no room to live");
    }
    WorkerSettings never =
        SETTINGS.withMainClass(BrokenChildren.NeverReady.class.getName()).withTimes(LONG, SHORT);
    try (WorkerPool pool = new WorkerPool(never)) {
      assertThatThrownBy(() -> pool.inspect(PHOTO)).isInstanceOf(WorkersUnableException.class);
    }
  }

  @Test
  void missingModelsAreNoPhotosFault() {
    WorkerSettings settings =
        WorkerSettings.with(Path.of("no-such-detector.json"), Path.of("no-such-embedder.json"))
            .withWorkers(1);
    try (WorkerPool pool = new WorkerPool(settings)) {
      assertThat(pool.inspect(PHOTO)).isInstanceOf(InspectOutcome.Inspected.class);
      assertThatThrownBy(() -> pool.analyse(PhotoId.of(PHOTO), PHOTO))
          .isInstanceOf(WorkersUnableException.class)
          .hasMessageContaining("no-such-detector.json");
      assertThat(pool.inspect(PHOTO)).isInstanceOf(InspectOutcome.Inspected.class);
    }
  }

  @Test
  void photosAreReadSideBySide() throws Exception {
    WorkerSettings settings =
        SETTINGS.withMainClass(BrokenChildren.Counting.class.getName()).withWorkers(2);
    try (WorkerPool pool = new WorkerPool(settings);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<InspectOutcome>> answers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        answers.add(threads.submit(() -> pool.inspect(new byte[300])));
      }
      Set<Integer> processes = new HashSet<>();
      for (Future<InspectOutcome> answer : answers) {
        processes.add(processThatAnswered(answer.get()));
      }
      assertThat(processes).hasSize(2);
    }
  }

  @Test
  void idleChildrenGoHome() throws Exception {
    WorkerSettings settings = SETTINGS.withMainClass(BrokenChildren.Counting.class.getName());
    try (WorkerPool pool = new WorkerPool(settings, Duration.ofMillis(200))) {
      int first = processThatAnswered(pool.inspect(new byte[1]));
      while (pool.processIds().length > 0) {
        Thread.sleep(20);
      }
      assertThat(processThatAnswered(pool.inspect(new byte[1]))).isNotEqualTo(first);
      assertThat(processThatAnswered(pool.inspect(new byte[700]))).isPositive();
    }
  }

  @Test
  void closingKillsEveryChildAndRefusesQuestions() throws Exception {
    WorkerPool pool =
        new WorkerPool(SETTINGS.withMainClass(BrokenChildren.Hanging.class.getName()));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<InspectOutcome> answer = threads.submit(() -> pool.inspect(PHOTO));
      while (pool.processIds().length == 0) {
        Thread.sleep(20);
      }
      long[] children = pool.processIds();
      pool.close();
      assertThatThrownBy(answer::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
      for (long child : children) {
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
      }
    }
    assertThatThrownBy(() -> pool.inspect(PHOTO)).isInstanceOf(IllegalStateException.class);
  }

  /** Conditions turn bad while photos are read: no photo is blamed, and the pool goes on later. */
  @Test
  void analysingCanBeStoppedAndNoPhotoIsBlamed() throws Exception {
    PhotoId photo = PhotoId.of(PHOTO);
    WorkerSettings settings =
        SETTINGS.withMainClass(BrokenChildren.Hanging.class.getName()).withWorkers(1);
    try (WorkerPool pool = new WorkerPool(settings);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> read = threads.submit(() -> pool.analyse(photo, PHOTO));
      Future<?> waiting = threads.submit(() -> pool.analyse(photo, PHOTO));
      while (!read.isDone() || !waiting.isDone()) {
        pool.stopAnalysing();
        Thread.sleep(20);
      }
      for (Future<?> stopped : List.of(read, waiting)) {
        assertThatThrownBy(stopped::get)
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(ReadingStoppedException.class);
      }
    }
    try (WorkerPool pool = new WorkerPool(SETTINGS)) {
      pool.stopAnalysing();
      assertThat(pool.inspect(PHOTO)).isInstanceOf(InspectOutcome.class);
    }
  }

  @Test
  void noMoreProcessesWorkThanAreAllowed() throws Exception {
    WorkerSettings settings =
        SETTINGS.withMainClass(BrokenChildren.Hanging.class.getName()).withWorkers(4);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        WorkerPool pool = new WorkerPool(settings)) {
      pool.atMost(1);
      pool.atMost(2);
      for (int i = 0; i < 4; i++) {
        threads.submit(() -> pool.inspect(PHOTO));
      }
      while (pool.processIds().length < 2) {
        Thread.sleep(20);
      }
      Thread.sleep(500);
      assertThat(pool.processIds()).hasSize(2);
      pool.atMost(100);
      while (pool.processIds().length < 4) {
        Thread.sleep(20);
      }
    }
  }

  @Test
  void aBusyChildDoesNotOutliveItsKilledParent(@TempDir Path folder) throws Exception {
    Path told = folder.resolve("child");
    Process parent =
        new ProcessBuilder(
                SETTINGS.program().java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                SETTINGS.program().classPath(),
                BrokenChildren.Owner.class.getName(),
                told.toString())
            .redirectErrorStream(true)
            .start();
    while (!Files.exists(told) || Files.size(told) == 0) {
      assertThat(parent.isAlive()).isTrue();
      Thread.sleep(50);
    }
    ProcessHandle child = ProcessHandle.of(Long.parseLong(Files.readString(told))).orElseThrow();
    parent.destroyForcibly().waitFor();
    for (int i = 0; i < 100 && child.isAlive(); i++) {
      Thread.sleep(100);
    }
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void aChildInItsCageReachesNothing() {
    WorkerSettings settings = SETTINGS.withMainClass(BrokenChildren.Prisoner.class.getName());
    try (WorkerPool pool = new WorkerPool(settings)) {
      assertThat(pool.inspect(PHOTO)).isEqualTo(new InspectOutcome.Unreadable("could read"));
    }
    try (WorkerPool pool = new WorkerPool(SETTINGS)) {
      assertThat(pool.cage().isWhole()).isTrue();
      assertThat(pool.cage().sentence()).contains("reach no network");
    }
  }

  @Test
  void aChildKnowsNoSecret() {
    WorkerSettings settings = SETTINGS.withMainClass(BrokenChildren.Telling.class.getName());
    try (WorkerPool pool = new WorkerPool(settings)) {
      assertThat(pool.inspect(PHOTO)).isEqualTo(new InspectOutcome.Unreadable("[LC_ALL]"));
    }
  }

  @Test
  void childrenLeaveNoFilesBehind(@TempDir Path folder) {
    try (WorkerPool pool = new WorkerPool(SETTINGS.withFolder(folder))) {
      pool.analyse(PhotoId.of(PHOTO), PHOTO);
      assertThat(folder).isNotEmptyDirectory();
      kill(pool.processIds());
      pool.analyse(PhotoId.of(PHOTO), PHOTO);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aChildThatDoesNotStartLeavesNoFilesBehind(@TempDir Path folder) {
    WorkerSettings.Program missing =
        new WorkerSettings.Program(
            folder.resolve("no-java"), null, SETTINGS.program().classPath(), "latent.Nothing");
    WorkerSettings settings =
        new WorkerSettings(
            1, SETTINGS.bounds(), SETTINGS.detector(), SETTINGS.embedder(), missing, folder);
    try (WorkerPool pool = new WorkerPool(settings)) {
      assertThatThrownBy(() -> pool.inspect(PHOTO))
          .isInstanceOf(WorkersUnableException.class)
          .hasMessageContaining("does not start: Cannot run program");
    }
    assertThat(folder).isEmptyDirectory();
  }

  private static int processThatAnswered(InspectOutcome outcome) {
    return switch (outcome) {
      case InspectOutcome.Inspected(var inspection) -> inspection.width();
      case InspectOutcome.Unreadable(String reason) -> throw new AssertionError(reason);
      case InspectOutcome.Quarantined(String reason) -> throw new AssertionError(reason);
    };
  }

  private static void kill(long[] processes) {
    for (long process : processes) {
      ProcessHandle handle = ProcessHandle.of(process).orElse(null);
      Objects.requireNonNull(handle).destroyForcibly();
    }
  }
}
