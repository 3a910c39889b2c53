package latent.library;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** A clock that goes on when it is told to. */
final class HandClock extends Clock {

  private volatile Instant now;

  HandClock(LocalDateTime begin) {
    now = begin.atZone(ZoneId.systemDefault()).toInstant();
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  LocalDateTime local() {
    return LocalDateTime.ofInstant(now, ZoneId.systemDefault());
  }

  @Override
  public ZoneId getZone() {
    return ZoneId.systemDefault();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(now, zone);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
