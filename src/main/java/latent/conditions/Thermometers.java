package latent.conditions;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processors' temperature, from the kernel's thermal zones and hardware monitors, both in
 * thousandths of a degree Celsius (Documentation/ABI/testing/sysfs-class-thermal and -hwmon).
 */
record Thermometers(Path zones, Path monitors) {

  /** Parts of the names under which the kernel's drivers report processors. */
  private static final Set<String> PROCESSORS =
      Set.of("x86_pkg_temp", "cpu", "soc", "coretemp", "k10temp", "zenpower");

  /** Beyond these a sensor isn't one, in thousandths of a degree. */
  private static final int COLDEST = 1_000;

  private static final int HOTTEST = 150_000;

  /** The hottest processor, in degrees Celsius; of whatever is hottest, if none calls itself so. */
  @Nullable Double hottest() {
    int processor = 0;
    int anything = 0;
    for (Path zone : SensorFile.in(zones, "thermal_zone*")) {
      int heat = plausible(SensorFile.number(zone.resolve("temp")));
      anything = Math.max(anything, heat);
      if (isProcessor(SensorFile.text(zone.resolve("type")))) {
        processor = Math.max(processor, heat);
      }
    }
    for (Path monitor : SensorFile.in(monitors, "hwmon*")) {
      if (isProcessor(SensorFile.text(monitor.resolve("name")))) {
        for (Path input : SensorFile.in(monitor, "temp*_input")) {
          processor = Math.max(processor, plausible(SensorFile.number(input)));
        }
      }
    }
    int hottest = processor > 0 ? processor : anything;
    return hottest == 0 ? null : hottest / 1000.0;
  }

  private static int plausible(@Nullable Integer heat) {
    return heat == null || heat < COLDEST || heat > HOTTEST ? 0 : heat;
  }

  private static boolean isProcessor(@Nullable String name) {
    return name != null && PROCESSORS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
  }
}
