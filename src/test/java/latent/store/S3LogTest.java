package latent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The account against the S3 server's own access log, byte for byte. Both count bodies: of objects,
 * of listings, of the words about parts, and of errors; neither counts headers.
 */
class S3LogTest {

  private static final int LINES_WAIT_MILLISECONDS = 200;

  @TempDir private Path folder;
  private S3Server server;
  private AccountedStore store;
  private final List<Transfer> transfers = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = new S3Server(folder);
    store = new AccountedStore(server.open("library"), this::keep);
  }

  private synchronized void keep(Transfer transfer) {
    transfers.add(transfer);
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  private long accounted(Direction direction) {
    return transfers.stream()
        .filter(transfer -> transfer.direction() == direction)
        .mapToLong(Transfer::bytes)
        .sum();
  }

  private long logged(ToLongFunction<S3Server.Line> bytes) {
    return server.log().stream().mapToLong(bytes).sum();
  }

  private void assertSame() throws InterruptedException {
    awaitLog();
    assertThat(accounted(Direction.UP)).isEqualTo(logged(S3Server.Line::received));
    assertThat(accounted(Direction.DOWN)).isEqualTo(logged(S3Server.Line::sent));
  }

  private void awaitLog() throws InterruptedException {
    int before = -1;
    while (server.log().size() != before) {
      before = server.log().size();
      Thread.sleep(LINES_WAIT_MILLISECONDS);
    }
  }

  @Test
  void allThatAStoreDoesIsInBothAlike() throws Exception {
    store.forPurpose("upload").putNew("key", Content.of(new byte[96]));
    assertThatThrownBy(() -> store.putNew("key", Content.of(new byte[96])))
        .isInstanceOf(ObjectExistsException.class);
    for (int i = 0; i < 20; i++) {
      store.forPurpose("upload").put("o/ab/" + i, Content.of(new byte[1000 * i]));
    }
    store.forPurpose("upload").put("o/large", Content.of(new byte[40 << 20]));
    assertSame();
    ObjectStoreContract.readAll(store.forPurpose("view").get("o/large"));
    ObjectStoreContract.readAll(store.forPurpose("view").get("o/large", 1 << 20, 123_456));
    ObjectStoreContract.readAll(store.forPurpose("view").get("o/ab/3", 5000, 10));
    assertThatThrownBy(() -> store.forPurpose("view").get("o/none"))
        .isInstanceOf(ObjectMissingException.class);
    store.forPurpose("verify").list("", object -> {});
    store.forPurpose("verify").head("o/ab/3");
    store.forPurpose("verify").head("o/none");
    store.forPurpose("verify").check();
    store.delete("o/ab/3");
    store.delete("o/none");
    store.abandon("o/none", "never-begun");
    assertSame();
    Map<String, Long> down = new TreeMap<>();
    for (Transfer transfer : transfers) {
      if (transfer.direction() == Direction.DOWN) {
        down.merge(transfer.purpose(), transfer.bytes(), Long::sum);
      }
    }
    assertThat(down.get("view")).isGreaterThanOrEqualTo((40 << 20) + 123_456);
  }

  /**
   * A reader that stops has taken what it has taken. What the server wrote beyond that went no
   * further than the buffers between the two, and the log can't tell.
   */
  @Test
  void aReaderThatStopsIsAccountedForWhatArrived() throws Exception {
    store.forPurpose("upload").put("o/large", Content.of(new byte[30 << 20]));
    awaitLog();
    long before = logged(S3Server.Line::sent);
    transfers.clear();
    try (InputStream in = store.forPurpose("view").get("o/large", 0, 20 << 20)) {
      in.readNBytes(1 << 20);
    }
    awaitLog();
    long sent = logged(S3Server.Line::sent) - before;
    assertThat(accounted(Direction.DOWN)).isBetween(1L << 20, sent);
    assertThat(sent).isLessThanOrEqualTo(20 << 20);
  }

  /** What was sent in part, and then again, is in the account as often as the server took it. */
  @Test
  void partsOfAnUploadThatFailsAreAccountedFor() throws Exception {
    Content breaking =
        new Content() {
          @Override
          public long length() {
            return 60 << 20;
          }

          @Override
          public InputStream open() {
            return new InputStream() {
              private int given;

              @Override
              public int read() throws IOException {
                throw new IOException("read by blocks");
              }

              @Override
              public int read(byte[] into, int offset, int length) throws IOException {
                if (given >= 48 << 20) {
                  throw new IOException("broken");
                }
                given += length;
                return length;
              }
            };
          }
        };
    assertThatThrownBy(() -> store.forPurpose("upload").put("o/broken", breaking))
        .hasMessage("broken");
    assertThat(accounted(Direction.UP)).isEqualTo(48L << 20);
    assertSame();
  }
}
