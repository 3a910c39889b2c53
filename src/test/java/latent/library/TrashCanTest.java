package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import latent.SampleLibrary;
import latent.library.Gallery.PersonEntry;
import latent.library.Gallery.PhotoEntry;
import latent.photo.PhotoId;
import latent.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trash: thirty days, then the photo leaves everywhere, and nothing old brings it back. */
class TrashCanTest {

  private static final int PICTURES = 8;

  @TempDir private static Path shelf;

  private static List<Path> made;
  private static SampleLibrary filled;

  @TempDir private Path folder;

  private final Time time = new Time();
  private SampleLibrary laptop;
  private @Nullable SampleLibrary joined;

  /** A clock that goes on a little whenever it is looked at, and by days when it is told to. */
  private static final class Time extends Clock {
    private Instant now = Instant.now();

    private void pass(int days) {
      now = now.plus(Duration.ofDays(days));
    }

    @Override
    public Instant instant() {
      now = now.plusMillis(5);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeAll
  static void fill() throws IOException {
    Path pictures = shelf.resolve("pictures");
    SampleLibrary.makePictures(pictures);
    try (var files = Files.list(pictures)) {
      made = files.sorted().limit(PICTURES + 1).toList();
    }
    filled = new SampleLibrary(shelf.resolve("filled"));
    filled.fill(pictures, PICTURES);
    filled.close();
  }

  @BeforeEach
  void copy() throws IOException {
    laptop = SampleLibrary.copyOf(filled, folder.resolve("laptop"), time);
  }

  @AfterEach
  void close() {
    laptop.close();
    if (joined != null) {
      joined.close();
    }
  }

  private SampleLibrary join() throws IOException {
    joined = new SampleLibrary(folder.resolve("phone"), laptop, time);
    return joined;
  }

  private static NightShift.Report shift(SampleLibrary device) throws IOException {
    return device.flows().nightShift().run(true, Progress.UNWATCHED);
  }

  private static List<PhotoEntry> photos(SampleLibrary device) {
    return device.flows().gallery().photos(null, null);
  }

  private static List<String> trash(SampleLibrary device) {
    return device.flows().gallery().trash().stream().map(Gallery.TrashedEntry::photo).toList();
  }

  private String trashed() throws IOException {
    String photo = photos(laptop).getFirst().photo();
    TrashCan.Answer answer = laptop.flows().trash().discard(List.of(photo));
    assertThat(answer.remark()).isNull();
    assertThat(answer.items())
        .singleElement()
        .matches(item -> item.outcome() == TrashCan.Outcome.TRASHED);
    return photo;
  }

  private static Vault.Parts parts(SampleLibrary device, String photo) throws IOException {
    Library library = device.flows().library();
    return library
        .vault()
        .parts(
            new PhotoId(photo),
            library.catalog().photos().entries(new PhotoId(photo)).stream().findFirst());
  }

  /** The vault's objects of photos, by how many there are. */
  private int objects() throws IOException {
    int count = 0;
    for (String kind : List.of("o", "p", "f")) {
      try (var files = Files.walk(laptop.cloud().resolve(kind))) {
        count += (int) files.filter(Files::isRegularFile).count();
      }
    }
    return count;
  }

  private static List<Path> filesOf(SampleLibrary device, String photo) throws IOException {
    try (var files = Files.walk(device.library())) {
      return files.filter(file -> file.getFileName().toString().startsWith(photo)).toList();
    }
  }

  private static void assertSound(SampleLibrary device) throws IOException {
    assertThat(device.flows().checker().verify(true, Progress.UNWATCHED).findings()).isEmpty();
  }

  @Test
  void aPhotoInTheTrashIsNotShownAndStaysForThirtyDays() throws IOException {
    String photo = trashed();
    assertThat(photos(laptop)).extracting(PhotoEntry::photo).doesNotContain(photo);
    assertThat(laptop.flows().gallery().status().photos()).isEqualTo(PICTURES - 1);
    assertThat(laptop.flows().gallery().faces(null, null))
        .extracting(Gallery.FaceEntry::photo)
        .doesNotContain(photo);
    assertThat(trash(laptop)).containsExactly(photo);
    time.pass(29);
    assertThat(shift(laptop).removed()).isZero();
    assertSound(laptop);
    assertThat(objects()).isEqualTo(3 * PICTURES);
  }

  @Test
  void thenItLeavesDeviceAndCloud() throws IOException {
    String photo = trashed();
    time.pass(30);
    assertThat(shift(laptop).removed()).isEqualTo(1);
    assertThat(filesOf(laptop, photo)).isEmpty();
    assertThat(trash(laptop)).isEmpty();
    assertThat(objects()).isEqualTo(3 * (PICTURES - 1));
    assertSound(laptop);
    assertThat(shift(laptop).removed()).isZero();
    assertThatThrownBy(() -> laptop.flows().gallery().photo(photo))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("has left the library");
  }

  @Test
  void restoredItIsAsBeforeWithTheSamePeople() throws IOException {
    PersonEntry person = laptop.flows().gallery().people().getFirst();
    laptop.flows().witness().name(person.id(), "Anna");
    List<PersonEntry> people = laptop.flows().gallery().people();
    List<PhotoEntry> photos = photos(laptop);
    String photo = laptop.flows().gallery().photos("Anna", null).getFirst().photo();
    laptop.flows().trash().discard(List.of(photo));
    assertThat(laptop.flows().gallery().person("Anna").photos()).isEqualTo(person.photos() - 1);
    TrashCan.Answer answer = laptop.flows().trash().restore(List.of(photo));
    assertThat(answer.items())
        .singleElement()
        .matches(item -> item.outcome() == TrashCan.Outcome.RESTORED && item.until() == null);
    assertThat(laptop.flows().gallery().people()).isEqualTo(people);
    assertThat(photos(laptop)).isEqualTo(photos);
    time.pass(100);
    assertThat(shift(laptop).removed()).isZero();
    assertSound(laptop);
  }

  /**
   * Invariant 4: the photos on which somebody was named leave, and the name stays on the others.
   */
  @Test
  void aNameDoesNotLeaveWithThePhotosOnWhichItWasSaid() throws IOException {
    PersonEntry person =
        laptop.flows().gallery().people().stream()
            .filter(each -> each.photos() >= 3)
            .findFirst()
            .orElseThrow();
    String id = person.id();
    List<PhotoEntry> of = laptop.flows().gallery().photos(id, null);
    Set<String> faces = new HashSet<>();
    laptop.flows().gallery().faces(null, id).forEach(face -> faces.add(face.face()));
    laptop.flows().trash().discard(of.stream().skip(1).map(PhotoEntry::photo).toList());
    String left =
        laptop.flows().gallery().faces(of.getFirst().photo(), null).stream()
            .filter(face -> faces.contains(face.face()))
            .map(face -> Objects.requireNonNull(face.person()))
            .findFirst()
            .orElseThrow();
    laptop.flows().witness().name(left, "Anna");
    laptop.flows().trash().restore(of.stream().map(PhotoEntry::photo).toList());
    laptop.flows().trash().discard(List.of(of.getFirst().photo()));
    assertThat(laptop.flows().gallery().person("Anna").photos()).isEqualTo(of.size() - 1);
    time.pass(30);
    assertThat(shift(laptop).removed()).isEqualTo(1);
    assertThat(laptop.flows().gallery().person("Anna").photos()).isEqualTo(of.size() - 1);
  }

  @Test
  void anOriginalThatIsOnlyHereIsKeptForThirtyDaysAndNeverSent() throws IOException {
    laptop.flows().importer().add(List.of(made.get(PICTURES)), false, Progress.UNWATCHED);
    String photo = PhotoId.of(Files.readAllBytes(made.get(PICTURES))).hex();
    laptop.flows().trash().discard(List.of(photo));
    NightShift.Report report = shift(laptop);
    assertThat(report.analysed() + report.uploaded()).isZero();
    laptop.flows().offloader().free(Long.MAX_VALUE);
    assertThat(filesOf(laptop, photo)).hasSize(1);
    time.pass(29);
    shift(laptop);
    assertThat(filesOf(laptop, photo)).hasSize(1);
    time.pass(1);
    assertThat(shift(laptop).removed()).isEqualTo(1);
    assertThat(filesOf(laptop, photo)).isEmpty();
    assertThat(objects()).isEqualTo(3 * PICTURES);
  }

  @Test
  void anotherDeviceDoesTheSameFromTheFactAlone() throws IOException {
    SampleLibrary phone = join();
    String photo = trashed();
    phone.flows().recaller().preview(photo);
    phone.flows().recaller().write(photo, folder.resolve("opened"), Progress.UNWATCHED);
    shift(phone);
    assertThat(trash(phone)).containsExactly(photo);
    assertThat(filesOf(phone, photo)).isNotEmpty();
    time.pass(30);
    assertThat(shift(phone).removed()).isEqualTo(1);
    assertThat(filesOf(phone, photo)).isEmpty();
    assertThat(objects()).isEqualTo(3 * (PICTURES - 1));
    assertThat(shift(laptop).removed()).isEqualTo(1);
    assertSound(laptop);
    assertSound(phone);
  }

  @Test
  void whatAnotherDeviceRemovedIsNoDamageToOneThatHasNotHeard() throws IOException {
    SampleLibrary phone = join();
    trashed();
    laptop.flows().trash().empty(Progress.UNWATCHED);
    assertThat(objects()).isEqualTo(3 * (PICTURES - 1));
    assertThat(photos(phone)).hasSize(PICTURES);
    assertSound(phone);
  }

  @Test
  void whatAnotherDeviceBroughtBackIsNothingLeftToOneThatHasNotHeard() throws IOException {
    SampleLibrary phone = join();
    String photo = PhotoId.of(Files.readAllBytes(made.getFirst())).hex();
    laptop.flows().trash().discard(List.of(photo));
    laptop.flows().trash().empty(Progress.UNWATCHED);
    assertThat(shift(phone).removed()).isEqualTo(1);
    laptop.flows().importer().add(List.of(made.getFirst()), false, Progress.UNWATCHED);
    assertThat(shift(laptop).uploaded()).isEqualTo(1);
    assertSound(phone);
    assertThat(shift(phone).removed()).isZero();
    assertThat(objects()).isEqualTo(3 * PICTURES);
  }

  /** The phone was away for months with the original on its disk, and says so to nobody. */
  @Test
  void anOldStateOfADeviceBringsNothingBack() throws IOException {
    SampleLibrary phone = join();
    phone.flows().importer().add(List.of(made.get(PICTURES)), false, Progress.UNWATCHED);
    laptop.flows().importer().add(List.of(made.get(PICTURES)), false, Progress.UNWATCHED);
    shift(laptop);
    String photo = PhotoId.of(Files.readAllBytes(made.get(PICTURES))).hex();
    laptop.flows().trash().discard(List.of(photo));
    time.pass(31);
    assertThat(shift(laptop).removed()).isEqualTo(1);
    assertThat(filesOf(phone, photo)).hasSize(1);
    NightShift.Report report = shift(phone);
    assertThat(report.uploaded()).isZero();
    assertThat(report.removed()).isEqualTo(1);
    assertThat(filesOf(phone, photo)).isEmpty();
    assertThat(objects()).isEqualTo(3 * PICTURES);
  }

  /** A folder that is added every day, and has the photo in it, is no wish to have it back. */
  @Test
  void afolderThatHasItDoesNotBringItBackButTheFileItselfDoes() throws IOException {
    Path source = Files.createDirectories(folder.resolve("camera"));
    Path file = Files.copy(made.getFirst(), source.resolve("one.jpg"));
    String photo = PhotoId.of(Files.readAllBytes(file)).hex();
    laptop.flows().trash().discard(List.of(photo));
    assertUnwanted(source, "latent restore");
    laptop.flows().trash().empty(Progress.UNWATCHED);
    assertUnwanted(source, "left the library");
    assertThat(shift(laptop).uploaded()).isZero();

    Importer.Item item =
        laptop.flows().importer().add(List.of(file), false, Progress.UNWATCHED).getFirst();
    assertThat(item.outcome()).isEqualTo(Importer.Outcome.ADDED);
    assertThat(item.reason()).contains("is back");
    assertThat(shift(laptop).uploaded()).isEqualTo(1);
    time.pass(100);
    assertThat(shift(laptop).removed()).isZero();
    assertThat(photos(laptop)).hasSize(PICTURES);
    assertThat(objects()).isEqualTo(3 * PICTURES);
    assertSound(laptop);
  }

  private void assertUnwanted(Path source, String sentence) throws IOException {
    Importer.Item item =
        laptop.flows().importer().add(List.of(source), true, Progress.UNWATCHED).getFirst();
    assertThat(item.outcome()).isEqualTo(Importer.Outcome.ALREADY);
    assertThat(item.reason()).contains(sentence, "stays where it is");
    assertThat(source.resolve("one.jpg")).exists();
    assertThat(photos(laptop)).hasSize(PICTURES - 1);
  }

  @Test
  void whatIsAddedAgainWhileItIsInTheTrashIsRestoredAndSentAgain() throws IOException {
    String photo = PhotoId.of(Files.readAllBytes(made.getFirst())).hex();
    laptop.flows().trash().discard(List.of(photo));
    laptop.flows().offloader().free(Long.MAX_VALUE);
    Importer.Item item =
        laptop
            .flows()
            .importer()
            .add(List.of(made.getFirst()), false, Progress.UNWATCHED)
            .getFirst();
    assertThat(item.reason()).contains("restored");
    assertThat(shift(laptop).uploaded()).isEqualTo(1);
    assertThat(photos(laptop)).hasSize(PICTURES);
    assertSound(laptop);
  }

  /** As a kill would leave it: part of the objects are gone, and the row is here. */
  @Test
  void aRemovalThatWasCutShortIsFinishedByAnyDevice() throws IOException {
    SampleLibrary phone = join();
    String photo = trashed();
    time.pass(30);
    Library library = laptop.flows().library();
    library
        .vault()
        .remove(
            new PhotoId(photo),
            library.catalog().photos().entries(new PhotoId(photo)),
            library.vault().listing());
    Path original =
        Files.walk(laptop.cloud().resolve("o"))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow();
    assertThat(original).exists();
    assertThat(objects()).isEqualTo(3 * (PICTURES - 1));
    assertThat(shift(phone).removed()).isEqualTo(1);
    assertThat(shift(laptop).removed()).isEqualTo(1);
    assertSound(laptop);
    assertSound(phone);
  }

  @Test
  void whatIsLeftInTheCloudIsNamedAndRemovedEvenWithoutARow() throws IOException {
    String photo = trashed();
    Path cloud = laptop.cloud();
    Path saved = folder.resolve("saved");
    copy(cloud, saved);
    time.pass(30);
    shift(laptop);
    copy(saved, cloud);
    Checker.Report report = laptop.flows().checker().verify(false, Progress.UNWATCHED);
    assertThat(report.findings())
        .extracting(Checker.Fault::kind)
        .containsOnly("leftover")
        .hasSize(2);
    assertThat(report.damaged()).isFalse();
    assertThat(laptop.flows().checker().verify(true, Progress.UNWATCHED).findings())
        .extracting(Checker.Fault::kind)
        .containsOnly("leftover")
        .hasSize(3);
    SampleLibrary phone = join();
    assertThat(trash(phone)).containsExactly(photo);
    assertThat(shift(phone).removed()).isEqualTo(1);
    assertThat(objects()).isEqualTo(3 * (PICTURES - 1));
    assertSound(laptop);
  }

  /** What the check found is removed by the next shift of the device that checked. */
  @Test
  void whatACheckFoundLeftIsRemoved() throws IOException {
    trashed();
    Path saved = folder.resolve("saved");
    copy(laptop.cloud(), saved);
    time.pass(30);
    shift(laptop);
    copy(saved, laptop.cloud());
    assertThat(laptop.flows().checker().verify(false, Progress.UNWATCHED).findings()).hasSize(2);
    assertThat(shift(laptop).removed()).isEqualTo(1);
    assertThat(objects()).isEqualTo(3 * (PICTURES - 1));
    assertSound(laptop);
  }

  /** The device's folder was restored from an old backup, without its catalog. */
  @Test
  void anOriginalThatTurnsUpHereAgainLeavesAgain() throws IOException {
    String photo = trashed();
    Path original =
        filesOf(laptop, photo).stream()
            .filter(file -> file.toString().contains("originals"))
            .findFirst()
            .orElseThrow();
    Path saved = Files.copy(original, folder.resolve("saved"));
    time.pass(30);
    shift(laptop);
    assertThat(original).doesNotExist();
    Files.createDirectories(original.getParent());
    Files.copy(saved, original);
    NightShift.Report report = shift(laptop);
    assertThat(report.uploaded()).isZero();
    assertThat(report.removed()).isEqualTo(1);
    assertThat(original).doesNotExist();
    assertThat(photos(laptop)).hasSize(PICTURES - 1);
    assertThat(objects()).isEqualTo(3 * (PICTURES - 1));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!Files.exists(target)) {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void aRestoringOnAnotherDeviceIsHeardBeforeAnythingLeaves() throws IOException {
    SampleLibrary phone = join();
    String photo = trashed();
    shift(phone);
    time.pass(40);
    assertThat(phone.flows().trash().restore(List.of(photo)).items())
        .singleElement()
        .matches(item -> item.outcome() == TrashCan.Outcome.RESTORED);
    assertThat(shift(laptop).removed()).isZero();
    assertThat(photos(laptop)).hasSize(PICTURES);
    assertSound(laptop);
  }

  @Test
  void aRestoringThatComesTooLateSaysSo() throws IOException {
    SampleLibrary phone = join();
    String photo = trashed();
    shift(phone);
    laptop.flows().trash().empty(Progress.UNWATCHED);
    TrashCan.Answer answer = phone.flows().trash().restore(List.of(photo));
    assertThat(answer.items())
        .singleElement()
        .matches(item -> item.outcome() == TrashCan.Outcome.GONE);
    assertThat(answer.facts()).isEmpty();
  }

  /** The original is still here, so it is sent again, whole. */
  @Test
  void aRestoringWhereTheOriginalStillIsSavesThePhoto() throws IOException {
    SampleLibrary phone = join();
    String photo = trashed();
    shift(laptop);
    phone.flows().trash().discard(List.of(photos(phone).getFirst().photo()));
    shift(phone);
    phone.flows().trash().empty(Progress.UNWATCHED);
    assertThat(parts(laptop, photo)).isEqualTo(new Vault.Parts(false, false, false));
    assertThat(laptop.flows().trash().restore(List.of(photo)).items())
        .singleElement()
        .matches(item -> item.outcome() == TrashCan.Outcome.RESTORED);
    assertThat(shift(laptop).uploaded()).isEqualTo(1);
    assertThat(parts(laptop, photo)).isEqualTo(new Vault.Parts(true, true, true));
    assertSound(laptop);
  }

  @Test
  void aPartOfTheFactsThatCanNotBeReadKeepsEverything() throws IOException {
    SampleLibrary phone = join();
    trashed();
    phone.flows().witness().name(phone.flows().gallery().people().getFirst().id(), "Anna");
    Set<String> known = laptop.flows().library().catalog().facts().segments();
    Optional<Path> fresh;
    try (var files = Files.walk(laptop.cloud().resolve("d"))) {
      fresh =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !known.contains(laptop.cloud().relativize(file).toString()))
              .findFirst();
    }
    byte[] sealed = Files.readAllBytes(fresh.orElseThrow());
    byte[] broken = sealed.clone();
    broken[100] ^= 1;
    Files.write(fresh.orElseThrow(), broken);
    time.pass(31);
    NightShift.Report report = shift(laptop);
    assertThat(report.removed()).isZero();
    assertThat(report.waiting())
        .singleElement()
        .matches(waiting -> waiting.work().equals("remove") && waiting.because().contains("read"));
    assertThat(objects()).isEqualTo(3 * PICTURES);
    Files.write(fresh.orElseThrow(), sealed);
    assertThat(shift(laptop).removed()).isEqualTo(1);
  }

  /** What nobody else can know of must not cost the others the photo. */
  @Test
  void nothingLeavesBeforeTheCloudHasTheFact() throws IOException {
    Path unplugged = folder.resolve("unplugged");
    Files.move(laptop.cloud(), unplugged);
    String photo = photos(laptop).getFirst().photo();
    assertThat(laptop.flows().trash().discard(List.of(photo)).remark()).contains("next shift");
    time.pass(31);
    assertThatThrownBy(() -> shift(laptop)).isInstanceOf(IOException.class);
    assertThat(filesOf(laptop, photo)).isNotEmpty();
    Files.move(unplugged, laptop.cloud());
    assertThat(shift(laptop).removed()).isEqualTo(1);
  }

  /** A rebuilt catalog knows what is in the trash, and what has left it. */
  @Test
  void aLostCatalogKnowsTheTrash() throws IOException {
    String first = trashed();
    laptop.flows().trash().empty(Progress.UNWATCHED);
    String second = trashed();
    laptop.flows().close();
    try (var files = Files.list(laptop.library())) {
      for (Path file :
          files.filter(each -> each.getFileName().toString().startsWith("catalog.db")).toList()) {
        Files.delete(file);
      }
    }
    laptop.reopen();
    laptop.flows().rebuilder().rebuild(Progress.UNWATCHED);
    assertThat(trash(laptop)).containsExactly(second);
    assertThat(photos(laptop)).hasSize(PICTURES - 2);
    assertThat(laptop.flows().library().catalog().trash().find(new PhotoId(first))).isPresent();
    shift(laptop);
    assertSound(laptop);
  }
}
