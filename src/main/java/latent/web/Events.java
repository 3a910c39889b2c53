package latent.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells every open page what changed, as server-sent events (WHATWG HTML, section 9.2). */
final class Events {

  /** What may have changed. */
  enum What {
    PHOTOS,
    PEOPLE,
    STATUS
  }

  /**
   * How far the night shift is.
   *
   * @param work what it is at, in a word or two
   * @param total 0 while that isn't known
   * @param trouble why it ended before its work was done, or null
   */
  record Shift(
      boolean running,
      String work,
      long done,
      long total,
      @Nullable Long left,
      @Nullable String trouble) {}

  private record Changed(String what) {}

  private static final int HEARTBEAT_SECONDS = 15;

  /** A page that is so many events behind is told once that everything may have changed. */
  private static final int BACKLOG = 64;

  private final List<BlockingQueue<String>> pages = new CopyOnWriteArrayList<>();
  private volatile @Nullable Shift shift;
  private volatile boolean closed;

  void changed(What... what) {
    for (What one : what) {
      send(text(one));
    }
  }

  void shift(Shift now) {
    shift = now.running() ? now : null;
    send(text("shift", now));
  }

  private void send(String text) {
    for (BlockingQueue<String> page : pages) {
      if (!page.offer(text)) {
        page.clear();
        for (What what : What.values()) {
          page.offer(text(what));
        }
      }
    }
  }

  private static String text(What what) {
    return text("changed", new Changed(what.name().toLowerCase(java.util.Locale.ROOT)));
  }

  private static String text(String event, Object data) {
    return "event: " + event + "\ndata: " + Answers.text(data) + "\n\n";
  }

  /** Keeps a page posted until it goes away. */
  void listen(ServerRequest request, ServerResponse response) {
    BlockingQueue<String> page = new ArrayBlockingQueue<>(BACKLOG);
    pages.add(page);
    response
        .header(HeaderNames.CONTENT_TYPE, "text/event-stream")
        .header(HeaderNames.CACHE_CONTROL, "no-store");
    try (OutputStream out = response.outputStream()) {
      Shift now = shift;
      write(out, now == null ? ": welcome\n\n" : text("shift", now));
      while (!closed) {
        String event = page.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        write(out, event == null ? ": still here\n\n" : event);
      }
    } catch (IOException | UncheckedIOException gone) {
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      pages.remove(page);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  void close() {
    closed = true;
    changed(What.STATUS);
  }
}
