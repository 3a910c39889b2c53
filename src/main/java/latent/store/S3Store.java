package latent.store;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A bucket as a store: Amazon's, or any engine that speaks S3.
 *
 * <p>Objects of up to {@value #LARGEST_SINGLE} bytes go in one request from memory, with
 * Content-MD5; larger ones in parts ({@link MultipartPut}). Faults that may pass are tried again,
 * five times in all, after waits that grow and are random (the SDK's standard strategy).
 *
 * <p>Credentials come from the system properties {@code aws.accessKeyId} and {@code
 * aws.secretAccessKey}, from the environment, or from the profile files, as the SDK reads them. The
 * addresses at which cloud machines serve credentials and regions are never asked: a photo library
 * talks to its bucket and to nobody else.
 */
public final class S3Store implements ObjectStore {

  static final int LARGEST_SINGLE = 32 << 20;

  private static final int ATTEMPTS = 5;
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration OF_SILENCE = Duration.ofSeconds(60);
  private static final int CONNECTIONS = 64;

  private final S3Client client;
  private final S3Address address;
  private final S3Faults faults;
  private final Meter meter;

  private S3Store(S3Client client, S3Address address, Meter meter) {
    this.client = client;
    this.address = address;
    this.faults = new S3Faults(address);
    this.meter = meter;
  }

  static S3Store open(S3Address address) {
    return open(address, credentials());
  }

  static AwsCredentialsProvider credentials() {
    return AwsCredentialsProviderChain.of(
        SystemPropertyCredentialsProvider.create(),
        EnvironmentVariableCredentialsProvider.create(),
        ProfileCredentialsProvider.create());
  }

  static S3Store open(S3Address address, AwsCredentialsProvider credentials) {
    return open(address, credentials, OF_SILENCE);
  }

  static S3Store open(S3Address address, AwsCredentialsProvider credentials, Duration ofSilence) {
    return new S3Store(client(address, credentials, ofSilence), address, Meter.NONE);
  }

  static S3Client client(S3Address address, AwsCredentialsProvider credentials) {
    return client(address, credentials, OF_SILENCE);
  }

  private static S3Client client(
      S3Address address, AwsCredentialsProvider credentials, Duration ofSilence) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(
                new MeteredHttpClient(
                    Apache5HttpClient.builder()
                        .connectionTimeout(TO_CONNECT)
                        .socketTimeout(ofSilence)
                        .maxConnections(CONNECTIONS)
                        .build()))
            .credentialsProvider(credentials)
            .region(region(address))
            .forcePathStyle(address.pathStyle())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(settings -> settings.chunkedEncodingEnabled(false))
            .overrideConfiguration(
                settings ->
                    settings.retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(ATTEMPTS)
                            .build()));
    if (address.endpoint() != null) {
      builder.endpointOverride(address.endpoint());
    }
    return builder.build();
  }

  private static Region region(S3Address address) {
    if (address.region() != null) {
      return Region.of(address.region());
    }
    try {
      return new AwsRegionProviderChain(
              new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
          .getRegion();
    } catch (SdkException unsaid) {
      return Region.US_EAST_1;
    }
  }

  @Override
  public Receipt put(String name, Content content) throws IOException {
    ObjectName.checked(name);
    return content.length() > LARGEST_SINGLE
        ? inParts(name).put(name, content)
        : putWhole(name, content, false);
  }

  private MultipartPut inParts(String name) {
    return new MultipartPut(client, address.bucket(), key(name), meter, faults);
  }

  @Override
  public Receipt putNew(String name, Content content) throws IOException {
    if (content.length() > LARGEST_SINGLE) {
      throw new IllegalArgumentException("too large to be put only if new: " + name);
    }
    if (head(name).isPresent()) {
      throw new ObjectExistsException("The store already has an object " + name + ".", null);
    }
    return putWhole(name, content, true);
  }

  private Receipt putWhole(String name, Content content, boolean onlyNew) throws IOException {
    byte[] bytes = readAll(content);
    byte[] digest = Md5.of(bytes, bytes.length);
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(address.bucket())
            .key(key(ObjectName.checked(name)))
            .contentMD5(Base64.getEncoder().encodeToString(digest));
    if (onlyNew) {
      request.ifNoneMatch("*");
    }
    PutObjectResponse response =
        asked(name, () -> client.putObject(request.build(), body(bytes, bytes.length)));
    String tag = S3Faults.unquoted(response.eTag());
    return new Receipt(
        name, bytes.length, tag, tag.equalsIgnoreCase(HexFormat.of().formatHex(digest)));
  }

  private static byte[] readAll(Content content) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(content.length())];
    try (InputStream in = content.open()) {
      if (in.readNBytes(bytes, 0, bytes.length) < bytes.length || in.read() >= 0) {
        throw new EOFException("content is not of the announced " + bytes.length + " bytes");
      }
    }
    return bytes;
  }

  /** The first {@code length} bytes, without another copy of them. */
  static RequestBody body(byte[] bytes, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
  }

  @Override
  public InputStream get(String name) throws IOException {
    return get(name, GetObjectRequest.builder());
  }

  @Override
  public InputStream get(String name, long from, long length) throws IOException {
    long last = Math.addExact(from, length) - 1;
    try {
      return get(name, GetObjectRequest.builder().range("bytes=" + from + "-" + last));
    } catch (S3Faults.RangeBeyondEndException none) {
      return InputStream.nullInputStream();
    }
  }

  private InputStream get(String name, GetObjectRequest.Builder request) throws IOException {
    request.bucket(address.bucket()).key(key(ObjectName.checked(name)));
    ResponseInputStream<GetObjectResponse> body =
        asked(name, () -> client.getObject(request.build()));
    return new ObjectBody(body, faults);
  }

  @Override
  public Optional<ObjectInfo> head(String name) throws IOException {
    ObjectName.checked(name);
    try {
      HeadObjectResponse found =
          asked(name, () -> client.headObject(ask -> ask.bucket(address.bucket()).key(key(name))));
      return Optional.of(
          new ObjectInfo(name, found.contentLength(), S3Faults.unquoted(found.eTag())));
    } catch (ObjectMissingException missing) {
      return Optional.empty();
    }
  }

  @Override
  public void list(String prefix, Visitor visitor) throws IOException {
    new BucketListing(
            address.bucket(), request -> asked(prefix, () -> client.listObjectsV2(request)))
        .list(
            key(prefix),
            object -> {
              String name = object.key().substring(address.prefix().length());
              visitor.visit(new ObjectInfo(name, object.size(), S3Faults.unquoted(object.eTag())));
            });
  }

  @Override
  public void delete(String name) throws IOException {
    ObjectName.checked(name);
    try {
      asked(name, () -> client.deleteObject(ask -> ask.bucket(address.bucket()).key(key(name))));
    } catch (ObjectMissingException gone) {
      return;
    }
  }

  @Override
  public void abandon(String name, String upload) throws IOException {
    inParts(ObjectName.checked(name)).abandon(name, upload);
  }

  /** Lists one object, since that names what is in the way, as a HEAD of the bucket can't. */
  @Override
  public void check() throws IOException {
    asked(
        "",
        () ->
            client.listObjectsV2(
                ask -> ask.bucket(address.bucket()).prefix(address.prefix()).maxKeys(1)));
  }

  @Override
  public ObjectStore metered(Meter meter) {
    return new S3Store(client, address, meter);
  }

  @Override
  public void close() {
    client.close();
  }

  private String key(String name) {
    return address.prefix() + name;
  }

  /** What the bucket answers, metered, or the exception named for the fault. */
  private <T> T asked(String name, Callable<T> question) throws IOException {
    return faults.asked(name, meter, question);
  }
}
