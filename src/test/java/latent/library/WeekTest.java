package latent.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import latent.SampleLibrary;
import latent.conditions.Conditions;
import latent.conditions.Conditions.Power;
import latent.photo.PhotoId;
import latent.store.Content;
import latent.store.ForwardingStore;
import latent.store.Meter;
import latent.store.ObjectStore;
import latent.store.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A week of the service, by a clock that is set forward: photos arrive in two watched folders, the
 * computer is on battery, in use, on a metered network and to be quiet at its hours, a day's
 * uploads have a budget, the disk that is allowed is soon full, and another model comes on
 * Wednesday.
 */
class WeekTest {

  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);
  private static final int DAYS = 7;
  private static final Duration STEP = Duration.ofMinutes(20);

  private static final int PHOTOS = 16;
  private static final int EACH_DAY = 4;
  private static final int TAIL = 700_000;

  /** Three originals a day, of the four that arrive. */
  private static final long UPLOADS_A_DAY = 2_900_000;

  /** About half of all originals, beside catalog and copies. */
  private static final long DEVICE = 7_000_000;

  @TempDir private Path folder;

  private final HandClock clock = new HandClock(MONDAY.atStartOfDay());
  private final Map<String, AtomicInteger> originalsStored = new ConcurrentHashMap<>();
  private final Set<PhotoId> arrived = new HashSet<>();
  private Path inbox;
  private Path camera;
  private List<Path> pictures;
  private int nextPicture;
  private SampleLibrary sample;
  private Flows flows;

  @BeforeEach
  void found() throws IOException {
    pictures = makePictures();
    inbox = Files.createDirectories(folder.resolve("inbox"));
    camera = Files.createDirectories(folder.resolve("camera"));
    Files.createDirectories(camera.resolve("100CANON"));
    sample = new SampleLibrary(folder.resolve("device"), clock, Counted::new, _ -> conditions());
    allow(sample, DEVICE);
    flows = sample.flows();
  }

  @AfterEach
  void close() {
    flows.importWatch().close();
    sample.close();
  }

  @Test
  void everythingEndsWhereItBelongs() throws IOException {
    policy("quiet-hours", "05:00-07:00");
    policy("budget", "upload", UPLOADS_A_DAY + "B/day");
    policy("budget", "preview", "3MB/day");
    flows.library().watched().add(inbox, false);
    flows.library().watched().add(camera, true);
    live();
    assertBudgetsHeld();
    assertAllIsDone();
  }

  private List<Path> makePictures() throws IOException {
    List<Path> some;
    Path made = folder.resolve("pictures");
    SampleLibrary.makePictures(made);
    Random random = new Random(7);
    try (var files = Files.list(made)) {
      some = files.sorted().limit(PHOTOS).toList();
    }
    assertThat(some).hasSize(PHOTOS);
    for (Path picture : some) {
      byte[] tail = new byte[TAIL];
      random.nextBytes(tail);
      Files.write(picture, tail, StandardOpenOption.APPEND);
    }
    return some;
  }

  private static void allow(SampleLibrary sample, long bytes) throws IOException {
    Path settings = sample.library().resolve("settings.json");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replaceAll("\"budgetBytes\" : \\d+", "\"budgetBytes\" : " + bytes));
    sample.reopen();
  }

  private void policy(String... said) {
    flows.library().policy().change(List.of(said), clock.instant());
  }

  /** What the machine is like at this hour; it is alone, fed and well connected at night. */
  private Conditions conditions() {
    int hour = clock.local().getHour();
    boolean out = hour >= 9 && hour < 12;
    boolean used = hour >= 17 && hour < 22;
    return new Conditions(
        out ? Power.BATTERY : Power.MAINS,
        out ? 60 : 100,
        used ? Duration.ofMinutes(1) : Duration.ofHours(2),
        50.0,
        hour >= 12 && hour < 14,
        1L << 40,
        0.5);
  }

  private void live() throws IOException {
    LocalDateTime end = MONDAY.plusDays(DAYS).atStartOfDay();
    while (clock.local().isBefore(end)) {
      happen(clock.local().toLocalDate(), clock.local().toLocalTime());
      if (flows.importWatch().turn().added() > 0) {
        flows.caretaker().arrived();
      }
      if (flows.caretaker().isDue()) {
        NightShift.Report report = flows.caretaker().work(false, Progress.UNWATCHED);
        assertThat(report.failures()).isEmpty();
        assertThat(report.damages()).isEmpty();
        assertThat(flows.gallery().status().unreadable()).isZero();
      }
      clock.advance(STEP);
    }
  }

  private void happen(LocalDate day, LocalTime time) throws IOException {
    if (day.isBefore(MONDAY.plusDays(PHOTOS / EACH_DAY))) {
      arrive(time);
    }
    if (time.equals(LocalTime.of(8, 0))) {
      switch (day.getDayOfWeek()) {
        case TUESDAY -> nameTwo();
        case WEDNESDAY -> flows.outfitter().use(model("faceplugin-fr-feature-mirrored.json"));
        case THURSDAY -> Files.move(inbox, folder.resolve("unplugged"));
        case MONDAY, FRIDAY, SATURDAY, SUNDAY -> {}
      }
    }
    if (day.equals(MONDAY.plusDays(3)) && time.equals(LocalTime.of(9, 0))) {
      assertThat(flows.importWatch().state().away()).isEqualTo(1);
      Files.move(folder.resolve("unplugged"), inbox);
    }
  }

  /** One at a time when the machine is out, in use, metered and alone; the last comes in pieces. */
  private void arrive(LocalTime time) throws IOException {
    if (time.equals(LocalTime.of(3, 0))) {
      whole(inbox);
    } else if (time.equals(LocalTime.of(10, 0))) {
      whole(camera.resolve("100CANON"));
    } else if (time.equals(LocalTime.of(13, 0))) {
      renamed();
    } else if (time.equals(LocalTime.of(18, 0))) {
      inPieces(0);
    } else if (time.equals(LocalTime.of(18, 20))) {
      inPieces(1);
    } else if (time.equals(LocalTime.of(18, 40))) {
      inPieces(2);
    }
  }

  private void whole(Path into) throws IOException {
    Path picture = pictures.get(nextPicture++);
    Files.copy(picture, into.resolve(picture.getFileName()));
    arrived.add(PhotoId.of(Files.readAllBytes(picture)));
  }

  /** Its name is that of an unfinished one at first; and an old photo comes once more beside it. */
  private void renamed() throws IOException {
    Path first = pictures.getFirst();
    Files.copy(first, inbox.resolve("again" + nextPicture + ".jpg"));
    Path picture = pictures.get(nextPicture++);
    Path unfinished = Files.copy(picture, inbox.resolve("upload" + nextPicture + ".part"));
    assertThat(flows.importWatch().turn().added()).isZero();
    Files.move(unfinished, inbox.resolve(picture.getFileName()));
    arrived.add(PhotoId.of(Files.readAllBytes(picture)));
  }

  private void inPieces(int piece) throws IOException {
    Path picture = pictures.get(nextPicture);
    byte[] bytes = Files.readAllBytes(picture);
    int third = bytes.length / 3;
    Files.write(
        inbox.resolve(picture.getFileName()),
        Arrays.copyOfRange(bytes, piece * third, piece == 2 ? bytes.length : (piece + 1) * third),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (piece == 2) {
      arrived.add(PhotoId.of(bytes));
      nextPicture++;
    }
  }

  private void nameTwo() throws IOException {
    List<Gallery.PersonEntry> people = flows.gallery().people();
    flows.witness().name(people.get(0).id(), "Anna");
    flows.witness().name(people.get(1).id(), "Ben");
  }

  private static Path model(String file) {
    return new latent.Main().models().usual().detectorFile().resolveSibling(file);
  }

  private void assertAllIsDone() throws IOException {
    assertThat(arrived).hasSize(PHOTOS);
    Gallery.Status status = flows.gallery().status();
    assertThat(flows.gallery().photos(null, null))
        .extracting(photo -> new PhotoId(photo.photo()))
        .containsExactlyInAnyOrderElementsOf(arrived);
    assertThat(status.pending()).isEqualTo(new Gallery.Pending(0, 0, 0));
    assertThat(status.quarantined()).isZero();
    assertThat(status.named()).isEqualTo(2);
    assertThat(flows.gallery().people())
        .extracting(Gallery.PersonEntry::name)
        .contains("Anna", "Ben");
    assertThat(flows.outfitter().models())
        .allMatch(model -> model.photosDone() == PHOTOS && model.photosPending() == 0)
        .filteredOn(model -> model.state().equals("in use"))
        .extracting(Outfitter.Outfit::version)
        .contains("1-mirrored");
    assertThat(originalsStored).hasSize(PHOTOS);
    assertThat(originalsStored.values()).allMatch(times -> times.get() == 1);
    assertThat(flows.checker().verify(true, Progress.UNWATCHED).findings()).isEmpty();
    try (var left = Files.walk(camera)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
    for (PhotoId photo : arrived) {
      try (InputStream original = flows.recaller().open(photo.hex()).bytes()) {
        assertThat(PhotoId.of(original.readAllBytes())).isEqualTo(photo);
      }
    }
  }

  private void assertBudgetsHeld() {
    Gallery.Status status = flows.gallery().status();
    assertThat(status.originals().inCloud()).isEqualTo(PHOTOS);
    assertThat(status.originals().offloaded()).isBetween(1L, (long) PHOTOS);
    assertThat(status.deviceBytes()).isLessThanOrEqualTo(DEVICE);
    Map<LocalDate, Long> uploads = up("upload");
    assertThat(uploads).hasSizeGreaterThan(4);
    assertThat(uploads.values())
        .allMatch(bytes -> bytes <= UPLOADS_A_DAY)
        .anyMatch(bytes -> bytes > UPLOADS_A_DAY - TAIL - TAIL / 2);
    assertThat(up("preview").values()).allMatch(bytes -> bytes <= 3_000_000);
    assertThat(flows.gallery().ledger(Instant.EPOCH))
        .extracting(Gallery.Moved::reason)
        .doesNotContain("analyse");
  }

  private Map<LocalDate, Long> up(String reason) {
    Map<LocalDate, Long> days = new TreeMap<>();
    flows.library().catalog().ledger().days(Instant.EPOCH, ZoneId.systemDefault()).stream()
        .filter(moved -> moved.line().reason().equals(reason))
        .forEach(moved -> days.merge(moved.day(), moved.line().bytes(), Long::sum));
    return days;
  }

  /** Counts how often each original was stored. */
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
}
