package latent.conditions;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import latent.conditions.Policy.MeteredRule;
import latent.conditions.Policy.PowerRule;

/** A policy as somebody would tell it. */
record PolicySentences(Policy policy, Instant now, ZoneId zone) {

  List<String> all() {
    List<String> all = new ArrayList<>();
    Instant until = policy.pausedUntil();
    if (until != null && now.isBefore(until)) {
      all.add("Reading and moving photos is paused until " + Clockwords.of(until, now, zone) + ".");
    }
    all.add(reading());
    if (policy.batteryAbove() > 0) {
      all.add(
          "Reading and moving photos waits while the battery has less than "
              + policy.batteryAbove()
              + " %.");
    }
    QuietHours hours = policy.quietHours();
    all.add(
        hours == null
            ? "There are no quiet hours."
            : "From "
                + hours.from()
                + " to "
                + hours.to()
                + " the computer stays quiet: no photo is read.");
    all.add(
        policy.metered() == MeteredRule.WAIT
            ? "Photos don't move over a metered network."
            : "Photos move over a metered network, too.");
    if (policy.diskAbove() > 0) {
      all.add(
          "What takes room here waits while the disk has less than "
              + Size.words(policy.diskAbove())
              + " free.");
    }
    all.add("Work may keep " + policy.cores() + " % of the processors busy.");
    all.add(unknown());
    all.addAll(budgets());
    return all;
  }

  private String reading() {
    List<String> whiles = new ArrayList<>();
    if (policy.power() == PowerRule.CHARGING) {
      whiles.add("the computer runs on battery");
    }
    if (!policy.idleFor().isZero()) {
      whiles.add("somebody has used it within the last " + Clockwords.of(policy.idleFor()));
    }
    if (policy.temperatureBelow() > 0) {
      whiles.add("its processor has " + policy.temperatureBelow() + " °C or more");
    }
    return whiles.isEmpty()
        ? "Photos are read whatever the computer is doing."
        : "Reading photos waits while " + String.join(", or ", whiles) + ".";
  }

  private String unknown() {
    String waiting =
        policy.unknownWaits().stream()
            .sorted()
            .map(Sensor::question)
            .collect(Collectors.joining(", or "));
    return waiting.isEmpty()
        ? "What no sensor tells counts as fine."
        : "Work waits where nobody knows "
            + waiting
            + "; what else no sensor tells counts as fine.";
  }

  private List<String> budgets() {
    List<String> all = new ArrayList<>();
    for (String reason : Policy.REASONS) {
      Budget budget = policy.budget(reason);
      List<String> parts = new ArrayList<>();
      Long day = budget.perDay();
      Long month = budget.perMonth();
      if (day != null) {
        parts.add(Size.words(day) + " a day");
      }
      if (month != null) {
        parts.add(Size.words(month) + " a month");
      }
      if (!parts.isEmpty()) {
        all.add("The budget for " + reason + " is " + String.join(" and ", parts) + ".");
      }
    }
    return all.isEmpty() ? List.of("No bandwidth budget is set.") : all;
  }
}
