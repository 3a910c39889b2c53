package latent.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import latent.crypto.ContentKey;
import latent.crypto.Padding;
import latent.store.ResumableContent;
import latent.store.Sending;

/**
 * An original that is sealed while it is sent, and whose sending can be resumed: the header under
 * which it is sealed is kept, so that the same file makes the same sealed bytes again.
 *
 * <p>The same header must never seal two contents at the same place; and the file may have changed
 * since, or have been another all along. So the digest of every part is on the disk before the part
 * leaves, and a part that comes out differently the next time doesn't leave: all begins anew under
 * a fresh header.
 */
final class ResumableSealing implements ResumableContent {

  /** The file is no longer what an earlier part of the upload was sealed from. */
  static final class OtherBytesException extends IOException {
    OtherBytesException(String sentence) {
      super(sentence);
    }
  }

  private final ContentKey key;
  private final ObjectReference object;
  private final SealedObjects.Source source;
  private final long length;
  private final Padding padding;
  private final Path record;

  /**
   * @param record the file in which to keep what must be remembered
   */
  ResumableSealing(
      ContentKey key,
      ObjectReference object,
      SealedObjects.Source source,
      long length,
      Padding padding,
      Path record) {
    this.key = key;
    this.object = object;
    this.source = source;
    this.length = length;
    this.padding = padding;
    this.record = record;
  }

  @Override
  public long length() {
    return padding.sealedSize(length);
  }

  @Override
  public InputStream open() throws IOException {
    return key.sealing(source.open(), length, object.context(), padding);
  }

  @Override
  public Optional<Sending> unfinished(int partSize) throws IOException {
    return UploadRecord.read(record)
        .filter(kept -> kept.object().equals(object.name()) && kept.partSize() == partSize)
        .map(Resumed::new);
  }

  @Override
  public Sending begin(String upload, int partSize) throws IOException {
    return new Resumed(
        UploadRecord.create(record, object.name(), ContentKey.freshHeader(), upload, partSize));
  }

  /** The object under the header that is kept. */
  private final class Resumed implements Sending {
    private final UploadRecord kept;

    Resumed(UploadRecord kept) {
      this.kept = kept;
    }

    @Override
    public String upload() {
      return kept.upload();
    }

    @Override
    public Map<Integer, String> left() {
      return kept.left();
    }

    @Override
    public InputStream open() throws IOException {
      return key.sealingAgain(kept.header(), source.open(), length, object.context(), padding);
    }

    @Override
    public void leaving(int part, String digest) throws IOException {
      if (!kept.add(part, digest)) {
        throw new OtherBytesException(
            "Part " + part + " of " + object.name() + " is not what was sent of it before.");
      }
    }
  }
}
