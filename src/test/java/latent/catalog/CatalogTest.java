package latent.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import latent.catalog.Groups.Group;
import latent.catalog.Groups.Member;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.FaceReference;
import latent.photo.Fact;
import latent.photo.FactId;
import latent.photo.Features;
import latent.photo.Landmarks;
import latent.photo.MediaType;
import latent.photo.ModelName;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.Place;
import latent.photo.TakenAt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog's questions, and that it holds what it was told. */
class CatalogTest {

  private static final ModelName DETECTOR = new ModelName("detector", "1");
  private static final ModelName EMBEDDER = new ModelName("embedder", "1");
  private static final ModelName NEWER = new ModelName("embedder", "2");
  private static final Instant ADDED = Instant.parse("2026-11-23T18:00:00.123Z");

  @TempDir private Path folder;
  private Catalog catalog;

  @BeforeEach
  void open() {
    catalog = Catalog.open(folder.resolve("catalog.db"));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  @Test
  void damageToTheFileIsFound() throws IOException {
    for (int i = 0; i < 2000; i++) {
      catalog.announcements().tell("here", "f/" + i, i);
    }
    assertThat(catalog.faults()).isEmpty();
    catalog.close();
    Path file = folder.resolve("catalog.db");
    byte[] bytes = Files.readAllBytes(file);
    for (int at = bytes.length * 3 / 4; at < bytes.length; at++) {
      bytes[at] ^= 0x55;
    }
    Files.write(file, bytes);
    open();
    assertThat(catalog.faults()).isNotEmpty();
  }

  private void reopen() {
    catalog.close();
    open();
  }

  private static PhotoId id(int number) {
    return PhotoId.of(new byte[] {(byte) number});
  }

  private static Photo photo(int number, String taken, long bytes) {
    return photo(number, taken, null, bytes);
  }

  private static Photo photoAt(int number, String taken, ZoneOffset offset) {
    return photo(number, taken, offset, 1000);
  }

  private static Photo photo(int number, String taken, @Nullable ZoneOffset offset, long bytes) {
    return new Photo(
        id(number),
        "IMG_" + number + ".jpg",
        MediaType.JPEG,
        bytes,
        40,
        30,
        new TakenAt(LocalDateTime.parse(taken), offset, TakenAt.Source.METADATA),
        null,
        null);
  }

  private static Photo photo(int number) {
    return photo(number, "2016-11-0" + number + "T12:00:00", 1000);
  }

  private void add(Photo photo) {
    assertThat(catalog.photos().add(photo, null, false, ADDED)).isTrue();
  }

  private static Sealed sealed(String object, long bytes) {
    return new Sealed(object, bytes, "tag");
  }

  private void analyse(int number) {
    read(number, EMBEDDER);
  }

  private void read(int number, ModelName embedder) {
    catalog
        .spares()
        .use(new Features(id(number), DETECTOR, embedder, Features.Source.ORIGINAL, List.of()), 0);
    catalog.photos().analysed(id(number), 40, 30, 500, 50);
  }

  private void store(int number) {
    catalog.photos().originalStored(id(number), sealed("o/" + number, 1100));
    catalog.photos().copiesStored(id(number), sealed("p/" + number, 600));
    catalog.photos().featuresStored(id(number), sealed("f/" + number, 200));
  }

  private static Face face(int photo, double x, int dimension) {
    float[] vector = new float[dimension];
    if (dimension > 0) {
      vector[0] = 1;
    }
    return new Face(
        id(photo),
        new Box(x, 0.2, 0.1, 0.1),
        new Landmarks(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}),
        0.9,
        120.5,
        3.25,
        77,
        dimension == 0 ? null : Embedding.of(vector),
        new byte[] {1, 2, (byte) photo});
  }

  private static Features features(int photo, Face... faces) {
    return new Features(id(photo), DETECTOR, EMBEDDER, Features.Source.ORIGINAL, List.of(faces));
  }

