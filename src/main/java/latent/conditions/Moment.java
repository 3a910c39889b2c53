package latent.conditions;

import java.time.Instant;
import java.time.ZoneId;

/**
 * All that a decision depends on beside the policy and what is pending.
 *
 * @param zone where days begin, and in which the hours of a policy are meant
 * @param spent what has moved so far, which budgets are held against
 * @param now somebody said: now. No condition holds any work up then, only budgets do
 */
public record Moment(Conditions conditions, Instant at, ZoneId zone, Spent spent, boolean now) {}
