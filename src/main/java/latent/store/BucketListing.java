package latent.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A listing of what lies in a bucket below a prefix: what doesn't fit on one page is listed folder
 * by folder, several at a time. The pages of one listing can only be had one after the other, and
 * there are engines that look through all that it covers for each of them.
 *
 * <p>The first page is asked for once, by whose failure whoever wants the listing learns that the
 * bucket is away. Of the others each is asked for again by itself: of hundreds one may well break,
 * and a listing that began anew for each would not come to its end.
 */
final class BucketListing {

  private static final int AT_A_TIME = 8;

  /** Asks the bucket for a page. */
  interface Pages {
    ListObjectsV2Response page(ListObjectsV2Request request) throws IOException;
  }

  /** Takes an object, on the thread that asked for the listing. */
  interface Taker {
    void take(S3Object object) throws IOException;
  }

  /** What lies below a prefix, but for what lies in these folders, which end with a slash. */
  private record Level(List<S3Object> objects, List<String> folders) {}

  private final String bucket;
  private final Pages pages;
  private volatile boolean hasAnswered;

  BucketListing(String bucket, Pages pages) {
    this.bucket = bucket;
    this.pages = pages;
  }

  /** Shows every object whose key begins so, in any order. */
  void list(String prefix, Taker taker) throws IOException {
    List<String> folders = List.of(prefix);
    while (!folders.isEmpty()) {
      List<String> deeper = new ArrayList<>();
      for (Level level : levels(folders)) {
        for (S3Object object : level.objects()) {
          taker.take(object);
        }
        deeper.addAll(level.folders());
      }
      folders = deeper;
    }
  }

  private List<Level> levels(List<String> prefixes) throws IOException {
    Semaphore places = new Semaphore(AT_A_TIME);
    List<Future<Level>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String prefix : prefixes) {
        asked.add(
            threads.submit(
                () -> {
                  places.acquire();
                  try {
                    return level(prefix);
                  } finally {
                    places.release();
                  }
                }));
      }
      List<Level> levels = new ArrayList<>();
      for (Future<Level> each : asked) {
        levels.add(result(each));
      }
      return levels;
    } finally {
      asked.forEach(unwanted -> unwanted.cancel(true));
    }
  }

  private static Level result(Future<Level> asked) throws IOException {
    try {
      return asked.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException fault -> throw fault;
        case RuntimeException fault -> throw fault;
        case null, default -> throw new IllegalStateException(failed);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the bucket was listed");
    }
  }

  /** All of it if it fits on a page; else what is in no folder, and the folders' names. */
  private Level level(String prefix) throws IOException {
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().bucket(bucket).prefix(prefix);
    ListObjectsV2Response page = page(request.build());
    if (!isTruncated(page)) {
      return new Level(page.contents(), List.of());
    }
    request.delimiter("/");
    List<S3Object> objects = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    do {
      page = page(request.build());
      objects.addAll(page.contents());
      page.commonPrefixes().forEach(folder -> folders.add(folder.prefix()));
      request.continuationToken(page.nextContinuationToken());
    } while (isTruncated(page));
    return new Level(objects, folders);
  }

  private ListObjectsV2Response page(ListObjectsV2Request request) throws IOException {
    if (hasAnswered) {
      return new Patience(Patience.USUAL_WAITS).until(() -> pages.page(request));
    }
    ListObjectsV2Response first = pages.page(request);
    hasAnswered = true;
    return first;
  }

  private static boolean isTruncated(ListObjectsV2Response page) {
    return Boolean.TRUE.equals(page.isTruncated());
  }
}
