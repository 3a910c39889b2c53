package latent.store;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * The S3 client with nothing around it, for measuring: a file goes as it is, in one request. Uses
 * the same settings as {@link S3Store}.
 */
public final class BareUpload implements AutoCloseable {

  private final S3Client client;
  private final S3Address address;

  /**
   * @throws StoreAddressException if that is no address of a bucket
   */
  public BareUpload(String address) throws IOException {
    try {
      this.address = S3Address.of(new URI(address));
    } catch (URISyntaxException malformed) {
      throw new StoreAddressException(
          "The cloud's address " + address + " is not well formed.", malformed);
    }
    this.client = S3Store.client(this.address, S3Store.credentials());
  }

  public void put(String name, Path file) {
    client.putObject(
        PutObjectRequest.builder().bucket(address.bucket()).key(address.prefix() + name).build(),
        RequestBody.fromFile(file));
  }

  @Override
  public void close() {
    client.close();
  }
}
