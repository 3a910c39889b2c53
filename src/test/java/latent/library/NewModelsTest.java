package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import latent.SampleLibrary;
import latent.library.Gallery.PersonEntry;
import latent.library.Gallery.PhotoEntry;
import latent.library.Outfitter.Change;
import latent.library.Outfitter.Outfit;
import latent.photo.Box;
import latent.photo.Features;
import latent.photo.PhotoId;
import latent.vision.UnusableModelException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other models come in the place of those in use, on a library whose originals are all away. */
class NewModelsTest {

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
    List<PersonEntry> people = flows.gallery().people();
    flows.witness().name(people.get(0).id(), "Anna");
    flows.witness().name(people.get(1).id(), "Ben");
    flows.witness().name(people.get(2).id(), "Cleo");
    flows
        .witness()
        .tag(
            flows.gallery().photos(null, null).getFirst().photo(),
            new Box(0.01, 0.01, 0.05, 0.05),
            "Dan");
    flows.nightShift().run(true, Progress.UNWATCHED);
    flows.offloader().free(Long.MAX_VALUE);
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private static Path model(String file) {
    return new latent.Main().models().usual().detectorFile().resolveSibling(file);
  }

  private static final String MIRRORED = "faceplugin-fr-feature-mirrored.json";
  private static final String EMBEDDER = "faceplugin-fr-feature.json";
  private static final String OTHER_DETECTOR = "retinaface-mnet25-v1.json";
  private static final String DETECTOR = "retinaface-mnet25-v2.json";

  private long down(String reason) {
    return flows.gallery().ledger(Instant.EPOCH).stream()
        .filter(line -> line.direction().equals("down") && line.reason().equals(reason))
        .mapToLong(Gallery.Moved::bytes)
        .sum();
  }

  /** The names, and how many faces each has. */
  private Map<String, Integer> named() {
    Map<String, Integer> named = new TreeMap<>();
    for (PersonEntry person : flows.gallery().people()) {
      if (person.name() != null) {
        named.put(person.name(), person.faces());
      }
    }
    return named;
  }

  private List<String> inUse() {
    return flows.outfitter().models().stream()
        .filter(model -> model.state().equals("in use"))
        .map(model -> model.name() + " " + model.version())
        .toList();
  }

  private NightShift.Report shift() throws IOException {
    return flows.nightShift().run(true, Progress.UNWATCHED);
  }

  private void dropPreviews() throws IOException {
    for (PhotoEntry photo : flows.gallery().photos(null, null)) {
      PhotoId id = new PhotoId(photo.photo());
      Files.delete(flows.library().directory().preview(id));
      flows.library().catalog().photos().preview(id, 0);
    }
  }

  /** Invariants 2 and 4: crops are enough, and whoever had a name has it still. */
  @Test
  void anotherEmbedderMovesNoPhoto() throws IOException {
    dropPreviews();
    long moved = down("view") + down("analyse") + down("preview");
    Map<String, Integer> before = named();
    List<PersonEntry> people = flows.gallery().people();
    assertThat(flows.outfitter().use(model(MIRRORED))).isEqualTo(new Change.Begun(PICTURES, 0));
    assertThat(flows.gallery().people()).isEqualTo(people);
    assertThat(shift().analysed()).isEqualTo(PICTURES);
    assertThat(inUse()).contains("faceplugin-fr-feature 1-mirrored");
    assertThat(named()).isEqualTo(before);
    assertThat(down("view") + down("analyse") + down("preview")).isEqualTo(moved);
    assertThat(flows.outfitter().models())
        .allMatch(model -> model.photosDone() == PICTURES && model.photosPending() == 0);
    assertThat(shift().analysed()).isZero();
    assertThat(flows.checker().verify(true, Progress.UNWATCHED).findings()).isEmpty();
  }

  /** What was is kept: taking a model back needs no shift, and gives the very same people. */
  @Test
  void anEmbedderIsTakenBackAtOnce() throws IOException {
    List<PersonEntry> people = flows.gallery().people();
    flows.outfitter().use(model(MIRRORED));
    shift();
    flows = sample.reopen();
    assertThat(flows.outfitter().use(model(EMBEDDER))).isEqualTo(new Change.Done());
    flows.nightShift().group();
    assertThat(inUse()).contains("faceplugin-fr-feature 1");
    assertThat(flows.gallery().people()).isEqualTo(people);
    assertThat(flows.outfitter().use(model(MIRRORED))).isEqualTo(new Change.Done());
  }

  /** As long as it is only to come, taking it back forgets it. */
  @Test
  void aModelThatIsToComeCanBeForgotten() throws IOException {
    flows.outfitter().use(model(MIRRORED));
    flows.outfitter().use(model(OTHER_DETECTOR));
    assertThat(flows.outfitter().models())
        .filteredOn(model -> model.state().equals("to come"))
        .extracting(Outfit::role)
        .containsExactly("detector", "embedder");
    assertThat(flows.outfitter().use(model(EMBEDDER))).isInstanceOf(Change.Begun.class);
    assertThat(flows.outfitter().use(model(DETECTOR))).isEqualTo(new Change.Same());
    assertThat(flows.outfitter().models()).allMatch(model -> model.state().equals("in use"));
    assertThat(shift().analysed()).isZero();
  }

