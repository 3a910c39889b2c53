package latent.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import latent.SampleLibrary;
import latent.Seed;
import latent.conditions.ConditionSensor;
import latent.conditions.Conditions;
import latent.conditions.Conditions.Power;
import latent.photo.PhotoId;
import latent.store.Content;
import latent.store.Direction;
import latent.store.ForwardingStore;
import latent.store.Meter;
import latent.store.ObjectStore;
import latent.store.Receipt;
import latent.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night shift does while conditions change around it. */
class ConditionsTest {

  private static final String BATTERY = "the computer runs on battery";
  private static final String METERED = "the network is metered";

  @TempDir private static Path pictures;

  @TempDir private Path folder;

  private @Nullable SampleLibrary made;
  private final Map<String, AtomicInteger> originalsStored = new ConcurrentHashMap<>();

  /** What the sensors say, where no files say it. */
  private volatile Conditions conditions = Conditions.UNKNOWN;

  @BeforeAll
  static void makePictures() throws IOException {
    SampleLibrary.makePictures(pictures);
  }

  @AfterEach
  void close() {
    sample().close();
  }

  private List<Path> pictures(int count) throws IOException {
    try (var files = Files.list(pictures)) {
      List<Path> first = files.sorted().limit(count).toList();
      assertThat(first).hasSize(count);
      return first;
    }
  }

  private void found(Clock clock, UnaryOperator<ObjectStore> way, ConditionSensor sensor, int count)
      throws IOException {
    made = new SampleLibrary(folder.resolve("device"), clock, way, sensor);
    flows().importer().add(pictures(count), false, Progress.UNWATCHED);
  }

  private SampleLibrary sample() {
    return Objects.requireNonNull(made, "each test makes one");
  }

  private Flows flows() {
    return sample().flows();
  }

  private NightShift.Report shift() throws IOException {
    return shift(Progress.UNWATCHED);
  }

  private NightShift.Report shift(Progress progress) throws IOException {
    NightShift.Report report = flows().nightShift().run(false, progress);
    assertThat(report.failures()).isEmpty();
    assertThat(report.damages()).isEmpty();
    return report;
  }

  private static long left(NightShift.Report report, String work, String because) {
    return report.waiting().stream()
        .filter(waiting -> waiting.work().equals(work) && waiting.because().equals(because))
        .mapToLong(NightShift.Waiting::count)
        .sum();
  }

  /** Counts the originals that were stored, each by the name of its object. */
  private ObjectStore counted(ObjectStore store) {
    return new Counted(store);
  }

  private final class Counted extends ForwardingStore {
    Counted(ObjectStore store) {
      super(store);
    }

    @Override
    public Receipt put(String name, Content content) throws IOException {
      Receipt receipt = store.put(name, content);
      if (name.startsWith("o/")) {
        originalsStored.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
      }
      return receipt;
    }

    @Override
    public ObjectStore metered(Meter meter) {
      return new Counted(store.metered(meter));
    }
  }

  private void assertAllIsDone(int count) throws IOException {
    Gallery.Status status = flows().gallery().status();
    assertThat(status.pending().analyse()).isZero();
    assertThat(status.pending().upload()).isZero();
    assertThat(status.quarantined()).isZero();
    assertThat(status.unreadable()).isZero();
    assertThat(originalsStored).hasSize(count);
    assertThat(originalsStored.values()).allMatch(times -> times.get() == 1);
    assertThat(flows().checker().verify(true, Progress.UNWATCHED).findings()).isEmpty();
    assertThat(flows().offloader().free(Long.MAX_VALUE).offloaded()).isEqualTo(count);
    for (Gallery.PhotoEntry photo : flows().gallery().photos(null, null)) {
      try (InputStream original = flows().recaller().open(photo.photo()).bytes()) {
        assertThat(PhotoId.of(original.readAllBytes()).hex()).isEqualTo(photo.photo());
      }
    }
  }

  /** A folder shaped like /sys/class/power_supply, whose charger can be pulled. */
  private record Laptop(Path root) {
    static Laptop in(Path folder) throws IOException {
      Path supplies = folder.resolve("sys/class/power_supply");
      Path charger = Files.createDirectories(supplies.resolve("AC"));
      Path battery = Files.createDirectories(supplies.resolve("BAT0"));
      Files.writeString(charger.resolve("type"), "Mains\n");
      Files.writeString(charger.resolve("online"), "1\n");
      Files.writeString(battery.resolve("type"), "Battery\n");
      Files.writeString(battery.resolve("capacity"), "80\n");
      return new Laptop(folder);
    }

