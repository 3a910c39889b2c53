package latent.conditions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import latent.conditions.Conditions.Power;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's power supply class (Documentation/ABI/testing/sysfs-class-power): a folder for each
 * supply. A battery that belongs to a mouse says {@code scope=Device}, and isn't this machine's.
 */
record PowerSupplies(Path folder) {

  private static final Set<String> FROM_OUTSIDE = Set.of("Mains", "USB", "Wireless");
  private static final Set<String> BATTERIES = Set.of("Battery", "UPS");

  /**
   * What the supplies tell together.
   *
   * @param batteryPercent the mean of all batteries, 0 to 100; null without one that tells
   */
  record Reading(Power power, @Nullable Integer batteryPercent) {}

  Reading read() {
    Power power = Power.UNKNOWN;
    Power byStatus = Power.UNKNOWN;
    List<Integer> charges = new ArrayList<>();
    for (Path supply : SensorFile.in(folder, "*")) {
      String type = SensorFile.text(supply.resolve("type"));
      if (type == null || "Device".equals(SensorFile.text(supply.resolve("scope")))) {
        continue;
      }
      if (FROM_OUTSIDE.contains(type)) {
        power = online(power, SensorFile.text(supply.resolve("online")));
      } else if (BATTERIES.contains(type)
          && !"0".equals(SensorFile.text(supply.resolve("present")))) {
        byStatus = status(byStatus, SensorFile.text(supply.resolve("status")));
        Integer charge = SensorFile.number(supply.resolve("capacity"));
        if (charge != null) {
          charges.add(Math.clamp(charge, 0, 100));
        }
      }
    }
    Integer mean =
        charges.isEmpty()
            ? null
            : (int)
                Math.round(charges.stream().mapToInt(Integer::intValue).average().orElseThrow());
    return new Reading(power == Power.UNKNOWN ? byStatus : power, mean);
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

  /** Where no charger is listed, a battery tells; one of several that empties tells enough. */
  private static Power status(Power before, @Nullable String status) {
    if (before == Power.BATTERY || "Discharging".equals(status)) {
      return Power.BATTERY;
    }
    boolean fed =
        "Charging".equals(status) || "Full".equals(status) || "Not charging".equals(status);
    return fed ? Power.MAINS : before;
  }
}
