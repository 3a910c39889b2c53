package latent.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do. */
abstract class ObjectStoreContract {

  @TempDir Path folder;

  private ObjectStore store;

  /** A store without objects, whose files, if it has any, lie in {@code folder}. */
  abstract ObjectStore emptyStore(Path folder) throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = emptyStore(folder);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  static byte[] readAll(InputStream stream) throws IOException {
    try (stream) {
      return stream.readAllBytes();
    }
  }

  private Map<String, Long> listed(String prefix) throws IOException {
    Map<String, Long> names = new TreeMap<>();
    store.list(prefix, object -> assertThat(names.put(object.name(), object.size())).isNull());
    return names;
  }

  @Test
  void givesBackWhatWasPut() throws IOException {
    for (int size : new int[] {0, 1, 4096, 1_000_003}) {
      Receipt receipt = store.put("o/ab/size-" + size, Content.of(bytes(size)));
      assertThat(receipt.name()).isEqualTo("o/ab/size-" + size);
      assertThat(receipt.size()).isEqualTo(size);
      assertThat(receipt.confirmed()).isTrue();
      assertThat(readAll(store.get("o/ab/size-" + size))).isEqualTo(bytes(size));
    }
  }

  @Test
  void takesLargeObjectsAndGivesTheirRanges() throws IOException {
    byte[] large = bytes((48 << 20) + 12345);
    Receipt receipt = store.put("o/large", Content.of(large));
    assertThat(receipt.size()).isEqualTo(large.length);
    assertThat(receipt.confirmed()).isTrue();
    assertThat(store.head("o/large").orElseThrow())
        .isEqualTo(new ObjectInfo("o/large", large.length, receipt.tag()));
    assertThat(readAll(store.get("o/large"))).isEqualTo(large);
    byte[] tail = readAll(store.get("o/large", large.length - 7, 7));
    assertThat(tail).isEqualTo(Arrays.copyOfRange(large, large.length - 7, large.length));
  }

  @Test
  void givesRanges() throws IOException {
    byte[] all = bytes(1000);
    store.put("range", Content.of(all));
    assertThat(readAll(store.get("range", 0, 1))).isEqualTo(new byte[] {all[0]});
    assertThat(readAll(store.get("range", 500, 100))).isEqualTo(Arrays.copyOfRange(all, 500, 600));
    assertThat(readAll(store.get("range", 990, 100))).isEqualTo(Arrays.copyOfRange(all, 990, 1000));
    assertThat(readAll(store.get("range", 1000, 100))).isEmpty();
    assertThat(readAll(store.get("range", 5000, 100))).isEmpty();
  }

  @Test
  void replacesAnObjectOfTheSameName() throws IOException {
    store.put("same", Content.of("first".getBytes(UTF_8)));
    store.put("same", Content.of("second, longer".getBytes(UTF_8)));
    assertThat(readAll(store.get("same"))).asString(UTF_8).isEqualTo("second, longer");
    assertThat(listed("")).hasSize(1);
  }

  @Test
  void putsOnlyIfNew() throws IOException {
    store.putNew("key", Content.of("mine".getBytes(UTF_8)));
    assertThatThrownBy(() -> store.putNew("key", Content.of("yours".getBytes(UTF_8))))
        .isInstanceOf(ObjectExistsException.class)
        .hasMessageContaining("key");
    assertThat(readAll(store.get("key"))).asString(UTF_8).isEqualTo("mine");
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    assertThatThrownBy(() -> store.get("o/none"))
        .isInstanceOf(ObjectMissingException.class)
        .hasMessageContaining("o/none");
    assertThatThrownBy(() -> store.get("o/none", 5, 5)).isInstanceOf(ObjectMissingException.class);
    assertThat(store.head("o/none")).isEmpty();
    store.put("o/none/deeper", Content.of(bytes(1)));
    assertThat(store.head("o/none")).isEmpty();
    assertThatThrownBy(() -> store.get("o/none")).isInstanceOf(ObjectMissingException.class);
  }

  @Test
  void listsByPrefix() throws IOException {
    assertThat(listed("")).isEmpty();
    assertThat(listed("o/")).isEmpty();
    for (String name : new String[] {"key", "o/ab/1", "o/ab/22", "o/cd/3", "p/ab/1", "other"}) {
      store.put(name, Content.of(bytes(name.length())));
    }
    assertThat(listed("")).hasSize(6).containsEntry("o/ab/22", 7L);
    assertThat(listed("o/")).containsOnlyKeys("o/ab/1", "o/ab/22", "o/cd/3");
    assertThat(listed("o/ab/2")).containsOnlyKeys("o/ab/22");
    assertThat(listed("o")).containsOnlyKeys("o/ab/1", "o/ab/22", "o/cd/3", "other");
    assertThat(listed("q/")).isEmpty();
  }

