package latent.library;

import org.jspecify.annotations.Nullable;

/** The library, its store or its disk can't be used; the message is a sentence for the user. */
public final class LibraryException extends RuntimeException {

  public LibraryException(String sentence) {
    this(sentence, null);
  }

  public LibraryException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
