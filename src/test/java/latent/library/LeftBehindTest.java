package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import latent.SampleLibrary;
import latent.photo.MediaType;
import latent.photo.Photo;
import latent.photo.PhotoId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed program leaves lying is taken in or swept away, and never lost. */
class LeftBehindTest {

  private static final int UPLOADED = 2;

  @TempDir private static Path pictures;

  private static List<Path> made;

  @TempDir private Path folder;

  private SampleLibrary sample;
  private Flows flows;

  @BeforeAll
  static void makePictures() throws IOException {
    SampleLibrary.makePictures(pictures);
    try (var files = Files.list(pictures)) {
      made = files.sorted().limit(UPLOADED + 1).toList();
    }
  }

  @BeforeEach
  void fill() throws IOException {
    sample = new SampleLibrary(folder);
    sample.fill(pictures, UPLOADED);
    flows = sample.flows();
  }

  @AfterEach
  void close() {
    sample.close();
  }

  /** Adds one more, and takes the catalog back to where it was before: as a kill would leave it. */
  private void leaveOriginalWithoutRow() throws IOException {
    flows.close();
    Path catalog = flows.library().directory().catalog();
    Path before = Files.copy(catalog, folder.resolve("catalog before"));
    flows = sample.reopen();
    flows.importer().add(List.of(made.get(UPLOADED)), false, Progress.UNWATCHED);
    flows.close();
    Files.delete(catalog);
    Files.move(before, catalog);
    flows = sample.reopen();
    assertThat(flows.gallery().status().photos()).isEqualTo(UPLOADED);
    assertThat(original(made.get(UPLOADED))).exists();
  }

  private Path original(Path picture) throws IOException {
    PhotoId id = PhotoId.of(Files.readAllBytes(picture));
    return flows.library().directory().original(id, MediaType.JPEG);
  }

  private NightShift.Report shift() throws IOException {
    return flows.nightShift().run(true, Progress.UNWATCHED);
  }

  private void assertKnown(Path picture, String name) throws IOException {
    byte[] bytes = Files.readAllBytes(picture);
    Gallery.PhotoDetail photo = flows.gallery().photo(PhotoId.of(bytes).hex());
    assertThat(photo.name()).isEqualTo(name);
    assertThat(photo.width()).isPositive();
    Path opened = folder.resolve("opened");
    flows.recaller().write(photo.photo(), opened, Progress.UNWATCHED);
    assertThat(opened).hasBinaryContent(bytes);
  }

  @Test
  void theShiftTakesInAnOriginalWithoutARow() throws IOException {
    leaveOriginalWithoutRow();
    String named =
        NameTag.read(original(made.get(UPLOADED))).orElse(Disk.name(original(made.get(UPLOADED))));
    NightShift.Report report = shift();
    assertThat(report.analysed()).isEqualTo(1);
    assertThat(report.uploaded()).isEqualTo(1);
    assertKnown(made.get(UPLOADED), named);
    assertThat(shift().analysed()).isZero();
  }

  /** Uploads of photos that are stored, or unknown, are given up; of one that waits they stay. */
  @Test
  void anUploadThatNobodyWillGoOnWithIsGivenUp() throws IOException {
    flows.importer().add(List.of(made.get(UPLOADED)), false, Progress.UNWATCHED);
    LibraryDirectory directory = flows.library().directory();
    Files.createDirectories(directory.uploads());
    Path stored = directory.upload(PhotoId.of(Files.readAllBytes(made.getFirst())));
    Path unknown = directory.upload(PhotoId.of(new byte[] {1}));
    Path waiting = directory.upload(PhotoId.of(Files.readAllBytes(made.get(UPLOADED))));
    for (Path record : List.of(stored, unknown, waiting)) {
      Files.writeString(
          record, "latent upload 1\nobject o/ab/cd\nheader 00\nupload word\nsize 16777216\n");
    }
    new Uploader(flows.library()).abandonForgotten();
    assertThat(stored).doesNotExist();
    assertThat(unknown).doesNotExist();
    assertThat(waiting).exists();
    assertThat(shift().uploaded()).isEqualTo(1);
    assertThat(waiting).doesNotExist();
  }

  @Test
  void theNextImportOfTheSameFileTakesItIn() throws IOException {
    leaveOriginalWithoutRow();
    Importer.Item item =
        flows.importer().add(List.of(made.get(UPLOADED)), false, Progress.UNWATCHED).getFirst();
    assertThat(item.outcome()).isEqualTo(Importer.Outcome.ADDED);
    assertKnown(made.get(UPLOADED), Disk.name(made.get(UPLOADED)));
  }

  /** Without catalog and store nobody knows what the vault knows of it, so it waits where it is. */
  @Test
  void anOriginalWithoutARowWaitsForTheStore() throws IOException {
    leaveOriginalWithoutRow();
    Files.move(sample.cloud(), folder.resolve("unplugged"));
    assertThatThrownBy(this::shift).isInstanceOf(IOException.class);
    assertThat(original(made.get(UPLOADED))).exists();
    Files.move(folder.resolve("unplugged"), sample.cloud());
    assertThat(shift().uploaded()).isEqualTo(1);
  }

  /** A lost catalog: what was uploaded comes back as the vault has it, the rest from the device. */
  @Test
  void aLostCatalogLosesNoOriginalThatWasNotSent() throws IOException {
    flows.importer().add(List.of(made.get(UPLOADED)), false, Progress.UNWATCHED);
    flows.close();
    Files.delete(flows.library().directory().catalog());
    flows = sample.reopen();
    NightShift.Report report = shift();
    assertThat(report.analysed()).isEqualTo(1);
    assertThat(report.uploaded()).isEqualTo(1);
    assertThat(flows.gallery().status().photos()).isEqualTo(UPLOADED + 1);
    assertKnown(made.getFirst(), Disk.name(made.getFirst()));
  }

