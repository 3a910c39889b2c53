package latent.conditions;

import java.util.Locale;

/** The sensors whose silence policy has a word about, and how that is said. */
public enum Sensor {
  POWER("where the current comes from"),
  BATTERY("how full the battery is"),
  IDLE("whether somebody uses the computer"),
  TEMPERATURE("how warm the processor is"),
  METERED("whether the network is metered"),
  DISK("how much room the disk has");

  private final String question;

  Sensor(String question) {
    this.question = question;
  }

  String question() {
    return question;
  }

  /** The word for it in a policy. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
