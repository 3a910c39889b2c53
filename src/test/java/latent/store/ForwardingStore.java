package latent.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A store over a store that does nothing of its own, for those that do one thing otherwise. */
public abstract class ForwardingStore implements ObjectStore {

  protected final ObjectStore store;

  protected ForwardingStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Receipt put(String name, Content content) throws IOException {
    return store.put(name, content);
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
  public void abandon(String name, String upload) throws IOException {
    store.abandon(name, upload);
  }

  @Override
  public void check() throws IOException {
    store.check();
  }

  @Override
  public void close() {
    store.close();
  }
}
