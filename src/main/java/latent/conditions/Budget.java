package latent.conditions;

import org.jspecify.annotations.Nullable;

/**
 * How many bytes may move for one reason, up and down together, in a calendar day and in a calendar
 * month of the machine's time zone.
 *
 * @param perDay null for as many as will
 * @param perMonth null for as many as will
 */
public record Budget(@Nullable Long perDay, @Nullable Long perMonth) {

  static final Budget NONE = new Budget(null, null);

  boolean isNone() {
    return perDay == null && perMonth == null;
  }
}
