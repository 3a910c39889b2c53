package latent.vault;

import java.util.Optional;
import java.util.regex.Pattern;

/** What an object of the vault is; the bucket shows it as the first letter of the name. */
public enum Kind {
  KEY("key"),
  RECOVERY("recovery"),
  ORIGINAL("o/"),
  COPIES("p/"),
  FEATURES("f/"),
  FACTS("d/"),
  LEASE("l/");

  private static final Pattern SEALED = Pattern.compile("[opfdl]/[0-9a-f]{2}/[0-9a-f]{38}");

  private final String prefix;

  Kind(String prefix) {
    this.prefix = prefix;
  }

  /** How the names of this kind begin; for {@link #KEY} and {@link #RECOVERY}, the name. */
  public String prefix() {
    return prefix;
  }

  /** The kind that an object of this name would be; empty if the vault has no such names. */
  public static Optional<Kind> of(String objectName) {
    if (objectName.equals(KEY.prefix)) {
      return Optional.of(KEY);
    }
    if (objectName.equals(RECOVERY.prefix)) {
      return Optional.of(RECOVERY);
    }
    if (!SEALED.matcher(objectName).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (objectName.charAt(0)) {
          case 'o' -> ORIGINAL;
          case 'p' -> COPIES;
          case 'f' -> FEATURES;
          case 'd' -> FACTS;
          default -> LEASE;
        });
  }
}
