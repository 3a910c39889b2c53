package latent.conditions;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When work in the background may run, as the user wants it. The defaults are a phone's: reading
 * photos while the machine is charged and nobody uses it, moving them while that isn't paid for by
 * the byte.
 *
 * <p>A policy is kept and changed in words, {@link #words} and {@link #with}; its sentences are
 * {@link #sentences}. What it allows is {@link #decide}, a function of its arguments alone.
 *
 * @param power heavy work waits on battery, if {@link PowerRule#CHARGING}
 * @param batteryAbove percent that the battery has to have at least for heavy work and for moving
 *     photos, whatever it is fed by; 0 for any
 * @param idleFor how long nobody must have used the machine for heavy work; zero if it doesn't
 *     matter
 * @param quietHours hours without heavy work; null for none
 * @param temperatureBelow degrees Celsius from which on heavy work waits; 0 if it doesn't matter
 * @param metered whether photos move over a metered network
 * @param diskAbove bytes that the disk has to have free for what writes to it; 0 for any
 * @param cores percent of the processors that work may keep busy, 1 to 100
 * @param unknownWaits the sensors whose silence holds work up; that of all others counts as fine
 * @param budgets bytes for each day and month, by the ledger's reasons
 * @param pausedUntil when heavy work and moving photos may go on; null if they aren't paused
 */
public record Policy(
    PowerRule power,
    int batteryAbove,
    Duration idleFor,
    @Nullable QuietHours quietHours,
    int temperatureBelow,
    MeteredRule metered,
    long diskAbove,
    int cores,
    Set<Sensor> unknownWaits,
    Map<String, Budget> budgets,
    @Nullable Instant pausedUntil) {

  /** What the machine has to be fed by. */
  public enum PowerRule {
    CHARGING,
    ANY
  }

  /** What happens where bytes cost money. */
  public enum MeteredRule {
    WAIT,
    ALLOW
  }

  /** The ledger's reasons that can have a budget; for all others nothing moves by itself. */
  static final List<String> REASONS = List.of("upload", "preview", "features", "analyse");

  /**
   * What holds as long as nothing else was said. 20 % is where Android's “battery not low” begins,
   * and 500 MB the most that its “storage not low” asks for; five idle minutes are after what most
   * desktops lock their screen.
   */
  public static final Policy USUAL =
      new Policy(
          PowerRule.CHARGING,
          20,
          Duration.ofMinutes(5),
          null,
          80,
          MeteredRule.WAIT,
          500_000_000,
          100,
          Set.of(),
          Map.of(),
          null);

  public Policy {
    unknownWaits = Set.copyOf(unknownWaits);
    budgets = Map.copyOf(new TreeMap<>(budgets));
  }

  /** What may be done of what is pending, and why the rest waits. */
  public Decision decide(Moment moment, Pending pending) {
    return new Deliberation(this, moment).about(pending);
  }

  /** How many of the machine's processors work may keep busy: at least one. */
  public int cores(int processors) {
    return Math.max(1, Math.round(processors * cores / 100f));
  }

  Budget budget(String reason) {
    return budgets.getOrDefault(reason, Budget.NONE);
  }

  /** The policy in words, one for each key of {@link #with}; {@link #of} reads them. */
  public Map<String, String> words() {
    return PolicyWords.write(this);
  }

  /**
   * The policy that is kept in these words; where one is missing or means nothing to this version,
   * the usual holds.
   */
  public static Policy of(Map<String, String> words) {
    return PolicyWords.read(words);
  }

  /**
   * This policy with one thing changed.
   *
   * @param said a key and its value, as the user wrote them
   * @throws IllegalArgumentException with a sentence for the user that names what is possible
   */
  public Policy with(List<String> said, Instant now, ZoneId zone) {
    return PolicyWords.change(this, said, now, zone);
  }

  /** What it says, in sentences. */
  public List<String> sentences(Instant now, ZoneId zone) {
    return new PolicySentences(this, now, zone).all();
  }

  Policy withPower(PowerRule rule) {
    return new Policy(
        rule,
        batteryAbove,
        idleFor,
        quietHours,
        temperatureBelow,
        metered,
        diskAbove,
        cores,
        unknownWaits,
        budgets,
        pausedUntil);
  }

  Policy withBatteryAbove(int percent) {
    return new Policy(
        power,
        percent,
        idleFor,
        quietHours,
        temperatureBelow,
        metered,
        diskAbove,
        cores,
        unknownWaits,
        budgets,
        pausedUntil);
  }

  Policy withIdleFor(Duration time) {
    return new Policy(
        power,
        batteryAbove,
        time,
        quietHours,
        temperatureBelow,
        metered,
        diskAbove,
        cores,
        unknownWaits,
        budgets,
        pausedUntil);
  }

  Policy withQuietHours(@Nullable QuietHours hours) {
    return new Policy(
        power,
        batteryAbove,
        idleFor,
        hours,
        temperatureBelow,
        metered,
        diskAbove,
        cores,
        unknownWaits,
        budgets,
        pausedUntil);
  }

  Policy withTemperatureBelow(int celsius) {
    return new Policy(
        power,
        batteryAbove,
        idleFor,
        quietHours,
        celsius,
        metered,
        diskAbove,
        cores,
        unknownWaits,
        budgets,
        pausedUntil);
  }

  Policy withMetered(MeteredRule rule) {
    return new Policy(
        power,
        batteryAbove,
        idleFor,
        quietHours,
        temperatureBelow,
        rule,
        diskAbove,
        cores,
        unknownWaits,
        budgets,
        pausedUntil);
  }

  Policy withDiskAbove(long bytes) {
    return new Policy(
        power,
        batteryAbove,
        idleFor,
        quietHours,
        temperatureBelow,
        metered,
        bytes,
        cores,
        unknownWaits,
        budgets,
        pausedUntil);
  }

  Policy withCores(int percent) {
    return new Policy(
        power,
        batteryAbove,
        idleFor,
        quietHours,
        temperatureBelow,
        metered,
        diskAbove,
        percent,
        unknownWaits,
        budgets,
        pausedUntil);
  }

  Policy withUnknown(Sensor sensor, boolean waits) {
    Set<Sensor> waiting = EnumSet.noneOf(Sensor.class);
    waiting.addAll(unknownWaits);
    if (waits) {
      waiting.add(sensor);
    } else {
      waiting.remove(sensor);
    }
    return new Policy(
        power,
        batteryAbove,
        idleFor,
        quietHours,
        temperatureBelow,
        metered,
        diskAbove,
        cores,
        waiting,
        budgets,
        pausedUntil);
  }

  Policy withBudget(String reason, Budget budget) {
    Map<String, Budget> changed = new TreeMap<>(budgets);
    changed.put(reason, budget);
    changed.values().removeIf(Budget::isNone);
    return new Policy(
        power,
        batteryAbove,
        idleFor,
        quietHours,
        temperatureBelow,
        metered,
        diskAbove,
        cores,
        unknownWaits,
        changed,
        pausedUntil);
  }

  Policy withPause(@Nullable Instant until) {
    return new Policy(
        power,
        batteryAbove,
        idleFor,
        quietHours,
        temperatureBelow,
        metered,
        diskAbove,
        cores,
        unknownWaits,
        budgets,
        until);
  }

  /** Sensors in the order of their declaration, each with whether its silence holds work up. */
  Map<Sensor, Boolean> unknown() {
    Map<Sensor, Boolean> all = new EnumMap<>(Sensor.class);
    for (Sensor sensor : Sensor.values()) {
      all.put(sensor, unknownWaits.contains(sensor));
    }
    return all;
  }

  /**
   * When so many bytes have moved, if they could have by some moment and budgets are kept to: each
   * further day, or month, has its budget anew.
   *
   * @param bytes of the kind of work that takes most of them: its first reason
   */
  public Instant budgeted(Instant done, ZoneId zone, Work work, long bytes, Spent spent) {
    if (work.reasons().isEmpty()) {
      return done;
    }
    String reason = work.reasons().getFirst();
    Budget budget = budget(reason);
    LocalDate today = LocalDate.ofInstant(done, zone);
    Instant latest = done;
    Long perDay = budget.perDay();
    if (perDay != null) {
      long days = further(bytes - (perDay - spent.today(reason)), perDay);
      latest = later(latest, today.plusDays(days), zone);
    }
    Long perMonth = budget.perMonth();
    if (perMonth != null) {
      long months = further(bytes - (perMonth - spent.thisMonth(reason)), perMonth);
      latest =
          months == 0 ? latest : later(latest, today.withDayOfMonth(1).plusMonths(months), zone);
    }
    return latest;
  }

  private static long further(long bytes, long budget) {
    return bytes <= 0 ? 0 : Math.ceilDiv(bytes, Math.max(1, budget));
  }

  private static Instant later(Instant one, LocalDate day, ZoneId zone) {
    Instant other = day.atStartOfDay(zone).toInstant();
    return other.isAfter(one) ? other : one;
  }
}
