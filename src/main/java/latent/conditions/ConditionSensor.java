package latent.conditions;

import java.nio.file.Path;

/**
 * Reads the conditions of a machine. What can't be read is unknown: a sensor never throws, and
 * never keeps anybody waiting for longer than a fraction of a second.
 */
public interface ConditionSensor {

  /**
   * The conditions at this moment.
   *
   * @param folder whose disk is asked for its free space
   */
  Conditions sense(Path folder);

  /** The sensors of the machine that this program runs on. */
  static ConditionSensor ofThisMachine() {
    return System.getProperty("os.name", "").startsWith("Linux")
        ? new LinuxSensor(Path.of("/"))
        : new OshiSensor();
  }

  /** Those of a Linux machine whose files lie under {@code root}, which tests make up. */
  static ConditionSensor ofLinux(Path root) {
    return new LinuxSensor(root);
  }
}
