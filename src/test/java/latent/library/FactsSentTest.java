package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import latent.Main;
import latent.SampleLibrary;
import latent.catalog.Ledger;
import latent.photo.Fact;
import latent.photo.FactId;
import latent.store.AccountedStore;
import latent.store.Content;
import latent.store.DirectoryStore;
import latent.store.ForwardingStore;
import latent.store.Meter;
import latent.store.ObjectStore;
import latent.store.Receipt;
import latent.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facts of a device stay one chain, whoever sends them, and whatever stops the sending. */
class FactsSentTest {

  @TempDir private Path folder;

  @BeforeEach
  void found() throws IOException {
    new SampleLibrary(folder).close();
  }

  private Library open(ObjectStore store) {
    Equipment.Vaults vaults =
        new Equipment.Vaults() {
          @Override
          public Vault create(String cloud, char[] passphrase, Path scratch, Ledger ledger) {
            throw new AssertionError("the vault is there already");
          }

          @Override
          public Vault open(
              String cloud,
              byte @Nullable [] keyFile,
              char[] passphrase,
              Path scratch,
              Ledger ledger)
              throws IOException {
            return Vault.open(new AccountedStore(store, transfer -> {}), passphrase);
          }
        };
    return Library.work(
        folder.resolve("library"),
        new Equipment(
            vaults, fresh -> SampleLibrary.PASSPHRASE.toCharArray(), new Main().models()));
  }

  private ObjectStore cloud() {
    return DirectoryStore.open(folder.resolve("cloud"));
  }

  private static void say(Library library) {
    FactId id = FactId.fresh();
    library.catalog().facts().add(new Fact.Undone(id, Instant.now(), id), device(library));
  }

  private static String device(Library library) {
    return library.settings().device();
  }

  private static void assertOneChain(Library library) throws IOException {
    assertThat(new Checker(library, Clock.systemUTC()).verify(true, Progress.UNWATCHED).findings())
        .isEmpty();
    assertThat(new Uploader(library).uploadFacts()).isZero();
  }

  /** Two threads, of which the first is held up in the store until the second had its chance. */
  @Test
  void twoSendersWriteOneChain() throws Exception {
    CountDownLatch second = new CountDownLatch(2);
    try (Library library =
            open(
                new Meddling(
                    cloud(),
                    () -> {
                      second.countDown();
                      return second.await(500, TimeUnit.MILLISECONDS);
                    }));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Uploader uploader = new Uploader(library);
      library.vault();
      say(library);
      Future<Integer> shift = threads.submit(uploader::uploadFacts);
      Future<Integer> web =
          threads.submit(
              () -> {
                say(library);
                return uploader.uploadFacts();
              });
      assertThat(shift.get() + web.get()).isEqualTo(2);
      assertOneChain(library);
    }
  }

  /** The store has taken the facts, and the program ends before it can write that down. */
  @Test
  void whatWasSentButNotNotedIsSentAgainAsItWas() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    try (Library library =
        open(
            new Meddling(
                cloud(),
                () -> {
                  if (sent.incrementAndGet() == 1) {
                    throw new IOException("killed");
                  }
                  return true;
                }))) {
      say(library);
      assertThatThrownBy(() -> new Uploader(library).uploadFacts()).hasMessage("killed");
    }
    try (Library library = open(cloud())) {
      say(library);
      assertThat(new Uploader(library).uploadFacts()).isEqualTo(2);
      assertThat(library.catalog().facts().segments()).hasSize(2);
      assertOneChain(library);
    }
  }

  /** Told after each object of facts that was put. */
  private interface Afterwards {
    boolean put() throws IOException, InterruptedException;
  }

  /** A store that something happens to just after it has taken facts. */
  private static final class Meddling extends ForwardingStore {
    private final Afterwards afterwards;

    Meddling(ObjectStore store, Afterwards afterwards) {
      super(store);
      this.afterwards = afterwards;
    }

    @Override
    public Receipt put(String name, Content content) throws IOException {
      Receipt receipt = store.put(name, content);
      if (name.startsWith("d/")) {
        try {
          afterwards.put();
        } catch (InterruptedException stop) {
          throw new IOException(stop);
        }
      }
      return receipt;
    }

    @Override
    public ObjectStore metered(Meter meter) {
      return new Meddling(store.metered(meter), afterwards);
    }
  }
}