  @Test
  void whatWasToldIsThereAfterTheNextStart() {
    Photo whole =
        new Photo(
            id(1),
            "a\nb\u202E.jpg",
            MediaType.HEIC,
            1L << 40,
            4000,
            3000,
            new TakenAt(
                LocalDateTime.parse("2016-11-05T12:34:56"),
                ZoneOffset.ofHoursMinutes(-3, -30),
                TakenAt.Source.GPS),
            new Place(-33.5, 151.25),
            "A Camera");
    add(whole);
    add(photo(2));
    analyse(2);
    store(2);
    catalog.photos().onDevice(id(2), false);
    catalog.photos().cached(id(2), ADDED);
    catalog.photos().problem(id(1), "broken", true);
    Entry first = catalog.photos().find(id(1)).orElseThrow();
    Entry second = catalog.photos().find(id(2)).orElseThrow();
    reopen();
    assertThat(catalog.photos().find(id(1))).contains(first);
    assertThat(catalog.photos().find(id(2))).contains(second);
    assertThat(first.photo()).isEqualTo(whole);
    assertThat(first.added()).isEqualTo(ADDED);
    assertThat(first.problem()).isEqualTo("broken");
    assertThat(first.quarantined()).isTrue();
    assertThat(first.safe()).isFalse();
    assertThat(second.cached()).isEqualTo(ADDED);
    assertThat(second.onDevice()).isFalse();
    assertThat(second.safe()).isTrue();
    assertThat(second.originalSealed()).isEqualTo(sealed("o/2", 1100));
  }

  @Test
  void aPhotoIsThereOnce() {
    add(photo(1));
    assertThat(catalog.photos().add(photo(1), "other", true, ADDED)).isFalse();
    assertThat(catalog.photos().find(id(1)).orElseThrow().problem()).isNull();
    assertThat(catalog.photos().find(id(9))).isEmpty();
  }

  @Test
  void toAnalyseAsksForFeaturesOfTheseModels() {
    add(photo(1));
    add(photo(2));
    add(photo(3));
    analyse(2);
    catalog.photos().problem(id(3), "broken", false);
    assertThat(catalog.photos().toAnalyse(DETECTOR, EMBEDDER)).containsExactly(id(1));
    assertThat(catalog.photos().isToAnalyse(id(1), DETECTOR, EMBEDDER)).isTrue();
    assertThat(catalog.photos().isToAnalyse(id(2), DETECTOR, EMBEDDER)).isFalse();
    // A new model makes every readable photo pending; the newest comes first.
    assertThat(catalog.photos().toAnalyse(DETECTOR, NEWER)).containsExactly(id(2), id(1));
    assertThat(catalog.photos().isToAnalyse(id(2), DETECTOR, NEWER)).isTrue();
  }

  @Test
  void toUploadAsksForWhatIsReadAndNotWholeInTheStore() {
    add(photo(1));
    add(photo(2));
    add(photo(3));
    assertThat(catalog.photos().toUpload()).isEmpty();
    analyse(1);
    analyse(2);
    catalog.photos().problem(id(3), "broken", false);
    assertThat(catalog.photos().toUpload()).containsExactlyInAnyOrder(id(1), id(2), id(3));
    store(1);
    assertThat(catalog.photos().isToUpload(id(1))).isFalse();
    catalog.photos().originalStored(id(2), sealed("o", 1));
    catalog.photos().featuresStored(id(2), sealed("f", 1));
    assertThat(catalog.photos().isToUpload(id(2))).isTrue();
    catalog.photos().copiesStored(id(2), sealed("p", 1));
    // What can't be shown has no copies.
    catalog.photos().originalStored(id(3), sealed("o", 1));
    catalog.photos().featuresStored(id(3), sealed("f", 1));
    assertThat(catalog.photos().toUpload()).isEmpty();
    catalog.photos().notStored(id(1));
    assertThat(catalog.photos().toUpload()).containsExactly(id(1));
    assertThat(catalog.photos().totals().toUpload()).isEqualTo(1);
    catalog.photos().onDevice(id(1), false);
    assertThat(catalog.photos().toUpload()).isEmpty();
  }

