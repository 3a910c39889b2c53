package latent.library;

import java.io.IOException;
import java.security.MessageDigest;
import latent.library.Recaller.Recalled;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.vault.DamagedVaultException;
import latent.vault.MissingObjectException;
import latent.vault.TamperedException;

/**
 * An original for somebody who looks, piece by piece. The last piece is given only when all of them
 * together are what was added: whoever has them all has the photo, whoever hasn't has less than was
 * announced. What is in the way is said of the photo, not of the vault's objects.
 */
public final class Pieces implements AutoCloseable {

  private static final int LENGTH = 1 << 16;

  private final Recalled original;
  private final MessageDigest digest = PhotoId.newDigest();
  private byte[] ahead;

  Pieces(Recalled original) throws IOException {
    this.original = original;
    ahead = read();
  }

  public Photo photo() {
    return original.photo();
  }

  /**
   * The next piece; none are left if it is empty.
   *
   * @throws LibraryException if the bytes are not the original's
   */
  public byte[] next() throws IOException {
    byte[] piece = ahead;
    if (piece.length > 0) {
      ahead = read();
    }
    return piece;
  }

  private byte[] read() throws IOException {
    byte[] piece;
    try {
      piece = original.bytes().readNBytes(LENGTH);
    } catch (DamagedVaultException damaged) {
      throw damaged(photo(), damaged);
    }
    digest.update(piece);
    if (piece.length == 0 && !PhotoId.ofDigest(digest.digest()).equals(photo().id())) {
      throw new LibraryException(
          "The original of "
              + photo().name()
              + " on this device is damaged: it is not what was added.");
    }
    return piece;
  }

  static LibraryException damaged(Photo photo, DamagedVaultException damaged) {
    String sentence =
        switch (damaged) {
          case MissingObjectException _ ->
              "The original of " + photo.name() + " is no longer in the cloud.";
          case TamperedException _ ->
              "The original of "
                  + photo.name()
                  + " was changed or cut short in the cloud, so nothing of it is shown.";
        };
    return new LibraryException(sentence, damaged);
  }

  @Override
  public void close() throws IOException {
    original.close();
  }
}
