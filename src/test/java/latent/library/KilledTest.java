package latent.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import latent.Main;
import latent.SampleLibrary;
import latent.photo.PhotoId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program is killed (SIGKILL) at random moments of its work, again and again; nothing that
 * it acknowledged is lost.
 */
class KilledTest {

  private static final long SEED = 20_261_124;
  private static final int KILLS = 6;

  @TempDir private Path folder;

  @Test
  void nothingAcknowledgedIsLost() throws IOException, InterruptedException {
    Random random = new Random(SEED);
    List<Path> pictures;
    try (SampleLibrary sample = new SampleLibrary(folder)) {
      SampleLibrary.makePictures(folder.resolve("pictures"));
      sample.fill(folder.resolve("pictures"), 2);
      try (var files = Files.list(folder.resolve("pictures"))) {
        pictures = files.sorted().limit(60).toList();
      }
    }
    for (int kill = 0; kill < KILLS; kill++) {
      List<String> words = new ArrayList<>(List.of("add"));
      pictures.subList(kill * 6, kill * 6 + 12).forEach(picture -> words.add(picture.toString()));
      runAndKill(words, 400 + random.nextInt(2500));
      runAndKill(List.of("shift", "--now"), 800 + random.nextInt(3500));
      runAndKill(List.of("free"), 500 + random.nextInt(1500));
    }
    try (Flows flows =
        new Main()
            .work(folder.resolve("library"), fresh -> SampleLibrary.PASSPHRASE.toCharArray())) {
      flows.importer().add(pictures.subList(0, KILLS * 6 + 6), false, Progress.UNWATCHED);
      flows.nightShift().run(true, Progress.UNWATCHED);
      flows.offloader().keepBudget();
      Set<String> listed = new HashSet<>();
      for (Gallery.PhotoEntry photo : flows.gallery().photos(null, null)) {
        Path opened = folder.resolve("opened");
        flows.recaller().write(photo.photo(), opened, Progress.UNWATCHED);
        assertThat(PhotoId.of(Files.readAllBytes(opened)).hex())
            .as("seed %d", SEED)
            .isEqualTo(photo.photo());
        listed.add(photo.photo());
      }
      for (Path picture : pictures.subList(0, KILLS * 6 + 6)) {
        assertThat(listed).contains(PhotoId.of(Files.readAllBytes(picture)).hex());
      }
      assertThat(flows.checker().verify(true, Progress.UNWATCHED).findings()).isEmpty();
    }
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }

  private void runAndKill(List<String> words, int milliseconds)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dlatent.models=" + System.getProperty("latent.models"),
                "-cp",
                System.getProperty("java.class.path"),
                "latent.Main",
                "--library",
                folder.resolve("library").toString()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LATENT_PASSPHRASE", SampleLibrary.PASSPHRASE);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    Process process = builder.start();
    if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
