package latent.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store over a store that fails as networks and engines do: it refuses, is busy, keeps silent,
 * breaks off on both ways, loses the answer to what it did, cuts bodies short, flips bytes, and
 * lists what was there a moment ago.
 *
 * <p>What happens to which attempt follows from the seed, the object and how often it was asked
 * for, so that the same seed does the same whatever the threads do. No fault strikes the same thing
 * more than twice in a row: these are faults that pass.
 */
public final class FaultyStore implements ObjectStore {

  /** What can go wrong on the way. */
  public enum Fault {
    /** 500: refused before anything moved. */
    INTERNAL_ERROR,
    /** 503 SlowDown. */
    SLOW_DOWN,
    /** Silence, and then nothing. */
    TIMED_OUT,
    /** The connection is reset while bytes move. */
    RESET,
    /** It was done, and the answer was lost: whoever asks again delivers twice. */
    ANSWER_LOST,
    /** A body ends early and nothing says so. */
    TRUNCATED,
    /** One byte of a body is another. */
    FLIPPED
  }

  private static final int MOST_IN_A_ROW = 2;

  private final ObjectStore store;
  private final State state;

  /** What all views of one store share. */
  private static final class State {
    private final long seed;
    private final double rate;
    private final Set<Fault> faults;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<String, Integer> inARow = new ConcurrentHashMap<>();
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private final Map<String, Boolean> unlisted = new LinkedHashMap<>();
    private final Map<String, ObjectInfo> stillListed = new LinkedHashMap<>();
    private volatile boolean quiet;
    private volatile boolean stale;
    private volatile boolean skewed;

    State(long seed, double rate, Set<Fault> faults) {
      this.seed = seed;
      this.rate = rate;
      this.faults = faults;
    }

    /** What strikes this attempt, if anything does. */
    Optional<Fault> next(String operation, String name) {
      if (quiet || faults.isEmpty()) {
        return Optional.empty();
      }
      String thing = operation + " " + name;
      int attempt = asked.computeIfAbsent(thing, fresh -> new AtomicInteger()).incrementAndGet();
      Random random = new Random(seed ^ ((long) thing.hashCode() << 20) ^ attempt);
      random.nextLong();
      boolean strikes = random.nextDouble() < rate && inARow.getOrDefault(thing, 0) < MOST_IN_A_ROW;
      if (!strikes) {
        inARow.put(thing, 0);
        return Optional.empty();
      }
      inARow.merge(thing, 1, Integer::sum);
      Fault fault = faults.stream().sorted().toList().get(random.nextInt(faults.size()));
      synchronized (struck) {
        struck.merge(fault, 1, Integer::sum);
      }
      return Optional.of(fault);
    }
  }

  /**
   * @param rate how many of a hundred attempts fail, as a fraction
   */
  public FaultyStore(ObjectStore store, long seed, double rate, Set<Fault> faults) {
    this(store, new State(seed, rate, faults));
  }

  private FaultyStore(ObjectStore store, State state) {
    this.store = store;
    this.state = state;
  }

  /** From now on nothing fails on the way. */
  public void calm() {
    state.quiet = true;
    state.stale = false;
    state.skewed = false;
  }

  /** From now on what is put isn't listed, and what is deleted still is. */
  public void listsWhatWasThereBefore() {
    state.stale = true;
  }

  /** From now on the store refuses whoever's clock says something else than its own. */
  public void clockIsSkewed() {
    state.skewed = true;
  }

  /** How often each fault struck. */
  public Map<Fault, Integer> struck() {
    synchronized (state.struck) {
      return Map.copyOf(state.struck);
    }
  }

  /** Flips bits of one byte of an object where it lies. */
  public void flipAtRest(String name, long at) throws IOException {
    byte[] bytes;
    try (InputStream object = store.get(name)) {
      bytes = object.readAllBytes();
    }
    bytes[(int) at] ^= 0x10;
    store.put(name, Content.of(bytes));
  }

  /** Loses an object. */
  public void lose(String name) throws IOException {
    store.delete(name);
  }

  private static StoreUnavailableException passing(Fault fault) {
    return new StoreUnavailableException(
        "The store can't answer now (" + fault + ").", new IOException(fault.toString()));
  }

  /** Fails before anything is done, or answers what is to happen later. */
  private Optional<Fault> ask(String operation, String name) throws IOException {
    if (state.skewed) {
      throw new StoreDeniedException(
          "This device's clock and that of the bucket are too far apart.", null);
    }
    Optional<Fault> fault = state.next(operation, name);
    if (fault.isPresent()) {
      switch (fault.get()) {
        case INTERNAL_ERROR, SLOW_DOWN -> throw passing(fault.get());
        case TIMED_OUT -> {
          keepSilent();
          throw passing(fault.get());
        }
        case RESET, ANSWER_LOST, TRUNCATED, FLIPPED -> {}
      }
    }
    return fault;
  }

  private static void keepSilent() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Use<T> {
    T of() throws IOException;
  }

