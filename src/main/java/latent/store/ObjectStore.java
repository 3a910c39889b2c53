package latent.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A place that keeps bytes under names, as a bucket does.
 *
 * <p>A name is one or more parts of {@code a-z 0-9 _ - .} joined by {@code /}; no part starts with
 * a dot ({@link ObjectName}). An object is there whole or not at all: a put that was cut short
 * leaves what was there before. Once {@code put} has returned, the object outlives a power cut as
 * far as the engine keeps its promises. A put under a name in use replaces the object.
 *
 * <p>Safe for use by many threads. Every failure is a {@link StoreException} named for the fault,
 * with a sentence for the user; only what a caller's own stream or visitor throws comes through as
 * it is.
 */
public interface ObjectStore extends AutoCloseable {

  /**
   * Stores all of {@code content} under {@code name}. A store that sends large objects in parts
   * goes on where a {@link ResumableContent} was cut short.
   */
  Receipt put(String name, Content content) throws IOException;

  /**
   * Stores {@code content}, which is small, if no object has the name.
   *
   * <p>Engines without conditional writes look first and then write, so two writers in the same
   * moment may both succeed there: nothing may depend on this alone.
   *
   * @throws ObjectExistsException if the name is in use
   */
  Receipt putNew(String name, Content content) throws IOException;

  /**
   * The whole object. Reading may still fail half-way; closing before the end gives the rest up.
   *
   * @throws ObjectMissingException if there is none
   */
  InputStream get(String name) throws IOException;

  /**
   * The bytes from {@code from} on, {@code length} of them, or fewer if the object ends before.
   *
   * @param length more than 0
   * @throws ObjectMissingException if there is no such object
   */
  InputStream get(String name, long from, long length) throws IOException;

  /** What is known of an object without reading it; empty if there is none. */
  Optional<ObjectInfo> head(String name) throws IOException;

  /** Shows {@code visitor} every object whose name starts with {@code prefix}, in any order. */
  void list(String prefix, Visitor visitor) throws IOException;

  /** Removes an object; one that isn't there is no fault. */
  void delete(String name) throws IOException;

  /**
   * Gives up what a {@link Sending} remembers of an object: nobody will finish it. That it is
   * finished, or not known, is no fault. A store that keeps nothing of a put that was cut short has
   * nothing to give up.
   */
  default void abandon(String name, String upload) throws IOException {}

  /**
   * Returns if the store can be used, and else throws what is in the way: {@link
   * StoreMissingException}, {@link StoreDeniedException} or {@link StoreUnavailableException}.
   */
  void check() throws IOException;

  /** This same store, of which {@code meter}, and no meter before it, is told what it moves. */
  ObjectStore metered(Meter meter);

  /** Gives connections back. Views made by {@link #metered} share them and are closed with it. */
  @Override
  void close();

  /** Sees objects go by. */
  @FunctionalInterface
  interface Visitor {
    void visit(ObjectInfo object) throws IOException;
  }
}
