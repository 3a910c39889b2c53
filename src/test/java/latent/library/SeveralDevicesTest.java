package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import latent.Main;
import latent.SampleLibrary;
import latent.catalog.Entry;
import latent.library.Gallery.Moved;
import latent.library.Gallery.PersonEntry;
import latent.library.Gallery.PhotoEntry;
import latent.photo.PhotoId;
import latent.vault.Lease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Devices that share a library learn from each other what was stored and said, and move no photo.
 */
class SeveralDevicesTest {

  private static final long BUDGET = 1_000_000_000;

  @TempDir private static Path pictures;
  @TempDir private Path folder;

  private static List<Path> all;
  private final List<Flows> devices = new ArrayList<>();

  @BeforeAll
  static void makePictures() throws IOException {
    SampleLibrary.makePictures(pictures);
    try (var files = Files.list(pictures)) {
      all = files.sorted().toList();
    }
  }

  @BeforeEach
  void found() throws IOException {
    new Main().founder(this::passphrase).found(library(0), cloud(), BUDGET);
    devices.add(new Main().work(library(0), this::passphrase));
  }

  @AfterEach
  void close() {
    devices.forEach(Flows::close);
  }

  private char[] passphrase(boolean fresh) {
    return SampleLibrary.PASSPHRASE.toCharArray();
  }

  private Path library(int device) {
    return folder.resolve("device" + device);
  }

  private String cloud() {
    return "file:" + folder.resolve("cloud");
  }

  private Flows join() throws IOException {
    Path library = library(devices.size());
    new Main().founder(this::passphrase).join(library, cloud(), BUDGET);
    Flows joined = new Main().work(library, this::passphrase);
    joined.rebuilder().rebuild(Progress.UNWATCHED);
    devices.add(joined);
    return joined;
  }

  private static void add(Flows device, List<Path> some) throws IOException {
    device.importer().add(some, false, Progress.UNWATCHED);
  }

  private static NightShift.Report shift(Flows device) throws IOException {
    return device.nightShift().run(true, Progress.UNWATCHED);
  }

  private static long moved(Flows device, String reason) {
    return device.gallery().ledger(Instant.EPOCH).stream()
        .filter(line -> line.reason().equals(reason))
        .mapToLong(Moved::objects)
        .sum();
  }

  private static void assertSame(Flows one, Flows other) {
    assertThat(one.gallery().photos(null, null).stream().map(PhotoEntry::photo))
        .containsExactlyElementsOf(
            other.gallery().photos(null, null).stream().map(PhotoEntry::photo).toList());
    assertThat(one.gallery().people()).isEqualTo(other.gallery().people());
    assertThat(one.gallery().faces(null, null))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(other.gallery().faces(null, null));
    assertThat(one.library().catalog().facts().all())
        .isEqualTo(other.library().catalog().facts().all());
  }

  @Test
  void whatIsStoredAndSaidOnOneIsLearnedByTheOther() throws IOException {
    Flows first = devices.getFirst();
    add(first, all.subList(0, 20));
    shift(first);
    Flows second = join();
    assertSame(first, second);
    add(first, all.subList(20, 30));
    first.witness().name(first.gallery().people().getFirst().id(), "Anna");
    shift(first);
    NightShift.Report report = shift(second);
    assertThat(report.arrived()).isEqualTo(10);
    assertThat(report.heard()).isEqualTo(1);
    assertThat(report.analysed() + report.uploaded() + report.failed()).isZero();
    assertThat(report.damages()).isEmpty();
    assertSame(first, second);
    assertThat(second.gallery().person("Anna").faces()).isPositive();
    assertThat(moved(second, "view") + moved(second, "analyse") + moved(second, "upload")).isZero();
    assertThat(shift(second).arrived()).isZero();
  }

  @Test
  void joiningLeavesNothingToReadAgain() throws IOException {
    Flows first = devices.getFirst();
    add(first, all.subList(0, 10));
    shift(first);
    Flows second = join();
    long read = moved(second, "features");
    NightShift.Report report = shift(second);
    assertThat(report.arrived() + report.heard()).isZero();
    assertThat(moved(second, "features")).isEqualTo(read);
  }