  @Test
  void readingAgainMakesTheFeaturesPendingButNotTheOriginal() {
    add(photo(1));
    analyse(1);
    store(1);
    read(1, NEWER);
    Entry entry = catalog.photos().find(id(1)).orElseThrow();
    assertThat(entry.originalSealed()).isNotNull();
    assertThat(entry.featuresSealed()).isNull();
    assertThat(catalog.photos().toUpload()).containsExactly(id(1));
    assertThat(catalog.photos().toOffload()).isEmpty();
  }

  @Test
  void everyOriginalHereEitherMayLeaveOrMustStay() {
    for (int number = 1; number <= 7; number++) {
      add(photo(number));
      analyse(number);
      store(number);
    }
    catalog.photos().notStored(id(2));
    catalog.photos().problem(id(3), "broken", false);
    catalog.photos().featuresStored(id(3), sealed("f/3", 200));
    catalog.photos().thumbnail(id(4), 0);
    catalog.photos().onDevice(id(5), false);
    assertThat(ids(catalog.photos().toOffload())).containsExactlyInAnyOrder(id(1), id(6), id(7));
    assertThat(ids(catalog.photos().toKeep())).containsExactly(id(4), id(3), id(2));
    assertThat(ids(catalog.photos().offloaded())).containsExactly(id(5));
  }

  private static List<PhotoId> ids(List<Entry> entries) {
    return entries.stream().map(entry -> entry.photo().id()).toList();
  }

  @Test
  void oldestAndLargestLeaveFirst() {
    add(photo(1, "2020-06-01T12:00:00", 1_000_000));
    add(photo(2, "2020-06-01T12:00:00", 9_000_000));
    add(photo(3, "2010-06-01T12:00:00", 1_000_000));
    add(photo(4, "2025-06-01T12:00:00", 1_000_000));
    for (int number = 1; number <= 4; number++) {
      analyse(number);
      store(number);
    }
    assertThat(ids(catalog.photos().toOffload())).containsExactly(id(3), id(2), id(1), id(4));
  }

  @Test
  void theTimelineIsWalkedBothWaysWithoutGapOrCircle() {
    add(photo(1, "2016-11-05T12:00:00", 1));
    add(photo(2, "2016-11-05T12:00:00", 1));
    add(photo(3, "2016-11-05T12:00:00", 1));
    add(photo(4, "2016-12-01T00:00:00", 1));
    add(photo(5, "2015-01-31T23:59:59", 1));
    List<PhotoId> all = ids(catalog.photos().all());
    assertThat(all).hasSize(5).startsWith(id(4)).endsWith(id(5));
    for (int i = 0; i < all.size(); i++) {
      Optional<PhotoId> newer = i == 0 ? Optional.empty() : Optional.of(all.get(i - 1));
      Optional<PhotoId> older = i == 4 ? Optional.empty() : Optional.of(all.get(i + 1));
      assertThat(catalog.photos().beside(all.get(i), true)).isEqualTo(newer);
      assertThat(catalog.photos().beside(all.get(i), false)).isEqualTo(older);
    }
    assertThat(catalog.photos().months())
        .containsExactly(
            new Photos.Month("2016-12", 1),
            new Photos.Month("2016-11", 3),
            new Photos.Month("2015-01", 1));
    assertThat(catalog.photos().in("2016-11")).hasSize(3);
    assertThat(ids(catalog.photos().in("2015-01"))).containsExactly(id(5));
    assertThat(catalog.photos().in("2014-01")).isEmpty();
    assertThat(catalog.photos().in("2016")).hasSize(4);
    assertThat(ids(catalog.photos().in("2015"))).containsExactly(id(5));
    assertThat(catalog.photos().in("2014")).isEmpty();
  }