  @Test
  void whatIsNotWhatItsNameSaysIsLeftAlone() throws IOException {
    Path original = original(made.get(UPLOADED));
    Files.createDirectories(original.getParent());
    Files.write(original, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});
    Path note = Files.writeString(original.resolveSibling("note.txt"), "mine");
    shift();
    assertThat(original).exists();
    assertThat(note).exists();
    assertThat(flows.gallery().status().photos()).isEqualTo(UPLOADED);
  }

  @Test
  void unfinishedFilesAreSweptByWhoeverHoldsTheLock() throws IOException {
    Path incoming =
        Files.writeString(Disk.unfinished(flows.library().directory().incoming()), "half a photo");
    Path settings = Files.writeString(Disk.unfinished(sample.library()), "half the settings");
    assertThatThrownBy(() -> sample.main().work(sample.library(), fresh -> new char[] {'x'}))
        .isInstanceOf(LibraryException.class);
    try (Flows looking = sample.main().look(sample.library(), fresh -> new char[] {'x'})) {
      assertThat(looking.gallery().photos(null, null)).hasSize(UPLOADED);
    }
    assertThat(incoming).exists();
    assertThat(settings).exists();
    flows = sample.reopen();
    assertThat(incoming).doesNotExist();
    assertThat(settings).doesNotExist();
    assertThat(flows.library().directory().settings()).exists();
  }

  /** As after a kill in the middle of opening: the file lies at a place of the user's. */
  @Test
  void whatWasBeingOpenedIsSweptWhereItWasWritten() throws IOException {
    Path place = Files.createDirectory(folder.resolve("place"));
    Path mine = Files.writeString(place.resolve("mine.part"), "somebody's own");
    Path incoming = flows.library().directory().incoming();
    Outgoing left = Outgoing.begin(incoming, place.resolve("opened.jpg"));
    Files.writeString(left.unfinished(), "half a photo");
    assertThat(left.unfinished()).hasParent(place);
    flows = sample.reopen();
    assertThat(place).isDirectoryNotContaining(file -> !file.equals(mine));
    assertThat(mine).exists();
    assertThat(incoming).isEmptyDirectory();
  }

  @Test
  void whatWasBeingOpenedInAFolderThatIsGoneHoldsNobodyUp() throws IOException {
    Path incoming = flows.library().directory().incoming();
    Outgoing.begin(incoming, folder.resolve("gone").resolve("opened.jpg"));
    flows = sample.reopen();
    assertThat(incoming).isEmptyDirectory();
    openFirst();
    assertThat(incoming).isEmptyDirectory();
  }

  private void offload() throws IOException {
    assertThat(flows.offloader().free(Long.MAX_VALUE).offloaded()).isEqualTo(UPLOADED);
  }

  private Path openFirst() throws IOException {
    Path opened = folder.resolve("opened");
    flows
        .recaller()
        .write(PhotoId.of(Files.readAllBytes(made.getFirst())).hex(), opened, Progress.UNWATCHED);
    return opened;
  }

  /** As after a kill between removing a cached copy and writing that down. */
  @Test
  void aCachedCopyThatIsGoneIsFetchedAgain() throws IOException {
    offload();
    openFirst();
    Files.delete(flows.library().directory().cached(first()));
    assertThat(openFirst()).hasSameBinaryContentAs(made.getFirst());
    assertThat(flows.library().directory().cached(first())).exists();
  }

  @Test
  void copiesThatAreGoneAreFetchedAgain() throws IOException {
    PhotoId id = first().id();
    byte[] preview = flows.recaller().preview(id.hex());
    byte[] thumbnail = flows.recaller().thumbnail(id.hex());
    Files.delete(flows.library().directory().preview(id));
    Files.delete(flows.library().directory().thumbnail(id));
    assertThat(flows.recaller().preview(id.hex())).isEqualTo(preview);
    assertThat(flows.recaller().thumbnail(id.hex())).isEqualTo(thumbnail);
  }

  @Test
  void anOriginalThatIsGoneHereComesFromTheCloud() throws IOException {
    Files.delete(original(made.getFirst()));
    assertThat(openFirst()).hasSameBinaryContentAs(made.getFirst());
  }

  /** The preview had left to keep the budget, and then the cloud lost everything. */
  @Test
  void whatTheCloudLostIsReadAgainWhereThePreviewIsGone() throws IOException {
    PhotoId id = first().id();
    Files.delete(flows.library().directory().preview(id));
    flows.library().catalog().photos().preview(id, 0);
    try (var objects = Files.walk(sample.cloud().resolve("o"))) {
      for (Path object : objects.filter(Files::isRegularFile).toList()) {
        Files.delete(object);
      }
    }
    assertThat(flows.offloader().free(Long.MAX_VALUE).kept()).hasSize(UPLOADED);
    NightShift.Report report = shift();
    assertThat(report.failures()).isEmpty();
    assertThat(report.uploaded()).isEqualTo(UPLOADED);
    assertThat(flows.recaller().preview(id.hex())).isNotEmpty();
  }

  private Photo first() throws IOException {
    PhotoId id = PhotoId.of(Files.readAllBytes(made.getFirst()));
    return flows.library().catalog().photos().find(id).orElseThrow().photo();
  }
}