  /** A photo that lies on both is read and sent by the first, and may leave the other too. */
  @Test
  void whatOneHasReadTheOtherNeedNot() throws IOException {
    Flows first = devices.getFirst();
    Flows second = join();
    add(first, all.subList(0, 8));
    add(second, all.subList(0, 8));
    assertThat(shift(first).analysed()).isEqualTo(8);
    NightShift.Report report = shift(second);
    assertThat(report.analysed() + report.uploaded()).isZero();
    assertSame(first, second);
    assertThat(second.offloader().free(Long.MAX_VALUE).offloaded()).isEqualTo(8);
    assertThat(second.checker().verify(true, Progress.UNWATCHED).findings()).isEmpty();
  }

  @Test
  void ofTwoNamesTheLaterCountsEverywhere() throws IOException {
    Flows first = devices.getFirst();
    add(first, all.subList(0, 20));
    shift(first);
    Flows second = join();
    String person = first.gallery().people().getFirst().id();
    first.witness().name(person, "Anna");
    second.witness().name(person, "Anne");
    shift(first);
    shift(second);
    assertSame(first, second);
    assertThat(first.gallery().person(person).name()).isEqualTo("Anne");
    first.witness().undo(null);
    shift(second);
    assertSame(first, second);
    assertThat(second.gallery().person(person).name()).isEqualTo("Anna");
  }

  /** A segment that the cloud keeps back is missed as soon as a later one is there. */
  @Test
  void aPartThatIsKeptBackIsNoticed() throws IOException {
    Flows first = devices.getFirst();
    add(first, all.subList(0, 10));
    shift(first);
    Flows second = join();
    Path facts = folder.resolve("cloud/d");
    List<Path> before = segments(facts);
    first.witness().name(first.gallery().people().getFirst().id(), "Anna");
    List<Path> kept = new ArrayList<>(segments(facts));
    kept.removeAll(before);
    Path aside = folder.resolve("kept back");
    Files.move(kept.getFirst(), aside);
    assertThat(shift(second).damages()).isEmpty();
    first.witness().name(first.gallery().people().get(1).id(), "Ben");
    assertThat(shift(second).damages()).singleElement().asString().contains("isn't in the cloud");
    Files.move(aside, kept.getFirst());
    assertThat(shift(second).damages()).isEmpty();
    assertSame(first, second);
  }

