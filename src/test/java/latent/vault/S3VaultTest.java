package latent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import latent.crypto.PassphraseCost;
import latent.store.AccountedStore;
import latent.store.ObjectStore;
import latent.store.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3VaultTest extends VaultContract {

  @TempDir static Path serverFolder;
  private static S3Server server;
  private static int opened;

  @BeforeAll
  static void startServer() throws Exception {
    server = new S3Server(serverFolder);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  ObjectStore emptyStore() throws IOException {
    return server.open("library-" + ++opened);
  }

  @Test
  void aMissingBucketIsNamedAndWaitingDoesNotHelp() throws IOException {
    AccountedStore store = new AccountedStore(server.openBucket("no-such-bucket"), transfers::add);
    assertThatThrownBy(() -> Vault.create(store, "secret".toCharArray(), PassphraseCost.LEAST))
        .isInstanceOfSatisfying(
            VaultUnavailableException.class, away -> assertThat(away.passing()).isFalse())
        .hasMessageContaining("no-such-bucket");
  }
}
