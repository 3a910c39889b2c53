package latent.photo;

import java.util.Locale;

/**
 * Why bytes go to or come from the store. Every transfer has exactly one; the ledger adds them up.
 *
 * <p>There is deliberately no reason under which a fact could fetch an original: {@link #FACTS}
 * moves facts alone, and an original comes back only under {@link Recall}.
 */
public enum Reason {
  UPLOAD,
  PREVIEW,
  FEATURES,
  FACTS,
  VIEW,
  ANALYSE,
  VERIFY;

  /** The reasons for which an original may be fetched. */
  public enum Recall {
    /** The user opened the photo. */
    VIEW(Reason.VIEW),
    /** A model needs the pixels; they stay in memory. */
    ANALYSE(Reason.ANALYSE),
    /** The store is being checked. */
    VERIFY(Reason.VERIFY);

    private final Reason reason;

    Recall(Reason reason) {
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }

  /** The word the ledger shows. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