  /** A photo's month is that of the place where it was taken, however far that is from UTC. */
  @Test
  void aMonthHasItsPhotosWhateverTheirOffset() {
    add(photoAt(1, "2016-11-01T00:00:00", ZoneOffset.ofHours(18)));
    add(photoAt(2, "2016-11-30T23:59:59.999", ZoneOffset.ofHours(-18)));
    add(photoAt(3, "2016-10-31T23:59:59.999", ZoneOffset.ofHours(-18)));
    add(photoAt(4, "2016-12-01T00:00:00", ZoneOffset.ofHours(18)));
    assertThat(ids(catalog.photos().in("2016-11"))).containsExactly(id(2), id(1));
    assertThat(ids(catalog.photos().in("2016-10"))).containsExactly(id(3));
    assertThat(ids(catalog.photos().in("2016-12"))).containsExactly(id(4));
    assertThat(catalog.photos().in("2016-13")).isEmpty();
    assertThat(catalog.photos().in("no month")).isEmpty();
  }

  @Test
  void aBeginningMeansAPhotoOnlyWhenItIsTheOnlyOne() {
    add(photo(1));
    add(photo(2));
    assertThat(catalog.photos().beginningWith(id(1).hex().substring(0, 8))).containsExactly(id(1));
    assertThat(catalog.photos().beginningWith(id(1).hex())).containsExactly(id(1));
    assertThat(catalog.photos().beginningWith("")).hasSize(2);
    assertThat(catalog.photos().beginningWith("%")).isEmpty();
  }

  @Test
  void totalsCountEachPhotoWhereItIs() {
    add(photo(1, "2016-11-05T12:00:00", 5000));
    add(photo(2, "2016-11-05T12:00:00", 100));
    analyse(1);
    store(1);
    catalog.photos().onDevice(id(1), false);
    catalog.photos().cached(id(1), ADDED);
    Photos.Totals totals = catalog.photos().totals();
    assertThat(totals.photos()).isEqualTo(2);
    assertThat(totals.onDevice()).isEqualTo(1);
    assertThat(totals.inCloud()).isEqualTo(1);
    assertThat(totals.offloaded()).isEqualTo(1);
    assertThat(totals.originalBytes()).isEqualTo(5100);
    assertThat(totals.cloudBytes()).isEqualTo(1100 + 600 + 200);
    // On the device files take whole blocks.
    assertThat(totals.onDeviceBytes()).isEqualTo(4096);
    assertThat(totals.cachedBytes()).isEqualTo(8192);
    assertThat(totals.previewBytes()).isEqualTo(4096);
    assertThat(totals.thumbnailBytes()).isEqualTo(4096);
  }

  @Test
  void newFeaturesReplaceTheOldOnesAndNothingElse() {
    add(photo(1));
    add(photo(2));
    Face stays = face(2, 0.5, 4);
    catalog.spares().use(features(2, stays), 0);
    catalog.spares().use(features(1, face(1, 0.1, 4), face(1, 0.3, 0)), 0);
    Face drawn = face(1, 0.8, 0);
    catalog.faces().replaceDrawn(List.of(drawn));
    assertThat(catalog.faces().count()).isEqualTo(4);
    Face again = face(1, 0.12, 4);
    catalog.spares().use(features(1, again), 0);
    reopen();
    assertThat(catalog.faces().detectedWithCrops(id(1))).containsExactly(again);
    assertThat(catalog.faces().detectedWithCrops(id(2))).containsExactly(stays);
    assertThat(catalog.faces().of(id(1)).stream().map(Face::id))
        .containsExactly(again.id(), drawn.id());
    assertThat(catalog.faces().crop(again.id())).contains(again.crop());
    assertThat(catalog.faces().crop(face(1, 0.1, 4).id())).isEmpty();
    assertThat(catalog.faces().find(face(1, 0.3, 0).id())).isEmpty();
    assertThat(catalog.faces().detected(EMBEDDER)).hasSize(2);
    catalog.faces().replaceDrawn(List.of());
    assertThat(catalog.faces().count()).isEqualTo(2);
  }

