package latent.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import latent.crypto.ContentKey;
import latent.crypto.DamagedException;
import latent.crypto.Padding;
import latent.crypto.SealedRange;
import latent.photo.Reason;
import latent.store.AccountedStore;
import latent.store.Content;
import latent.store.ObjectMissingException;
import latent.store.Receipt;
import latent.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Objects on their way into the store, sealed, and out of it, opened. */
final class SealedObjects {

  private static final int HEADERS_REMEMBERED = 256;

  /** The first segment of an object of any kind, and what stands before it. */
  private static final int FIRST_SEGMENT = SealedRange.HEADER + (64 << 10) + 16;

  private final AccountedStore store;
  private final ContentKey key;
  private final Map<String, byte[]> headers =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > HEADERS_REMEMBERED;
        }
      };

  SealedObjects(AccountedStore store, ContentKey key) {
    this.store = store;
    this.key = key;
  }

  /** Where plain bytes come from, as often as asked. */
  interface Source {
    InputStream open() throws IOException;
  }

  Stored store(ObjectReference object, byte[] content, Padding padding, Reason reason)
      throws IOException {
    return store(object, () -> new ByteArrayInputStream(content), content.length, padding, reason);
  }

  /**
   * Seals while sending; returns when the object provably lies in the store. What was damaged on
   * its way there is sent again.
   */
  Stored store(ObjectReference object, Source content, long length, Padding padding, Reason reason)
      throws IOException {
    return store(object, sealed(object, content, length, padding), reason);
  }

  /**
   * Does that, and keeps in the file {@code record} what is needed to go on with it if it is cut
   * short. The file stays when all is stored; whoever has noted that removes it.
   */
  Stored store(
      ObjectReference object,
      Source content,
      long length,
      Padding padding,
      Reason reason,
      Path record)
      throws IOException {
    ResumableSealing sealed = new ResumableSealing(key, object, content, length, padding, record);
    try {
      return store(object, sealed, reason);
    } catch (ResumableSealing.OtherBytesException changed) {
      Files.deleteIfExists(record);
      return store(object, sealed, reason);
    }
  }

  private Stored store(ObjectReference object, Content sealed, Reason reason) throws IOException {
    for (int sent = 1; ; sent++) {
      Receipt receipt;
      try {
        receipt = store.forPurpose(reason.label()).put(object.name(), sealed);
      } catch (StoreException fault) {
        throw ObjectReference.unavailable(fault);
      }
      try {
        if (!receipt.confirmed()) {
          readBack(object);
        }
        return new Stored(object.name(), receipt.size(), receipt.tag());
      } catch (DamagedVaultException different) {
        if (sent == SecondLook.LOOKS) {
          throw new VaultUnavailableException(
              "The store took the object " + object.name() + " but gives back something else.",
              true,
              different);
        }
      }
    }
  }

  private Content sealed(ObjectReference object, Source content, long length, Padding padding) {
    return new Content() {
      @Override
      public long length() {
        return padding.sealedSize(length);
      }

      @Override
      public InputStream open() throws IOException {
        return key.sealing(content.open(), length, object.context(), padding);
      }
    };
  }

  private void readBack(ObjectReference object) throws IOException {
    SecondLook.at(
        () -> {
          try (InputStream content = open(object, Reason.VERIFY)) {
            return content.transferTo(OutputStream.nullOutputStream());
          }
        });
  }

  /** The whole content, opened as it arrives, checked to the object's last byte. */
  InputStream open(ObjectReference object, Reason reason) throws IOException {
    try {
      InputStream sealed = store.forPurpose(reason.label()).get(object.name());
      return new FaultNamingStream(key.opening(sealed, object.context()), object);
    } catch (IOException fault) {
      throw object.named(fault);
    }
  }

  byte[] read(ObjectReference object, Reason reason) throws IOException {
    return SecondLook.at(
        () -> {
          try (InputStream content = open(object, reason)) {
            return content.readAllBytes();
          }
        });
  }

  /** The beginning of the content, as far as the object's first segment holds it. */
  InputStream openFirstSegment(ObjectReference object, Reason reason) throws IOException {
    byte[] beginning;
    try (InputStream sealed =
        store.forPurpose(reason.label()).get(object.name(), 0, FIRST_SEGMENT)) {
      beginning = sealed.readAllBytes();
    } catch (IOException fault) {
      throw object.named(fault);
    }
    InputStream sealed = new ByteArrayInputStream(beginning);
    return new FaultNamingStream(key.opening(sealed, object.context()), object);
  }

  /**
   * A range of the content; only the segments that hold it are fetched, and those that don't open
   * are fetched again. The header that this needs too comes along if it is next to them, and is
   * remembered.
   */
  InputStream open(ObjectReference object, SealedRange range, Reason reason) throws IOException {
    return new HealingStream(
        range.length(),
        given ->
            openOnce(
                object,
                new SealedRange(
                    range.contentLength(),
                    range.padding(),
                    range.from() + given,
                    range.length() - given),
                reason));
  }

  private InputStream openOnce(ObjectReference object, SealedRange range, Reason reason)
      throws IOException {
    AccountedStore from = store.forPurpose(reason.label());
    try {
      if (range.sealedFrom() == SealedRange.HEADER) {
        return new FaultNamingStream(openFromStart(from, object, range), object);
      }
      byte[] remembered = remembered(object.name());
      if (remembered != null) {
        try {
          return new FaultNamingStream(openAfter(from, object, remembered, range), object);
        } catch (DamagedException | ObjectMissingException perhapsStoredAgain) {
          forget(object.name());
        }
      }
      byte[] header = fetchHeader(from, object.name());
      return new FaultNamingStream(openAfter(from, object, header, range), object);
    } catch (IOException fault) {
      throw object.named(fault);
    }
  }

  private InputStream openFromStart(AccountedStore from, ObjectReference object, SealedRange range)
      throws IOException {
    InputStream sealed = from.get(object.name(), 0, SealedRange.HEADER + range.sealedLength());
    try {
      byte[] header = sealed.readNBytes(SealedRange.HEADER);
      InputStream content = key.openingRange(header, sealed, range, object.context());
      remember(object.name(), header);
      return content;
    } catch (IOException fault) {
      sealed.close();
      throw fault;
    }
  }

  /** Returns when the first segment has been opened, and with it the header proved right. */
  private InputStream openAfter(
      AccountedStore from, ObjectReference object, byte[] header, SealedRange range)
      throws IOException {
    InputStream sealed = from.get(object.name(), range.sealedFrom(), range.sealedLength());
    try {
      PushbackInputStream content =
          new PushbackInputStream(key.openingRange(header, sealed, range, object.context()));
      content.unread(content.read());
      remember(object.name(), header);
      return content;
    } catch (IOException fault) {
      sealed.close();
      throw fault;
    }
  }

  private static byte[] fetchHeader(AccountedStore from, String name) throws IOException {
    try (InputStream header = from.get(name, 0, SealedRange.HEADER)) {
      return header.readAllBytes();
    }
  }

  private byte @Nullable [] remembered(String name) {
    synchronized (headers) {
      return headers.get(name);
    }
  }

  private void remember(String name, byte[] header) {
    synchronized (headers) {
      headers.put(name, header);
    }
  }

  private void forget(String name) {
    synchronized (headers) {
      headers.remove(name);
    }
  }
}