  /** The previews here are enough for another detector, and no name is lost. */
  @Test
  void anotherDetectorReadsThePreviews() throws IOException {
    long moved = down("view") + down("analyse") + down("preview");
    Map<String, Integer> before = named();
    assertThat(flows.outfitter().use(model(OTHER_DETECTOR)))
        .isEqualTo(new Change.Begun(PICTURES, 0));
    assertThat(shift().analysed()).isEqualTo(PICTURES);
    assertThat(inUse()).contains("retinaface-mnet25 1");
    assertThat(named().keySet()).isEqualTo(before.keySet());
    assertThat(down("view") + down("analyse") + down("preview")).isEqualTo(moved);
    assertThat(
            flows
                .library()
                .catalog()
                .photos()
                .reading(new PhotoId(flows.gallery().photos(null, null).getFirst().photo()))
                .orElseThrow()
                .source())
        .isEqualTo(Features.Source.PREVIEW);
  }

  /** Where the device has dropped them they come from the cloud: few bytes, and no original. */
  @Test
  void previewsAreFetchedBeforeOriginals() throws IOException {
    dropPreviews();
    long analysed = down("analyse");
    Change change = flows.outfitter().use(model(OTHER_DETECTOR));
    long stated = ((Change.Begun) change).bytesNeeded();
    long before = down("preview");
    assertThat(shift().analysed()).isEqualTo(PICTURES);
    assertThat(down("preview") - before).isPositive().isLessThanOrEqualTo(stated);
    assertThat(down("analyse")).isEqualTo(analysed);
  }

  /** Without crops and previews, originals are read, in memory, and forgotten. */
  @Test
  void originalsAreTheLastResort() throws IOException {
    dropPreviews();
    try (var copies = Files.walk(sample.cloud().resolve("p"))) {
      for (Path copy : copies.filter(Files::isRegularFile).toList()) {
        Files.delete(copy);
      }
    }
    for (PhotoEntry photo : flows.gallery().photos(null, null)) {
      flows.library().catalog().photos().notWhole(new PhotoId(photo.photo()), false, true);
    }
    Change change = flows.outfitter().use(model(OTHER_DETECTOR));
    assertThat(shift().failed()).isZero();
    assertThat(down("analyse")).isEqualTo(((Change.Begun) change).bytesNeeded());
    assertThat(files("originals")).isEmpty();
    assertThat(files("cache")).isEmpty();
    assertThat(files("incoming")).isEmpty();
    assertThat(named().keySet()).containsExactly("Anna", "Ben", "Cleo", "Dan");
  }

  private List<Path> files(String name) throws IOException {
    Path place = sample.library().resolve(name);
    if (!Files.exists(place)) {
      return List.of();
    }
    try (var walk = Files.walk(place)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  /** A photo that comes while other models are to come is read by both. */
  @Test
  void aPhotoThatComesMeanwhileIsReadByBoth() throws IOException {
    flows.outfitter().use(model(OTHER_DETECTOR));
    flows.outfitter().use(model(MIRRORED));
    try (var files = Files.list(pictures)) {
      flows
          .importer()
          .add(files.sorted().skip(PICTURES).limit(2).toList(), false, Progress.UNWATCHED);
    }
    assertThat(shift().analysed()).isEqualTo(2 + PICTURES + 2);
    assertThat(inUse()).containsExactly("retinaface-mnet25 1", "faceplugin-fr-feature 1-mirrored");
    assertThat(shift().analysed()).isZero();
    assertThat(named().keySet()).containsExactly("Anna", "Ben", "Cleo", "Dan");
  }

  /** Another device that joins afterwards, with the program's own models, loses nothing. */
  @Test
  void theCatalogComesBackWithWhatIsInUse() throws IOException {
    flows.outfitter().use(model(MIRRORED));
    shift();
    shift();
    List<PersonEntry> people = flows.gallery().people();
    flows.close();
    List<Path> catalog = new ArrayList<>();
    try (var files = Files.list(sample.library())) {
      files
          .filter(file -> file.getFileName().toString().startsWith("catalog.db"))
          .forEach(catalog::add);
    }
    for (Path file : catalog) {
      Files.delete(file);
    }
    flows = sample.reopen();
    flows.rebuilder().rebuild(Progress.UNWATCHED);
    assertThat(inUse()).contains("faceplugin-fr-feature 1-mirrored");
    assertThat(flows.gallery().people()).isEqualTo(people);
    assertThat(shift().analysed()).isZero();
  }

  /** A model that can't be used changes nothing, and its fault is said. */
  @Test
  void aBrokenModelIsRefused() throws IOException {
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, Files.readString(model(MIRRORED)));
    assertThatThrownBy(() -> flows.outfitter().use(broken))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining("faceplugin-fr-feature.onnx");
    Files.writeString(folder.resolve("faceplugin-fr-feature.onnx"), "no network");
    assertThatThrownBy(() -> flows.outfitter().use(broken))
        .isInstanceOf(UnusableModelException.class);
    Files.writeString(broken, "{}");
    assertThatThrownBy(() -> flows.outfitter().use(broken))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining("role");
    assertThat(flows.outfitter().models()).hasSize(2);
    assertThat(shift().analysed()).isZero();
  }
}
