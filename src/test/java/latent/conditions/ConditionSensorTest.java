package latent.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import latent.conditions.Conditions.Power;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of files shaped like the kernel's, and of what services answer. */
class ConditionSensorTest {

  @TempDir private Path folder;

  /**
   * One machine.
   *
   * @param supplies for each its name and then file=content, separated by blanks
   */
  record Machine(String what, List<String> supplies, Power power, @Nullable Integer battery) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Machine> machines() {
    return List.of(
        new Machine("a desktop", List.of(), Power.UNKNOWN, null),
        new Machine(
            "a laptop that is plugged in",
            List.of("AC type=Mains online=1", "BAT0 type=Battery capacity=81 status=Charging"),
            Power.MAINS,
            81),
        new Machine(
            "a laptop on its battery",
            List.of("AC type=Mains online=0", "BAT0 type=Battery capacity=12 status=Discharging"),
            Power.BATTERY,
            12),
        new Machine(
            "a laptop that charges over one of its USB ports",
            List.of(
                "AC type=Mains online=0",
                "ucsi-1 type=USB online=0",
                "ucsi-2 type=USB online=1",
                "BAT0 type=Battery capacity=50"),
            Power.MAINS,
            50),
        new Machine(
            "a laptop with two batteries, and a bay without one",
            List.of(
                "AC type=Mains online=0",
                "BAT0 type=Battery present=1 capacity=90",
                "BAT1 type=Battery present=1 capacity=41",
                "BAT2 type=Battery present=0 capacity=0"),
            Power.BATTERY,
            66),
        new Machine(
            "a laptop that lists no charger, on its battery",
            List.of("BAT0 type=Battery capacity=77 status=Discharging"),
            Power.BATTERY,
            77),
        new Machine(
            "a laptop that lists no charger, and is full",
            List.of("BAT0 type=Battery capacity=100 status=Full"),
            Power.MAINS,
            100),
        new Machine(
            "a server whose UPS has taken over",
            List.of("ups type=UPS capacity=64 status=Discharging"),
            Power.BATTERY,
            64),
        new Machine(
            "a desktop with a wireless mouse",
            List.of("hidpp_battery_0 type=Battery scope=Device capacity=5 status=Discharging"),
            Power.UNKNOWN,
            null),
        new Machine(
            "a laptop on its battery, with a wireless mouse that is nearly empty",
            List.of(
                "AC type=Mains online=0",
                "BAT0 type=Battery capacity=90",
                "hid type=Battery scope=Device capacity=3"),
            Power.BATTERY,
            90),
        new Machine(
            "a supply that tells nothing",
            List.of("AC type=Mains", "BAT0 type=Battery capacity=full"),
            Power.UNKNOWN,
            null),
        new Machine(
            "a battery that exaggerates",
            List.of("B type=Battery capacity=104"),
            Power.UNKNOWN,
            100),
        new Machine("a supply without a type", List.of("odd online=0"), Power.UNKNOWN, null));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void sensesPower(Machine machine) throws IOException {
    for (String supply : machine.supplies()) {
      make("sys/class/power_supply", supply);
    }
    Conditions conditions = ConditionSensor.ofLinux(folder).sense(folder);
    assertThat(conditions.power()).isEqualTo(machine.power());
    assertThat(conditions.batteryPercent()).isEqualTo(machine.battery());
  }

  private void make(String where, String device) throws IOException {
    List<String> words = new ArrayList<>(List.of(device.split(" ")));
    Path entry = Files.createDirectories(folder.resolve(where).resolve(words.removeFirst()));
    for (String word : words) {
      String[] parts = word.split("=");
      Files.writeString(entry.resolve(parts[0]), parts[1] + "\n");
    }
  }

