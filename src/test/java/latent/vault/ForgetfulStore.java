package latent.vault;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import latent.store.Content;
import latent.store.ForwardingStore;
import latent.store.Meter;
import latent.store.ObjectStore;
import latent.store.Receipt;

/** An engine that gives no checksum, and, if told so, keeps something else than it was given. */
final class ForgetfulStore extends ForwardingStore {

  boolean damaging;
  AtomicBoolean damagingOnce = new AtomicBoolean();

  ForgetfulStore(ObjectStore store) {
    super(store);
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
  public ObjectStore metered(Meter meter) {
    ForgetfulStore metered = new ForgetfulStore(store.metered(meter));
    metered.damaging = damaging;
    metered.damagingOnce = damagingOnce;
    return metered;
  }
}
