package latent.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import latent.conditions.Conditions.Power;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of folders shaped like the kernel's power supplies. */
class ConditionSensorTest {

  @TempDir private Path folder;

  /**
   * One machine.
   *
   * @param supplies for each its name and then file=content, separated by blanks
   */
  record Machine(
      String what, List<String> supplies, Power power, @Nullable Integer battery, boolean works) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Machine> machines() {
    return List.of(
        new Machine("a desktop", List.of(), Power.UNKNOWN, null, true),
        new Machine(
            "a laptop that is plugged in",
            List.of("AC type=Mains online=1", "BAT0 type=Battery capacity=81 status=Charging"),
            Power.MAINS,
            81,
            true),
        new Machine(
            "a laptop on its battery",
            List.of("AC type=Mains online=0", "BAT0 type=Battery capacity=12 status=Discharging"),
            Power.BATTERY,
            12,
            false),
        new Machine(
            "a laptop that charges over one of its USB ports",
            List.of(
                "AC type=Mains online=0",
                "ucsi-1 type=USB online=0",
                "ucsi-2 type=USB online=1",
                "BAT0 type=Battery capacity=50"),
            Power.MAINS,
            50,
            true),
        new Machine(
            "a desktop with a wireless mouse",
            List.of("hidpp_battery_0 type=Battery scope=Device capacity=5"),
            Power.UNKNOWN,
            null,
            true),
        new Machine(
            "a laptop on its battery, with a wireless mouse that is nearly empty",
            List.of(
                "AC type=Mains online=0",
                "BAT0 type=Battery capacity=90",
                "hid type=Battery scope=Device capacity=3"),
            Power.BATTERY,
            90,
            false),
        new Machine(
            "a supply that tells nothing",
            List.of("AC type=Mains", "BAT0 type=Battery capacity=full"),
            Power.UNKNOWN,
            null,
            true),
        new Machine("a supply without a type", List.of("odd online=0"), Power.UNKNOWN, null, true));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void sensesTheMachine(Machine machine) throws IOException {
    for (String supply : machine.supplies()) {
      make(new ArrayList<>(List.of(supply.split(" "))));
    }
    Conditions conditions = new ConditionSensor(folder).sense();
    assertThat(conditions.power()).isEqualTo(machine.power());
    assertThat(conditions.batteryPercent()).isEqualTo(machine.battery());
    assertThat(Policy.heavyWork(conditions) instanceof Policy.Decision.Allowed)
        .isEqualTo(machine.works());
  }

  private void make(List<String> words) throws IOException {
    Path supply = Files.createDirectory(folder.resolve(words.removeFirst()));
    for (String word : words) {
      String[] parts = word.split("=");
      Files.writeString(supply.resolve(parts[0]), parts[1] + "\n");
    }
  }

  @Test
  void elsewhereEverythingIsUnknownAndWorkMayRun() {
    Conditions conditions = new ConditionSensor(folder.resolve("absent")).sense();
    assertThat(conditions.power()).isEqualTo(Power.UNKNOWN);
    assertThat(conditions.batteryPercent()).isNull();
    assertThat(Policy.heavyWork(conditions)).isEqualTo(new Policy.Decision.Allowed());
  }

  @Test
  void waitingSaysWhy() {
    assertThat(Policy.heavyWork(new Conditions(Power.BATTERY, 99, 0.1)))
        .isEqualTo(new Policy.Decision.Waiting("the computer runs on battery"));
  }
}
