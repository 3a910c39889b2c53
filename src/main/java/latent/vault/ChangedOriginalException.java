package latent.vault;

import java.io.IOException;

/** A file that was to be stored as an original isn't it: its bytes don't give the photo's name. */
public final class ChangedOriginalException extends IOException {

  public ChangedOriginalException(String sentence) {
    super(sentence);
  }
}
