package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import latent.SampleLibrary;
import latent.Seed;
import latent.photo.PhotoId;
import latent.store.FaultyGateway;
import latent.store.FaultyStore;
import latent.store.FaultyStore.Fault;
import latent.store.ObjectStore;
import latent.store.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a photo over a store of whose attempts every sixth fails. */
class FaultyShiftTest {

  private static final int PICTURES = 6;
  private static final double RATE = 0.17;

  @TempDir private static Path pictures;

  @TempDir private Path folder;

  private final Random random = Seed.random("FaultyShiftTest");
  private final long seed = random.nextLong();
  private final List<FaultyStore> faulty = new ArrayList<>();
  private SampleLibrary sample;
  private Flows flows;

  @BeforeAll
  static void makePictures() throws IOException {
    SampleLibrary.makePictures(pictures);
  }

  @BeforeEach
  void found() throws IOException {
    sample = new SampleLibrary(folder, this::faulty);
    flows = sample.flows();
    try (var files = Files.list(pictures)) {
      flows.importer().add(files.sorted().limit(PICTURES).toList(), false, Progress.UNWATCHED);
    }
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private ObjectStore faulty(ObjectStore store) {
    FaultyStore made = new FaultyStore(store, seed, RATE, EnumSet.allOf(Fault.class));
    faulty.add(made);
    return made;
  }

  private NightShift.Report shift() throws IOException {
    return flows.nightShift().run(true, Progress.UNWATCHED);
  }

  private List<Checker.Fault> findings() throws IOException {
    return flows.checker().verify(true, Progress.UNWATCHED).findings();
  }

  private void assertAllOpen(Flows library) throws IOException {
    for (Gallery.PhotoEntry photo : library.gallery().photos(null, null)) {
      Path opened = folder.resolve("opened");
      library.recaller().write(photo.photo(), opened, Progress.UNWATCHED);
      assertThat(PhotoId.of(Files.readAllBytes(opened)).hex()).isEqualTo(photo.photo());
      assertThat(library.recaller().preview(photo.photo())).isNotEmpty();
    }
  }

  /** Everything gets there, nothing is lost, nothing is called stored that isn't. */
  @Test
  void theWholeWayIsGoneThroughAllFaults() throws IOException {
    NightShift.Report report = shift();
    assertThat(report.uploaded()).isEqualTo(PICTURES);
    assertThat(report.failures()).isEmpty();
    assertThat(flows.gallery().status().pending().upload()).isZero();
    flows.witness().name(flows.gallery().people().getFirst().id(), "Anna");
    shift();
    assertThat(findings()).isEmpty();
    assertThat(flows.offloader().free(Long.MAX_VALUE).offloaded()).isEqualTo(PICTURES);
    assertAllOpen(flows);

    Path other = folder.resolve("other");
    sample
        .main()
        .founder(fresh -> SampleLibrary.PASSPHRASE.toCharArray())
        .join(other, "file:" + sample.cloud(), 1_000_000_000);
    try (Flows joined =
        sample.main().work(other, fresh -> SampleLibrary.PASSPHRASE.toCharArray())) {
      assertThat(joined.rebuilder().rebuild(Progress.UNWATCHED).damages()).isEmpty();
      assertThat(joined.gallery().photos(null, "offloaded")).hasSize(PICTURES);
      assertThat(joined.gallery().people()).anyMatch(person -> "Anna".equals(person.name()));
      assertAllOpen(joined);
    }
    assertThat(faulty).anyMatch(store -> store.struck().size() >= 3);
    faulty.forEach(FaultyStore::calm);
    assertThat(findings()).isEmpty();
  }

  /** The same with a real S3 client and server, whose connections fail in all ways. */
  @Test
  void aBucketBehindABadLineGetsAndGivesEverything() throws Exception {
    try (S3Server server = new S3Server(folder.resolve("server"));
        FaultyGateway line =
            new FaultyGateway(server, seed, RATE, EnumSet.allOf(FaultyGateway.Fault.class));
        SampleLibrary over = new SampleLibrary(folder.resolve("s3"), local -> bucket(line))) {
      over.fill(pictures, PICTURES);
      Flows library = over.flows();
      assertThat(library.gallery().status().pending().upload()).isZero();
      assertThat(library.checker().verify(true, Progress.UNWATCHED).findings()).isEmpty();
      assertThat(library.offloader().free(Long.MAX_VALUE).offloaded()).isEqualTo(PICTURES);
      assertAllOpen(library);
      assertThat(line.struck()).hasSizeGreaterThan(3);
      line.calm();
      assertThat(library.checker().verify(true, Progress.UNWATCHED).findings()).isEmpty();
    }
  }

  private static ObjectStore bucket(FaultyGateway line) {
    try {
      return line.open("library");
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** A clock that is wrong is said in a sentence; set right, the next shift goes on. */
  @Test
  void aSkewedClockIsSaidAndCostsNothing() throws IOException {
    flows.library().vault();
    faulty.forEach(FaultyStore::clockIsSkewed);
    assertThatThrownBy(this::shift)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too far apart");
    assertThat(flows.gallery().status().pending().upload()).isEqualTo(PICTURES);
    faulty.forEach(FaultyStore::calm);
    assertThat(shift().uploaded()).isEqualTo(PICTURES);
    faulty.forEach(FaultyStore::listsWhatWasThereBefore);
    flows.witness().name(flows.gallery().people().getFirst().id(), "Anna");
    shift();
    assertThat(findings()).isEmpty();
  }
}
