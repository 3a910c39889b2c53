package latent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoresTest {

  @TempDir Path folder;

  @Test
  void aFolderIsMadeOnlyTheFirstTime() throws IOException {
    String address = "file:" + folder.resolve("a b/cloud").toUri().getRawPath();
    assertThatThrownBy(() -> Stores.open(address).check())
        .isInstanceOf(StoreUnavailableException.class);
    Stores.create(address).check();
    Stores.open(address).check();
    assertThat(folder.resolve("a b/cloud")).isDirectory();
  }

  @Test
  void anS3AddressIsReadInAllItsParts() throws IOException {
    S3Address address =
        S3Address.of(
            URI.create(
                "s3://bucket/my/photos/?endpoint=http://127.0.0.1:9000&region=eu&path-style=false"));
    assertThat(address)
        .isEqualTo(
            new S3Address(
                "bucket", "my/photos/", URI.create("http://127.0.0.1:9000"), "eu", false));
    assertThat(S3Address.of(URI.create("s3://bucket")))
        .isEqualTo(new S3Address("bucket", "", null, null, false));
    assertThat(S3Address.of(URI.create("s3://b-1?endpoint=https%3A%2F%2Fs3.example.org")))
        .isEqualTo(new S3Address("b-1", "", URI.create("https://s3.example.org"), null, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "photos",
        "ftp://host/x",
        "file:relative",
        "s3:bucket",
        "s3:///prefix",
        "s3://bucket?endpoint=host:9000",
        "s3://bucket?endpoint=ftp://host",
        "s3://bucket?unknown=1",
        "s3://bucket?path-style=maybe",
        "s3://bucket/a//b",
        "s3://bucket?endpoint=http://192.168.1.2:9000",
        "s3://bucket?endpoint=http://127.0.0.1.evil.example",
        "s3://bu cket",
        "s3://identity:credential@bucket",
        "s3://bucket?endpoint=https://identity:credential@s3.example.org",
      })
  void whatIsNoAddressIsRefusedWithASentence(String address) {
    assertThatThrownBy(() -> Stores.open(address))
        .isInstanceOf(StoreAddressException.class)
        .hasMessageStartingWith("The cloud's address")
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://identity:credential@bucket",
        "s3://bucket?endpoint=https://identity:credential@s3.example.org",
      })
  void anAddressThatHoldsCredentialsIsRefusedWithoutRepeatingThem(String address) {
    assertThatThrownBy(() -> Stores.open(address))
        .isInstanceOf(StoreAddressException.class)
        .hasMessageContaining("must not hold credentials")
        .hasMessageNotContaining("identity");
  }

  @Test
  void plainHttpToAnotherMachineMustBeMeant() throws IOException {
    Stores.open("s3://bucket?endpoint=http://192.168.1.2:9000&insecure=true&region=x").close();
    Stores.open("s3://bucket?endpoint=http://localhost:9000&region=x").close();
    Stores.open("s3://bucket?endpoint=http://[::1]:9000&region=x").close();
  }
}