  /** A question without a body. */
  private <T> T asked(String operation, String name, Use<T> use) throws IOException {
    Optional<Fault> fault = ask(operation, name);
    if (fault.isPresent() && fault.get() == Fault.RESET) {
      throw passing(Fault.RESET);
    }
    T answer = use.of();
    if (fault.isPresent() && fault.get() == Fault.ANSWER_LOST) {
      throw passing(Fault.ANSWER_LOST);
    }
    return answer;
  }

  @Override
  public Receipt put(String name, Content content) throws IOException {
    ObjectName.checked(name);
    Optional<Fault> fault = ask("put", name);
    if (fault.isEmpty()) {
      return noted(name, store.put(name, content));
    }
    return switch (fault.get()) {
      case RESET -> {
        try (InputStream some = content.open()) {
          some.readNBytes((int) Math.min(content.length() / 2, 1 << 20));
        }
        throw passing(Fault.RESET);
      }
      case ANSWER_LOST -> {
        noted(name, store.put(name, content));
        throw passing(Fault.ANSWER_LOST);
      }
      case TRUNCATED ->
          throw new TransferDamagedException("The bucket got something else than was sent.", null);
      case FLIPPED -> {
        Receipt taken = noted(name, store.put(name, flipped(content)));
        yield new Receipt(name, taken.size(), "another", false);
      }
      case INTERNAL_ERROR, SLOW_DOWN, TIMED_OUT -> throw new AssertionError("thrown before");
    };
  }

  private Receipt noted(String name, Receipt receipt) {
    if (state.stale) {
      synchronized (state) {
        state.unlisted.put(name, true);
        state.stillListed.remove(name);
      }
    }
    return receipt;
  }

  private static Content flipped(Content content) {
    return new Content() {
      @Override
      public long length() {
        return content.length();
      }

      @Override
      public InputStream open() throws IOException {
        return new BrokenBody(content.open(), Fault.FLIPPED, content.length() / 2);
      }
    };
  }

  @Override
  public Receipt putNew(String name, Content content) throws IOException {
    ObjectName.checked(name);
    return asked("put", name, () -> noted(name, store.putNew(name, content)));
  }

  @Override
  public InputStream get(String name) throws IOException {
    Optional<Fault> fault = ask("get", name);
    return broken(fault, store.head(name).map(ObjectInfo::size).orElse(0L), store.get(name));
  }

  @Override
  public InputStream get(String name, long from, long length) throws IOException {
    Optional<Fault> fault = ask("get", name);
    long size = store.head(name).map(ObjectInfo::size).orElse(0L);
    long comes = Math.clamp(size - from, 0, length);
    return broken(fault, comes, store.get(name, from, length));
  }

  private static InputStream broken(Optional<Fault> fault, long length, InputStream body) {
    return fault
        .<InputStream>map(struck -> new BrokenBody(body, struck, length * 2 / 3))
        .orElse(body);
  }

  @Override
  public Optional<ObjectInfo> head(String name) throws IOException {
    ObjectName.checked(name);
    return asked("head", name, () -> store.head(name));
  }

  @Override
  public void list(String prefix, Visitor visitor) throws IOException {
    Optional<Fault> fault = ask("list", prefix);
    boolean breaks = fault.isPresent();
    int[] shown = {0};
    store.list(
        prefix,
        object -> {
          if (breaks && ++shown[0] > 2) {
            throw passing(Fault.RESET);
          }
          if (!isUnlisted(object.name())) {
            visitor.visit(object);
          }
        });
    synchronized (state) {
      for (ObjectInfo gone : state.stillListed.values()) {
        if (gone.name().startsWith(prefix)) {
          visitor.visit(gone);
        }
      }
    }
  }

  private boolean isUnlisted(String name) {
    synchronized (state) {
      return state.stale && state.unlisted.containsKey(name);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    asked(
        "delete",
        name,
        () -> {
          Optional<ObjectInfo> gone = store.head(name);
          store.delete(name);
          if (state.stale && gone.isPresent()) {
            synchronized (state) {
              state.stillListed.put(name, gone.get());
            }
          }
          return name;
        });
  }

  @Override
  public void check() throws IOException {
    asked(
        "check",
        "",
        () -> {
          store.check();
          return store;
        });
  }

  @Override
  public ObjectStore metered(Meter meter) {
    return new FaultyStore(store.metered(meter), state);
  }

  @Override
  public void close() {
    store.close();
  }

  /** A body to which something happens at one place. */
  private static final class BrokenBody extends FilterInputStream {
    private final Fault fault;
    private long left;

    BrokenBody(InputStream body, Fault fault, long at) {
      super(body);
      this.fault = fault;
      this.left = at;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left > 0) {
        int read = in.read(into, offset, (int) Math.min(left, length));
        left -= Math.max(read, 0);
        return read;
      }
      return switch (fault) {
        case RESET, ANSWER_LOST -> throw passing(Fault.RESET);
        case TRUNCATED -> -1;
        default -> {
          int read = in.read(into, offset, length);
          if (read > 0 && left == 0) {
            into[offset] ^= 1;
            left = -1;
          }
          yield read;
        }
      };
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] passed = new byte[(int) Math.min(Math.max(count, 0), 8192)];
      return Math.max(0, read(passed, 0, passed.length));
    }
  }
}
