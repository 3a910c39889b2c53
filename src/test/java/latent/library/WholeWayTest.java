package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import latent.SampleLibrary;
import latent.image.ExifMaker;
import latent.image.Samples;
import latent.library.Gallery.PersonEntry;
import latent.library.Gallery.PhotoEntry;
import latent.photo.Box;
import latent.photo.PhotoId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a photo on real parts, and attempts to break what is promised of it. */
class WholeWayTest {

  private static final int PICTURES = 12;

  @TempDir private static Path pictures;

  @TempDir private Path folder;

  private SampleLibrary sample;
  private Flows flows;

  @BeforeAll
  static void makePictures() throws IOException {
    SampleLibrary.makePictures(pictures);
  }

  @BeforeEach
  void fill() throws IOException {
    sample = new SampleLibrary(folder);
    sample.fill(pictures, PICTURES);
    flows = sample.flows();
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  private long bytes(String reason) {
    return flows.gallery().ledger(Instant.EPOCH).stream()
        .filter(line -> line.reason().equals(reason))
        .mapToLong(Gallery.Moved::bytes)
        .sum();
  }

  private void assertOpensByteForByte(PhotoEntry photo) throws IOException {
    Path file = folder.resolve("opened");
    flows.recaller().write(photo.photo(), file, Progress.UNWATCHED);
    assertThat(PhotoId.of(Files.readAllBytes(file)).hex()).isEqualTo(photo.photo());
  }

  /**
   * Invariant 1: an original leaves, and comes back byte for byte; the second time from the cache.
   */
  @Test
  void whatLeavesComesBackByteForByte() throws IOException {
    assertThat(flows.offloader().free(Long.MAX_VALUE).offloaded()).isEqualTo(PICTURES);
    assertThat(files(sample.library().resolve("originals"))).isEmpty();
    for (PhotoEntry photo : flows.gallery().photos(null, null)) {
      assertThat(photo.state()).isEqualTo("offloaded");
      assertOpensByteForByte(photo);
      assertThat(flows.gallery().photo(photo.photo()).state()).isEqualTo("cached");
    }
    long viewed = bytes("view");
    assertOpensByteForByte(flows.gallery().photos(null, null).getFirst());
    assertThat(bytes("view")).isEqualTo(viewed);
  }

  /**
   * Invariant 1: what the store lost, swapped or damaged since it was uploaded keeps its original
   * here, and is uploaded again.
   */
  @Test
  void whatTheStoreNoLongerHoldsStays() throws IOException {
    List<Path> originals = files(sample.cloud().resolve("o"));
    Files.delete(originals.get(0));
    Files.write(originals.get(1), new byte[1000]);
    byte[] sealed = Files.readAllBytes(originals.get(2));
    sealed[sealed.length / 2] ^= 1;
    Files.write(originals.get(2), sealed);
    Offloader.Freed freed = flows.offloader().free(Long.MAX_VALUE);
    assertThat(freed.offloaded()).isEqualTo(PICTURES - 3);
    assertThat(freed.kept()).hasSize(3).allMatch(kept -> kept.because().contains("uploaded again"));
    assertThat(flows.nightShift().run(true, Progress.UNWATCHED).uploaded()).isEqualTo(3);
    for (PhotoEntry photo : flows.gallery().photos(null, null)) {
      assertOpensByteForByte(photo);
    }
    assertThat(flows.checker().verify(true, Progress.UNWATCHED).damaged()).isFalse();
  }

  /** Invariant 2: facts of all kinds, on a library whose originals are all away, move no photo. */
  @Test
  void factsMoveNoPhoto() throws IOException {
    flows.offloader().free(Long.MAX_VALUE);
    long photos = bytes("view") + bytes("analyse") + bytes("preview") + bytes("upload");
    List<PersonEntry> people = flows.gallery().people();
    String first = people.get(0).id();
    Witness witness = flows.witness();
    witness.name(first, "Anna");
    witness.merge(first, people.get(1).id());
    witness.undo(null);
    List<Gallery.FaceEntry> faces = flows.gallery().faces(null, first);
    witness.reject(faces.get(0).face(), "Anna");
    witness.confirm(faces.get(0).face(), "Anna");
    witness.split("Anna", List.of(faces.get(1).face()));
    witness.notAFace(faces.get(1).face());
    witness.hide(people.get(2).id());
    witness.tag(faces.get(2).photo(), new Box(0.01, 0.01, 0.05, 0.05), "Ben");
    assertThat(bytes("view") + bytes("analyse") + bytes("preview") + bytes("upload"))
        .isEqualTo(photos);
    assertThat(bytes("facts")).isPositive();
    assertThat(flows.gallery().person("Ben").faces()).isEqualTo(1);
  }

  /** Invariants 4 and 6: the catalog is deleted, and bucket and passphrase give everything back. */
  @Test
  void aLostCatalogComesBack() throws IOException {
    flows.witness().name(flows.gallery().people().getFirst().id(), "Anna");
    flows
        .witness()
        .tag(
            flows.gallery().photos(null, null).getFirst().photo(),
            new Box(0.01, 0.01, 0.05, 0.05),
            "Ben");
    flows.offloader().free(100_000);
    assertOpensByteForByte(
        flows.gallery().photos(null, null).stream()
            .filter(photo -> photo.state().equals("offloaded"))
            .findFirst()
            .orElseThrow());
    List<PersonEntry> people = flows.gallery().people();
    List<PhotoEntry> photos = flows.gallery().photos(null, null);
    List<Gallery.FaceEntry> faces = flows.gallery().faces(null, null);
    flows.close();
    for (Path file : files(sample.library())) {
      if (file.getFileName().toString().startsWith("catalog.db")) {
        Files.delete(file);
      }
    }
    flows = sample.reopen();
    Rebuilder.Report report = flows.rebuilder().rebuild(Progress.UNWATCHED);
    assertThat(report.photos()).isEqualTo(PICTURES);
    assertThat(report.damages()).isEmpty();
    assertThat(flows.gallery().people()).isEqualTo(people);
    assertThat(flows.gallery().photos(null, null)).isEqualTo(photos);
    assertThat(flows.gallery().faces(null, null)).usingRecursiveComparison().isEqualTo(faces);
    for (PhotoEntry photo : photos) {
      assertOpensByteForByte(photo);
    }
  }

  /** Invariant 5: only sealed bytes leave. */
  @Test
  void theBucketShowsNothing() throws IOException {
    flows.witness().name(flows.gallery().people().getFirst().id(), "Rosalind");
    Set<String> hashes =
        flows.gallery().photos(null, null).stream()
            .map(PhotoEntry::photo)
            .collect(Collectors.toSet());
    for (Path object : files(sample.cloud())) {
      String content = new String(Files.readAllBytes(object), StandardCharsets.ISO_8859_1);
      assertThat(content).doesNotContain("JFIF", "Exif", "Rosalind", "IMG_1001", "made-up camera");
      assertThat(content).doesNotStartWith("\u00ff\u00d8\u00ff");
      String path = sample.cloud().relativize(object).toString().replace("/", "");
      assertThat(hashes).noneMatch(hash -> path.contains(hash.substring(0, 12)));
    }
  }

  /** Invariant 7: what a stopped program left is found by asking, by the next one. */
  @Test
  void theNextStartGoesOnWhereTheLastStopped() throws IOException {
    Path more = folder.resolve("more");
    Files.createDirectories(more);
    try (var files = Files.list(pictures)) {
      for (Path picture : files.sorted().skip(PICTURES).limit(3).toList()) {
        Files.copy(picture, more.resolve(picture.getFileName()));
      }
    }
    flows.importer().add(List.of(more), true, Progress.UNWATCHED);
    assertThat(files(more)).isEmpty();
    flows = sample.reopen();
    assertThat(flows.gallery().status().pending().analyse()).isEqualTo(3);
    NightShift.Report report = flows.nightShift().run(true, Progress.UNWATCHED);
    assertThat(report.analysed()).isEqualTo(3);
    assertThat(report.uploaded()).isEqualTo(3);
    assertThat(flows.nightShift().run(true, Progress.UNWATCHED).analysed()).isZero();
  }

  /**
   * Invariant 8: every byte that lies in the folder went up under a reason (the store's own marker
   * aside).
   */
  @Test
  void everyByteIsAccountedFor() throws IOException {
    long stored = 0;
    for (Path object : files(sample.cloud())) {
      stored += object.getFileName().toString().startsWith(".") ? 0 : Files.size(object);
    }
    long up =
        flows.gallery().ledger(Instant.EPOCH).stream()
            .filter(line -> line.direction().equals("up"))
            .mapToLong(Gallery.Moved::bytes)
            .sum();
    assertThat(up).isEqualTo(stored);
  }

  /** Invariant 10: whatever lies in the library's folder counts, in whole blocks of the disk. */
  @Test
  void theBudgetCountsEverythingInTheFolder() throws IOException {
    flows.offloader().free(500_000);
    flows.recaller().preview(flows.gallery().photos(null, "offloaded").getFirst().photo());
    assertOpensByteForByte(flows.gallery().photos(null, "offloaded").getFirst());
    Files.write(Disk.unfinished(flows.library().directory().incoming()), new byte[100_000]);
    long blocks = 0;
    try (var walk = Files.walk(sample.library())) {
      for (Path path : walk.toList()) {
        blocks += Files.isDirectory(path) ? 1 : (Files.size(path) + 4095) / 4096;
      }
    }
    assertThat(flows.gallery().status().deviceBytes()).isEqualTo(blocks * 4096);
  }

  /** Invariant 10, and previews of a picture that can't be shown: it stays, whatever the budget. */
  @Test
  void whatCanNotBeShownIsKeptAndNeverLeaves() throws IOException {
    Path broken = folder.resolve("broken.jpg");
    byte[] bytes = new byte[5000];
    bytes[0] = (byte) 0xff;
    bytes[1] = (byte) 0xd8;
    bytes[2] = (byte) 0xff;
    bytes[3] = (byte) 0xe0;
    Files.write(broken, bytes);
    Importer.Item item =
        flows.importer().add(List.of(broken), false, Progress.UNWATCHED).getFirst();
    assertThat(item.outcome()).isEqualTo(Importer.Outcome.UNREADABLE);
    flows.nightShift().run(true, Progress.UNWATCHED);
    Offloader.Freed freed = flows.offloader().free(Long.MAX_VALUE);
    assertThat(freed.kept())
        .singleElement()
        .matches(kept -> kept.because().contains("can't be shown"));
    assertThat(flows.gallery().photos(null, "unreadable")).hasSize(1);
    assertOpensByteForByte(flows.gallery().photos(null, "unreadable").getFirst());
  }

  /**
   * The store goes away in the middle: reading goes on, nothing is lost, and the next shift
   * finishes.
   */
  @Test
  void aStoreThatIsGoneCostsNothing() throws IOException {
    Path elsewhere = folder.resolve("unplugged");
    Path one;
    try (var files = Files.list(pictures)) {
      one = files.sorted().skip(PICTURES).findFirst().orElseThrow();
    }
    flows.importer().add(List.of(one), false, Progress.UNWATCHED);
    Files.move(sample.cloud(), elsewhere);
    assertThatThrownBy(() -> flows.nightShift().run(true, Progress.UNWATCHED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("isn't there");
    assertThat(flows.gallery().status().pending().analyse()).isZero();
    Witness.Testimony named =
        flows.witness().name(flows.gallery().people().getFirst().id(), "Anna");
    assertThat(named.remark()).contains("goes to the cloud with the next shift");
    Files.move(elsewhere, sample.cloud());
    assertThat(flows.nightShift().run(true, Progress.UNWATCHED).uploaded()).isEqualTo(1);
    assertThat(flows.checker().verify(true, Progress.UNWATCHED).findings()).isEmpty();
  }

  @Test
  void aSecondProgramIsToldThatTheLibraryIsInUse() {
    assertThatThrownBy(() -> sample.main().work(sample.library(), fresh -> new char[] {'x'}))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("is working in");
  }

  @Test
  void filesAreToldByContentAndDuplicatesEndHere() throws IOException {
    Path odd = folder.resolve("odd");
    Files.createDirectories(odd.resolve("deeper"));
    Path picture;
    try (var files = Files.list(pictures)) {
      picture = files.sorted().skip(PICTURES).findFirst().orElseThrow();
    }
    Files.copy(picture, odd.resolve("no photo by its name.txt"));
    Files.copy(picture, odd.resolve("deeper").resolve("the same\nagain \u202egpj.jpg"));
    Files.writeString(odd.resolve("text.jpg"), "this is text");
    Files.createFile(odd.resolve("empty.jpg"));
    Files.createSymbolicLink(odd.resolve("nowhere.jpg"), odd.resolve("gone"));
    Files.createSymbolicLink(odd.resolve("loop"), odd);
    byte[] before = Files.readAllBytes(picture);
    List<Importer.Outcome> outcomes = new ArrayList<>();
    for (Importer.Item item : flows.importer().add(List.of(odd), false, Progress.UNWATCHED)) {
      outcomes.add(item.outcome());
    }
    assertThat(outcomes)
        .containsExactlyInAnyOrder(
            Importer.Outcome.ADDED,
            Importer.Outcome.ALREADY,
            Importer.Outcome.SKIPPED,
            Importer.Outcome.UNREADABLE,
            Importer.Outcome.UNREADABLE);
    assertThat(Files.readAllBytes(picture)).isEqualTo(before);
    Set<String> names = new TreeSet<>();
    flows.gallery().photos(null, null).forEach(photo -> names.add(photo.photo()));
    assertThat(names).hasSize(PICTURES + 1);
  }

  /** Only the beginning of a large JPEG is looked at, unless what is wanted stands further back. */
  @Test
  void aJpegSaysWhatItIsHoweverFarBack() throws IOException {
    byte[] tiff = new ExifMaker().takenAt("2019:08:07 06:05:04").camera("Maker", "One").tiff();
    byte[] jpeg = Samples.withExif(Samples.jpeg(Samples.scene(900, 700, 3)), tiff);
    byte[] comment = new byte[2 + 0xffff];
    comment[0] = (byte) 0xff;
    comment[1] = (byte) 0xfe;
    comment[2] = (byte) 0xff;
    comment[3] = (byte) 0xff;
    Path odd = folder.resolve("odd");
    Files.createDirectories(odd);
    ByteArrayOutputStream late = new ByteArrayOutputStream();
    late.write(jpeg, 0, 2);
    for (int i = 0; i < 6; i++) {
      late.write(comment);
    }
    late.write(jpeg, 2, jpeg.length - 2);
    Files.write(odd.resolve("late.jpg"), late.toByteArray());
    ByteArrayOutputStream early = new ByteArrayOutputStream();
    early.write(jpeg);
    early.write(new byte[400_000]);
    Files.write(odd.resolve("early.jpg"), early.toByteArray());

    assertThat(flows.importer().add(List.of(odd), false, Progress.UNWATCHED))
        .allMatch(item -> item.outcome() == Importer.Outcome.ADDED);
    assertThat(flows.gallery().photos(null, null))
        .filteredOn(photo -> photo.name().matches("(late|early).jpg"))
        .hasSize(2)
        .allSatisfy(
            photo -> {
              assertThat(photo.width()).isEqualTo(900);
              assertThat(photo.height()).isEqualTo(700);
              assertThat(photo.taken()).startsWith("2019-08-07T06:05:04");
            });
  }
}
