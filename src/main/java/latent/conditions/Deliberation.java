package latent.conditions;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import latent.conditions.Decision.Answer;
import latent.conditions.Policy.MeteredRule;
import latent.conditions.Policy.PowerRule;
import org.jspecify.annotations.Nullable;

/** One moment held against a policy. All objections to a kind of work are collected, none hides. */
record Deliberation(Policy policy, Moment moment) {

  /**
   * One thing that holds work up.
   *
   * @param until when it doesn't any more; null if nobody knows
   */
  private record Objection(String because, @Nullable Instant until) {}

  Decision about(Pending pending) {
    Map<Work, Answer> answers = new EnumMap<>(Work.class);
    for (Work work : pending.works()) {
      answers.put(work, about(work, pending));
    }
    return new Decision(answers);
  }

  private Answer about(Work work, Pending pending) {
    List<Objection> objections = new ArrayList<>();
    if (!moment.now() && !work.isLight()) {
      pause(objections);
      if (work.isHeavy()) {
        quietHours(objections);
        power(objections);
      }
      battery(objections);
      if (work.isHeavy()) {
        idle(objections);
        temperature(objections);
      }
      if (work.movesPhotos()) {
        metered(objections);
      }
      if (work.fillsDisk()) {
        disk(objections);
      }
    }
    long left = Long.MAX_VALUE;
    for (String reason : work.reasons()) {
      left = Math.min(left, budget(reason, pending.bytes(work, reason), objections));
    }
    return objections.isEmpty() ? new Answer.Allowed(left) : waiting(objections);
  }

  private Answer.Waiting waiting(List<Objection> objections) {
    List<String> sentences = new ArrayList<>();
    Instant latest = Instant.MIN;
    boolean known = true;
    for (Objection objection : objections) {
      Instant until = objection.until();
      sentences.add(
          until == null
              ? objection.because()
              : objection.because() + " until " + Clockwords.of(until, moment.at(), moment.zone()));
      known &= until != null;
      latest = until != null && until.isAfter(latest) ? until : latest;
    }
    return new Answer.Waiting(String.join(", and ", sentences), known ? latest : null);
  }

  private void pause(List<Objection> objections) {
    Instant until = policy.pausedUntil();
    if (until != null && moment.at().isBefore(until)) {
      objections.add(new Objection("work is paused", until));
    }
  }

  private void quietHours(List<Objection> objections) {
    QuietHours hours = policy.quietHours();
    Instant over = hours == null ? null : hours.over(moment.at(), moment.zone());
    if (over != null) {
      objections.add(new Objection("these are quiet hours", over));
    }
  }

  private void power(List<Objection> objections) {
    if (policy.power() == PowerRule.ANY) {
      return;
    }
    switch (moment.conditions().power()) {
      case MAINS -> {}
      case BATTERY -> objections.add(new Objection("the computer runs on battery", null));
      case UNKNOWN -> unknown(Sensor.POWER, objections);
    }
  }

  private void battery(List<Objection> objections) {
    Integer charge = moment.conditions().batteryPercent();
    if (policy.batteryAbove() == 0) {
      return;
    }
    if (charge == null) {
      unknown(Sensor.BATTERY, objections);
    } else if (charge < policy.batteryAbove()) {
      String because =
          "the battery is at "
              + charge
              + " % and policy wants at least "
              + policy.batteryAbove()
              + " %";
      objections.add(new Objection(because, null));
    }
  }

  private void idle(List<Objection> objections) {
    Duration idle = moment.conditions().idle();
    if (policy.idleFor().isZero()) {
      return;
    }
    if (idle == null) {
      unknown(Sensor.IDLE, objections);
    } else if (idle.compareTo(policy.idleFor()) < 0) {
      String since =
          idle.isZero()
              ? "somebody uses the computer"
              : "somebody used the computer " + Clockwords.of(idle) + " ago";
      String because = since + " and policy wants " + Clockwords.of(policy.idleFor()) + " of rest";
      objections.add(new Objection(because, null));
    }
  }

  private void temperature(List<Objection> objections) {
    Double celsius = moment.conditions().celsius();
    if (policy.temperatureBelow() == 0) {
      return;
    }
    if (celsius == null) {
      unknown(Sensor.TEMPERATURE, objections);
    } else if (celsius >= policy.temperatureBelow()) {
      String because =
          "the processor has "
              + Math.round(celsius)
              + " °C and policy wants less than "
              + policy.temperatureBelow()
              + " °C";
      objections.add(new Objection(because, null));
    }
  }

  private void metered(List<Objection> objections) {
    Boolean metered = moment.conditions().metered();
    if (policy.metered() == MeteredRule.ALLOW) {
      return;
    }
    if (metered == null) {
      unknown(Sensor.METERED, objections);
    } else if (metered) {
      objections.add(new Objection("the network is metered", null));
    }
  }

  private void disk(List<Objection> objections) {
    Long free = moment.conditions().freeDiskBytes();
    if (policy.diskAbove() == 0) {
      return;
    }
    if (free == null) {
      unknown(Sensor.DISK, objections);
    } else if (free < policy.diskAbove()) {
      String because =
          "the disk has "
              + Size.words(free)
              + " free and policy wants at least "
              + Size.words(policy.diskAbove());
      objections.add(new Objection(because, null));
    }
  }

  private void unknown(Sensor sensor, List<Objection> objections) {
    if (policy.unknownWaits().contains(sensor)) {
      String because = "nobody knows " + sensor.question() + ", and policy wants to wait then";
      objections.add(new Objection(because, null));
    }
  }

  /** Answers how many bytes are left for that reason. */
  private long budget(String reason, long next, List<Objection> objections) {
    Budget budget = policy.budget(reason);
    LocalDate today = LocalDate.ofInstant(moment.at(), moment.zone());
    long left = Long.MAX_VALUE;
    Long perDay = budget.perDay();
    if (perDay != null) {
      Instant tomorrow = today.plusDays(1).atStartOfDay(moment.zone()).toInstant();
      long rest = perDay - moment.spent().today(reason);
      left = fits(reason, "day", perDay, rest, next, tomorrow, objections);
    }
    Long perMonth = budget.perMonth();
    if (perMonth != null) {
      Instant first =
          YearMonth.from(today).plusMonths(1).atDay(1).atStartOfDay(moment.zone()).toInstant();
      long rest = perMonth - moment.spent().thisMonth(reason);
      left = Math.min(left, fits(reason, "month", perMonth, rest, next, first, objections));
    }
    return left;
  }

  private static long fits(
      String reason,
      String window,
      long whole,
      long left,
      long next,
      Instant over,
      List<Objection> objections) {
    String budget = "this " + window + "'s budget of " + Size.words(whole) + " for " + reason;
    if (next > whole) {
      objections.add(new Objection("it takes " + Size.words(next) + ", more than " + budget, null));
    } else if (left < Math.max(1, next)) {
      objections.add(
          new Objection(
              left <= 0 ? budget + " is used up" : budget + " has " + Size.words(left) + " left",
              over));
    }
    return Math.max(0, left);
  }
}
