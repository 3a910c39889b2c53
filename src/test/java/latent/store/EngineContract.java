package latent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The contract over whatever engine {@code latent.engine} names, an address such as {@code
 * s3://bucket?endpoint=...}, with credentials as the program finds them. Not among the usual tests,
 * since it needs that engine to run; {@code acceptance/engines.test.mjs} starts engines and runs
 * it. Each test works under a prefix of its own.
 */
class EngineContract extends ObjectStoreContract {

  private static final String ENGINE =
      Objects.requireNonNull(System.getProperty("latent.engine"), "-Dlatent.engine is not given");

  @Override
  ObjectStore emptyStore(Path folder) throws IOException {
    return Stores.open(ENGINE.replaceFirst("\\?", "/" + UUID.randomUUID() + "?"));
  }

  @Test
  void aMissingBucketIsNamed() throws IOException {
    String elsewhere = ENGINE.replaceFirst("s3://[^/?]+", "s3://no-such-bucket");
    try (ObjectStore store = Stores.open(elsewhere)) {
      assertThatThrownBy(store::check)
          .isInstanceOf(StoreMissingException.class)
          .hasMessageContaining("no-such-bucket");
      assertThat(elsewhere).isNotEqualTo(ENGINE);
    }
  }
}
