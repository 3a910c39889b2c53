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

/** Tells every open page what changed, as server-sent events (WHATWG HTML, section 9.2). */
final class Events {

  private static final int HEARTBEAT_SECONDS = 15;

  /**
   * A page that is so many events behind misses some; it asks for everything again when it wakes.
   */
  private static final int BACKLOG = 64;

  private final List<BlockingQueue<String>> pages = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** Something changed: photos, people or status. */
  void changed(String what) {
    send("changed", "{\"what\":\"" + what + "\"}");
  }

  /** The night shift has come so far. */
  void shift(String work, long done, long total, boolean running) {
    send(
        "shift",
        "{\"work\":\""
            + work
            + "\",\"done\":"
            + done
            + ",\"total\":"
            + total
            + ",\"running\":"
            + running
            + "}");
  }

  private void send(String event, String data) {
    String text = "event: " + event + "\ndata: " + data + "\n\n";
    pages.forEach(page -> page.offer(text));
  }

  /** Keeps a page posted until it goes away. */
  void listen(ServerRequest request, ServerResponse response) {
    BlockingQueue<String> page = new ArrayBlockingQueue<>(BACKLOG);
    pages.add(page);
    response
        .header(HeaderNames.CONTENT_TYPE, "text/event-stream")
        .header(HeaderNames.CACHE_CONTROL, "no-store");
    try (OutputStream out = response.outputStream()) {
      write(out, ": welcome\n\n");
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
    send("changed", "{\"what\":\"status\"}");
  }
}
