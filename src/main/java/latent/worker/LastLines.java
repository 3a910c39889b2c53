package latent.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The end of what a child wrote to its standard error, read so that it never waits for room. */
final class LastLines {

  private static final int MOST_LINES = 20;
  private static final int MOST_CHARACTERS = 300;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reading;

  LastLines(InputStream stream) {
    reading = Thread.ofPlatform().daemon().name("reader-errors").start(() -> drain(stream));
  }

  private void drain(InputStream stream) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int character = reader.read(); character >= 0; character = reader.read()) {
        if (character != '\n' && line.length() < MOST_CHARACTERS) {
          line.append((char) character);
        }
        if (character == '\n') {
          keep(line.toString());
          line.setLength(0);
        }
      }
      keep(line.toString());
    } catch (IOException ended) {
      keep("");
    }
  }

  private synchronized void keep(String line) {
    if (!line.isBlank()) {
      lines.addLast(line.strip());
    }
    if (lines.size() > MOST_LINES) {
      lines.removeFirst();
    }
  }

  /** What there is once the stream has ended, or after a moment. */
  String text() {
    try {
      reading.join(java.time.Duration.ofSeconds(1));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return String.join("; ", lines);
    }
  }
}
