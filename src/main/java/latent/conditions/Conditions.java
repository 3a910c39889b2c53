package latent.conditions;

import org.jspecify.annotations.Nullable;

/**
 * What the machine's sensors said at one moment. A sensor that is not there says nothing, and
 * policy says what that means.
 *
 * @param power where the current comes from
 * @param batteryPercent charge of the battery, 0 to 100, or null without one
 * @param loadPerCore running processes per core over the last minute, or null if the system does
 *     not tell
 */
public record Conditions(
    Power power, @Nullable Integer batteryPercent, @Nullable Double loadPerCore) {

  /** Where the current comes from. */
  public enum Power {
    MAINS,
    BATTERY,
    UNKNOWN
  }
}