  private static List<Path> segments(Path facts) throws IOException {
    try (var files = Files.walk(facts)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** The same program with another detector, as after an update. */
  private static final class Updated extends Main {

    @Override
    public Equipment.ModelSource models() {
      Equipment.ModelSource source = super.models();
      return new Equipment.ModelSource() {
        @Override
        public Equipment.Models usual() {
          Equipment.Models before = source.usual();
          Path detector = before.detectorFile().resolveSibling("retinaface-mnet25-v1.json");
          return source.of(detector, before.embedderFile());
        }

        @Override
        public Equipment.Models of(Path detectorFile, Path embedderFile) {
          return source.of(detectorFile, embedderFile);
        }

        @Override
        public Equipment.Described describe(Path file) {
          return source.describe(file);
        }
      };
    }
  }

  private Flows update(int device) {
    devices.get(device).close();
    Flows updated = new Updated().work(library(device), this::passphrase);
    devices.set(device, updated);
    return updated;
  }

  private static void dropPreviews(Flows device) throws IOException {
    for (Entry entry : device.library().catalog().photos().previewsToDrop()) {
      PhotoId photo = entry.photo().id();
      Files.delete(device.library().directory().preview(photo));
      device.library().catalog().photos().preview(photo, 0);
    }
  }

  /** With a new model each preview in the cloud is fetched by the device that has a lease of it. */
  @Test
  void aBacklogIsSharedByLeases() throws IOException {
    add(devices.getFirst(), all.subList(0, 12));
    shift(devices.getFirst());
    devices.getFirst().offloader().free(Long.MAX_VALUE);
    join();
    Flows first = update(0);
    Flows second = update(1);
    dropPreviews(first);
    Instant now = Instant.now();
    List<PhotoId> photos =
        first.library().catalog().photos().all().stream().map(each -> each.photo().id()).toList();
    String models = first.library().models().detector() + " " + first.library().models().embedder();
    for (Shelves.Shelf shelf : Shelves.of(photos)) {
      Lease other = new Lease("another", now.plusSeconds(600));
      assertThat(
              first
                  .library()
                  .vault()
                  .takeLease("read " + models + " " + shelf.number(), other, now))
          .isTrue();
    }
    NightShift.Report waiting = shift(first);
    assertThat(waiting.analysed()).isZero();
    assertThat(waiting.waiting())
        .containsExactly(new NightShift.Waiting("analyse", 12, "another device is reading them"));
    for (Shelves.Shelf shelf : Shelves.of(photos)) {
      first.library().vault().endLease("read " + models + " " + shelf.number());
    }
    assertThat(shift(first).analysed()).isEqualTo(12);
    NightShift.Report report = shift(second);
    assertThat(report.analysed()).isZero();
    assertThat(report.arrived()).isEqualTo(12);
    assertThat(moved(first, "analyse") + moved(second, "analyse")).isZero();
    assertThat(moved(first, "preview")).isPositive();
    assertThat(moved(second, "preview")).isZero();
    assertSame(first, second);
    assertThat(segments(folder.resolve("cloud/l"))).isEmpty();
  }

  /** Work on three devices, with a cloud that comes and goes, ends in one library. */
  @Test
  void threeDevicesEndUpWithTheSame() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed of three devices: " + seed);
    Random random = new Random(seed);
    join();
    join();
    Path cloud = folder.resolve("cloud");
    Path away = folder.resolve("away");
    int read = 0;
    int next = 0;
    int said = 0;
    for (int step = 0; step < 30; step++) {
      Flows device = devices.get(random.nextInt(3));
      boolean isAway = random.nextInt(4) == 0;
      if (isAway) {
        Files.move(cloud, away);
      }
      switch (random.nextInt(3)) {
        case 0 -> {
          int to = Math.min(all.size(), next + 1 + random.nextInt(4));
          add(device, all.subList(next, to));
          next = to;
        }
        case 1 -> said += say(device, random) ? 1 : 0;
        default -> {
          if (isAway) {
            assertThatThrownBy(() -> shift(device)).isInstanceOf(Exception.class);
          } else {
            read += shift(device).analysed();
          }
        }
      }
      if (isAway) {
        Files.move(away, cloud);
      }
    }
    for (int round = 0; round < 2; round++) {
      for (Flows device : devices) {
        shift(device);
      }
    }
    assertThat(read).isLessThanOrEqualTo(next);
    assertSame(devices.get(0), devices.get(1));
    assertSame(devices.get(0), devices.get(2));
    Flows first = devices.getFirst();
    assertThat(first.gallery().photos(null, null)).hasSize(next);
    assertThat(first.library().catalog().facts().all()).hasSize(said);
    TreeMap<Integer, Long> uploads = new TreeMap<>();
    devices.forEach(device -> uploads.merge(0, moved(device, "upload"), Long::sum));
    assertThat(uploads.get(0)).as("originals, and the key").isEqualTo(next + 1L);
    devices.forEach(
        device -> assertThat(moved(device, "view") + moved(device, "analyse")).isZero());
    assertThat(first.checker().verify(true, Progress.UNWATCHED).findings()).isEmpty();
  }

  private static boolean say(Flows device, Random random) throws IOException {
    List<PersonEntry> people = device.gallery().people();
    if (people.size() < 2) {
      return false;
    }
    String person = people.get(random.nextInt(people.size())).id();
    if (random.nextBoolean()) {
      device.witness().name(person, "Name " + random.nextInt(6));
    } else {
      String face = device.gallery().faces(null, person).getFirst().face();
      device.witness().notAFace(face);
    }
    return true;
  }
}
