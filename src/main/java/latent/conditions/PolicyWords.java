package latent.conditions;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import latent.conditions.Policy.MeteredRule;
import latent.conditions.Policy.PowerRule;
import org.jspecify.annotations.Nullable;

/** A policy's keys and values as people write them, and as the settings keep them. */
final class PolicyWords {

  private static final String OFF = "off";
  private static final String UNKNOWN = "unknown";
  private static final String BUDGET = "budget";
  private static final String PAUSE = "pause";

  private static final String KEYS =
      "power, battery-above, idle-for, quiet-hours, temperature-below, metered, disk-above, cores,"
          + " unknown, budget, pause or limit";

  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s*%?");
  private static final Pattern DEGREES =
      Pattern.compile("(\\d{1,3})\\s*(?:°?\\s*C)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPAN =
      Pattern.compile(
          "(\\d{1,6})\\s*(s|m|h|d|sec(?:onds?)?|min(?:utes?)?|hours?|days?)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RATE =
      Pattern.compile(
          "(.+?)\\s*(?:/|\\s+a\\s+|\\s+per\\s+)\\s*(day|month)", Pattern.CASE_INSENSITIVE);

  private PolicyWords() {}

  static Map<String, String> write(Policy policy) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("power", word(policy.power()));
    words.put("battery-above", orOff(policy.batteryAbove(), percent -> percent + "%"));
    words.put("idle-for", policy.idleFor().isZero() ? OFF : span(policy.idleFor()));
    QuietHours hours = policy.quietHours();
    words.put("quiet-hours", hours == null ? OFF : hours.toString());
    words.put("temperature-below", orOff(policy.temperatureBelow(), celsius -> celsius + "C"));
    words.put("metered", word(policy.metered()));
    words.put("disk-above", policy.diskAbove() == 0 ? OFF : Size.exactly(policy.diskAbove()));
    words.put("cores", policy.cores() + "%");
    policy
        .unknown()
        .forEach(
            (sensor, waits) -> words.put(UNKNOWN + " " + sensor.label(), waits ? "wait" : "fine"));
    for (String reason : Policy.REASONS) {
      words.put(BUDGET + " " + reason, budget(policy.budget(reason)));
    }
    Instant until = policy.pausedUntil();
    words.put(PAUSE, until == null ? OFF : until.toString());
    return words;
  }

  private static String orOff(int number, Function<Integer, String> written) {
    return number == 0 ? OFF : written.apply(number);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String span(Duration span) {
    return span.toSeconds() % 60 == 0 ? span.toMinutes() + "min" : span.toSeconds() + "s";
  }

  private static String budget(Budget budget) {
    Long day = budget.perDay();
    Long month = budget.perMonth();
    String perDay = day == null ? "" : Size.exactly(day) + "/day";
    String perMonth = month == null ? "" : Size.exactly(month) + "/month";
    return budget.isNone() ? OFF : (perDay + " " + perMonth).strip();
  }

  static Policy read(Map<String, String> words) {
    Policy policy = Policy.USUAL;
    for (Map.Entry<String, String> kept : words.entrySet()) {
      try {
        for (String value : values(kept)) {
          policy = set(policy, kept.getKey(), value);
        }
      } catch (IllegalArgumentException ofAnotherVersion) {
        continue;
      }
    }
    return policy;
  }

  /** A budget may have two values, for the day and for the month. */
  private static List<String> values(Map.Entry<String, String> kept) {
    return kept.getKey().startsWith(BUDGET)
        ? Arrays.asList(kept.getValue().strip().split("\\s+"))
        : List.of(kept.getValue());
  }

  static Policy change(Policy policy, List<String> said, Instant now, ZoneId zone) {
    String key = said.isEmpty() ? "" : said.getFirst().toLowerCase(Locale.ROOT);
    if (key.equals(PAUSE)) {
      return policy.withPause(pause(String.join(" ", said.subList(1, said.size())), now, zone));
    }
    int named = key.equals(UNKNOWN) || key.equals(BUDGET) ? 2 : 1;
    if (said.size() <= named) {
      return set(policy, String.join(" ", said).toLowerCase(Locale.ROOT), "");
    }
    return set(
        policy,
        String.join(" ", said.subList(0, named)).toLowerCase(Locale.ROOT),
        String.join(" ", said.subList(named, said.size())));
  }

  private static Policy set(Policy policy, String key, String value) {
    String[] words = key.split(" ");
    return switch (words[0]) {
      case "power" ->
          policy.withPower(
              one(PowerRule.class, key, value, "charging (heavy work waits on battery) or any"));
      case "metered" ->
          policy.withMetered(
              one(MeteredRule.class, key, value, "wait (photos don't move then) or allow"));
      case "battery-above" ->
          policy.withBatteryAbove(
              orOff(value, PERCENT, 1, 100, key, "a percentage, like 50%, or off"));
      case "cores" ->
          policy.withCores(number(value, PERCENT, 1, 100, key, "a percentage, like 50%"));
      case "temperature-below" ->
          policy.withTemperatureBelow(
              orOff(
                  value, DEGREES, 20, 120, key, "degrees Celsius from 20 to 120, like 80, or off"));
      case "idle-for" -> policy.withIdleFor(isOff(value) ? Duration.ZERO : span(key, value));
      case "quiet-hours" ->
          policy.withQuietHours(
              isOff(value)
                  ? null
                  : QuietHours.read(value)
                      .orElseThrow(() -> wrong(key, value, "hours, like 22:00-07:00, or off")));
      case "disk-above" -> policy.withDiskAbove(isOff(value) ? 0 : size(key, value));
      case UNKNOWN -> unknown(policy, words, value);
      case BUDGET -> budget(policy, words, value);
      case PAUSE -> policy.withPause(isOff(value) ? null : kept(value));
      default ->
          throw new IllegalArgumentException("There is no key “" + key + "”; write " + KEYS + ".");
    };
  }

  private static Policy unknown(Policy policy, String[] words, String value) {
    String sensors =
        Arrays.stream(Sensor.values()).map(Sensor::label).collect(Collectors.joining(", "));
    String name = words.length < 2 ? "" : words[1];
    Sensor sensor =
        Arrays.stream(Sensor.values())
            .filter(one -> one.label().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Write: latent policy unknown SENSOR fine (or wait); SENSOR is one of "
                            + sensors
                            + "."));
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "fine" -> policy.withUnknown(sensor, false);
      case "wait" -> policy.withUnknown(sensor, true);
      default -> throw wrong(UNKNOWN + " " + name, value, "fine or wait");
    };
  }

