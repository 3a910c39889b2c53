package latent.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * A store over a store that asks again where that helps: what may pass is tried {@value
 * Patience#ATTEMPTS} times in all, after waits that grow and are random, and an object whose bytes
 * break off is asked for from that place on, not from its beginning.
 *
 * <p>What waiting doesn't help against (no such bucket, access denied, no room, no such object) is
 * passed on at once. Once half a minute has passed without anything new, no further attempt is
 * made. An engine's own client may have tried several times in each attempt.
 *
 * <p>A put whose answer was lost is done again; the object is the same to whoever opens it. A
 * {@link #putNew} whose answer was lost finds its own object there and says so, as any other would.
 */
public final class PatientStore implements ObjectStore {

  /** No object is larger in any engine, in bytes. */
  private static final long LARGEST_OBJECT = 5L << 40;

  private final ObjectStore store;
  private final BackoffStrategy waits;

  public PatientStore(ObjectStore store) {
    this(store, Patience.USUAL_WAITS);
  }

  PatientStore(ObjectStore store, BackoffStrategy waits) {
    this.store = store;
    this.waits = waits;
  }

  @Override
  public Receipt put(String name, Content content) throws IOException {
    return patiently(() -> store.put(name, content));
  }

  @Override
  public Receipt putNew(String name, Content content) throws IOException {
    return patiently(() -> store.putNew(name, content));
  }

  @Override
  public InputStream get(String name) throws IOException {
    return new ResumedBody(name, 0, LARGEST_OBJECT, patiently(() -> store.get(name)));
  }

  @Override
  public InputStream get(String name, long from, long length) throws IOException {
    return new ResumedBody(name, from, length, patiently(() -> store.get(name, from, length)));
  }

  @Override
  public Optional<ObjectInfo> head(String name) throws IOException {
    return patiently(() -> store.head(name));
  }

  /** A listing that broke off begins anew; what was shown before isn't shown again. */
  @Override
  public void list(String prefix, Visitor visitor) throws IOException {
    Set<String> shown = new HashSet<>();
    patiently(
        () -> {
          store.list(
              prefix,
              object -> {
                if (shown.add(object.name())) {
                  visitor.visit(object);
                }
              });
          return prefix;
        });
  }

  @Override
  public void abandon(String name, String upload) throws IOException {
    patiently(
        () -> {
          store.abandon(name, upload);
          return name;
        });
  }

  @Override
  public void delete(String name) throws IOException {
    patiently(
        () -> {
          store.delete(name);
          return name;
        });
  }

  @Override
  public void check() throws IOException {
    patiently(
        () -> {
          store.check();
          return store;
        });
  }

  @Override
  public ObjectStore metered(Meter meter) {
    return new PatientStore(store.metered(meter), waits);
  }

  @Override
  public void close() {
    store.close();
  }

  private <T> T patiently(Patience.Attempt<T> attempt) throws IOException {
    return new Patience(waits).until(attempt);
  }

  /** An object's bytes as they arrive, however often the way breaks off. */
  private final class ResumedBody extends InputStream {
    private final String name;
    private final Patience patience = new Patience(waits);
    private InputStream body;
    private long at;
    private long left;

    ResumedBody(String name, long from, long length, InputStream body) {
      this.name = name;
      this.at = from;
      this.left = length;
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      while (true) {
        try {
          int read = body.read(into, offset, length);
          if (read > 0) {
            at += read;
            left -= read;
            patience.begunAnew();
          }
          return read;
        } catch (StoreException broken) {
          resumeAfter(broken);
        }
      }
    }

    private void resumeAfter(StoreException broken) throws IOException {
      body.close();
      body = InputStream.nullInputStream();
      StoreException fault = broken;
      while (left > 0) {
        patience.waitAfter(fault);
        try {
          body = store.get(name, at, left);
          return;
        } catch (StoreException again) {
          fault = again;
        }
      }
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
