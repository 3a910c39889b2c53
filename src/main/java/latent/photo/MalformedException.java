package latent.photo;

import org.jspecify.annotations.Nullable;

/** Bytes that should have been one of the written forms are not. */
public final class MalformedException extends RuntimeException {

  public MalformedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
