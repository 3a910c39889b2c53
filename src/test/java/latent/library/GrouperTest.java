package latent.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import latent.SampleLibrary;
import latent.catalog.Catalog;
import latent.catalog.Groups.Group;
import latent.catalog.Groups.Member;
import latent.people.Question;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.Fact;
import latent.photo.FactId;
import latent.photo.Features;
import latent.photo.MediaType;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.TakenAt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The people are the same whatever the program remembers of its last run. */
class GrouperTest {

  private static final int FACES = 1500;

  @TempDir private Path folder;

  private SampleLibrary library;
  private Grouper grouper;
  private List<Features> photos;

  private record Answer(List<Group> groups, Map<FaceId, Member> members) {}

  @BeforeEach
  void fill() throws IOException {
    library = new SampleLibrary(folder);
    grouper = new Grouper(library.flows().library());
    Path vectors = folder.resolve("vectors");
    Path lines = folder.resolve("lines");
    new GeneratedFaces(4).write(FACES, vectors, lines, Progress.UNWATCHED);
    Map<PhotoId, List<Face>> byPhoto = new LinkedHashMap<>();
    for (Face face : LabelledFaces.read(vectors, lines, 512).faces()) {
      byPhoto.computeIfAbsent(face.photo(), _ -> new ArrayList<>()).add(face);
    }
    Equipment.Models models = library.main().models().usual();
    photos = new ArrayList<>();
    byPhoto.forEach(
        (photo, faces) ->
            photos.add(
                new Features(
                    photo, models.detector(), models.embedder(), Features.Source.ORIGINAL, faces)));
    photos.subList(20, photos.size()).forEach(this::take);
  }

  @AfterEach
  void close() {
    library.close();
  }

  /** As if the photo had been read. */
  private void take(Features read) {
    TakenAt taken = new TakenAt(LocalDateTime.MIN.withYear(2016), null, TakenAt.Source.METADATA);
    Photo photo = new Photo(read.photo(), "made.jpg", MediaType.JPEG, 1, 1, 1, taken, null, null);
    catalog().photos().add(photo, null, false, Instant.EPOCH);
    catalog().spares().use(read, 0);
  }

  private Catalog catalog() {
    return library.flows().library().catalog();
  }

  private Path neighbours() {
    return library.flows().library().directory().neighbours();
  }

  private Answer answer() {
    return new Answer(catalog().groups().all(), catalog().groups().members());
  }

  private Answer grouped() {
    grouper.group();
    return answer();
  }

  private void reopen() {
    grouper = new Grouper(library.reopen().library());
  }

  /** As it would be had nothing been kept. */
  private Answer scratch() throws IOException {
    reopen();
    Files.deleteIfExists(neighbours());
    return grouped();
  }

  private void name(String name) {
    Group group = catalog().groups().all().getFirst();
    Face face = catalog().faces().ofPerson(group.id()).getFirst();
    catalog()
        .facts()
        .add(
            new Fact.Named(
                FactId.fresh(), Instant.now(), group.id(), List.of(face.reference()), name),
            "device");
  }

  @Test
  void theNextStartGivesTheSamePeople() throws IOException {
    Answer first = grouped();
    assertThat(first.groups()).hasSizeGreaterThan(100);
    assertThat(neighbours()).isRegularFile();
    reopen();
    assertThat(grouped()).isEqualTo(first);
    assertThat(scratch()).isEqualTo(first);
  }

  @Test
  void photosAndFactsThatCameSinceCount() throws IOException {
    grouped();
    reopen();
    photos.subList(0, 8).forEach(this::take);
    name("Ada");
    Answer second = grouped();
    photos.subList(8, 20).forEach(this::take);
    name("Ben");
    Answer third = grouped();
    assertThat(third).isNotEqualTo(second);
    assertThat(scratch()).isEqualTo(third);
  }

  @Test
  void aDamagedFileIsAsNone() throws IOException {
    Answer first = grouped();
    byte[] bytes = Files.readAllBytes(neighbours());
    bytes[bytes.length / 2] ^= 1;
    Files.write(neighbours(), bytes);
    reopen();
    assertThat(grouped()).isEqualTo(first);
    bytes[bytes.length / 2] ^= 1;
    assertThat(neighbours()).hasBinaryContent(bytes);
  }

  @Test
  void theFileCountsAsTheDevices() {
    long before = OwnFiles.in(library.flows().library().directory()).rest();
    grouped();
    long after = OwnFiles.in(library.flows().library().directory()).rest();
    assertThat(after - before).isGreaterThan(neighbours().toFile().length());
  }

  /** What {@code latent suggest} and {@code latent person} do. */
  @Test
  void whoAsksKeepsTheNeighboursToo() throws IOException {
    grouped();
    byte[] written = Files.readAllBytes(neighbours());
    Files.delete(neighbours());
    reopen();
    List<Question> questions = grouper.questions();
    assertThat(neighbours()).hasBinaryContent(written);
    Files.delete(neighbours());
    reopen();
    grouper.completeness();
    assertThat(neighbours()).hasBinaryContent(written);
    reopen();
    assertThat(grouper.questions()).isEqualTo(questions);
  }

  @Test
  void whoOnlyLooksKeepsThemWhileAnotherWorksThere() throws IOException {
    try (Flows looking = library.main().look(library.library(), fresh -> new char[0])) {
      List<Question> questions = new Grouper(looking.library()).questions();
      byte[] written = Files.readAllBytes(neighbours());
      assertThat(grouper.questions()).isEqualTo(questions);
      grouped();
      assertThat(neighbours()).hasBinaryContent(written);
    }
    assertThat(library.library().resolve("incoming")).isEmptyDirectory();
  }

  @Test
  void whatCantBeKeptIsDoneWithout() throws IOException {
    List<Question> questions = grouper.questions();
    Files.delete(neighbours());
    Path inTheWay = Files.createDirectories(neighbours().resolve("in the way"));
    reopen();
    assertThat(grouper.questions()).isEqualTo(questions);
    assertThat(inTheWay).isDirectory();
    Files.delete(inTheWay);
    Files.delete(neighbours());
    reopen();
    Path incoming = library.library().resolve("incoming");
    Files.deleteIfExists(incoming);
    Files.createFile(incoming);
    assertThat(grouper.questions()).isEqualTo(questions);
    assertThat(neighbours()).doesNotExist();
    Files.delete(incoming);
  }
}
