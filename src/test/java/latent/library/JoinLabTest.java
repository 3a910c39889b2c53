package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import latent.Main;
import latent.SampleLibrary;
import latent.library.Gallery.Moved;
import latent.library.JoinLab.Figures;
import latent.library.JoinLab.Part;
import latent.store.ForwardingStore;
import latent.store.Meter;
import latent.store.ObjectStore;
import latent.store.StoreUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library that was generated is joined, whole and without an original. */
class JoinLabTest {

  private static final int PHOTOS = 60;
  private static final long BUDGET = 1_000_000_000;

  @TempDir private Path folder;

  private static char[] passphrase(boolean fresh) {
    return SampleLibrary.PASSPHRASE.toCharArray();
  }

  private String cloud() {
    return "file:" + folder.resolve("cloud");
  }

  @Test
  void everythingIsKnownOnTheOtherDeviceAndNoOriginalIsFetched() throws IOException {
    Main main = new Main();
    TortureLab.Entrances entrances =
        new TortureLab.Entrances(
            main.founder(JoinLabTest::passphrase),
            library -> main.look(library, JoinLabTest::passphrase),
            library -> main.work(library, JoinLabTest::passphrase),
            SampleLibrary.PASSPHRASE);
    Figures figures =
        new JoinLab(entrances, folder, cloud()).measure(PHOTOS, 3, Progress.UNWATCHED);
    assertThat(figures.photos()).isEqualTo(PHOTOS);
    assertThat(figures.faces()).isEqualTo(PHOTOS);
    assertThat(figures.named()).isPositive().isLessThanOrEqualTo(figures.people());
    assertThat(figures.facts()).isGreaterThan((int) figures.named());
    assertThat(figures.sameAsFirst()).isTrue();
    assertThat(figures.joined().damages()).isEmpty();
    assertThat(figures.joined().originalBytes()).isZero();
    assertThat(figures.joined().moved())
        .allMatch(line -> line.direction().equals("down"))
        .extracting(Moved::reason)
        .containsExactly("facts", "features", "verify");
    assertThat(figures.joined().moved())
        .filteredOn(line -> line.reason().equals("features"))
        .extracting(Moved::objects)
        .containsExactly((long) PHOTOS);
    assertThat(figures.joined().parts())
        .extracting(Part::work)
        .containsExactly(
            "proving the passphrase",
            "listing the cloud",
            "rebuilding",
            "learning what was said",
            "finding people");
    assertThat(figures.start().photosOnPage()).isPositive();
  }

  /** A cloud that goes away for good after it has given out so many objects. */
  private static final class GivingUp extends ForwardingStore {
    private final AtomicInteger left;

    GivingUp(ObjectStore store, AtomicInteger left) {
      super(store);
      this.left = left;
    }

    @Override
    public InputStream get(String name) throws IOException {
      if (left.decrementAndGet() < 0) {
        throw new StoreUnavailableException("gone for good", null);
      }
      return super.get(name);
    }

    @Override
    public ObjectStore metered(Meter meter) {
      return new GivingUp(store.metered(meter), left);
    }
  }

  private static Main through(UnaryOperator<ObjectStore> way) {
    return new Main(Clock.systemUTC(), way);
  }

  private Flows work(Main main, String library) throws IOException {
    main.founder(JoinLabTest::passphrase).join(folder.resolve(library), cloud(), BUDGET);
    return main.work(folder.resolve(library), JoinLabTest::passphrase);
  }

  /** Joining breaks off among the photos, when some have been noted, and among the facts. */
  @Test
  void whatBreaksOffIsCompletedByJoiningAgain() throws IOException {
    int photos = Rebuilder.TOGETHER + 40;
    Path first = folder.resolve("first");
    Main main = new Main();
    main.founder(JoinLabTest::passphrase).found(first, cloud(), BUDGET);
    try (Flows device = main.work(first, JoinLabTest::passphrase)) {
      new GeneratedLibrary(device, 4).fill(photos, folder, Progress.UNWATCHED);
      for (int given : List.of(Rebuilder.TOGETHER + 35, photos + 3)) {
        String library = "joined after " + given;
        AtomicInteger left = new AtomicInteger(given);
        try (Flows broken = work(through(store -> new GivingUp(store, left)), library)) {
          assertThatThrownBy(() -> broken.rebuilder().rebuild(Progress.UNWATCHED))
              .hasMessageContaining("gone for good");
        }
        try (Flows again = work(main, library)) {
          again.rebuilder().rebuild(Progress.UNWATCHED);
          assertThat(again.gallery().photos(null, null))
              .isEqualTo(device.gallery().photos(null, null))
              .hasSize(photos);
          assertThat(again.gallery().people()).isEqualTo(device.gallery().people());
          assertThat(again.library().catalog().facts().all())
              .isEqualTo(device.library().catalog().facts().all());
          assertThat(again.nightShift().run(true, Progress.UNWATCHED).arrived()).isZero();
          assertThat(again.gallery().ledger(Instant.EPOCH))
              .extracting(Moved::reason)
              .doesNotContain("view", "analyse");
        }
      }
    }
  }
}
