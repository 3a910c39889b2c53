package latent.vault;

import java.io.IOException;

/** Sees what the vault holds go by, good and bad; always on the caller's thread. */
public interface Visitor<T> {

  void found(T found) throws IOException;

  /** An object that can't be used; the reading goes on. */
  void damaged(Finding finding) throws IOException;
}
