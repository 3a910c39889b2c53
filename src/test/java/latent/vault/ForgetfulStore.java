package latent.vault;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import latent.store.Content;
import latent.store.Meter;
import latent.store.ObjectInfo;
import latent.store.ObjectStore;
import latent.store.Receipt;

/** An engine that gives no checksum, and, if told so, keeps something else than it was given. */
final class ForgetfulStore implements ObjectStore {

  private final ObjectStore store;
  boolean damaging;
  AtomicBoolean damagingOnce = new AtomicBoolean();

  ForgetfulStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Receipt put(String name, Content content) throws IOException {
    byte[] bytes;
    try (InputStream in = content.open()) {
      bytes = in.readAllBytes();
    }
    if (damaging || damagingOnce.getAndSet(false)) {
      bytes[bytes.length / 2] ^= 1;
    }
    Receipt receipt = store.put(name, Content.of(bytes));
    return new Receipt(name, receipt.size(), "", false);
  }

  @Override
  public Receipt putNew(String name, Content content) throws IOException {
    return store.putNew(name, content);
  }

  @Override
  public InputStream get(String name) throws IOException {
    return store.get(name);
  }

  @Override
  public InputStream get(String name, long from, long length) throws IOException {
    return store.get(name, from, length);
  }

  @Override
  public Optional<ObjectInfo> head(String name) throws IOException {
    return store.head(name);
  }

  @Override
  public void list(String prefix, Visitor visitor) throws IOException {
    store.list(prefix, visitor);
  }

  @Override
  public void delete(String name) throws IOException {
    store.delete(name);
  }

  @Override
  public void check() throws IOException {
    store.check();
  }

  @Override
  public ObjectStore metered(Meter meter) {
    ForgetfulStore metered = new ForgetfulStore(store.metered(meter));
    metered.damaging = damaging;
    metered.damagingOnce = damagingOnce;
    return metered;
  }

  @Override
  public void close() {
    store.close();
  }
}
