package latent.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import latent.Main;
import latent.SampleLibrary;
import latent.image.Samples;
import latent.store.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What opens the bucket and what opens the photos lies nowhere in the library or the bucket. */
class CredentialsTest {

  private static final String ACCESS_KEY = "aws.accessKeyId";
  private static final String SECRET_KEY = "aws.secretAccessKey";

  @TempDir private Path folder;

  @BeforeEach
  void give() {
    System.setProperty(ACCESS_KEY, S3Server.ACCESS_KEY);
    System.setProperty(SECRET_KEY, S3Server.SECRET_KEY);
  }

  @AfterEach
  void takeAway() {
    System.clearProperty(ACCESS_KEY);
    System.clearProperty(SECRET_KEY);
  }

  @Test
  void noSecretIsInCatalogSettingsOrBucket() throws Exception {
    Path library = folder.resolve("library");
    Path picture = folder.resolve("picture.jpg");
    Files.write(picture, Samples.jpeg(Samples.scene(400, 300, 1)));
    Equipment.Passphrase passphrase = fresh -> SampleLibrary.PASSPHRASE.toCharArray();
    try (S3Server server = new S3Server(folder.resolve("server"))) {
      Main main = new Main();
      main.founder(passphrase)
          .found(library, server.address(S3Server.BUCKET, "library"), 1_000_000_000);
      try (Flows flows = main.work(library, passphrase)) {
        flows.importer().add(List.of(picture), false, Progress.UNWATCHED);
        assertThat(flows.nightShift().run(true, Progress.UNWATCHED).uploaded()).isEqualTo(1);
        assertNoSecretIn(library);
      }
      assertNoSecretIn(library);
      assertNoSecretIn(server.bucketFolder());
    }
  }

  private static void assertNoSecretIn(Path place) throws IOException {
    try (var files = Files.walk(place)) {
      List<Path> found = files.filter(Files::isRegularFile).toList();
      assertThat(found).hasSizeGreaterThan(3);
      for (Path file : found) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(S3Server.ACCESS_KEY, S3Server.SECRET_KEY, SampleLibrary.PASSPHRASE);
      }
    }
  }
}
