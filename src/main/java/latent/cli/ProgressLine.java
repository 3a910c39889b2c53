package latent.cli;

import java.time.Duration;
import latent.library.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a flow has come, on standard error, once it has taken two seconds: a bar on a
 * terminal, else a line now and then.
 */
final class ProgressLine implements Progress, AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Terminal terminal;
  private final boolean onTerminal = System.console() != null && System.console().isTerminal();
  private final long begun = System.nanoTime();
  private long lastLine = begun;
  private String left = "";
  private @Nullable ProgressBar bar;

  ProgressLine(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void step(String work, long done, long total) {
    long now = System.nanoTime();
    if (now - begun < SILENCE.toNanos() || total == 0) {
      return;
    }
    if (onTerminal) {
      if (bar == null) {
        bar = new ProgressBarBuilder().setTaskName(work).setInitialMax(total).build();
      }
      bar.maxHint(total);
      bar.setExtraMessage(left);
      bar.stepTo(done);
    } else if (now - lastLine >= PAUSE.toNanos()) {
      lastLine = now;
      terminal.remark(work + ": " + done + " of " + total + left);
    }
  }

  @Override
  public synchronized void left(Duration time) {
    left = ", " + TimeWords.about(time) + " left";
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
