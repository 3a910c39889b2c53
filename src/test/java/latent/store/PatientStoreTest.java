package latent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import latent.Seed;
import latent.store.FaultyStore.Fault;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** The contract over a store of whose attempts every third fails. */
class PatientStoreTest extends ObjectStoreContract {

  /** Damage can be told only by whoever knows what the bytes should be: see the vault's tests. */
  private static final EnumSet<Fault> OF_THE_WAY =
      EnumSet.of(
          Fault.INTERNAL_ERROR, Fault.SLOW_DOWN, Fault.TIMED_OUT, Fault.RESET, Fault.ANSWER_LOST);

  @SuppressWarnings("NullAway.Init")
  private FaultyStore faulty;

  private static PatientStore patient(ObjectStore store) {
    return new PatientStore(store, BackoffStrategy.retryImmediately());
  }

  @Override
  ObjectStore emptyStore(Path folder) throws IOException {
    ObjectStore directory = DirectoryStore.create(folder.resolve("cloud"));
    long seed = Seed.random("PatientStoreTest").nextLong();
    faulty = new FaultyStore(directory, seed, 0.33, OF_THE_WAY);
    return patient(faulty);
  }

  /** What was moved for nothing counts too, so the exact account is kept where nothing fails. */
  @Override
  @Test
  void metersBodyBytesExactly() throws IOException {
    faulty.calm();
    super.metersBodyBytesExactly();
  }

  @Override
  @Test
  void metersWhatMovedWhenAReaderStopsHalfway() throws IOException {
    faulty.calm();
    super.metersWhatMovedWhenAReaderStopsHalfway();
  }

  /**
   * Its own object, whose answer was lost, may be in the way: the vault tells it from another's.
   */
  @Override
  @Test
  void putsOnlyIfNew() throws IOException {
    faulty.calm();
    super.putsOnlyIfNew();
  }

  @Test
  void aBodyThatBreaksOffIsAskedForFromThereOn() throws IOException {
    byte[] film = bytes(5_000_000);
    ObjectStore directory = DirectoryStore.create(folder.resolve("films"));
    directory.put("film", Content.of(film));
    AtomicLong moved = new AtomicLong();
    FaultyStore breaking = new FaultyStore(directory, 1, 1, EnumSet.of(Fault.RESET));
    ObjectStore watched = patient(breaking).metered((direction, bytes) -> moved.addAndGet(bytes));
    assertThat(readAll(watched.get("film"))).isEqualTo(film);
    assertThat(breaking.struck()).containsEntry(Fault.RESET, 2);
    assertThat(moved).hasValue(film.length);
    assertThat(readAll(watched.get("film", 1_000_000, 3_000_000)))
        .isEqualTo(Arrays.copyOfRange(film, 1_000_000, 4_000_000));
    assertThat(moved).hasValue(film.length + 3_000_000);
  }

  @Test
  void whatWaitingDoesNotHelpAgainstIsSaidAtOnce() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    ObjectStore store = patient(new RefusingStore(asked, new StoreDeniedException("No.", null)));
    assertThatThrownBy(() -> store.head("a")).isInstanceOf(StoreDeniedException.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatDoesNotPassIsSaidInTheEnd() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    ObjectStore store =
        patient(new RefusingStore(asked, new StoreUnavailableException("Not now.", null)));
    assertThatThrownBy(() -> store.head("a")).isInstanceOf(StoreUnavailableException.class);
    assertThat(asked).hasValue(4);
    assertThatThrownBy(() -> store.get("a")).isInstanceOf(StoreUnavailableException.class);
    assertThat(asked).hasValue(8);
  }

  /** A store that always says the same. */
  private record RefusingStore(AtomicInteger asked, StoreException answer) implements ObjectStore {

    private <T> T refuse() throws StoreException {
      asked.incrementAndGet();
      throw answer;
    }

    @Override
    public Receipt put(String name, Content content) throws IOException {
      return refuse();
    }

    @Override
    public Receipt putNew(String name, Content content) throws IOException {
      return refuse();
    }

    @Override
    public InputStream get(String name) throws IOException {
      return refuse();
    }

    @Override
    public InputStream get(String name, long from, long length) throws IOException {
      return refuse();
    }

    @Override
    public Optional<ObjectInfo> head(String name) throws IOException {
      return refuse();
    }

    @Override
    public void list(String prefix, Visitor visitor) throws IOException {
      refuse();
    }

    @Override
    public void delete(String name) throws IOException {
      refuse();
    }

    @Override
    public void check() throws IOException {
      refuse();
    }

    @Override
    public ObjectStore metered(Meter meter) {
      return this;
    }

    @Override
    public void close() {}
  }
}
