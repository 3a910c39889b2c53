package latent.store;

import java.io.IOException;
import java.util.Optional;

/**
 * Content that remembers, beyond the end of the program, how far it has been sent, so that a store
 * that sends large objects in parts can go on where it was cut short.
 *
 * <p>{@link #open} may still give other bytes each time; only {@link Sending#open} gives the same.
 */
public interface ResumableContent extends Content {

  /**
   * What was begun in parts of this size and is not known to be finished; empty if there is
   * nothing.
   */
  Optional<Sending> unfinished(int partSize) throws IOException;

  /**
   * Begins anew, whatever was unfinished; returns when a crash can't forget it.
   *
   * @param upload the engine's word for it
   * @param partSize bytes of each part but the last
   */
  Sending begin(String upload, int partSize) throws IOException;
}
