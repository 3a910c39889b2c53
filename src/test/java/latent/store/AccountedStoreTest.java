package latent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountedStoreTest extends ObjectStoreContract {

  private final List<Transfer> transfers = new ArrayList<>();

  @Override
  ObjectStore emptyStore(Path folder) throws IOException {
    return accounted();
  }

  private synchronized void keep(Transfer transfer) {
    transfers.add(transfer);
  }

  private AccountedStore accounted() throws IOException {
    ObjectStore store = DirectoryStore.create(folder.resolve("cloud"));
    return new AccountedStore(store, this::keep);
  }

  @Test
  void tellsEachTransferUnderItsPurpose() throws IOException {
    AccountedStore store = accounted();
    store.forPurpose("upload").put("o/ab/1", Content.of(bytes(1000)));
    readAll(store.forPurpose("view").get("o/ab/1"));
    readAll(store.forPurpose("analyse").get("o/ab/1", 10, 20));
    store.forPurpose("verify").head("o/ab/1");
    assertThat(transfers)
        .containsExactly(
            new Transfer(Direction.UP, "upload", 1, 1000),
            new Transfer(Direction.DOWN, "view", 1, 1000),
            new Transfer(Direction.DOWN, "analyse", 1, 20));
  }

  @Test
  void tellsWhatATransferMovedThatBroke() throws IOException {
    AccountedStore store = accounted().forPurpose("upload");
    Content breaking =
        new Content() {
          @Override
          public long length() {
            return 1 << 20;
          }

          @Override
          public InputStream open() {
            return new InputStream() {
              private int given;

              @Override
              public int read() throws IOException {
                if (given++ == 1 << 19) {
                  throw new IOException("broken");
                }
                return 0;
              }
            };
          }
        };
    assertThatThrownBy(() -> store.put("o/ab/1", breaking)).hasMessage("broken");
    assertThat(transfers).hasSize(1);
    assertThat(transfers.getFirst().objects()).isZero();
    assertThat(transfers.getFirst().bytes()).isBetween(1L, 1L << 19);
  }

  @Test
  void tellsWhatAReaderTookWhoStopped() throws IOException {
    AccountedStore store = accounted().forPurpose("view");
    store.put("o/ab/1", Content.of(bytes(1 << 20)));
    transfers.clear();
    try (InputStream in = store.get("o/ab/1")) {
      in.readNBytes(1000);
    }
    assertThat(transfers).containsExactly(new Transfer(Direction.DOWN, "view", 0, 1000));
  }

  /** A program that is killed in the middle has told of all but the last step. */
  @Test
  void tellsOfALongTransferAsItGoes() throws IOException {
    AccountedStore store = accounted().forPurpose("upload");
    int length = 10 * AccountedStore.STEP + 12345;
    long[] furthestBehind = {0};
    Content watched =
        new Content() {
          @Override
          public long length() {
            return length;
          }

          @Override
          public InputStream open() {
            return new InputStream() {
              private int given;

              @Override
              public int read() {
                return given++ < length ? 7 : -1;
              }

              @Override
              public int read(byte[] into, int offset, int wanted) {
                furthestBehind[0] = Math.max(furthestBehind[0], given - told());
                int count = Math.min(wanted, length - given);
                given += count;
                return count == 0 ? -1 : count;
              }
            };
          }
        };
    store.put("o/long", watched);
    assertThat(told()).isEqualTo(length);
    assertThat(transfers).extracting(Transfer::objects).containsOnlyOnce(1L);
    assertThat(furthestBehind[0]).isLessThan(AccountedStore.STEP + (1 << 20));
  }

  private long told() {
    return transfers.stream().mapToLong(Transfer::bytes).sum();
  }

  @Test
  void whatMovedNothingIsNoTransfer() throws IOException {
    AccountedStore store = accounted().forPurpose("view");
    assertThatThrownBy(() -> store.get("none")).isInstanceOf(ObjectMissingException.class);
    assertThat(transfers).isEmpty();
  }
}
