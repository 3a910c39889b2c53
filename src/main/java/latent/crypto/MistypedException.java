package latent.crypto;

import java.io.IOException;

/** What was typed is no recovery key; the message says where it is wrong. */
public final class MistypedException extends IOException {

  public MistypedException(String sentence) {
    super(sentence);
  }
}