  /** The hottest processor counts; only without one, whatever is hottest. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zone0 type=acpitz temp=27800; zone1 type=x86_pkg_temp temp=61000 | | 61.0",
        "zone0 type=cpu0-thermal temp=48500; zone1 type=cpu1-thermal temp=52250 | | 52.25",
        "zone0 type=acpitz temp=90000; zone1 type=x86_pkg_temp temp=61000 | | 61.0",
        "zone0 type=acpitz temp=43000; zone1 type=iwlwifi_1 temp=35000 | | 43.0",
        "zone0 type=acpitz temp=43000 | hwmon0 name=k10temp temp1_input=71625; hwmon1 name=nvme"
            + " temp1_input=80000 | 71.625",
        "zone0 type=acpitz temp=warm; zone1 type=cpu temp=-274000; zone2 type=cpu temp=999000 | |",
        "zone0 type=cpu | |",
        " | hwmon0 name=nvme temp1_input=80000 |",
        " | |",
      })
  void sensesHeat(@Nullable String zones, @Nullable String monitors, @Nullable Double celsius)
      throws IOException {
    makeAll("sys/class/thermal", "thermal_", zones);
    makeAll("sys/class/hwmon", "", monitors);
    assertThat(ConditionSensor.ofLinux(folder).sense(folder).celsius()).isEqualTo(celsius);
  }

  private void makeAll(String where, String before, @Nullable String devices) throws IOException {
    if (devices != null) {
      for (String device : devices.split(";")) {
        make(where, before + device.strip());
      }
    }
  }

  @Test
  void sensesLoadAndRoom() throws IOException {
    Files.createDirectories(folder.resolve("proc"));
    Files.writeString(folder.resolve("proc/loadavg"), "3.00 2.50 1.00 2/345 6789\n");
    Conditions conditions = ConditionSensor.ofLinux(folder).sense(folder);
    assertThat(conditions.loadPerCore())
        .isEqualTo(3.0 / Runtime.getRuntime().availableProcessors());
    assertThat(conditions.freeDiskBytes()).isNotNegative();
    Files.writeString(folder.resolve("proc/loadavg"), "?\n");
    Conditions garbled = ConditionSensor.ofLinux(folder).sense(folder.resolve("absent"));
    assertThat(garbled.loadPerCore()).isNull();
    assertThat(garbled.freeDiskBytes()).isNull();
  }

  @Test
  void aMachineThatTellsNothingIsUnknown() {
    assertThat(ConditionSensor.ofLinux(folder.resolve("absent")).sense(folder.resolve("absent")))
        .isEqualTo(Conditions.UNKNOWN);
  }

  /** Whatever this machine has, its sensors answer, those of the libraries as well. */
  @Test
  void thisMachineIsSensed() {
    assertThat(ConditionSensor.ofThisMachine().sense(folder).freeDiskBytes()).isPositive();
    OshiSensor library = new OshiSensor();
    Conditions conditions = library.sense(folder);
    assertThat(conditions.freeDiskBytes()).isPositive();
    assertThat(conditions.metered()).isNull();
    if (conditions.batteryPercent() != null) {
      assertThat(conditions.batteryPercent()).isBetween(0, 100);
    }
  }

  /** A program in the place of busctl, which writes down how it was asked. */
  private SystemBus bus(String script) throws IOException {
    Path socket = folder.resolve("run/dbus/system_bus_socket");
    Files.createDirectories(folder.resolve("run/dbus"));
    Files.writeString(socket, "");
    Path program = folder.resolve("busctl");
    Files.writeString(
        program, "#!/bin/sh\necho \"$@\" >> '" + folder.resolve("asked") + "'\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new SystemBus(socket, program.toString());
  }

  private List<String> asked() throws IOException {
    Path asked = folder.resolve("asked");
    return Files.exists(asked) ? Files.readAllLines(asked) : List.of();
  }

  @ParameterizedTest
  @CsvSource({
    "u 1, true",
    "u 3, true",
    "u 2, false",
    "u 4, false",
    "u 0,",
    "u 9,",
    "nonsense,",
    "'',"
  })
  void networkManagerTellsWhetherTheNetworkIsMetered(String answer, @Nullable Boolean metered)
      throws IOException {
    assertThat(new NetworkManager(bus("echo '" + answer + "'")).isMetered()).isEqualTo(metered);
    assertThat(asked())
        .containsExactly(
            "--address=unix:path="
                + folder.resolve("run/dbus/system_bus_socket")
                + " --auto-start=no --timeout=1 get-property org.freedesktop.NetworkManager"
                + " /org/freedesktop/NetworkManager org.freedesktop.NetworkManager Metered");
  }

  @Test
  void logindTellsForHowLongNobodyHasUsedTheMachine() throws IOException {
    long since = Instant.now().minusSeconds(3600).toEpochMilli() * 1000;
    assertThat(idle("b true\nt " + since))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(70));
    assertThat(idle("b false\nt " + since)).isEqualTo(Duration.ZERO);
    assertThat(asked().getFirst())
        .endsWith(
            "get-property org.freedesktop.login1 /org/freedesktop/login1"
                + " org.freedesktop.login1.Manager IdleHint IdleSinceHint");
  }