  @Test
  void listsMoreThanOnePage() throws IOException {
    try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 1100; i++) {
        String name = "f/" + i;
        workers.submit(() -> store.put(name, Content.of(new byte[1])));
      }
    }
    assertThat(listed("f/")).hasSize(1100);
  }

  /** What doesn't fit on a page may be listed in another way; it has to be the same. */
  @Test
  void listsFoldersAndWhatLiesBesideThem() throws IOException {
    try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 1100; i++) {
        String name = "o/%02x/%d".formatted(i % 7, i);
        workers.submit(() -> store.put(name, Content.of(new byte[1])));
      }
    }
    store.put("key", Content.of(bytes(3)));
    store.put("o/beside", Content.of(bytes(4)));
    store.put("o/00/deeper/still", Content.of(bytes(5)));
    store.put("other/1", Content.of(bytes(6)));
    assertThat(listed(""))
        .hasSize(1104)
        .containsEntry("key", 3L)
        .containsEntry("o/beside", 4L)
        .containsEntry("o/00/deeper/still", 5L)
        .containsEntry("other/1", 6L);
    assertThat(listed("o/")).hasSize(1102).doesNotContainKeys("key", "other/1");
    assertThat(listed("o")).hasSize(1103);
    assertThat(listed("o/0")).hasSize(1101);
  }

  @Test
  void headsAgreeWithReceiptsAndListings() throws IOException {
    Receipt receipt = store.put("o/ab/1", Content.of(bytes(77)));
    ObjectInfo info = new ObjectInfo("o/ab/1", 77, receipt.tag());
    assertThat(store.head("o/ab/1")).contains(info);
    store.list("o/", object -> assertThat(object).isEqualTo(info));
  }

  @Test
  void deletes() throws IOException {
    store.put("o/ab/1", Content.of(bytes(10)));
    store.delete("o/ab/1");
    assertThat(store.head("o/ab/1")).isEmpty();
    assertThat(listed("")).isEmpty();
    store.delete("o/ab/1");
  }

  @Test
  void refusesNamesThatNotEveryEngineTakes() {
    for (String name :
        new String[] {"", "/a", "a/", "a//b", "../a", "a/../b", ".hidden", "A", "a b", "ä"}) {
      assertThatThrownBy(() -> store.put(name, Content.of(bytes(1))))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store.get(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aContentThatBreaksLeavesWhatWasThereAndComesThroughAsItIs() throws IOException {
    store.put("o/ab/1", Content.of(bytes(10)));
    for (int length : new int[] {1 << 17, 40 << 20}) {
      IOException fault = new IOException("the source broke");
      Content breaking = new BreakingContent(length, fault);
      assertThatThrownBy(() -> store.put("o/ab/1", breaking)).isSameAs(fault);
      assertThatThrownBy(() -> store.put("o/ab/2", breaking)).isSameAs(fault);
    }
    assertThat(readAll(store.get("o/ab/1"))).isEqualTo(bytes(10));
    assertThat(listed("")).containsOnlyKeys("o/ab/1");
  }

  @Test
  void aContentOfAnotherLengthThanAnnouncedIsRefused() throws IOException {
    for (int actual : new int[] {99, 101}) {
      Content lying = new LyingContent(100, bytes(actual));
      assertThatThrownBy(() -> store.put("o/ab/1", lying)).isInstanceOf(IOException.class);
    }
    assertThat(listed("")).isEmpty();
  }

  @Test
  void aVisitorsFaultComesThroughAsItIs() throws IOException {
    store.put("o/ab/1", Content.of(bytes(10)));
    IOException fault = new IOException("seen enough");
    assertThatThrownBy(
            () ->
                store.list(
                    "",
                    object -> {
                      throw fault;
                    }))
        .isSameAs(fault);
  }

  @Test
  void metersBodyBytesExactly() throws IOException {
    Map<Direction, Long> moved = new EnumMap<>(Direction.class);
    Meter meter = (direction, bytes) -> moved.merge(direction, bytes, Long::sum);
    ObjectStore metered = store.metered(meter);
    metered.put("o/ab/1", Content.of(bytes(300_000)));
    assertThat(moved).containsExactlyEntriesOf(Map.of(Direction.UP, 300_000L));
    moved.clear();
    readAll(metered.get("o/ab/1"));
    assertThat(moved).containsExactlyEntriesOf(Map.of(Direction.DOWN, 300_000L));
    moved.clear();
    readAll(metered.get("o/ab/1", 1000, 234));
    assertThat(moved).containsExactlyEntriesOf(Map.of(Direction.DOWN, 234L));
    moved.clear();
    metered.head("o/ab/1");
    assertThat(moved).isEmpty();
  }

  @Test
  void metersWhatMovedWhenAReaderStopsHalfway() throws IOException {
    store.put("o/ab/1", Content.of(bytes(8 << 20)));
    long[] moved = {0};
    try (InputStream in = store.metered((direction, bytes) -> moved[0] += bytes).get("o/ab/1")) {
      assertThat(in.readNBytes(100_000)).hasSize(100_000);
    }
    assertThat(moved[0]).isBetween(100_000L, 1L << 20);
  }

  @Test
  void isUsableByManyThreads() throws Exception {
    Map<String, byte[]> expected = new ConcurrentHashMap<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
      for (Future<?> one :
          IntStream.range(0, 64)
              .mapToObj(
                  i ->
                      workers.submit(
                          () -> {
                            String name = "o/ab/" + i;
                            expected.put(name, bytes(1000 + i));
                            store.put(name, Content.of(expected.get(name)));
                            return readAll(store.get(name));
                          }))
              .toList()) {
        one.get();
      }
    }
    for (Map.Entry<String, byte[]> one : expected.entrySet()) {
      assertThat(readAll(store.get(one.getKey()))).isEqualTo(one.getValue());
    }
  }

  @Test
  void isUsable() throws IOException {
    store.check();
  }

  /** Gives most of its bytes, then fails. */
  private record BreakingContent(long length, IOException fault) implements Content {
    @Override
    public InputStream open() {
      return new InputStream() {
        private long given;

        @Override
        public int read() throws IOException {
          if (++given > length - 1000) {
            throw fault;
          }
          return 7;
        }
      };
    }
  }

  private record LyingContent(long length, byte[] actual) implements Content {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(actual);
    }
  }
}
