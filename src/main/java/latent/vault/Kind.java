package latent.vault;

import java.util.Optional;

/** What an object of the vault is; the bucket shows it as the first letter of the name. */
public enum Kind {
  KEY("key"),
  ORIGINAL("o/"),
  COPIES("p/"),
  FEATURES("f/"),
  FACTS("d/");

  private final String prefix;

  Kind(String prefix) {
    this.prefix = prefix;
  }

  /** How the names of this kind begin; for {@link #KEY}, the name. */
  public String prefix() {
    return prefix;
  }

  /** The kind that an object of this name would be; empty if the vault has no such names. */
  public static Optional<Kind> of(String objectName) {
    if (objectName.equals(KEY.prefix)) {
      return Optional.of(KEY);
    }
    for (Kind kind : new Kind[] {ORIGINAL, COPIES, FEATURES, FACTS}) {
      if (objectName.matches(kind.prefix + "[0-9a-f]{2}/[0-9a-f]{38}")) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
