package latent.vision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The runtime must have no way of its own to the outside. From version 1.29 on its builds for Linux
 * and macOS hold a client that reports to its maker unless the environment forbids it.
 */
class RuntimePrivacyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linux-x64/libonnxruntime.so",
        "linux-aarch64/libonnxruntime.so",
        "osx-aarch64/libonnxruntime.dylib"
      })
  void theRuntimeHoldsNoClientThatReports(String library) throws IOException {
    String text;
    try (InputStream in =
        OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/" + library)) {
      assertThat(in).isNotNull();
      text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    for (String sign :
        new String[] {"PosixTelemetry", "ORT_DISABLE_TELEMETRY", "events.data.microsoft.com"}) {
      assertThat(text.contains(sign)).as(sign).isFalse();
    }
  }
}
