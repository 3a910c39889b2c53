package latent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account against what a server itself saw, when transfers are retried and break. */
class S3AccountTest {

  private final List<Transfer> transfers = new ArrayList<>();
  private final AtomicLong received = new AtomicLong();
  private HttpServer server;
  private AccountedStore store;
  private int requests;

  S3AccountTest() throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(loopback, 0);
    String address =
        "s3://photos?region=x&endpoint=http://127.0.0.1:" + server.getAddress().getPort();
    ObjectStore s3 =
        S3Store.open(
            S3Address.of(URI.create(address)), S3Server.credentials("local", "credential"));
    store = new AccountedStore(s3, transfers::add).forPurpose("upload");
  }

  @BeforeEach
  void startServer() {
    server.start();
  }

  @AfterEach
  void stopServer() {
    store.close();
    server.stop(0);
  }

  @Test
  void attemptsThatFailedAreCountedAsTheServerSawThem() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          received.addAndGet(exchange.getRequestBody().readAllBytes().length);
          exchange.sendResponseHeaders(++requests < 3 ? 503 : 200, -1);
          exchange.close();
        });
    Receipt receipt = store.put("o/ab/1", Content.of(new byte[100_000]));
    assertThat(receipt.confirmed()).isFalse();
    assertThat(received).hasValue(300_000);
    assertThat(transfers).containsExactly(new Transfer(Direction.UP, "upload", 1, 300_000));
  }

  @Test
  void aServerThatStaysBusyIsUnavailableAndStillAccountedFor() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          received.addAndGet(exchange.getRequestBody().readAllBytes().length);
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    assertThatThrownBy(() -> store.put("o/ab/1", Content.of(new byte[1000])))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(transfers).containsExactly(new Transfer(Direction.UP, "upload", 0, received.get()));
  }

  @Test
  void aBodyThatBreaksOffIsAnExceptionAndWhatCameIsCounted() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 10_000);
          OutputStream body = exchange.getResponseBody();
          body.write(new byte[4000]);
          body.flush();
          exchange.close();
        });
    assertThatThrownBy(() -> ObjectStoreContract.readAll(store.get("o/ab/1")))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("broke off");
    assertThat(transfers).containsExactly(new Transfer(Direction.DOWN, "upload", 0, 4000));
  }
}
