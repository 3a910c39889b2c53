package latent.store;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A real S3 server in this process, on loopback, that checks signatures (version 4). */
public final class S3Server implements AutoCloseable {

  public static final String BUCKET = "photos";
  public static final String ACCESS_KEY = "local-identity";
  public static final String SECRET_KEY = "local-credential";

  /** The server keeps quiet about clocks; {@link FaultyGateway} is what refuses them. */
  private static final int SECONDS_PER_DAY = 86_400;

  /**
   * A line of the server's own log.
   *
   * @param target path and query
   * @param received bytes of the request's body
   * @param sent bytes of the answer's body
   */
  public record Line(String method, String target, int status, long received, long sent) {}

  private final S3Proxy server;
  private final Path folder;
  private final List<Line> log = new CopyOnWriteArrayList<>();

  /** Keeps its objects in {@code folder}; has one bucket, {@value #BUCKET}. */
  public S3Server(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(folder.resolve(BUCKET));
    server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .v4MaxNonChunkedRequestSize(64 << 20)
            .maximumTimeSkew(SECONDS_PER_DAY)
            .ignoreUnknownHeaders(true)
            .build();
    keepLog();
    server.start();
  }

  /** The server's access log; that of the Jetty inside, which S3Proxy doesn't show. */
  private void keepLog() throws ReflectiveOperationException {
    Field field = S3Proxy.class.getDeclaredField("server");
    field.setAccessible(true);
    ((Server) field.get(server))
        .setRequestLog(
            (request, response) ->
                log.add(
                    new Line(
                        request.getMethod(),
                        request.getHttpURI().getPathQuery(),
                        response.getStatus(),
                        Request.getContentBytesRead(request),
                        Response.getContentBytesWritten(response))));
  }

  /** What the server has logged so far; it logs a request a moment after its answer arrived. */
  public List<Line> log() {
    return List.copyOf(log);
  }

  /** Where the bucket's objects lie as files. */
  public Path bucketFolder() {
    return folder.resolve(BUCKET);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** The address of everything below {@code prefix}. */
  public String address(String bucket, String prefix) {
    return "s3://"
        + bucket
        + "/"
        + prefix
        + "?endpoint="
        + URLEncoder.encode(endpoint().toString(), StandardCharsets.UTF_8)
        + "&region=us-east-1&path-style=true";
  }

  public ObjectStore open(String prefix) throws IOException {
    return open(BUCKET, prefix, SECRET_KEY);
  }

  /** A bucket that may not be there. */
  public ObjectStore openBucket(String bucket) throws IOException {
    return open(bucket, "", SECRET_KEY);
  }

  ObjectStore open(String bucket, String prefix, String secretKey) throws IOException {
    return S3Store.open(
        S3Address.of(URI.create(address(bucket, prefix))), credentials(ACCESS_KEY, secretKey));
  }

  static AwsCredentialsProvider credentials(String accessKey, String secretKey) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception fault) {
      throw new IllegalStateException("the S3 server doesn't stop", fault);
    }
  }
}
