package latent.conditions;

import com.sun.jna.Platform;
import com.sun.jna.platform.mac.IOKit.IOService;
import com.sun.jna.platform.mac.IOKitUtil;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinUser.LASTINPUTINFO;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import latent.conditions.Conditions.Power;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.PowerSource;

/**
 * A machine that is not Linux, as far as OSHI and JNA's platform classes reach: power, battery,
 * temperature, load, and on Windows and macOS the time since the last input. Whether a network is
 * metered they don't tell.
 */
final class OshiSensor implements ConditionSensor {

  private static final Duration FRESH = Duration.ofMillis(700);

  /** Asking Windows for a temperature takes hundreds of milliseconds. */
  private static final Duration TEMPERATURE_FRESH = Duration.ofSeconds(20);

  private final Remembered<HardwareAbstractionLayer> hardware =
      new Remembered<>(() -> new SystemInfo().getHardware(), Duration.ofDays(1));
  private final Remembered<Supplies> supplies = new Remembered<>(this::supplies, FRESH);
  private final Remembered<Duration> idle = new Remembered<>(OshiSensor::sinceLastInput, FRESH);
  private final Remembered<Double> temperature =
      new Remembered<>(this::temperature, TEMPERATURE_FRESH);
  private final Remembered<Double> load = new Remembered<>(this::load, FRESH);

  /** What all batteries tell together. */
  private record Supplies(Power power, @Nullable Integer batteryPercent) {}

  @Override
  public Conditions sense(Path folder) {
    Supplies known = supplies.get();
    return new Conditions(
        known == null ? Power.UNKNOWN : known.power(),
        known == null ? null : known.batteryPercent(),
        idle.get(),
        temperature.get(),
        null,
        FreeDisk.bytes(folder),
        load.get());
  }

  private @Nullable Supplies supplies() {
    HardwareAbstractionLayer machine = hardware.get();
    if (machine == null) {
      return null;
    }
    boolean plugged = false;
    List<Double> charges = new ArrayList<>();
    for (PowerSource source : machine.getPowerSources()) {
      double charge = source.getRemainingCapacityPercent();
      if (charge >= 0 && charge <= 1 && source.getMaxCapacity() > 0) {
        plugged |= source.isPowerOnLine() || source.isCharging();
        charges.add(charge);
      }
    }
    if (charges.isEmpty()) {
      return null;
    }
    double mean = charges.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return new Supplies(plugged ? Power.MAINS : Power.BATTERY, (int) Math.round(100 * mean));
  }

  private @Nullable Double temperature() {
    HardwareAbstractionLayer machine = hardware.get();
    double celsius = machine == null ? 0 : machine.getSensors().getCpuTemperature();
    return celsius > 0 ? celsius : null;
  }

  /** Windows has no such figure. */
  private @Nullable Double load() {
    HardwareAbstractionLayer machine = hardware.get();
    if (machine == null) {
      return null;
    }
    double running = machine.getProcessor().getSystemLoadAverage(1)[0];
    return running < 0 ? null : running / machine.getProcessor().getLogicalProcessorCount();
  }

  private static @Nullable Duration sinceLastInput() {
    if (Platform.isWindows()) {
      return sinceLastInputOnWindows();
    }
    return Platform.isMac() ? sinceLastInputOnMac() : null;
  }

  /** Both counters are milliseconds since the start, and begin anew after 49.7 days. */
  private static @Nullable Duration sinceLastInputOnWindows() {
    LASTINPUTINFO last = new LASTINPUTINFO();
    if (!User32.INSTANCE.GetLastInputInfo(last)) {
      return null;
    }
    return Duration.ofMillis(
        Integer.toUnsignedLong(Kernel32.INSTANCE.GetTickCount() - last.dwTime));
  }

  /** The property HIDIdleTime of the service IOHIDSystem, in nanoseconds. */
  private static @Nullable Duration sinceLastInputOnMac() {
    IOService service = IOKitUtil.getMatchingService("IOHIDSystem");
    if (service == null) {
      return null;
    }
    try {
      Long idle = service.getLongProperty("HIDIdleTime");
      return idle == null ? null : Duration.ofNanos(idle);
    } finally {
      service.release();
    }
  }
}
