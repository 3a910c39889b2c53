package latent.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts the real program on a library and looks, as a browser does, until the first photos are
 * there. The passphrase's derivation and the Java machine's own start are part of it.
 */
final class FirstPage {

  /** Thumbnails that a window shows at first. */
  private static final int IN_VIEW = 24;

  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Victim program;
  private final String passphrase;

  FirstPage(Path folder, Path library, String passphrase) throws IOException {
    this.program = new Victim(folder, library, passphrase);
    this.passphrase = passphrase;
  }

  /** Lists the whole library once, and then looks at its first page. */
  JoinLab.Start measure() throws IOException {
    Victim.End all = program.run(List.of("photos", "--json"), Victim.Doom.NEVER);
    if (all.killed() || all.exitCode() != 0) {
      throw new IOException("“latent photos” ended with " + all.words());
    }
    ProcessBuilder builder = new ProcessBuilder(program.command(List.of("serve", "--port", "0")));
    builder.environment().put("LATENT_PASSPHRASE", passphrase);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    long begun = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader answers = process.inputReader()) {
      String address = address(answers);
      long said = since(begun);
      String month = json(address, "timeline").get(0).get("month").asText();
      long months = since(begun);
      JsonNode photos = json(address, "photos?month=" + month);
      long page = since(begun);
      for (int nth = 0; nth < Math.min(IN_VIEW, photos.size()); nth++) {
        get(address, "photos/" + photos.get(nth).get("photo").asText() + "/thumbnail");
      }
      return new JoinLab.Start(
          said, months, page, since(begun), photos.size(), all.took().toMillis());
    } finally {
      stop(process);
    }
  }

  private static long since(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }

  private static String address(BufferedReader answers) throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return address.group();
      }
    }
    throw new IOException("“latent serve” ended without saying where it is");
  }

  private static JsonNode json(String address, String question) throws IOException {
    return JSON.readTree(new String(get(address, question), StandardCharsets.UTF_8));
  }

  private static byte[] get(String address, String question) throws IOException {
    try (InputStream answer = URI.create(address + "api/" + question).toURL().openStream()) {
      return answer.readAllBytes();
    }
  }

  private static void stop(Process process) throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
