package latent.vault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work on many objects, a few at a time, whose results come back in order and on the caller's
 * thread.
 */
final class Window {

  private Window() {}

  interface Work<A, B> {
    B on(A object) throws IOException;
  }

  interface Taker<B> {
    void take(B result) throws IOException;
  }

  /**
   * @param width how many are worked on at a time
   */
  static <A, B> void over(Iterable<A> objects, int width, Work<A, B> work, Taker<B> taker)
      throws IOException {
    Deque<Future<B>> under = new ArrayDeque<>();
    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (A object : objects) {
        if (under.size() == width) {
          taker.take(result(under.remove()));
        }
        Callable<B> task = () -> work.on(object);
        under.add(workers.submit(task));
      }
      while (!under.isEmpty()) {
        taker.take(result(under.remove()));
      }
    } finally {
      under.forEach(unwanted -> unwanted.cancel(true));
      workers.close();
    }
  }

  private static <B> B result(Future<B> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException fault -> throw fault;
        case RuntimeException fault -> throw fault;
        case null, default -> throw new IllegalStateException(failed);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the vault was read");
    }
  }
}
