package latent.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A store over a store that gives account of every byte: each use ends in one {@link Transfer} per
 * direction in which body bytes moved, under the purpose bound by {@link #forPurpose}. A long one
 * is told of every {@value #STEP} bytes before, so that a program that is killed has given account
 * of all but the last few.
 *
 * <p>Bytes are counted where they leave or arrive, so those of retried and broken transfers count
 * too, and so do the few that a listing or the parts of a large object need to be spoken of. Bodies
 * are counted; headers, and what encryption of the connection adds, are not.
 */
public final class AccountedStore implements ObjectStore {

  static final int STEP = 4 << 20;

  private final ObjectStore store;
  private final TransferListener listener;
  private final RateLimit limit;
  private final Hold hold;
  private final String purpose;
  private final Meter meter;

  /** Accounts for whatever is moved before a purpose is bound as {@code other}. */
  public AccountedStore(ObjectStore store, TransferListener listener) {
    this(store, listener, new RateLimit());
  }

  AccountedStore(ObjectStore store, TransferListener listener, RateLimit limit) {
    this(store, listener, limit, new Hold(), "other", Meter.NONE);
  }

  private AccountedStore(
      ObjectStore store,
      TransferListener listener,
      RateLimit limit,
      Hold hold,
      String purpose,
      Meter meter) {
    this.store = store;
    this.listener = listener;
    this.limit = limit;
    this.hold = hold;
    this.purpose = purpose;
    this.meter = meter;
  }

  /** This store, whose transfers are accounted for under {@code purpose}. */
  public AccountedStore forPurpose(String purpose) {
    return new AccountedStore(store, listener, limit, hold, purpose, meter);
  }

  /**
   * Lets all uses of this store, whatever their purpose and direction, move together no more than
   * so many bytes a second from now on; 0 for no limit.
   */
  public void limit(long bytesPerSecond) {
    limit.set(bytesPerSecond);
  }

  /**
   * From now on nothing moves for the purposes that are held: what is under way stops with the next
   * bytes, and what begins is refused, both with a {@link HeldBackException}.
   */
  public void hold(Predicate<String> held) {
    hold.set(held);
  }

  @Override
  public Receipt put(String name, Content content) throws IOException {
    return accounted(Direction.UP, metered -> metered.put(name, content));
  }

  @Override
  public Receipt putNew(String name, Content content) throws IOException {
    return accounted(Direction.UP, metered -> metered.putNew(name, content));
  }

  @Override
  public InputStream get(String name) throws IOException {
    return accountedStream(metered -> metered.get(name));
  }

  @Override
  public InputStream get(String name, long from, long length) throws IOException {
    return accountedStream(metered -> metered.get(name, from, length));
  }

  @Override
  public Optional<ObjectInfo> head(String name) throws IOException {
    return accounted(null, metered -> metered.head(name));
  }

  @Override
  public void list(String prefix, Visitor visitor) throws IOException {
    accounted(
        null,
        metered -> {
          metered.list(prefix, visitor);
          return prefix;
        });
  }

  @Override
  public void delete(String name) throws IOException {
    accounted(
        null,
        metered -> {
          metered.delete(name);
          return name;
        });
  }

  @Override
  public void abandon(String name, String upload) throws IOException {
    accounted(
        null,
        metered -> {
          metered.abandon(name, upload);
          return name;
        });
  }

  @Override
  public void check() throws IOException {
    accounted(
        null,
        metered -> {
          metered.check();
          return purpose;
        });
  }

  @Override
  public AccountedStore metered(Meter meter) {
    return new AccountedStore(store, listener, limit, hold, purpose, meter);
  }

  @Override
  public void close() {
    store.close();
  }

  private interface Use<T> {
    T of(ObjectStore metered) throws IOException;
  }

  /** Uses the store; {@code objectGoes} is the way in which an object moves if this ends well. */
  private <T> T accounted(@Nullable Direction objectGoes, Use<T> use) throws IOException {
    hold.require(purpose);
    Tally tally = new Tally(meter);
    boolean whole = false;
    try {
      T result = use.of(store.metered(tally));
      whole = true;
      return result;
    } catch (HeldBackException.Unchecked held) {
      throw held.checked();
    } finally {
      report(tally, Direction.UP, whole && objectGoes == Direction.UP);
      report(tally, Direction.DOWN, whole && objectGoes == Direction.DOWN);
    }
  }

  private InputStream accountedStream(Use<InputStream> use) throws IOException {
    hold.require(purpose);
    Tally tally = new Tally(meter);
    InputStream opened = null;
    try {
      opened = use.of(store.metered(tally));
      return new AccountedStream(opened, tally);
    } catch (HeldBackException.Unchecked held) {
      throw held.checked();
    } finally {
      if (opened == null) {
        report(tally, Direction.UP, false);
        report(tally, Direction.DOWN, false);
      }
    }
  }

  private void report(Tally tally, Direction direction, boolean whole) {
    long bytes = tally.of(direction).getAndSet(0);
    if (bytes > 0 || whole) {
      listener.transferred(new Transfer(direction, purpose, whole ? 1 : 0, bytes));
    }
  }

  /** The bytes of one use of which no account was given yet. */
  private final class Tally implements Meter {
    private final Meter also;
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();

    Tally(Meter also) {
      this.also = also;
    }

    @Override
    public void moved(Direction direction, long bytes) {
      long untold = of(direction).addAndGet(bytes);
      if (untold >= STEP) {
        report(this, direction, false);
      }
      also.moved(direction, bytes);
      hold.requireStill(purpose);
      limit.await(bytes);
    }

    AtomicLong of(Direction direction) {
      return switch (direction) {
        case UP -> up;
        case DOWN -> down;
      };
    }
  }

  /** An object on its way down; the account is given when it is closed. */
  private final class AccountedStream extends FilterInputStream {
    private final Tally tally;
    private boolean ended;
    private boolean closed;

    AccountedStream(InputStream in, Tally tally) {
      super(in);
      this.tally = tally;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        int read = in.read(into, offset, length);
        ended |= read < 0;
        return read;
      } catch (HeldBackException.Unchecked held) {
        throw held.checked();
      }
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] passed = new byte[(int) Math.min(count, 8192)];
      return Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void close() throws IOException {
      try {
        in.close();
      } finally {
        if (!closed) {
          closed = true;
          report(tally, Direction.UP, false);
          report(tally, Direction.DOWN, ended);
        }
      }
    }
  }
}
