package latent.cli;

/** What a command tells the shell. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** Done, but some items failed; each was named, nothing is lost. */
  public static final int SOME_FAILED = 1;

  /** The command was used wrongly, or points at something that isn't there. */
  public static final int USAGE = 2;

  /** The library, the store or the passphrase can't be used. */
  public static final int UNUSABLE = 3;

  /** Damage or tampering was found. */
  public static final int DAMAGED = 4;

  private ExitCode() {}
}
