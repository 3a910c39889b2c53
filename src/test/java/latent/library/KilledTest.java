package latent.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import latent.Main;
import latent.SampleLibrary;
import latent.Seed;
import latent.library.TortureLab.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program is killed (SIGKILL) at random moments of its work, again and again; nothing that
 * it acknowledged is lost, nothing stays lying about, and nothing is sent twice. {@code latent lab
 * torture} does the same for longer.
 */
class KilledTest {

  private static final int KILLS = Integer.getInteger("latent.kills", 15);
  private static final int PICTURES = 6;

  @TempDir private Path folder;

  @Test
  void nothingAcknowledgedIsLost() throws IOException {
    long seed = Seed.random("kills").nextLong();
    SampleLibrary.makePictures(folder.resolve("pictures"));
    List<Path> pictures;
    try (var files = Files.list(folder.resolve("pictures"))) {
      pictures = files.sorted().limit(PICTURES).toList();
    }
    Figures figures =
        new TortureLab(entrances(), folder.resolve("torture"), null)
            .measure(pictures, KILLS, Duration.ofHours(1), seed, Progress.UNWATCHED);
    assertThat(figures.faults()).as("seed %d", seed).isEmpty();
    assertThat(figures.kills()).isGreaterThanOrEqualTo(KILLS);
    assertThat(figures.originalsRead()).isPositive();
    assertThat(figures.settled()).isPositive();
  }

  private static TortureLab.Entrances entrances() {
    Main main = new Main();
    Equipment.Passphrase passphrase = fresh -> SampleLibrary.PASSPHRASE.toCharArray();
    return new TortureLab.Entrances(
        main.founder(passphrase),
        library -> main.look(library, passphrase),
        library -> main.work(library, passphrase),
        SampleLibrary.PASSPHRASE);
  }
}