  @Test
  void peopleAreStaleFromTheFirstChangeOn() {
    assertThat(catalog.groups().stale()).isFalse();
    catalog.spares().use(features(1, face(1, 0.1, 4)), 0);
    assertThat(catalog.groups().stale()).isTrue();
    long seen = catalog.groups().generation();
    catalog.facts().add(tag(1), "device");
    catalog.groups().grouped(seen);
    assertThat(catalog.groups().stale()).as("a fact came in while people were grouped").isTrue();
    catalog.groups().grouped(catalog.groups().generation());
    reopen();
    assertThat(catalog.groups().stale()).isFalse();
  }

  @Test
  void peopleStandInTheOrderOfNamesAndFaces() {
    Face face = face(1, 0.1, 4);
    catalog.spares().use(features(1, face), 0);
    add(photo(1));
    List<Group> groups =
        List.of(
            new Group("p1", null, false, face.id(), 9, 9),
            new Group("p2", "Ben", false, face.id(), 1, 1),
            new Group("p3", "Ada", true, face.id(), 3, 2));
    Member member = new Member(face.id(), "p2", "you said so");
    catalog.groups().change(List.of(), groups, List.of(), List.of(member));
    reopen();
    assertThat(catalog.groups().all()).containsExactly(groups.get(2), groups.get(1), groups.get(0));
    assertThat(catalog.groups().named()).isEqualTo(2);
    assertThat(ids(catalog.photos().of("p2"))).containsExactly(id(1));
    assertThat(catalog.photos().of("p1")).isEmpty();
    Group renamed = new Group("p1", "Cleo", false, face.id(), 1, 1);
    Member moved = new Member(face.id(), "p1", "alone so far");
    catalog.groups().change(List.of("p2"), List.of(renamed), List.of(), List.of(moved));
    assertThat(catalog.groups().all()).containsExactly(groups.get(2), renamed);
    assertThat(catalog.groups().members().values()).containsExactly(moved);
    catalog.groups().change(List.of(), List.of(), List.of(face.id()), List.of());
    assertThat(catalog.groups().members()).isEmpty();
    catalog.groups().change(List.of("p1", "p3"), List.of(), List.of(), List.of());
    assertThat(catalog.groups().all()).isEmpty();
  }

  private static Fact tag(int number) {
    return new Fact.Tagged(
        new FactId(String.format("%016x", number)),
        ADDED.plusMillis(-number),
        new FaceReference(id(1), new Box(0.1, 0.1, 0.1, 0.1)),
        "Name " + number);
  }

  @Test
  void factsDrawnForASegmentStayInItUntilItIsStored() {
    catalog.facts().add(tag(2), "here");
    assertThat(catalog.facts().draw("here", 0).facts()).containsExactly(tag(2));
    catalog.facts().add(tag(1), "here");
    reopen();
    assertThat(catalog.facts().draw("here", 0).facts()).containsExactly(tag(2));
    Facts.Segment another = new Facts.Segment("here", 0, "d/1", new byte[32]);
    catalog.facts().stored(another, new Facts.Draft(List.of(), List.of()));
    assertThat(catalog.facts().draw("here", 1).facts()).containsExactly(tag(2), tag(1));
  }

  @Test
  void factsAreThereOnceOldestFirstAndPendingUntilTheVaultHasThem() {
    catalog.facts().add(tag(1), "here");
    catalog.facts().add(tag(2), "here");
    catalog.facts().add(tag(2), "here");
    catalog.facts().add(tag(3), "there");
    assertThat(catalog.facts().all()).containsExactly(tag(3), tag(2), tag(1));
    assertThat(catalog.facts().draw("here", 0).facts()).containsExactly(tag(2), tag(1));
    Facts.Segment segment = new Facts.Segment("here", 0, "d/1", new byte[32]);
    catalog.facts().stored(segment, new Facts.Draft(List.of(tag(2), tag(1)), List.of()));
    reopen();
    assertThat(catalog.facts().draw("here", 1).facts()).isEmpty();
    assertThat(catalog.facts().draw("there", 0).facts()).containsExactly(tag(3));
    assertThat(catalog.facts().segments()).containsExactly("d/1");
    assertThat(catalog.facts().lastSegment("here").orElseThrow().number()).isZero();
    assertThat(catalog.facts().lastSegment("there")).isEmpty();
    assertThat(catalog.facts().all()).hasSize(3);
  }

