package latent.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client over an HTTP client that tells the meter bound in {@link #METER} of every body
 * byte at the place where it leaves or arrives: after signing, before the socket, once per attempt.
 */
final class MeteredHttpClient implements SdkHttpClient {

  /** Who is told; bound around each call, since a request knows nothing of who asks. */
  static final ScopedValue<Meter> METER = ScopedValue.newInstance();

  private final SdkHttpClient client;

  MeteredHttpClient(SdkHttpClient client) {
    this.client = client;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    Meter meter = METER.orElse(Meter.NONE);
    HttpExecuteRequest.Builder metered =
        HttpExecuteRequest.builder().request(request.httpRequest());
    request.metricCollector().ifPresent(metered::metricCollector);
    request
        .contentStreamProvider()
        .ifPresent(content -> metered.contentStreamProvider(metered(content, meter)));
    ExecutableHttpRequest prepared = client.prepareRequest(metered.build());
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return metered(prepared.call(), meter);
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  private static ContentStreamProvider metered(ContentStreamProvider content, Meter meter) {
    return ContentStreamProvider.fromInputStreamSupplier(
        () -> new MeteredStream(content.newStream(), Direction.UP, meter));
  }

  private static HttpExecuteResponse metered(HttpExecuteResponse response, Meter meter) {
    HttpExecuteResponse.Builder metered =
        HttpExecuteResponse.builder().response(response.httpResponse());
    response
        .responseBody()
        .ifPresent(
            body ->
                metered.responseBody(
                    AbortableInputStream.create(
                        new MeteredStream(body, Direction.DOWN, meter), body)));
    return metered.build();
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }

  /** Counts what is read through it. */
  private static final class MeteredStream extends FilterInputStream {
    private final Direction direction;
    private final Meter meter;

    MeteredStream(InputStream in, Direction direction, Meter meter) {
      super(in);
      this.direction = direction;
      this.meter = meter;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      if (read >= 0) {
        meter.moved(direction, 1);
      }
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = in.read(into, offset, length);
      if (read > 0) {
        meter.moved(direction, read);
      }
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] passed = new byte[(int) Math.min(Math.max(count, 0), 8192)];
      return Math.max(0, read(passed, 0, passed.length));
    }
  }
}
