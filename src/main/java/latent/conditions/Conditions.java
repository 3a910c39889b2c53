package latent.conditions;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the machine's sensors said at one moment. A sensor that is not there says nothing, and
 * policy says what that means.
 *
 * @param power where the current comes from
 * @param batteryPercent charge of the battery, 0 to 100, or null without one
 * @param idle for how long nobody has used the machine, zero while somebody does; null if unknown
 * @param celsius the hottest processor's temperature in degrees Celsius, or null if unknown
 * @param metered whether what moves over the network is paid for by the byte; null if unknown
 * @param freeDiskBytes what the disk under the library has free for it, or null if unknown
 * @param loadPerCore running processes per core over the last minute, or null if unknown; shown,
 *     but no condition, since the night shift's own work is most of it
 */
public record Conditions(
    Power power,
    @Nullable Integer batteryPercent,
    @Nullable Duration idle,
    @Nullable Double celsius,
    @Nullable Boolean metered,
    @Nullable Long freeDiskBytes,
    @Nullable Double loadPerCore) {

  /** A machine that tells nothing. */
  public static final Conditions UNKNOWN =
      new Conditions(Power.UNKNOWN, null, null, null, null, null, null);

  /** Where the current comes from. */
  public enum Power {
    MAINS,
    BATTERY,
    UNKNOWN
  }
}