  @Test
  void theLedgerAddsUpBySecondDirectionAndReason() {
    Instant second = Instant.ofEpochSecond(1_000_000);
    Ledger ledger = catalog.ledger();
    ledger.record(Ledger.Direction.UP, "upload", 1, 100, second.plusMillis(1));
    ledger.record(Ledger.Direction.UP, "upload", 2, 50, second.plusMillis(999));
    ledger.record(Ledger.Direction.DOWN, "view", 1, 7, second);
    ledger.record(Ledger.Direction.UP, "upload", 1, 1, second.plusSeconds(5));
    ledger.record(Ledger.Direction.DOWN, "upload", 1, 3, second.plusSeconds(5));
    reopen();
    assertThat(catalog.ledger().since(Instant.EPOCH))
        .containsExactly(
            new Ledger.Line("up", "upload", 4, 151),
            new Ledger.Line("down", "upload", 1, 3),
            new Ledger.Line("down", "view", 1, 7));
    assertThat(catalog.ledger().since(second.plusSeconds(1)))
        .containsExactly(
            new Ledger.Line("up", "upload", 1, 1), new Ledger.Line("down", "upload", 1, 3));
    assertThat(catalog.ledger().since(second.plusMillis(500))).hasSize(3);
    assertThat(catalog.ledger().bytes(Ledger.Direction.UP, "upload")).isEqualTo(151);
    assertThat(catalog.ledger().bytes(Ledger.Direction.DOWN, "analyse")).isZero();
  }

  @Test
  void theLedgerIsKeptByDaysBeforeYesterdayAndToTheSecondSince() {
    ZoneId zone = ZoneId.systemDefault();
    LocalDate today = LocalDate.of(2026, 11, 27);
    Ledger ledger = catalog.ledger();
    for (int ago = 3; ago >= 0; ago--) {
      for (int hour : new int[] {0, 9, 23}) {
        Instant at = today.minusDays(ago).atTime(hour, 0).atZone(zone).toInstant();
        ledger.record(Ledger.Direction.UP, "upload", 1, 10 + ago, at);
      }
    }
    reopen();
    ledger = catalog.ledger();
    Ledger.Line[] expected = {
      new Ledger.Line("up", "upload", 3, 30),
      new Ledger.Line("up", "upload", 3, 33),
      new Ledger.Line("up", "upload", 3, 36),
      new Ledger.Line("up", "upload", 3, 39)
    };
    assertThat(ledger.days(Instant.EPOCH, zone))
        .extracting(Ledger.Day::line)
        .containsExactly(expected);
    assertThat(ledger.days(Instant.EPOCH, zone))
        .extracting(Ledger.Day::day)
        .containsExactly(today, today.minusDays(1), today.minusDays(2), today.minusDays(3));
    assertThat(ledger.rows()).isEqualTo(3 + 3 + 1 + 1);
    Instant noonYesterday = today.minusDays(1).atTime(12, 0).atZone(zone).toInstant();
    assertThat(ledger.since(noonYesterday)).containsExactly(new Ledger.Line("up", "upload", 4, 41));
    assertThat(ledger.days(noonYesterday, zone)).hasSize(2);
    Instant beforeYesterday = today.minusDays(2).atStartOfDay(zone).toInstant();
    assertThat(ledger.since(beforeYesterday))
        .containsExactly(new Ledger.Line("up", "upload", 9, 99));
  }

