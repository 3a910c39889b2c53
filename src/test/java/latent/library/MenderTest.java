package latent.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import latent.SampleLibrary;
import latent.Seed;
import latent.photo.PhotoId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store damages or loses comes back from this device, or it is said what is lost. */
class MenderTest {

  private static final int PICTURES = 3;

  @TempDir private static Path pictures;

  @TempDir private Path folder;

  private final Random random = Seed.random("MenderTest");
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
    for (String name : new String[] {"Anna", "Annabel", "Anne"}) {
      flows.witness().name(flows.gallery().people().getFirst().id(), name);
      flows.nightShift().run(true, Progress.UNWATCHED);
    }
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private List<Path> objects() throws IOException {
    try (var walk = Files.walk(sample.cloud())) {
      Predicate<Path> hidden = path -> path.getFileName().toString().startsWith(".");
      return walk.filter(Files::isRegularFile).filter(hidden.negate()).toList();
    }
  }

  private List<Path> objects(String kind) throws IOException {
    return objects().stream()
        .filter(path -> sample.cloud().relativize(path).startsWith(kind))
        .toList();
  }

  private void flip(Path object) throws IOException {
    byte[] bytes = Files.readAllBytes(object);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
    Files.write(object, bytes);
  }

  private Checker.Report check() throws IOException {
    return flows.checker().verify(true, Progress.UNWATCHED);
  }

  private void assertAllRepaired(int damaged) throws IOException {
    Checker.Report report = check();
    assertThat(report.findings()).hasSize(damaged).allMatch(Checker.Fault::repaired);
    assertThat(report.findings())
        .allMatch(fault -> fault.sentence().contains("uploaded again from this device"));
    assertThat(report.damaged()).isTrue();
    assertThat(report.repaired()).isTrue();
    assertThat(check().findings()).isEmpty();
  }

  /** Originals, copies, features, facts; all but the key file, whose first bytes say its form. */
  @Test
  void everyFlippedObjectIsRepaired() throws IOException {
    List<Path> objects = objects();
    assertThat(objects).hasSize(1 + 3 * PICTURES + 4);
    for (Path object : objects) {
      if (!object.endsWith("key")) {
        flip(object);
      }
    }
    assertAllRepaired(objects.size() - 1);
  }

  @Test
  void everyLostObjectIsRepaired() throws IOException {
    List<Path> objects = objects();
    for (Path object : objects) {
      Files.delete(object);
    }
    assertThat(flows.checker().verify(false, Progress.UNWATCHED).findings())
        .hasSize(objects.size());
    assertAllRepaired(objects.size());
  }

  @Test
  void objectsCutShortOrExtendedAreRepaired() throws IOException {
    byte[] sealed = Files.readAllBytes(objects("o").getFirst());
    Files.write(objects("o").getFirst(), Arrays.copyOf(sealed, sealed.length / 2));
    Files.write(objects("p").getFirst(), new byte[10]);
    Files.write(objects("f").getFirst(), new byte[1 << 20]);
    Files.write(objects("d").getFirst(), new byte[0]);
    Files.write(sample.cloud().resolve("key"), new byte[0]);
    assertAllRepaired(5);
  }

  @Test
  void theCachedCopyOfAnOffloadedOriginalIsGoodEnough() throws IOException {
    flows.offloader().free(Long.MAX_VALUE);
    String photo = flows.gallery().photos(null, null).getFirst().photo();
    flows.recaller().write(photo, folder.resolve("opened"), Progress.UNWATCHED);
    for (Path original : objects("o")) {
      flip(original);
    }
    Checker.Report report = check();
    assertThat(report.findings()).hasSize(PICTURES).filteredOn(Checker.Fault::repaired).hasSize(1);
    assertThat(report.damaged()).isTrue();
    assertThat(report.repaired()).isFalse();
  }

  @Test
  void withoutACopyItIsSaidWhatIsLostAndWhatRemains() throws IOException {
    flows.offloader().free(Long.MAX_VALUE);
    Path lost = objects("o").getFirst();
    Files.delete(lost);
    Checker.Fault fault = check().findings().getFirst();
    assertThat(fault.repaired()).isFalse();
    assertThat(fault.photo()).isNotNull();
    assertThat(fault.sentence())
        .contains("The original of photo " + fault.photo())
        .contains("missing from the cloud")
        .contains("no good copy")
        .contains("Its preview, its faces and what you said about it remain");
  }

  /** A copy here that is itself damaged never takes the place of what the store has. */
  @Test
  void aDamagedCopyIsNoCopy() throws IOException {
    PhotoId photo = new PhotoId(flows.gallery().photos(null, null).getFirst().photo());
    Path original =
        flows
            .library()
            .directory()
            .original(flows.library().catalog().photos().find(photo).orElseThrow().photo());
    flip(original);
    for (Path object : objects("o")) {
      flip(object);
    }
    assertThat(check().findings())
        .hasSize(PICTURES)
        .filteredOn(fault -> !fault.repaired())
        .singleElement()
        .matches(fault -> photo.hex().equals(fault.photo()));
  }

  @Test
  void copiesThatAreGoneEverywhereAreMadeAgainByTheShift() throws IOException {
    PhotoId photo = new PhotoId(flows.gallery().photos(null, null).getFirst().photo());
    Files.delete(flows.library().directory().preview(photo));
    flows.library().catalog().photos().preview(photo, 0);
    for (Path object : objects("p")) {
      Files.delete(object);
    }
    assertThat(check().findings())
        .filteredOn(fault -> !fault.repaired())
        .singleElement()
        .matches(fault -> fault.sentence().contains("The next night shift makes it again"));
    flows.nightShift().run(true, Progress.UNWATCHED);
    assertThat(check().findings()).isEmpty();
  }
}
