package latent.library;

import java.time.Duration;

/**
 * Told how far a flow has come; whoever watches decides whether to show it. Called from many
 * threads.
 */
@FunctionalInterface
public interface Progress {

  /** Nobody watches. */
  Progress UNWATCHED = (work, done, total) -> {};

  /**
   * So much of the work is done.
   *
   * @param work what is being done, in a word or two: "reading", "uploading"
   * @param done how many items are done
   * @param total how many there are; 0 while that isn't known
   */
  void step(String work, long done, long total);

  /** What is left of it will take about so long. */
  default void left(Duration time) {}
}
