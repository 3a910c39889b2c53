package latent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import latent.crypto.PassphraseCost;
import latent.photo.Reason;
import latent.store.AccountedStore;
import latent.store.Content;
import latent.store.ForwardingStore;
import latent.store.Meter;
import latent.store.ObjectStore;
import latent.store.Receipt;
import latent.store.ResumableContent;
import latent.store.S3Server;
import latent.store.Sending;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large originals whose way up is cut short, against a real S3 server and its log. */
class ResumedUploadTest {

  private static final int PART = 16 << 20;
  private static final int BYTES = 5 * PART + 12345;
  private static final int PARTS = 6;

  @TempDir static Path serverFolder;
  private static S3Server server;
  private static Sample sample;
  private static int opened;

  @TempDir private Path folder;
  private CutStore store;
  private Vault vault;
  private Path file;
  private Path upload;

  @BeforeAll
  static void startServer() throws Exception {
    server = new S3Server(serverFolder);
    sample = Sample.of(7, BYTES);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void createVault() throws IOException {
    store = new CutStore(server.open("resumed-" + ++opened));
    vault =
        Vault.create(
            new AccountedStore(store, transfer -> {}),
            "secret".toCharArray(),
            PassphraseCost.LEAST);
    file = sample.file(folder);
    upload = folder.resolve("uploads").resolve(sample.id().hex());
  }

  /** The numbers of the parts that the server took since the log had so many lines. */
  private List<String> partsSince(int lines) {
    return server.log().stream()
        .skip(lines)
        .filter(line -> line.method().equals("PUT") && line.target().contains("partNumber="))
        .filter(line -> line.status() == 200)
        .map(line -> line.target().replaceAll(".*partNumber=(\\d+).*", "$1"))
        .sorted()
        .toList();
  }

  private static int logged() throws InterruptedException {
    int before = -1;
    while (before != server.log().size()) {
      before = server.log().size();
      Thread.sleep(100);
    }
    return before;
  }

  private void cutAfter(int parts) {
    store.cutAt = (long) parts * PART;
    assertThatThrownBy(() -> vault.storeOriginal(sample.id(), file, upload))
        .isInstanceOf(InterruptedIOException.class);
    store.cutAt = Long.MAX_VALUE;
  }

  private Stored store() throws IOException {
    return vault.storeOriginal(sample.id(), file, upload);
  }

  private void assertOpens() throws IOException {
    try (InputStream in = vault.openOriginal(sample.id(), BYTES, Reason.Recall.VIEW)) {
      assertThat(in.readAllBytes()).isEqualTo(sample.original());
    }
  }

  private String line(String word) throws IOException {
    return Files.readAllLines(upload).stream()
        .filter(line -> line.startsWith(word))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void onlyThePartsThatAreMissingAreSent() throws Exception {
    int lines = logged();
    cutAfter(3);
    int after = logged();
    assertThat(partsSince(lines)).containsExactly("1", "2", "3");
    Stored stored = store();
    logged();
    assertThat(partsSince(after)).containsExactly("4", "5", "6");
    assertOpens();
    assertThat(vault.holdsOriginal(sample.id(), stored)).isEqualTo(Holding.HELD);
  }

  /**
   * Conditions turn bad while the third part is on its way: nothing is tried again, and all goes
   * on.
   */
  @Test
  void anUploadThatIsHeldBackStopsAndGoesOnLater() throws Exception {
    AtomicLong moved = new AtomicLong();
    store.whenMoved =
        bytes -> {
          if (moved.addAndGet(bytes) > 2L * PART + PART / 2) {
            vault.hold(Set.of(Reason.UPLOAD));
          }
        };
    int lines = logged();
    assertThatThrownBy(this::store)
        .isInstanceOf(InterruptedIOException.class)
        .hasMessageContaining("upload");
    assertThat(moved.get()).isLessThan(3L * PART + PART / 2);
    assertThatThrownBy(this::store).isInstanceOf(InterruptedIOException.class);
    int after = logged();
    List<String> there = partsSince(lines);
    assertThat(there).isNotEmpty().hasSizeLessThan(PARTS);
    assertThat(upload).exists();

    store.whenMoved = bytes -> {};
    vault.hold(Set.of());
    store();
    logged();
    assertThat(partsSince(after)).hasSize(PARTS - there.size()).doesNotContainAnyElementsOf(there);
    assertOpens();
  }

  /** Fetching is held back in the same way, and what the user opens isn't. */
  @Test
  void whatIsFetchedForAnalysisStopsWhileWhatIsOpenedGoesOn() throws Exception {
    store();
    try (InputStream analysed = vault.openOriginal(sample.id(), BYTES, Reason.Recall.ANALYSE)) {
      assertThat(analysed.readNBytes(PART)).hasSize(PART);
      vault.hold(Set.of(Reason.ANALYSE));
      assertThatThrownBy(analysed::readAllBytes).isInstanceOf(InterruptedIOException.class);
    }
    assertThatThrownBy(() -> vault.openOriginal(sample.id(), BYTES, Reason.Recall.ANALYSE))
        .isInstanceOf(InterruptedIOException.class);
    assertOpens();
    vault.hold(Set.of());
    try (InputStream analysed = vault.openOriginal(sample.id(), BYTES, Reason.Recall.ANALYSE)) {
      assertThat(analysed.readAllBytes()).isEqualTo(sample.original());
    }
  }

  @Test
  void whatIsStoredAlreadyIsNotSentAgainIfOnlyTheWordOfItGotLost() throws Exception {
    Stored stored = store();
    int lines = logged();
    assertThat(store()).isEqualTo(stored);
    logged();
    assertThat(partsSince(lines)).isEmpty();
    assertOpens();
  }

  /** A last line that was not written whole speaks of a part that never left. */
  @Test
  void aTornRecordIsReadAsFarAsItIsWhole() throws Exception {
    cutAfter(3);
    Files.writeString(upload, "part 4 0123", StandardOpenOption.APPEND);
    int lines = logged();
    store();
    logged();
    assertThat(partsSince(lines)).containsExactly("4", "5", "6");
    assertOpens();
  }

  @Test
  void aRecordThatIsNoneBeginsAnew() throws Exception {
    cutAfter(2);
    Files.writeString(upload, "something else");
    int lines = logged();
    store();
    logged();
    assertThat(partsSince(lines)).hasSize(PARTS);
    assertOpens();
  }

  /**
   * What left under a header came from a file that was damaged, which shows only at its end. The
   * mended file is sealed under another header, and none of its bytes leave under the first.
   */
  @Test
  void aFileThatIsNoLongerTheSameIsSealedUnderAnotherHeader() throws Exception {
    byte[] damaged = sample.original().clone();
    damaged[2 * PART] ^= 1;
    Files.write(file, damaged);
    cutAfter(4);
    String header = line("header");
    String first = line("upload").substring("upload ".length());
    Files.write(file, sample.original());
    int lines = logged();
    store();
    logged();
    assertThat(line("header")).isNotEqualTo(header);
    assertThat(partsSince(lines)).hasSize(PARTS);
    assertThat(server.log().stream().skip(lines))
        .filteredOn(line -> line.method().equals("PUT") && line.target().contains(first))
        .isEmpty();
    assertOpens();
  }

  @Test
  void aDamagedFileIsNotStoredAndNothingOfItIsKept() throws Exception {
    byte[] damaged = sample.original().clone();
    damaged[BYTES - 1] ^= 1;
    Files.write(file, damaged);
    assertThatThrownBy(this::store).isInstanceOf(ChangedOriginalException.class);
    assertThat(uploads()).isEmpty();
    Files.write(file, sample.original());
    store();
    assertOpens();
  }

  @Test
  void anAbandonedUploadLeavesNothing() throws Exception {
    cutAfter(2);
    assertThat(uploads()).isNotEmpty();
    vault.abandonOriginal(upload);
    assertThat(uploads()).isEmpty();
    assertThat(upload).doesNotExist();
    store();
    vault.abandonOriginal(upload);
    assertOpens();
  }

  /** An upload that the bucket has forgotten is begun anew. */
  @Test
  void anUploadThatTheBucketGaveUpBeginsAnew() throws Exception {
    cutAfter(2);
    Path kept = Files.copy(upload, folder.resolve("kept"));
    vault.abandonOriginal(upload);
    Files.move(kept, upload);
    int lines = logged();
    store();
    logged();
    assertThat(partsSince(lines)).hasSize(PARTS);
    assertOpens();
  }

  /** Names of uploads under way, as the server lists them. */
  private List<String> uploads() throws IOException {
    try (var files = Files.walk(serverFolder)) {
      return files
          .filter(Files::isRegularFile)
          .map(path -> serverFolder.relativize(path).toString())
          .filter(name -> name.contains("resumed-" + opened))
          .filter(name -> !name.equals("photos/resumed-" + opened + "/key"))
          .toList();
    }
  }

  @Test
  void theRecordHoldsNothingSecret() throws Exception {
    cutAfter(1);
    String text = Files.readString(upload, StandardCharsets.ISO_8859_1);
    assertThat(text.lines())
        .hasSize(6)
        .allMatch(line -> line.matches("(latent|object|header|upload|size|part) .+"));
  }

  /** Sending ends after so many bytes, as if the program were told to stop. */
  private static final class CutStore extends ForwardingStore {
    private long cutAt = Long.MAX_VALUE;
    private LongConsumer whenMoved = bytes -> {};

    CutStore(ObjectStore store) {
      super(store);
    }

    @Override
    public Receipt put(String name, Content content) throws IOException {
      return store.put(
          name, content instanceof ResumableContent resumable ? cut(resumable) : content);
    }

    private ResumableContent cut(ResumableContent content) {
      return new ResumableContent() {
        @Override
        public long length() {
          return content.length();
        }

        @Override
        public InputStream open() throws IOException {
          return content.open();
        }

        @Override
        public Optional<Sending> unfinished(int partSize) throws IOException {
          return content.unfinished(partSize).map(CutStore.this::cut);
        }

        @Override
        public Sending begin(String upload, int partSize) throws IOException {
          return cut(content.begin(upload, partSize));
        }
      };
    }

    private Sending cut(Sending sending) {
      return new Sending() {
        @Override
        public String upload() {
          return sending.upload();
        }

        @Override
        public Map<Integer, String> left() {
          return sending.left();
        }

        @Override
        public InputStream open() throws IOException {
          return new Cut(sending.open(), cutAt);
        }

        @Override
        public void leaving(int part, String digest) throws IOException {
          sending.leaving(part, digest);
        }
      };
    }

    @Override
    public ObjectStore metered(Meter meter) {
      LongConsumer told = whenMoved;
      CutStore metered =
          new CutStore(
              store.metered(
                  (direction, bytes) -> {
                    told.accept(bytes);
                    meter.moved(direction, bytes);
                  }));
      metered.cutAt = cutAt;
      return metered;
    }
  }

  private static final class Cut extends FilterInputStream {
    private long left;

    Cut(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        throw new InterruptedIOException("cut");
      }
      int read = in.read(into, offset, (int) Math.min(left, length));
      left -= Math.max(0, read);
      return read;
    }
  }
}
