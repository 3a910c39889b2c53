package latent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3StoreTest extends ObjectStoreContract {

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
  ObjectStore emptyStore(Path folder) throws IOException {
    return server.open("libraries/number-" + ++opened);
  }

  @Test
  void aMissingBucketIsNamed() throws IOException {
    ObjectStore store = server.open("no-such-bucket", "", S3Server.SECRET_KEY);
    assertThatThrownBy(store::check)
        .isInstanceOf(StoreMissingException.class)
        .hasMessageContaining("no-such-bucket");
    assertThatThrownBy(() -> store.put("a", Content.of(new byte[1])))
        .isInstanceOf(StoreMissingException.class);
    assertThatThrownBy(() -> store.get("a")).isInstanceOf(StoreMissingException.class);
  }

  @Test
  void aWrongSecretIsRefused() throws IOException {
    ObjectStore store = server.open(S3Server.BUCKET, "", "another-secret");
    assertThatThrownBy(store::check)
        .isInstanceOf(StoreDeniedException.class)
        .hasMessageContaining("secret access key");
    assertThatThrownBy(() -> store.put("a", Content.of(new byte[1])))
        .isInstanceOf(StoreDeniedException.class);
    assertThatThrownBy(() -> store.head("a")).isInstanceOf(StoreDeniedException.class);
  }

  @Test
  void anUnknownAccessKeyIsRefused() throws IOException {
    S3Address address = S3Address.of(URI.create(server.address(S3Server.BUCKET, "")));
    ObjectStore store = S3Store.open(address, S3Server.credentials("nobody", "nothing"));
    assertThatThrownBy(store::check)
        .isInstanceOf(StoreDeniedException.class)
        .hasMessageContaining("access key");
  }

  @Test
  void aServerThatDoesNotAnswerIsUnavailable() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    S3Address address =
        S3Address.of(URI.create("s3://photos?endpoint=http://127.0.0.1:" + port + "&region=x"));
    ObjectStore store = S3Store.open(address, S3Server.credentials("a", "b"));
    assertThatThrownBy(store::check)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("doesn't answer");
  }

  @Test
  void librariesUnderDifferentPrefixesDoNotSeeEachOther() throws IOException {
    ObjectStore one = server.open("one");
    ObjectStore other = server.open("one-more");
    one.put("key", Content.of(bytes(3)));
    assertThat(other.head("key")).isEmpty();
    other.list("", object -> assertThat(object.name()).isNull());
  }

  @Test
  void partsGrowWithTheObjectSoThatTheirNumberSuffices() {
    assertThat(MultipartPut.partSize(100L << 20)).isEqualTo(16 << 20);
    assertThat(MultipartPut.partSize(50L << 30)).isEqualTo(16 << 20);
    assertThat(MultipartPut.count(50L << 30)).isEqualTo(3200);
    assertThat(MultipartPut.count((48L << 20) + 1)).isEqualTo(4);
    long large = 1L << 40;
    assertThat(large / MultipartPut.partSize(large)).isLessThan(10_000);
  }

  @Test
  void aWeakTagIsNone() {
    assertThat(S3Faults.unquoted("\"9a0364b9e99bb480dd25e1f0284c8555\""))
        .isEqualTo("9a0364b9e99bb480dd25e1f0284c8555");
    assertThat(S3Faults.unquoted("W/\"9a0364b9e99bb480dd25e1f0284c8555\"")).isEmpty();
    assertThat(S3Faults.unquoted(null)).isEmpty();
  }
}
