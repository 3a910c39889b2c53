package latent.library;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does the same to many items, several at a time, each on a virtual thread; answers come in the
 * order of the items.
 */
final class Together {

  private Together() {}

  /**
   * Applies the work to each item. The first exception ends it all: items that have not begun are
   * left out, those under way are finished, and the exception is thrown on.
   */
  static <T, R> List<R> each(List<T> items, int atOnce, Function<T, R> work) {
    Semaphore places = new Semaphore(atOnce);
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    List<Future<R>> futures = new ArrayList<>(items.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T item : items) {
        places.acquireUninterruptibly();
        if (failure.get() != null) {
          break;
        }
        futures.add(threads.submit(() -> one(item, places, failure, work)));
      }
    }
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    List<R> results = new ArrayList<>(items.size());
    for (Future<R> future : futures) {
      results.add(result(future));
    }
    return results;
  }

  private static <T, R> R one(
      T item,
      Semaphore places,
      AtomicReference<@Nullable RuntimeException> failure,
      Function<T, R> work) {
    try {
      return work.apply(item);
    } catch (RuntimeException failed) {
      failure.compareAndSet(null, failed);
      throw failed;
    } finally {
      places.release();
    }
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException unexpected) {
      throw new IllegalStateException("a finished task has no result", unexpected);
    }
  }
}
