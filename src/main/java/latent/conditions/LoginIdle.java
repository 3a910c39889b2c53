package latent.conditions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long nobody has used a Linux machine: the idle hint of logind's manager, which is set when
 * all sessions are idle and no program objects, as one that plays a film does
 * (org.freedesktop.login1(5)).
 *
 * <p>Desktops set the hint after some minutes without input; what is told here is the time since
 * then. A hint that has never been set is that of a desktop that doesn't tell, and means nothing.
 */
record LoginIdle(SystemBus bus) {

  private static final long MICROS_A_SECOND = 1_000_000;

  @Nullable Duration sense() {
    List<String> hint =
        bus.properties(
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
            "IdleHint",
            "IdleSinceHint");
    if (hint.isEmpty()) {
      return null;
    }
    long since = micros(hint.get(1));
    if (since <= 0) {
      return null;
    }
    if (!hint.get(0).equals("true")) {
      return Duration.ZERO;
    }
    Instant then = Instant.ofEpochSecond(since / MICROS_A_SECOND, since % MICROS_A_SECOND * 1000);
    Duration idle = Duration.between(then, Instant.now());
    return idle.isNegative() ? Duration.ZERO : idle;
  }

  private static long micros(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException garbled) {
      return 0;
    }
  }
}