    void charger(boolean plugged) {
      try {
        Path online = root.resolve("sys/class/power_supply/AC/online");
        Path beside = Files.writeString(root.resolve("online"), plugged ? "1\n" : "0\n");
        Files.move(beside, online, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  /** The charger is pulled while photos are read, and put back: all are read, each once. */
  @Test
  void theChargerIsPulledAndPutBack() throws IOException {
    int count = 36;
    Laptop laptop = Laptop.in(folder.resolve("machine"));
    ConditionSensor sensor = ConditionSensor.ofLinux(laptop.root());
    found(Clock.systemUTC(), this::counted, sensor, count);

    AtomicInteger pulled = new AtomicInteger();
    NightShift.Report cut =
        shift(
            (_, done, _) -> {
              if (done >= 5 && pulled.getAndIncrement() == 0) {
                laptop.charger(false);
              }
            });
    assertThat(pulled.get()).isPositive();
    assertThat(cut.analysed()).isBetween(5, count - 1);
    assertThat(left(cut, "analyse", BATTERY)).isEqualTo(count - cut.analysed());
    // What was read is sent all the same: that takes no more than the network.
    assertThat(cut.uploaded()).isEqualTo(cut.analysed());
    assertThat(flows().nightShift().mayResume()).isFalse();

    NightShift.Report still = shift();
    assertThat(still.analysed()).isZero();
    assertThat(left(still, "analyse", BATTERY)).isEqualTo(count - cut.analysed());
    assertThat(flows().gallery().status().pending().analyse()).isEqualTo(count - cut.analysed());

    laptop.charger(true);
    assertThat(flows().nightShift().mayResume()).isTrue();
    NightShift.Report rest = shift();
    assertThat(cut.analysed() + rest.analysed()).isEqualTo(count);
    assertThat(rest.waiting()).isEmpty();
    assertThat(flows().nightShift().mayResume()).isFalse();
    assertAllIsDone(count);
  }

  /** A store whose every byte takes its time, and which can be told what to do when some moved. */
  private static final class Slow extends ForwardingStore {
    private final Runnable whenMoving;

    Slow(ObjectStore store, Runnable whenMoving) {
      super(store);
      this.whenMoving = whenMoving;
    }

    @Override
    public ObjectStore metered(Meter meter) {
      return new Slow(
          store.metered(
              (direction, bytes) -> {
                if (direction == Direction.UP && bytes > 5_000) {
                  whenMoving.run();
                }
                meter.moved(direction, bytes);
              }),
          whenMoving);
    }
  }

  /** The network becomes one that is paid for by the byte while a photo is on its way. */
  @Test
  void theNetworkBecomesMeteredAndFreeAgain() throws IOException {
    int count = 8;
    CountDownLatch noticed = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    ConditionSensor sensor =
        _ -> {
          if (Boolean.TRUE.equals(conditions.metered()) && looks.incrementAndGet() == 3) {
            noticed.countDown();
          }
          return conditions;
        };
    AtomicInteger moving = new AtomicInteger();
    Runnable onTheWay =
        () -> {
          if (moving.incrementAndGet() >= 6 && noticed.getCount() > 0) {
            conditions = metered(true);
            await(noticed);
          }
        };
    found(Clock.systemUTC(), store -> new Slow(counted(store), onTheWay), sensor, count);
    NightShift.Report cut = shift();
    assertThat(cut.analysed()).isEqualTo(count);
    assertThat(cut.uploaded()).isLessThan(count);
    assertThat(left(cut, "upload", METERED)).isEqualTo(count - cut.uploaded());
    int stored = originalsStored.size();
    assertThat(shift().uploaded()).isZero();
    assertThat(originalsStored).hasSize(stored);

    conditions = metered(false);
    assertThat(flows().nightShift().mayResume()).isTrue();
    assertThat(cut.uploaded() + shift().uploaded()).isEqualTo(count);
    assertAllIsDone(count);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static Conditions metered(boolean metered) {
    return new Conditions(Power.MAINS, 90, Duration.ofHours(1), 50.0, metered, 1L << 40, 0.5);
  }

  private static Conditions anything(Random random) {
    return new Conditions(
        Power.values()[random.nextInt(3)],
        random.nextInt(3) == 0 ? null : random.nextInt(101),
        random.nextInt(3) == 0 ? null : Duration.ofMinutes(random.nextInt(12)),
        random.nextInt(3) == 0 ? null : 60.0 + random.nextInt(30),
        random.nextInt(3) == 0 ? null : random.nextInt(3) == 0,
        random.nextInt(3) == 0 ? null : random.nextInt(4) * 400_000_000L,
        random.nextDouble());
  }

  /** Whatever happens, in whatever order: in the end all is read and stored, each photo once. */
  @Test
  void whateverConditionsCome() throws IOException {
    Random random = Seed.random("ConditionsTest");
    int count = 16;
    AtomicInteger looks = new AtomicInteger();
    ConditionSensor sensor =
        _ -> {
          synchronized (random) {
            // Good and bad times last for a while each.
            if (looks.incrementAndGet() % 12 == 0) {
              conditions = random.nextBoolean() ? Conditions.UNKNOWN : anything(random);
            }
            return conditions;
          }
        };
    found(Clock.systemUTC(), this::counted, sensor, count);
    int analysed = 0;
    int uploaded = 0;
    for (int night = 0; night < 12; night++) {
      NightShift.Report report = shift();
      analysed += report.analysed();
      uploaded += report.uploaded();
    }
    NightShift.Report last = flows().nightShift().run(true, Progress.UNWATCHED);
    assertThat(last.failures()).isEmpty();
    assertThat(last.waiting()).isEmpty();
    assertThat(analysed + last.analysed()).isEqualTo(count);
    assertThat(uploaded + last.uploaded()).isEqualTo(count);
    assertAllIsDone(count);
  }

  /** Somebody presses Ctrl-C; the next start of the program goes on. */
  @Test
  void aShiftThatIsToldToStopLosesNothing() throws IOException {
    int count = 12;
    found(Clock.systemUTC(), this::counted, _ -> Conditions.UNKNOWN, count);
    NightShift stopped = flows().nightShift();
    NightShift.Report cut =
        stopped.run(
            true,
            (_, done, _) -> {
              if (done == 3) {
                stopped.stop();
              }
            });
    assertThat(cut.failures()).isEmpty();
    assertThat(cut.analysed()).isLessThan(count);
    assertThat(left(cut, "analyse", "it was stopped")).isEqualTo(count - cut.analysed());
    assertThat(stopped.run(true, Progress.UNWATCHED).analysed()).isZero();
    sample().reopen();
    NightShift.Report rest = shift();
    assertThat(cut.analysed() + rest.analysed()).isEqualTo(count);
    assertThat(cut.uploaded() + rest.uploaded()).isEqualTo(count);
    assertAllIsDone(count);
  }

  /** A clock that is set by hand. */
  private static final class HandSet extends Clock {
    private volatile Instant now;

    HandSet(LocalDate day, int hour) {
      set(day, hour);
    }

    void set(LocalDate day, int hour) {
      now = day.atTime(hour, 0).atZone(ZoneId.systemDefault()).toInstant();
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(now, zone);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private void policy(Clock clock, String... said) {
    flows().library().policy().change(List.of(said), clock.instant());
  }

  private List<Long> sealedSizes() {
    List<Long> sizes = new ArrayList<>();
    for (Gallery.PhotoEntry photo : flows().gallery().photos(null, null)) {
      PhotoId id = new PhotoId(photo.photo());
      long bytes = flows().library().catalog().photos().find(id).orElseThrow().photo().bytes();
      sizes.add(Vault.sealedOriginal(bytes));
    }
    return sizes;
  }

  /** No budget is overdrawn, by a day's or a month's last byte, however many are sent at once. */
  @Test
  void uploadsKeepToTheBudgetOfTheDayAndOfTheMonth() throws IOException {
    int count = 9;
    LocalDate lastButOne = LocalDate.of(2026, 11, 29);
    HandSet clock = new HandSet(lastButOne, 20);
    found(clock, this::counted, _ -> Conditions.UNKNOWN, count);
    long all = sealedSizes().stream().mapToLong(Long::longValue).sum();
    long largest = sealedSizes().stream().mapToLong(Long::longValue).max().orElseThrow();
    long day = Math.max(all / 3, largest);
    assertThat(day).isLessThan(all / 2);
    policy(clock, "budget", "upload", day + "B/day");

    NightShift.Report first = shift();
    assertThat(first.analysed()).isEqualTo(count);
    assertThat(first.uploaded()).isBetween(1, count - 1);
    assertNothingMoreFits(day - spentOn(lastButOne));
    assertThat(first.waiting())
        .allMatch(waiting -> waiting.work().equals("upload"))
        .allMatch(waiting -> waiting.because().contains("until tomorrow"));
    assertThat(first.waiting().stream().mapToLong(NightShift.Waiting::count).sum())
        .isEqualTo(count - first.uploaded());
    assertThat(shift().uploaded()).isZero();
    // A budget is no condition: whoever says now doesn't mean it.
    assertThat(flows().nightShift().run(true, Progress.UNWATCHED).uploaded()).isZero();
    assertThat(flows().nightShift().mayResume()).isFalse();

    // On the next day, which is the month's last, the month has less left than the day.
    LocalDate last = lastButOne.plusDays(1);
    clock.set(last, 1);
    long month = spentOn(lastButOne) + day / 2;
    policy(clock, "budget", "upload", month + "B/month");
    shift();
    assertNothingMoreFits(month - spentOn(lastButOne) - spentOn(last));
    NightShift.Report waits = shift();
    assertThat(waits.uploaded()).isZero();
    assertThat(waits.waiting())
        .isNotEmpty()
        .allMatch(waiting -> waiting.because().contains("this month's"));

    // With the first of December both begin anew.
    clock.set(last.plusDays(1), 0);
    policy(clock, "budget", "upload", day + "B/month");
    assertThat(flows().nightShift().mayResume()).isTrue();
    assertThat(shift().uploaded()).isPositive();
    assertNothingMoreFits(day - spentOn(last.plusDays(1)));
    policy(clock, "budget", "upload", "off");
    shift();
    assertAllIsDone(count);
  }

  private void assertNothingMoreFits(long left) {
    assertThat(left).isNotNegative();
    for (PhotoId id : flows().library().catalog().photos().toUpload()) {
      long bytes = flows().library().catalog().photos().find(id).orElseThrow().photo().bytes();
      assertThat(Vault.sealedOriginal(bytes)).isGreaterThan(left);
    }
  }

  private long spentOn(LocalDate day) {
    return flows().library().catalog().ledger().days(Instant.EPOCH, ZoneId.systemDefault()).stream()
        .filter(moved -> moved.day().equals(day) && moved.line().reason().equals("upload"))
        .mapToLong(moved -> moved.line().bytes())
        .sum();
  }

  /** One photo that is larger than the whole budget waits, and says so; the others go. */
  @Test
  void whatIsLargerThanTheBudgetSaysSo() throws IOException {
    Clock clock = Clock.systemUTC();
    found(clock, this::counted, _ -> Conditions.UNKNOWN, 4);
    long largest = sealedSizes().stream().mapToLong(Long::longValue).max().orElseThrow();
    policy(clock, "budget", "upload", (largest - 1) + "B/day");
    NightShift.Report report = shift();
    assertThat(report.waiting()).anyMatch(waiting -> waiting.because().startsWith("it takes "));
    policy(clock, "budget", "upload", "off");
    shift();
    assertAllIsDone(4);
  }

  /** Somebody says pause, in another window, while a shift works. */
  @Test
  void aPauseThatIsSaidElsewhereStopsTheShiftThatWorks() throws IOException {
    int count = 12;
    Clock clock = Clock.systemUTC();
    found(clock, this::counted, _ -> Conditions.UNKNOWN, count);
    AtomicLong said = new AtomicLong();
    NightShift.Report cut =
        shift(
            (_, done, _) -> {
              if (done >= 2 && said.getAndIncrement() == 0) {
                try (Flows other =
                    sample()
                        .main()
                        .look(sample().library(), _ -> SampleLibrary.PASSPHRASE.toCharArray())) {
                  other.library().policy().change(List.of("pause", "3h"), clock.instant());
                }
              }
            });
    assertThat(cut.analysed()).isLessThan(count);
    assertThat(cut.waiting()).allMatch(waiting -> waiting.because().startsWith("work is paused"));
    assertThat(shift().analysed()).isZero();
    policy(clock, "pause", "off");
    assertThat(cut.analysed() + shift().analysed()).isEqualTo(count);
    assertAllIsDone(count);
  }

  /** Settings that an earlier version wrote say nothing of a policy. */
  @Test
  void settingsWithoutAPolicyAreTheUsual() throws IOException {
    found(Clock.systemUTC(), this::counted, _ -> Conditions.UNKNOWN, 1);
    Path settings = sample().library().resolve("settings.json");
    String written = Files.readString(settings);
    assertThat(written).contains("\"policy\"");
    String old = written.replaceAll(",\\s*\"policy\" : \\{\\s*\\}", "");
    assertThat(old).doesNotContain("policy");
    Files.writeString(settings, old);
    Map<String, String> words = sample().reopen().library().policy().words();
    assertThat(words).containsEntry("power", "charging").containsEntry("pause", "off");
    flows().library().policy().change(List.of("cores", "50%"), Instant.now());
    flows().library().keepLimit(2_000_000);
    assertThat(sample().reopen().library().policy().words()).containsEntry("cores", "50%");
    assertThat(flows().library().settings().limit()).isEqualTo(2_000_000);
    assertThat(shift().analysed()).isEqualTo(1);
    assertAllIsDone(1);
  }
}
