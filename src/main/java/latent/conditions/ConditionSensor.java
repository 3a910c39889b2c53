package latent.conditions;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import latent.conditions.Conditions.Power;
import org.jspecify.annotations.Nullable;

/**
 * Reads the conditions of a Linux machine from the kernel's power supply class
 * (Documentation/ABI/testing/sysfs-class-power); elsewhere everything is unknown.
 */
public final class ConditionSensor {

  /** Where Linux lists its power supplies. */
  public static final Path POWER_SUPPLIES = Path.of("/sys/class/power_supply");

  private final Path powerSupplies;

  /** A sensor over a folder shaped like {@link #POWER_SUPPLIES}. */
  public ConditionSensor(Path powerSupplies) {
    this.powerSupplies = powerSupplies;
  }

  public Conditions sense() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Double loadPerCore = load < 0 ? null : load / Runtime.getRuntime().availableProcessors();
    Power power = Power.UNKNOWN;
    Integer battery = null;
    if (Files.isDirectory(powerSupplies)) {
      try (DirectoryStream<Path> supplies = Files.newDirectoryStream(powerSupplies)) {
        for (Path supply : supplies) {
          String type = read(supply.resolve("type"));
          if ("Mains".equals(type) || "USB".equals(type)) {
            power = online(power, read(supply.resolve("online")));
          } else if ("Battery".equals(type) && !"Device".equals(read(supply.resolve("scope")))) {
            battery = percent(read(supply.resolve("capacity")));
          }
        }
      } catch (IOException unreadable) {
        return new Conditions(Power.UNKNOWN, null, loadPerCore);
      }
    }
    return new Conditions(power, battery, loadPerCore);
  }

  /**
   * One supply that is online is enough; one that says it isn't tells that the machine could be on
   * battery.
   */
  private static Power online(Power before, @Nullable String online) {
    if (before == Power.MAINS || "1".equals(online)) {
      return Power.MAINS;
    }
    return "0".equals(online) ? Power.BATTERY : before;
  }

  private static @Nullable Integer percent(@Nullable String text) {
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException garbled) {
      return null;
    }
  }

  private static @Nullable String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException absent) {
      return null;
    }
  }
}
