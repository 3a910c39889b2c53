package latent.vault;

import java.io.IOException;

/** Is told of faults as they are found. */
@FunctionalInterface
public interface FindingListener {
  void found(Finding finding) throws IOException;
}
