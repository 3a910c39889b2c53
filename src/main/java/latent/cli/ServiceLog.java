package latent.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What a running Latent tells of its work, one line each on standard error: time, level, sentence.
 * No line holds a name, a path or a passphrase; photos are called by the first digits of their
 * digest.
 */
final class ServiceLog extends Handler {

  /** How much is told. */
  enum Detail {
    INFO(Level.INFO),
    DEBUG(Level.FINE);

    private final Level level;

    Detail(Level level) {
      this.level = level;
    }
  }

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

  /** Held here, since a logger that nobody holds is forgotten with its level. */
  private static final Logger OURS = Logger.getLogger("latent");

  private static final Logger ALL = Logger.getLogger("");

  private final Terminal terminal;

  private ServiceLog(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Tells from now on. */
  static ServiceLog begin(Terminal terminal, Detail detail) {
    ServiceLog log = new ServiceLog(terminal);
    log.setLevel(detail.level);
    OURS.setLevel(detail.level);
    for (Handler handler : ALL.getHandlers()) {
      ALL.removeHandler(handler);
    }
    ALL.addHandler(log);
    return log;
  }

  /** Tells the end, of which no logger tells: Java takes their handlers away when it is to end. */
  void end(String sentence) {
    LogRecord line = new LogRecord(Level.INFO, sentence);
    line.setLoggerName("latent.service");
    publish(line);
  }

  /**
   * Of a fault its kind is told: its own words may hold a path. Of what a library has to say, so
   * may all of them.
   */
  @Override
  public void publish(LogRecord line) {
    if (!isLoggable(line)) {
      return;
    }
    String who = line.getLoggerName();
    boolean ours = who != null && who.startsWith("latent.");
    Throwable fault = line.getThrown();
    terminal.remark(
        TIME.format(Instant.ofEpochMilli(line.getMillis()).atZone(ZoneId.systemDefault()))
            + " "
            + word(line.getLevel())
            + " "
            + (ours ? line.getMessage() : who + " has met a fault")
            + (fault == null ? "" : " (" + fault.getClass().getSimpleName() + ")"));
  }

  private static String word(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "error";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "warning";
    }
    return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