  private static Policy budget(Policy policy, String[] words, String value) {
    String reason = words.length < 2 ? "" : words[1];
    if (!Policy.REASONS.contains(reason)) {
      throw new IllegalArgumentException(
          "Write: latent policy budget REASON 2GB/day (or 20GB/month, or off); REASON is one of "
              + String.join(", ", Policy.REASONS)
              + ". For view and verify something moves only when you ask for it, and facts never"
              + " wait.");
    }
    String key = BUDGET + " " + reason;
    if (isOff(value)) {
      return policy.withBudget(reason, Budget.NONE);
    }
    Matcher rate = RATE.matcher(value.strip());
    String possible = "a size a day or a month, like 2GB/day or 20GB/month, or off";
    if (!rate.matches()) {
      throw wrong(key, value, possible);
    }
    long bytes = Size.read(rate.group(1)).orElseThrow(() -> wrong(key, value, possible));
    Budget before = policy.budget(reason);
    return policy.withBudget(
        reason,
        rate.group(2).equalsIgnoreCase("day")
            ? new Budget(bytes, before.perMonth())
            : new Budget(before.perDay(), bytes));
  }

  /** The end of a pause, as the user says it; null for no pause. */
  private static @Nullable Instant pause(String value, Instant now, ZoneId zone) {
    if (isOff(value)) {
      return null;
    }
    String possible = "a time, like 3h or until 2026-12-01T08:00, or off";
    Optional<Duration> span = span(value);
    Instant until;
    if (span.isPresent()) {
      until = now.plus(span.get());
    } else {
      try {
        String moment = value.replaceFirst("(?i)^until\\s+", "").strip().replace(' ', 'T');
        until = LocalDateTime.parse(moment).atZone(zone).toInstant();
      } catch (DateTimeParseException garbled) {
        throw wrong(PAUSE, value, possible);
      }
    }
    if (!until.isAfter(now)) {
      throw new IllegalArgumentException(
          "“" + value + "” is over already; write " + possible + ".");
    }
    return until;
  }

  private static Instant kept(String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException garbled) {
      throw new IllegalArgumentException(value, garbled);
    }
  }

  private static boolean isOff(String value) {
    return value.strip().equalsIgnoreCase(OFF);
  }

  private static <E extends Enum<E>> E one(
      Class<E> type, String key, String value, String possible) {
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(value.strip().toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw wrong(key, value, possible);
  }

  private static int orOff(
      String value, Pattern written, int least, int most, String key, String possible) {
    return isOff(value) ? 0 : number(value, written, least, most, key, possible);
  }

  private static int number(
      String value, Pattern written, int least, int most, String key, String possible) {
    Matcher matcher = written.matcher(value.strip());
    int number = matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    if (number < least || number > most) {
      throw wrong(key, value, possible);
    }
    return number;
  }

  private static long size(String key, String value) {
    return Size.read(value)
        .filter(bytes -> bytes > 0)
        .orElseThrow(() -> wrong(key, value, "a size, like 500MB, or off"));
  }

  private static Duration span(String key, String value) {
    return span(value).orElseThrow(() -> wrong(key, value, "a time, like 5min or 1h, or off"));
  }

  private static Optional<Duration> span(String value) {
    Matcher written = SPAN.matcher(value.strip());
    if (!written.matches() || Long.parseLong(written.group(1)) == 0) {
      return Optional.empty();
    }
    long count = Long.parseLong(written.group(1));
    return Optional.of(
        switch (Character.toLowerCase(written.group(2).charAt(0))) {
          case 's' -> Duration.ofSeconds(count);
          case 'm' -> Duration.ofMinutes(count);
          case 'h' -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }

  private static IllegalArgumentException wrong(String key, String value, String possible) {
    return new IllegalArgumentException(
        value.isBlank()
            ? "“" + key + "” needs a value: write " + possible + "."
            : "“" + value + "” is nothing for " + key + "; write " + possible + ".");
  }
}
