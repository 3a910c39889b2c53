package latent.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import latent.Seed;
import latent.conditions.Conditions.Power;
import latent.conditions.Decision.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decided, as a table; and the words of a policy. */
class PolicyTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String NOON = "2026-11-27T12:00";

  /**
   * Each row: when (local time in Berlin; blank for noon of 27 November 2026) | what the sensors
   * say (blank for nothing) | what was said to change the usual policy | what has moved:
   * reason=today+ in this month before | the work and what its next piece moves | the answer: yes,
   * yes and what is left of the budget, or why it waits. A last field says when it need not wait
   * any more, where that is known. {@code now} among the sensors means that somebody said so.
   */
  private static final String TABLE =
      """
      # nothing known: a server, a desktop
      | | | | analyse | yes
      | | | | fetch | yes
      | | | | copies | yes
      | | | | upload | yes
      | | | | offload | yes
      | | | | group | yes
      | | | | facts | yes
      # power
      | mains | | | analyse | yes
      | battery | | | analyse | the computer runs on battery
      | battery | | | fetch | the computer runs on battery
      | battery | | | copies | yes
      | battery | | | upload | yes
      | battery | | | offload | yes
      | battery | | | group | yes
      | battery | | | facts | yes
      | battery | power any | | analyse | yes
      | | unknown power wait | | analyse | nobody knows where the current comes from, and policy wants to wait then
      | | unknown power wait; unknown power fine | | analyse | yes
      | | unknown power wait; power any | | analyse | yes
      # charge of the battery
      | mains 20% | | | analyse | yes
      | mains 19% | | | analyse | the battery is at 19 % and policy wants at least 20 %
      | mains 19% | | | upload | the battery is at 19 % and policy wants at least 20 %
      | mains 19% | | | facts | yes
      | mains 34% | battery-above 50% | | analyse | the battery is at 34 % and policy wants at least 50 %
      | mains 50% | battery-above 50% | | analyse | yes
      | mains 0% | battery-above off | | analyse | yes
      | battery 10% | | | analyse | the computer runs on battery, and the battery is at 10 % and policy wants at least 20 %
      | mains | unknown battery wait | | upload | nobody knows how full the battery is, and policy wants to wait then
      # use
      | idle=0s | | | analyse | somebody uses the computer and policy wants 5 minutes of rest
      | idle=0s | | | fetch | somebody uses the computer and policy wants 5 minutes of rest
      | idle=0s | | | upload | yes
      | idle=0s | | | group | yes
      | idle=299s | | | analyse | somebody used the computer 4 minutes ago and policy wants 5 minutes of rest
      | idle=300s | | | analyse | yes
      | idle=0s | idle-for off | | analyse | yes
      | idle=40s | idle-for 1h | | analyse | somebody used the computer 40 seconds ago and policy wants 1 hour of rest
      | | unknown idle wait | | analyse | nobody knows whether somebody uses the computer, and policy wants to wait then
      | | unknown idle wait | | upload | yes
      # heat
      | 79.9C | | | analyse | yes
      | 80C | | | analyse | the processor has 80 °C and policy wants less than 80 °C
      | 95C | | | upload | yes
      | 95C | temperature-below off | | analyse | yes
      | 65C | temperature-below 60 | | fetch | the processor has 65 °C and policy wants less than 60 °C
      | | unknown temperature wait | | analyse | nobody knows how warm the processor is, and policy wants to wait then
      # network
      | metered | | | upload | the network is metered
      | metered | | | fetch | the network is metered
      | metered | | | copies | the network is metered
      | metered | | | analyse | yes
      | metered | | | facts | yes
      | unmetered | | | upload | yes
      | metered | metered allow | | upload | yes
      | | unknown metered wait | | upload | nobody knows whether the network is metered, and policy wants to wait then
      | | unknown metered wait | | analyse | yes
      # room on the disk
      | free=500MB | | | analyse | yes
      | free=499MB | | | analyse | the disk has 499 MB free and policy wants at least 500 MB
      | free=1MB | | | copies | the disk has 1 MB free and policy wants at least 500 MB
      | free=0MB | | | upload | yes
      | free=0MB | | | offload | yes
      | free=1MB | disk-above off | | analyse | yes
      | | unknown disk wait | | fetch | nobody knows how much room the disk has, and policy wants to wait then
      # all at once
      | battery 90% idle=0s 50C metered free=9GB | | | fetch | the computer runs on battery, and somebody uses the computer and policy wants 5 minutes of rest, and the network is metered
      | mains 90% idle=1h 50C unmetered free=9GB | | | fetch | yes
      # quiet hours
      2026-11-27T21:59 | | quiet-hours 22:00-07:00 | | analyse | yes
      2026-11-27T22:00 | | quiet-hours 22:00-07:00 | | analyse | these are quiet hours until tomorrow 07:00 | 2026-11-28T06:00:00Z
      2026-11-28T00:30 | | quiet-hours 22:00-07:00 | | analyse | these are quiet hours until 07:00 | 2026-11-28T06:00:00Z
      2026-11-28T06:59 | | quiet-hours 22:00-07:00 | | fetch | these are quiet hours until 07:00 | 2026-11-28T06:00:00Z
      2026-11-28T07:00 | | quiet-hours 22:00-07:00 | | analyse | yes
      2026-11-27T23:00 | | quiet-hours 22:00-07:00 | | upload | yes
      2026-11-27T23:00 | | quiet-hours 22:00-07:00; quiet-hours off | | analyse | yes
      2026-11-27T12:59 | | quiet-hours 13:00-14:00 | | analyse | yes
      2026-11-27T13:00 | | quiet-hours 13:00-14:00 | | analyse | these are quiet hours until 14:00 | 2026-11-27T13:00:00Z
      2026-11-27T23:00 | battery | quiet-hours 22:00-07:00 | | analyse | these are quiet hours until tomorrow 07:00, and the computer runs on battery
      # the night in which an hour is left out: 02:00 to 03:00 on 29 March 2026
      2026-03-29T01:59 | | quiet-hours 22:00-02:30 | | analyse | these are quiet hours until 03:00 | 2026-03-29T01:00:00Z
      2026-03-29T03:00 | | quiet-hours 22:00-02:30 | | analyse | yes
      2026-03-29T01:59 | | quiet-hours 02:30-06:00 | | analyse | yes
      2026-03-29T03:00 | | quiet-hours 02:30-06:00 | | analyse | these are quiet hours until 06:00 | 2026-03-29T04:00:00Z
      # the night in which an hour comes twice: 02:00 to 03:00 on 25 October 2026
      2026-10-25T02:15 | | quiet-hours 22:00-02:30 | | analyse | these are quiet hours until 02:30 | 2026-10-25T01:30:00Z
      2026-10-25T02:45 | | quiet-hours 22:00-02:30 | | analyse | these are quiet hours until 02:30 | 2026-10-25T01:30:00Z
      2026-10-25T03:00 | | quiet-hours 22:00-02:30 | | analyse | yes
      2026-10-25T02:29 | | quiet-hours 02:30-06:00 | | analyse | yes
      2026-10-25T02:30 | | quiet-hours 02:30-06:00 | | analyse | these are quiet hours until 06:00 | 2026-10-25T05:00:00Z
      # pauses
      | | pause 3h | | analyse | work is paused until 15:00 | 2026-11-27T14:00:00Z
      | | pause 3h | | upload | work is paused until 15:00 | 2026-11-27T14:00:00Z
      | | pause 3h | | copies | work is paused until 15:00 | 2026-11-27T14:00:00Z
      | | pause 3h | | facts | yes
      | | pause 3h | | group | yes
      | | pause 3h | | offload | yes
      | | pause until 2026-12-01T08:00 | | fetch | work is paused until 1 December, 08:00 | 2026-12-01T07:00:00Z
      | | pause until 2027-01-01T00:00 | | fetch | work is paused until 1 January 2027 | 2026-12-31T23:00:00Z
      | | pause 3h; pause off | | analyse | yes
      2026-11-27T14:59 | | pause 3h | | analyse | work is paused until 15:00 | 2026-11-27T14:00:00Z
      2026-11-27T15:00 | | pause 3h | | analyse | yes
      # budgets: for a day
      | | budget upload 2GB/day | upload=0+0 | upload 5MB | yes 2GB
      | | budget upload 2GB/day | upload=1995MB+0 | upload 5MB | yes 5MB
      | | budget upload 2GB/day | upload=1996MB+0 | upload 5MB | this day's budget of 2 GB for upload has 4 MB left until tomorrow | 2026-11-27T23:00:00Z
      | | budget upload 2GB/day | upload=2GB+0 | upload 0MB | this day's budget of 2 GB for upload is used up until tomorrow | 2026-11-27T23:00:00Z
      | | budget upload 2GB/day | upload=9GB+0 | upload 5MB | this day's budget of 2 GB for upload is used up until tomorrow | 2026-11-27T23:00:00Z
      | | budget upload 2GB/day | upload=0+500GB | upload 5MB | yes 2GB
      | | budget upload 2GB/day | upload=0+0 | upload 5GB | it takes 5 GB, more than this day's budget of 2 GB for upload
      | | budget upload 2GB/day | analyse=9GB+0 | upload 5MB | yes 2GB
      | | budget upload 2GB/day | upload=9GB+0 | fetch | yes
      | | budget upload 2GB/day; budget upload off | upload=9GB+0 | upload 5MB | yes
      2026-10-25T12:00 | | budget upload 2GB/day | upload=2GB+0 | upload 5MB | this day's budget of 2 GB for upload is used up until tomorrow | 2026-10-25T23:00:00Z
      2026-03-28T12:00 | | budget upload 2GB/day | upload=2GB+0 | upload 5MB | this day's budget of 2 GB for upload is used up until tomorrow | 2026-03-28T23:00:00Z
      # for a month
      | | budget analyse 20GB/month | analyse=0+19990MB | fetch 5MB | yes 10MB
      | | budget analyse 20GB/month | analyse=5MB+19990MB | fetch 5MB | yes 5MB
      | | budget analyse 20GB/month | analyse=5MB+19991MB | fetch 5MB | this month's budget of 20 GB for analyse has 4 MB left until 1 December | 2026-11-30T23:00:00Z
      2026-11-30T12:00 | | budget analyse 20GB/month | analyse=0+20GB | fetch 5MB | this month's budget of 20 GB for analyse is used up until tomorrow | 2026-11-30T23:00:00Z
      2026-12-31T12:00 | | budget analyse 20GB/month | analyse=0+20GB | fetch 5MB | this month's budget of 20 GB for analyse is used up until tomorrow | 2026-12-31T23:00:00Z
      | | budget analyse 20GB/month | analyse=0+20GB | analyse | yes
      # for both, and for what goes along
      | | budget upload 2GB/day; budget upload 20GB/month | upload=1GB+18500MB | upload 5MB | yes 500MB
      | | budget upload 2GB/day; budget upload 20GB/month | upload=1GB+19GB | upload 5MB | this month's budget of 20 GB for upload is used up until 1 December | 2026-11-30T23:00:00Z
      | | budget upload 2GB/day; budget upload 20GB/month | upload=2GB+18GB | upload 5MB | this day's budget of 2 GB for upload is used up until tomorrow, and this month's budget of 20 GB for upload is used up until 1 December | 2026-11-30T23:00:00Z
      | | budget preview 10MB/day | preview=10MB+0 | upload 5MB | this day's budget of 10 MB for preview is used up until tomorrow | 2026-11-27T23:00:00Z
      | | budget preview 10MB/day | preview=10MB+0 | copies | this day's budget of 10 MB for preview is used up until tomorrow | 2026-11-27T23:00:00Z
      | | budget features 10MB/day | features=10MB+0 | upload 5MB | this day's budget of 10 MB for features is used up until tomorrow | 2026-11-27T23:00:00Z
      # now
      | battery 3% idle=0s 99C metered free=1MB now | | | fetch | yes
      | battery 3% idle=0s 99C metered free=1MB now | | | analyse | yes
      | metered now | | | upload | yes
      2026-11-27T23:00 | now | quiet-hours 22:00-07:00 | | analyse | yes
      | now | pause 3h | | upload | yes
      | now | unknown metered wait | | upload | yes
      | now | budget upload 2GB/day | upload=2GB+0 | upload 5MB | this day's budget of 2 GB for upload is used up until tomorrow | 2026-11-27T23:00:00Z
      """;

  /** One row of the table, and what it means. */
  record Row(
      String text, Moment moment, Policy policy, Work work, Pending pending, String expected) {
    @Override
    public String toString() {
      return text;
    }
  }

  static Stream<Row> table() {
    return TABLE.lines().filter(line -> !line.startsWith("#")).map(PolicyTest::row);
  }

  private static Row row(String line) {
    List<String> cells = new ArrayList<>(List.of(line.split("\\|", -1)));
    cells.replaceAll(String::strip);
    Instant said = instant(NOON);
    Policy policy = Policy.USUAL;
    for (String change : words(cells.get(2), ";")) {
      policy = policy.with(words(change, " "), said, BERLIN);
    }
    List<String> sensors = words(cells.get(1), " ");
    Moment moment =
        new Moment(
            conditions(sensors),
            instant(cells.get(0).isEmpty() ? NOON : cells.get(0)),
            BERLIN,
            spent(words(cells.get(3), " ")),
            sensors.contains("now"));
    List<String> piece = words(cells.get(4), " ");
    Work work = Work.valueOf(piece.getFirst().toUpperCase(Locale.ROOT));
    String reason = work == Work.FETCH ? "analyse" : "upload";
    Map<String, Long> bytes =
        piece.size() == 1 ? Map.of() : Map.of(reason, Size.read(piece.get(1)).orElseThrow());
    String until = cells.size() > 6 ? " | " + cells.get(6) : "";
    return new Row(line, moment, policy, work, Pending.of(work, bytes), cells.get(5) + until);
  }

  private static List<String> words(String text, String between) {
    return Stream.of(text.split(between)).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  private static Instant instant(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }

  private static Conditions conditions(List<String> words) {
    Conditions known = Conditions.UNKNOWN;
    for (String word : words) {
      known = with(known, word);
    }
    return known;
  }

  private static Conditions with(Conditions known, String word) {
    Power power =
        switch (word) {
          case "mains" -> Power.MAINS;
          case "battery" -> Power.BATTERY;
          default -> known.power();
        };
    String number = word.replaceAll("[^0-9.]", "");
    return new Conditions(
        power,
        word.endsWith("%") ? Integer.valueOf(number) : known.batteryPercent(),
        word.startsWith("idle=") ? span(word.substring(5)) : known.idle(),
        word.endsWith("C") ? Double.valueOf(number) : known.celsius(),
        word.endsWith("metered") ? Boolean.valueOf(word.equals("metered")) : known.metered(),
        word.startsWith("free=")
            ? Size.read(word.substring(5)).orElseThrow()
            : known.freeDiskBytes(),
        known.loadPerCore());
  }

  private static Duration span(String text) {
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }

  private static Spent spent(List<String> words) {
    Map<String, Long> day = new HashMap<>();
    Map<String, Long> month = new HashMap<>();
    for (String word : words) {
      String[] parts = word.split("[=+]");
      long today = Size.read(parts[1]).orElseThrow();
      day.put(parts[0], today);
      month.put(parts[0], today + Size.read(parts[2]).orElseThrow());
    }
    return new Spent(day, month);
  }

  private static String written(Answer answer) {
    return switch (answer) {
      case Answer.Allowed(long left) ->
          left == Long.MAX_VALUE ? "yes" : "yes " + Size.exactly(left);
      case Answer.Waiting(String because, Instant until) ->
          until == null ? because : because + " | " + until;
    };
  }

  @ParameterizedTest
  @MethodSource("table")
  void decides(Row row) {
    Answer answer = row.policy().decide(row.moment(), row.pending()).about(row.work());
    assertThat(written(answer)).isEqualTo(row.expected());
  }

  @Test
  void theTableHasRowsForAllKindsOfWorkAndAllSensors() {
    List<Row> rows = table().toList();
    assertThat(rows).hasSizeGreaterThan(100);
    assertThat(rows.stream().map(Row::work)).contains(Work.values());
    for (Sensor sensor : Sensor.values()) {
      assertThat(TABLE).contains("unknown " + sensor.label() + " wait");
    }
  }

  /** In the hour that comes twice, the second time. */
  @Test
  void quietHoursLastUntilTheSecondOfTwoHours() {
    Policy policy = Policy.USUAL.with(List.of("quiet-hours", "22:00-02:30"), instant(NOON), BERLIN);
    Instant second = Instant.parse("2026-10-25T01:15:00Z");
    assertThat(second.atZone(BERLIN).toLocalTime()).hasToString("02:15");
    assertThat(written(at(policy, second, Conditions.UNKNOWN)))
        .isEqualTo("these are quiet hours until 02:30 | 2026-10-25T01:30:00Z");
    assertThat(written(at(policy, second.plusSeconds(900), Conditions.UNKNOWN))).isEqualTo("yes");
  }

  private static Answer at(Policy policy, Instant moment, Conditions conditions) {
    return policy
        .decide(
            new Moment(conditions, moment, BERLIN, Spent.NOTHING, false),
            Pending.of(Work.ANALYSE, Map.of()))
        .about(Work.ANALYSE);
  }

  /** What is said to end a wait is true: nothing that ends by itself holds work up after it. */
  @Test
  void atTheEndThatIsSaidItNeedNotWaitAnyMore() {
    Random random = Seed.random("PolicyTest");
    int waited = 0;
    for (int i = 0; i < 2000; i++) {
      Instant now = instant(NOON).plusSeconds(random.nextInt(366 * 86_400));
      int from = random.nextInt(1440);
      int to = (from + 1 + random.nextInt(1439)) % 1440;
      String hours =
          String.format(Locale.ROOT, "%d:%02d-%d:%02d", from / 60, from % 60, to / 60, to % 60);
      Policy policy = Policy.USUAL.with(List.of("quiet-hours", hours), now, BERLIN);
      if (at(policy, now, Conditions.UNKNOWN) instanceof Answer.Waiting(_, Instant until)) {
        waited++;
        assertThat(until).isAfter(now);
        assertThat(at(policy, until, Conditions.UNKNOWN)).isInstanceOf(Answer.Allowed.class);
        assertThat(at(policy, until.minusSeconds(1), Conditions.UNKNOWN))
            .isInstanceOf(Answer.Waiting.class);
      }
    }
    assertThat(waited).isGreaterThan(500);
  }

  @Test
  void onlyWhatIsPendingIsAnswered() {
    Moment moment = new Moment(Conditions.UNKNOWN, instant(NOON), BERLIN, Spent.NOTHING, false);
    Decision decision = Policy.USUAL.decide(moment, Pending.of(Work.UPLOAD, Map.of()));
    assertThat(decision.answers()).containsOnlyKeys(Work.UPLOAD);
    assertThatThrownBy(() -> decision.about(Work.FETCH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Policy.USUAL.decide(moment, Pending.EVERYTHING).answers())
        .containsOnlyKeys(Work.values());
  }

  @ParameterizedTest
  @CsvSource({"100,8,8", "50,8,4", "50,2,1", "50,1,1", "1,16,1", "30,4,1", "75,4,3"})
  void coresAreAShareAndAtLeastOne(String percent, int processors, int cores) {
    Policy policy = Policy.USUAL.with(List.of("cores", percent + "%"), Instant.EPOCH, BERLIN);
    assertThat(policy.cores(processors)).isEqualTo(cores);
  }

  /** What was said is kept in words that mean the same. */
  @ParameterizedTest
  @CsvSource({
    "power any, power, any",
    "Power ANY, power, any",
    "battery-above 50, battery-above, 50%",
    "battery-above off, battery-above, off",
    "idle-for 90s, idle-for, 90s",
    "idle-for 2 hours, idle-for, 120min",
    "idle-for off, idle-for, off",
    "quiet-hours 9:30 - 11:00, quiet-hours, 09:30-11:00",
    "temperature-below 70°C, temperature-below, 70C",
    "metered allow, metered, allow",
    "disk-above 1.5GB, disk-above, 1500MB",
    "cores 25%, cores, 25%",
    "unknown idle wait, unknown idle, wait",
    "budget upload 2GB/day, budget upload, 2GB/day",
    "budget analyse 20 GB per month, budget analyse, 20GB/month",
    "pause 3h, pause, 2026-11-27T14:00:00Z",
    "pause until 2026-12-01 08:00, pause, 2026-12-01T07:00:00Z",
  })
  void whatIsSaidIsKept(String said, String key, String kept) {
    Policy policy = Policy.USUAL.with(words(said, " "), instant(NOON), BERLIN);
    assertThat(policy.words()).containsEntry(key, kept);
    assertThat(Policy.of(policy.words())).isEqualTo(policy);
  }

  @Test
  void aBudgetForTheDayAndOneForTheMonthAreKeptTogether() {
    Policy policy =
        Policy.USUAL
            .with(List.of("budget", "upload", "2GB/day"), instant(NOON), BERLIN)
            .with(List.of("budget", "upload", "20GB/month"), instant(NOON), BERLIN);
    assertThat(policy.words()).containsEntry("budget upload", "2GB/day 20GB/month");
    assertThat(Policy.of(policy.words())).isEqualTo(policy);
  }

  @Test
  void whatIsMissingOrOfAnotherVersionIsAsUsual() {
    assertThat(Policy.of(Map.of())).isEqualTo(Policy.USUAL);
    assertThat(Policy.of(Policy.USUAL.words())).isEqualTo(Policy.USUAL);
    assertThat(Policy.of(Map.of("moon", "full", "power", "nuclear", "cores", "50%")))
        .isEqualTo(Policy.USUAL.with(List.of("cores", "50%"), Instant.EPOCH, BERLIN));
  }

  /** A wrong word is answered by what is possible. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "moon full | write power, battery-above",
        "power | needs a value: write charging",
        "power nuclear | charging (heavy work waits on battery) or any",
        "battery-above 0% | a percentage, like 50%, or off",
        "battery-above 101% | a percentage, like 50%, or off",
        "battery-above much | a percentage, like 50%, or off",
        "idle-for ever | a time, like 5min or 1h, or off",
        "idle-for 0min | a time, like 5min or 1h, or off",
        "quiet-hours 22:00 | hours, like 22:00-07:00, or off",
        "quiet-hours 22:00-22:00 | hours, like 22:00-07:00, or off",
        "quiet-hours 25:00-07:00 | hours, like 22:00-07:00, or off",
        "temperature-below 500 | degrees Celsius from 20 to 120",
        "metered perhaps | wait (photos don't move then) or allow",
        "disk-above all | a size, like 500MB, or off",
        "cores 0% | a percentage, like 50%",
        "unknown | SENSOR is one of power, battery, idle, temperature, metered, disk",
        "unknown moon wait | SENSOR is one of power, battery, idle, temperature, metered, disk",
        "unknown idle | fine or wait",
        "unknown idle perhaps | fine or wait",
        "budget | REASON is one of upload, preview, features, analyse",
        "budget facts 2GB/day | facts never wait",
        "budget upload | a size a day or a month",
        "budget upload 2GB | a size a day or a month",
        "budget upload much/day | a size a day or a month",
        "pause | a time, like 3h or until 2026-12-01T08:00, or off",
        "pause until later | a time, like 3h or until 2026-12-01T08:00, or off",
        "pause until 2020-01-01T00:00 | is over already",
      })
  void whatIsWrongIsAnsweredByWhatIsPossible(String said, String answer) {
    assertThatThrownBy(() -> Policy.USUAL.with(words(said, " "), instant(NOON), BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(answer)
        .hasMessageEndingWith(".");
  }

  @Test
  void isToldInSentences() {
    assertThat(Policy.USUAL.sentences(instant(NOON), BERLIN))
        .containsExactly(
            "Reading photos waits while the computer runs on battery, or somebody has used it within"
                + " the last 5 minutes, or its processor has 80 °C or more.",
            "Reading and moving photos waits while the battery has less than 20 %.",
            "There are no quiet hours.",
            "Photos don't move over a metered network.",
            "What takes room here waits while the disk has less than 500 MB free.",
            "Work may keep 100 % of the processors busy.",
            "What no sensor tells counts as fine.",
            "No bandwidth budget is set.");
    Policy other = Policy.USUAL;
    for (String said :
        List.of(
            "power any",
            "idle-for off",
            "temperature-below off",
            "battery-above off",
            "quiet-hours 22:00-07:00",
            "metered allow",
            "disk-above off",
            "cores 50%",
            "unknown metered wait",
            "budget upload 2GB/day",
            "budget upload 20GB/month",
            "pause 3h")) {
      other = other.with(words(said, " "), instant(NOON), BERLIN);
    }
    assertThat(other.sentences(instant(NOON), BERLIN))
        .containsExactly(
            "Reading and moving photos is paused until 15:00.",
            "Photos are read whatever the computer is doing.",
            "From 22:00 to 07:00 the computer stays quiet: no photo is read.",
            "Photos move over a metered network, too.",
            "Work may keep 50 % of the processors busy.",
            "Work waits where nobody knows whether the network is metered; what else no sensor tells"
                + " counts as fine.",
            "The budget for upload is 2 GB a day and 20 GB a month.");
  }
}