  /** Ten years in which every day all moves for all reasons, four times. */
  @Test
  void tenYearsOfTheLedgerStaySmall() throws IOException {
    ZoneId zone = ZoneId.systemDefault();
    LocalDate first = LocalDate.of(2026, 1, 1);
    LocalDate end = first.plusYears(10);
    Ledger ledger = catalog.ledger();
    List<String> reasons =
        List.of("upload", "preview", "features", "facts", "view", "analyse", "verify", "trash");
    long[] moved = {0};
    for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
      Instant begin = day.atStartOfDay(zone).toInstant();
      catalog.transaction(
          () -> {
            for (Ledger.Direction direction : Ledger.Direction.values()) {
              for (String reason : reasons) {
                for (int time = 0; time < 4; time++) {
                  moved[0] += 1_000_000_007L;
                  ledger.record(
                      direction, reason, 1, 1_000_000_007L, begin.plusSeconds(20_000L * time));
                }
              }
            }
          });
    }
    assertThat(ledger.since(Instant.EPOCH).stream().mapToLong(Ledger.Line::bytes).sum())
        .isEqualTo(moved[0]);
    assertThat(ledger.days(Instant.EPOCH, zone)).hasSize(16 * 3652);
    assertThat(ledger.rows()).isEqualTo(16 * (3650 + 2 * 4));
    catalog.settle();
    reopen();
    assertThat(Files.size(folder.resolve("catalog.db"))).isLessThan(4 << 20);
  }

  @Test
  void aTransactionThatThrowsLeavesNothing() {
    add(photo(1));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                catalog.transaction(
                    () -> {
                      add(photo(2));
                      catalog.spares().use(features(1, face(1, 0.1, 4)), 0);
                      catalog.transaction(() -> catalog.photos().problem(id(1), "broken", false));
                      throw new IllegalStateException("in the middle");
                    }))
        .withMessage("in the middle");
    assertThat(ids(catalog.photos().all())).containsExactly(id(1));
    assertThat(catalog.photos().find(id(1)).orElseThrow().problem()).isNull();
    assertThat(catalog.faces().count()).isZero();
    // and the next one is not harmed by it
    assertThat(
            catalog.answer(
                () -> {
                  add(photo(3));
                  return "done";
                }))
        .isEqualTo("done");
    reopen();
    assertThat(catalog.photos().all()).hasSize(2);
  }

  @Test
  void whatIsCommittedIsInTheFileOnceItIsSettled() throws IOException {
    add(photo(1));
    catalog.settle();
    Path copy = folder.resolve("copy.db");
    Files.copy(folder.resolve("catalog.db"), copy);
    try (Catalog copied = Catalog.open(copy)) {
      assertThat(copied.photos().find(id(1))).isPresent();
    }
  }

  /** What a power cut would leave: the file, and the log as far as it was forced. */
  @Test
  void whatIsCommittedIsSettledWhileAnotherProgramReads() throws IOException {
    Path file = folder.resolve("catalog.db");
    Path copy = folder.resolve("copy.db");
    try (Database reader = new Database(file)) {
      reader.script(List.of("begin", "select count(*) from photo"));
      add(photo(1));
      catalog.settle();
      assertThat(catalog.photos().find(id(1))).isPresent();
      Files.copy(file, copy);
      Files.copy(folder.resolve("catalog.db-wal"), folder.resolve("copy.db-wal"));
    }
    try (Catalog copied = Catalog.open(copy)) {
      assertThat(copied.photos().find(id(1))).isPresent();
    }
  }

  /** A catalog as version 2 left it knows nothing of a trash, and keeps all that it has. */
  @Test
  void anOlderCatalogIsTakenOver() {
    add(photo(1));
    analyse(1);
    store(1);
    catalog.close();
    try (Database database = new Database(folder.resolve("catalog.db"))) {
      database.script(
          List.of(
              "drop view shown",
              "drop table trash",
              "drop table entry",
              "drop table spare",
              "alter table photo drop column source",
              "alter table photo drop column gain",
              "pragma user_version = 2"));
    }
    open();
    assertThat(catalog.photos().all()).hasSize(1);
    assertThat(catalog.photos().entries(id(1))).containsExactly("f/1");
    catalog.facts().add(trashed(1, 30), "here");
    assertThat(catalog.photos().all()).isEmpty();
    reopen();
    assertThat(catalog.photos().all()).isEmpty();
    assertThat(catalog.trash().all()).hasSize(1);
  }

  private static Fact trashed(int number, int days) {
    return new Fact.Trashed(
        new FactId(String.format("%016x", 100 + number)), ADDED, id(number), days);
  }

  @Test
  void whatIsInTheTrashIsAskedForNowhereElse() {
    for (int number = 1; number <= 3; number++) {
      add(photo(number));
      analyse(number);
      catalog.spares().use(features(number, face(number, 0.1, 4)), 0);
    }
    long features = catalog.groups().features();
    catalog.facts().add(trashed(2, 30), "here");
    assertThat(catalog.groups().features()).isGreaterThan(features);
    assertThat(catalog.photos().all())
        .extracting(each -> each.photo().id())
        .containsExactly(id(3), id(1));
    assertThat(catalog.photos().count()).isEqualTo(2);
    assertThat(catalog.photos().toUpload()).containsExactlyInAnyOrder(id(1), id(3));
    assertThat(catalog.photos().isToUpload(id(2))).isFalse();
    assertThat(catalog.photos().toAnalyse(DETECTOR, NEWER)).containsExactly(id(3), id(1));
    assertThat(catalog.photos().in("2016-11")).hasSize(2);
    assertThat(catalog.photos().beside(id(1), true)).contains(id(3));
    assertThat(catalog.faces().detected(EMBEDDER)).hasSize(2);
    assertThat(catalog.faces().count()).isEqualTo(2);
    assertThat(catalog.photos().totals().photos()).isEqualTo(2);
    assertThat(catalog.photos().totals().onDeviceBytes()).isEqualTo(3 * 4096);
    assertThat(catalog.photos().find(id(2))).isPresent();
    catalog
        .facts()
        .add(
            new Fact.Undone(
                new FactId("00000000000000ff"), ADDED.plusSeconds(1), trashed(2, 30).id()),
            "here");
    assertThat(catalog.photos().count()).isEqualTo(3);
    assertThat(catalog.faces().detected(EMBEDDER)).hasSize(3);
  }

  @Test
  void whatHasLeftKeepsItsLineInTheTrash() {
    add(photo(1));
    store(1);
    catalog.facts().add(trashed(1, 30), "here");
    Instant later = ADDED.plus(Duration.ofDays(30));
    assertThat(catalog.trash().toRemove(later.minusMillis(1))).isEmpty();
    assertThat(catalog.trash().toRemove(later)).containsExactly(id(1));
    catalog.photos().remove(id(1));
    catalog.trash().removed(id(1));
    assertThat(catalog.trash().toRemove(later)).isEmpty();
    assertThat(catalog.trash().over(later)).containsExactly(id(1));
    assertThat(catalog.trash().all()).isEmpty();
    assertThat(catalog.photos().entries(id(1))).isEmpty();
    catalog.trash().turnedUp(id(1));
    assertThat(catalog.trash().toRemove(later)).containsExactly(id(1));
  }

  /** Emptied is emptied, whatever this device's clock says. */
  @Test
  void whatIsEmptiedMayLeaveAtOnce() {
    add(photo(1));
    catalog.facts().add(trashed(1, 0), "here");
    assertThat(catalog.trash().toRemove(Instant.EPOCH)).containsExactly(id(1));
  }

  @Test
  void aNewerCatalogIsRefused() {
    catalog.close();
    Path file = folder.resolve("catalog.db");
    try (Database database = new Database(file)) {
      database.script(List.of("pragma user_version = 999"));
    }
    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> Catalog.open(file))
        .withMessageContaining("newer Latent");
  }

  @Test
  void whatIsNoCatalogIsRefusedInASentence() throws IOException {
    Path file = folder.resolve("other.db");
    Files.writeString(file, "this is no database, however one looks at it. ".repeat(100));
    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> Catalog.open(file))
        .withMessageContaining(file.toString());
    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> Catalog.open(folder.resolve("absent").resolve("catalog.db")));
  }
}