  /** A desktop that never sets the hint is not one that somebody always uses. */
  @Test
  void aHintThatWasNeverSetMeansNothing() throws IOException {
    assertThat(idle("b false\nt 0")).isNull();
    assertThat(idle("b true\nt 0")).isNull();
    assertThat(idle("b true")).isNull();
    assertThat(idle("b true\nt soon")).isNull();
  }

  private @Nullable Duration idle(String answer) throws IOException {
    return new LoginIdle(bus("printf '" + answer.replace("\n", "\\n") + "\\n'")).sense();
  }

  /** Services that fail or are silent, and a machine without the program, or without a bus. */
  @Test
  void whatDoesNotAnswerIsUnknown() throws IOException {
    assertThat(new NetworkManager(bus("echo 'u 1'; exit 1")).isMetered()).isNull();
    assertThat(new NetworkManager(bus("exec sleep 60")).isMetered()).isNull();
    SystemBus there = bus("echo 'u 1'");
    assertThat(
            new NetworkManager(new SystemBus(there.socket(), folder + "/no-program")).isMetered())
        .isNull();
    int before = asked().size();
    SystemBus none = new SystemBus(folder.resolve("no-socket"), there.program());
    assertThat(new NetworkManager(none).isMetered()).isNull();
    assertThat(new LoginIdle(none).sense()).isNull();
    assertThat(asked()).hasSize(before);
  }

  @Test
  void theWholeMachineIsSensedTogether() throws IOException {
    make("sys/class/power_supply", "AC type=Mains online=1");
    SystemBus bus =
        bus("case \"$*\" in *Metered*) echo 'u 1' ;; *) printf 'b false\\nt 5\\n' ;; esac");
    Conditions conditions = new LinuxSensor(folder, bus).sense(folder);
    assertThat(conditions.power()).isEqualTo(Power.MAINS);
    assertThat(conditions.metered()).isTrue();
    assertThat(conditions.idle()).isEqualTo(Duration.ZERO);
  }

  @Test
  void whatIsFreshIsNotAskedAgain() {
    AtomicInteger asked = new AtomicInteger();
    Remembered<Integer> remembered = new Remembered<>(asked::incrementAndGet, Duration.ofHours(1));
    assertThat(remembered.get()).isEqualTo(1);
    assertThat(remembered.get()).isEqualTo(1);
    Remembered<Integer> never = new Remembered<>(asked::incrementAndGet, Duration.ZERO);
    assertThat(never.get()).isEqualTo(2);
    assertThat(never.get()).isEqualTo(3);
  }

  @Test
  void aSensorThatBreaksOrHangsIsUnknownUntilItAnswers() throws InterruptedException {
    Remembered<Integer> broken =
        new Remembered<>(
            () -> {
              throw new UnsatisfiedLinkError("no such library");
            },
            Duration.ZERO);
    assertThat(broken.get()).isNull();
    CountDownLatch answers = new CountDownLatch(1);
    Remembered<Integer> slow =
        new Remembered<>(
            () -> {
              try {
                answers.await();
              } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
              }
              return 7;
            },
            Duration.ofHours(1));
    assertThat(slow.get()).isNull();
    answers.countDown();
    Integer answer = slow.get();
    for (int i = 0; answer == null && i < 100; i++) {
      answer = slow.get();
    }
    assertThat(answer).isEqualTo(7);
  }
}
