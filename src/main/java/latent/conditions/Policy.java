package latent.conditions;

import latent.conditions.Conditions.Power;

/**
 * When work may run: heavy work waits while the machine runs on battery. A machine that does not
 * tell counts as on mains.
 */
public final class Policy {

  /** What policy answers about one kind of work. */
  public sealed interface Decision {
    /** The work may run. */
    record Allowed() implements Decision {}

    /** The work has to wait. */
    record Waiting(String because) implements Decision {}
  }

  private Policy() {}

  /** Decides about heavy work: reading photos and moving them. */
  public static Decision heavyWork(Conditions conditions) {
    return conditions.power() == Power.BATTERY
        ? new Decision.Waiting("the computer runs on battery")
        : new Decision.Allowed();
  }
}
