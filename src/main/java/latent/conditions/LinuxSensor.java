package latent.conditions;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Linux machine, as the kernel's files and the services on the system's bus tell of it. All of
 * them are looked for under one root.
 */
final class LinuxSensor implements ConditionSensor {

  /** What the bus said counts for this long, so that a change shows within a second. */
  private static final Duration FRESH = Duration.ofMillis(700);

  private final PowerSupplies powerSupplies;
  private final Thermometers thermometers;
  private final LoadAverage loadAverage;
  private final Remembered<Duration> idle;
  private final Remembered<Boolean> metered;

  LinuxSensor(Path root) {
    this(root, new SystemBus(root.resolve("run/dbus/system_bus_socket"), "busctl"));
  }

  LinuxSensor(Path root, SystemBus bus) {
    this.powerSupplies = new PowerSupplies(root.resolve("sys/class/power_supply"));
    this.thermometers =
        new Thermometers(root.resolve("sys/class/thermal"), root.resolve("sys/class/hwmon"));
    this.loadAverage = new LoadAverage(root.resolve("proc/loadavg"));
    this.idle = new Remembered<>(new LoginIdle(bus)::sense, FRESH);
    this.metered = new Remembered<>(new NetworkManager(bus)::isMetered, FRESH);
  }

  @Override
  public Conditions sense(Path folder) {
    PowerSupplies.Reading supplies = powerSupplies.read();
    @Nullable Duration unused = idle.get();
    return new Conditions(
        supplies.power(),
        supplies.batteryPercent(),
        unused,
        thermometers.hottest(),
        metered.get(),
        FreeDisk.bytes(folder),
        loadAverage.perCore());
  }
}
