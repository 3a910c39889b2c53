package latent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import latent.Seed;
import latent.store.FaultyGateway.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over an S3 server whose connections fail at every sixth request. */
class FaultyS3Test extends ObjectStoreContract {

  private static final double RATE = 0.17;

  @TempDir static Path serverFolder;
  private static S3Server server;
  private static int opened;

  @SuppressWarnings("NullAway.Init")
  private FaultyGateway gateway;

  @BeforeAll
  static void startServer() throws Exception {
    server = new S3Server(serverFolder);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @AfterEach
  void closeGateway() throws IOException {
    gateway.close();
  }

  /** A byte that flipped on its way down can be told only by the vault: see its tests. */
  @Override
  ObjectStore emptyStore(Path folder) throws IOException {
    EnumSet<Fault> faults = EnumSet.complementOf(EnumSet.of(Fault.FLIPPED_DOWN));
    gateway = new FaultyGateway(server, Seed.random("FaultyS3Test").nextLong(), RATE, faults);
    return new PatientStore(gateway.open("number-" + ++opened));
  }

  private ObjectStore only(Fault fault, String prefix) throws IOException {
    gateway.close();
    gateway = new FaultyGateway(server, 1, 1, EnumSet.of(fault));
    return new PatientStore(gateway.open(prefix));
  }

  /** What was moved for nothing counts too, so the exact account is kept where nothing fails. */
  @Override
  @Test
  void metersBodyBytesExactly() throws IOException {
    gateway.calm();
    super.metersBodyBytesExactly();
  }

  @Override
  @Test
  void metersWhatMovedWhenAReaderStopsHalfway() throws IOException {
    gateway.calm();
    super.metersWhatMovedWhenAReaderStopsHalfway();
  }

  /**
   * Its own object, whose answer was lost, may be in the way: the vault tells it from another's.
   */
  @Override
  @Test
  void putsOnlyIfNew() throws IOException {
    gateway.calm();
    super.putsOnlyIfNew();
  }

  @Override
  @Test
  void listsMoreThanOnePage() throws IOException {
    gateway.calm();
    super.listsMoreThanOnePage();
  }

  @Test
  void eachFaultAloneIsWaitedOut() throws IOException {
    for (Fault fault : EnumSet.complementOf(EnumSet.of(Fault.FLIPPED_DOWN))) {
      try (ObjectStore store = only(fault, "alone-" + fault.ordinal())) {
        Receipt receipt = store.put("o/ab/1", Content.of(bytes(2_000_000)));
        assertThat(receipt.confirmed()).as(fault.toString()).isTrue();
        assertThat(readAll(store.get("o/ab/1"))).as(fault.toString()).isEqualTo(bytes(2_000_000));
        assertThat(store.head("o/ab/1").orElseThrow().size()).isEqualTo(2_000_000);
        store.list("", object -> assertThat(object.name()).isEqualTo("o/ab/1"));
        assertThat(gateway.struck().get(fault)).as(fault.toString()).isGreaterThan(3);
      }
    }
  }

  /**
   * Cut twice in the middle, a film comes in three pieces and not three times, which would be twice
   * its bytes; a reset loses what lies in the sockets' buffers.
   */
  @Test
  void aBodyThatIsCutIsResumed() throws IOException {
    for (Fault fault : new Fault[] {Fault.RESET_DOWN, Fault.TRUNCATED}) {
      try (ObjectStore store = only(fault, "film-" + fault.ordinal())) {
        gateway.calm();
        store.put("film", Content.of(bytes(20_000_000)));
      }
      try (ObjectStore store = only(fault, "film-" + fault.ordinal())) {
        assertThat(readAll(store.get("film"))).isEqualTo(bytes(20_000_000));
        assertThat(gateway.struck()).containsEntry(fault, 2);
        assertThat(gateway.bodyBytesDown()).isBetween(20_000_000L, 30_000_000L);
      }
    }
  }

  /** The client takes the server's time from its answer and signs again. */
  @Test
  void aSkewedClockIsAllowedFor() throws IOException {
    gateway.calm();
    for (int hours : new int[] {3, -3}) {
      gateway.skew(Duration.ofHours(hours));
      try (ObjectStore store = gateway.open("skewed" + (hours < 0 ? "-back" : ""))) {
        store.put("o/ab/1", Content.of(bytes(1000)));
        assertThat(readAll(store.get("o/ab/1"))).isEqualTo(bytes(1000));
      }
    }
  }

  @Test
  void aServerThatNeverAnswersIsUnavailable() throws IOException {
    gateway.close();
    assertThatThrownBy(() -> gateway.open("closed").check())
        .isInstanceOf(StoreUnavailableException.class);
  }
}
