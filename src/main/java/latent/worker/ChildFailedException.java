package latent.worker;

/**
 * A child died, hung or spoke nonsense. {@link #what} says which, to follow "the reader process".
 */
final class ChildFailedException extends Exception {

  private final String what;

  ChildFailedException(String what) {
    super("the reader process " + what);
    this.what = what;
  }

  String what() {
    return what;
  }
}
