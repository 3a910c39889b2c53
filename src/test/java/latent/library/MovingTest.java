package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import latent.SampleLibrary;
import latent.photo.MediaType;
import latent.photo.PhotoId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code add --move} takes a file away only when the library's own copy of it is surely whole, and
 * bytes that come a second time mend what the library has lost.
 */
class MovingTest {

  @TempDir private static Path pictures;

  private static List<Path> made;

  @TempDir private Path folder;

  private SampleLibrary sample;
  private Flows flows;
  private Path source;
  private byte[] bytes;
  private PhotoId id;

  @BeforeAll
  static void makePictures() throws IOException {
    SampleLibrary.makePictures(pictures);
    try (var files = Files.list(pictures)) {
      made = files.sorted().limit(2).toList();
    }
  }

  @BeforeEach
  void bringOne() throws IOException {
    sample = new SampleLibrary(folder);
    flows = sample.flows();
    source = Files.copy(made.getFirst(), folder.resolve("source.jpg"));
    bytes = Files.readAllBytes(source);
    id = PhotoId.of(bytes);
    assertThat(add(source, false).outcome()).isEqualTo(Importer.Outcome.ADDED);
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private Importer.Item add(Path path, boolean move) {
    return flows.importer().add(List.of(path), move, Progress.UNWATCHED).getFirst();
  }

  private Path original() {
    return flows.library().directory().original(id, MediaType.JPEG);
  }

  private void assertOpens() throws IOException {
    Path opened = folder.resolve("opened");
    flows.recaller().write(id.hex(), opened, Progress.UNWATCHED);
    assertThat(opened).hasBinaryContent(bytes);
  }

  private void assertMoved(Importer.Item item) throws IOException {
    assertThat(item.outcome()).isEqualTo(Importer.Outcome.ALREADY);
    assertThat(item.failed()).isFalse();
    assertThat(source).doesNotExist();
    assertOpens();
  }

  private void assertStays(Importer.Item item, String because) {
    assertThat(item.failed()).isTrue();
    assertThat(item.photo()).isEqualTo(id);
    assertThat(item.reason()).contains(because);
    assertThat(source).hasBinaryContent(bytes);
  }

  private void upload() throws IOException {
    assertThat(flows.nightShift().run(true, Progress.UNWATCHED).uploaded()).isEqualTo(1);
  }

  private void offload() throws IOException {
    upload();
    assertThat(flows.offloader().free(Long.MAX_VALUE).offloaded()).isEqualTo(1);
    assertThat(original()).doesNotExist();
  }

  private void loseInCloud() throws IOException {
    try (var objects = Files.walk(sample.cloud().resolve("o"))) {
      for (Path object : objects.filter(Files::isRegularFile).toList()) {
        Files.delete(object);
      }
    }
  }

  private void damage() throws IOException {
    byte[] damaged = bytes.clone();
    damaged[bytes.length / 2] ^= 1;
    Files.write(original(), damaged);
  }

  @Test
  void aDuplicateOfAWholeOriginalGoes() throws IOException {
    Importer.Item item = add(source, true);
    assertThat(item.reason()).isNull();
    assertMoved(item);
  }

  @Test
  void aDuplicateMendsADamagedOriginal() throws IOException {
    damage();
    Importer.Item item = add(source, true);
    assertThat(item.reason()).contains("damaged");
    assertMoved(item);
    assertThat(original()).hasBinaryContent(bytes);
  }

  @Test
  void aDuplicateMendsEvenIfItIsNotToBeMoved() throws IOException {
    damage();
    assertThat(add(source, false).reason()).contains("damaged");
    assertThat(original()).hasBinaryContent(bytes);
    assertThat(source).hasBinaryContent(bytes);
  }

  @Test
  void aDuplicateBringsBackAnOriginalThatIsGone() throws IOException {
    Files.delete(original());
    assertMoved(add(source, true));
    assertThat(original()).hasBinaryContent(bytes);
  }

  @Test
  void aDuplicateOfWhatTheCloudHoldsGoes() throws IOException {
    offload();
    assertMoved(add(source, true));
    assertThat(flows.gallery().photo(id.hex()).state()).isEqualTo("cached");
  }

  @Test
  void aDuplicateOfWhatTheCloudLostIsKeptHere() throws IOException {
    offload();
    loseInCloud();
    assertMoved(add(source, true));
    assertThat(original()).hasBinaryContent(bytes);
    assertThat(flows.gallery().photo(id.hex()).state()).isEqualTo("local");
    upload();
    assertThat(flows.checker().verify(true, Progress.UNWATCHED).findings()).isEmpty();
  }

  @Test
  void aDuplicateOfWhatNobodyCanConfirmStays() throws IOException {
    offload();
    Files.move(sample.cloud(), folder.resolve("unplugged"));
    assertStays(add(source, true), "isn't there");
    Files.move(folder.resolve("unplugged"), sample.cloud());
    assertMoved(add(source, true));
  }

  @Test
  void theCloudIsNotAskedAboutWhatIsNotMoved() throws IOException {
    offload();
    Files.move(sample.cloud(), folder.resolve("unplugged"));
    Importer.Item item = add(source, false);
    assertThat(item.failed()).isFalse();
    assertThat(item.outcome()).isEqualTo(Importer.Outcome.ALREADY);
  }

  @Test
  void whatCanNotBeShownIsSafeBeforeItGoes() throws IOException {
    bytes = Arrays.copyOf(bytes, 300);
    id = PhotoId.of(bytes);
    source = Files.write(folder.resolve("broken.jpg"), bytes);
    Importer.Item item = add(source, true);
    assertThat(item.outcome()).isEqualTo(Importer.Outcome.UNREADABLE);
    assertThat(item.photo()).isEqualTo(id);
    assertThat(source).doesNotExist();
    assertThat(original()).hasBinaryContent(bytes);
    flows = sample.reopen();
    assertOpens();
  }

  /** An entry of /proc can be read like the file that it stands for, and nobody can remove it. */
  @Test
  void aFileThatCanNotBeRemovedIsAddedAllTheSame() throws IOException {
    byte[] other = Files.readAllBytes(made.get(1));
    try (FileChannel open = FileChannel.open(made.get(1))) {
      assertThat(open.isOpen()).isTrue();
      Importer.Item item = add(openFile(made.get(1)), true);
      assertThat(item.outcome()).isEqualTo(Importer.Outcome.ADDED);
      assertThat(item.photo()).isEqualTo(PhotoId.of(other));
      assertThat(item.failed()).isTrue();
      assertThat(item.reason()).contains("could not be removed");
    }
    assertThat(made.get(1)).hasBinaryContent(other);
    assertThat(flows.gallery().status().photos()).isEqualTo(2);
  }

  private static Path openFile(Path file) throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(
              entry -> {
                try {
                  return Files.readSymbolicLink(entry).equals(file.toRealPath());
                } catch (IOException closed) {
                  return false;
                }
              })
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void theLibrarysOwnFilesAreNoSource() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), sample.library());
    for (Path own : List.of(original(), sample.library().resolve("originals"), link)) {
      Importer.Item item = add(own, true);
      assertThat(item.outcome()).isEqualTo(Importer.Outcome.UNREADABLE);
      assertThat(item.reason()).contains("library's own folder");
    }
    flows.importer().add(List.of(folder), true, Progress.UNWATCHED);
    assertThat(source).doesNotExist();
    assertOpens();
    assertThat(original()).hasBinaryContent(bytes);
  }

  /** The library's disk breaks down in the middle of an import. */
  @Test
  void aBrokenImportSaysWhatIsSafe() throws IOException {
    List<Path> many;
    try (var files = Files.list(pictures)) {
      many = files.sorted().skip(2).limit(12).toList();
    }
    Path incoming = flows.library().directory().incoming();
    Progress breaking =
        (work, done, total) -> {
          if (done == 2) {
            replaceByFile(incoming);
          }
        };
    assertThatThrownBy(() -> flows.importer().add(many, false, breaking))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("can't be used")
        .satisfies(broken -> assertThat(broken).hasMessageContaining(addedSafely()))
        .hasMessageEndingWith("give the same command again for the rest.");
    Files.delete(incoming);
    assertThat(flows.importer().add(many, false, Progress.UNWATCHED))
        .hasSize(many.size())
        .noneMatch(Importer.Item::failed);
    assertThat(flows.gallery().status().photos()).isEqualTo(1 + many.size());
  }

  private String addedSafely() {
    return " " + (flows.gallery().status().photos() - 1) + " photos were added safely before";
  }

  /** Others are importing meanwhile, and make the folder again if they find it gone. */
  private void replaceByFile(Path incoming) {
    for (int moved = 0; !Files.isRegularFile(incoming); moved++) {
      try {
        Files.move(incoming, folder.resolve("was incoming " + moved));
        Files.createFile(incoming);
      } catch (FileAlreadyExistsException madeAgain) {
        assertThat(incoming).isDirectory();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
