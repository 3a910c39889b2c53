package latent.library;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The library, its store or its disk can't be used; the message is a sentence for the user. */
public final class LibraryException extends RuntimeException {

  public LibraryException(String sentence) {
    this(sentence, null);
  }

  public LibraryException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  /** A file that could not be read or written, in a sentence. */
  public static LibraryException of(IOException broken) {
    return broken instanceof FileSystemException named && named.getFile() != null
        ? Disk.unusable(Path.of(named.getFile()), broken)
        : new LibraryException("A file can't be used: " + Disk.reason(broken) + ".", broken);
  }
}
