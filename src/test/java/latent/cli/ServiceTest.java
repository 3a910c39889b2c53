package latent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import latent.SampleLibrary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program as a service: what arrives, what it tells, how it ends, and its unit. */
class ServiceTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PICTURES = 3;
  private static final String NAME = "Zebulon";

  @TempDir private Path folder;

  private Path passphrase;
  private Path pictures;

  /** What a program did. */
  private record Ran(int code, String out, String err) {}

  @BeforeEach
  void found() throws Exception {
    passphrase = Files.writeString(folder.resolve("passphrase"), SampleLibrary.PASSPHRASE + "\n");
    Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
    pictures = folder.resolve("pictures");
    Ran ran = ran("init", "--cloud", "file:" + folder.resolve("cloud"), "--budget", "1GB");
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private ProcessBuilder program(String... words) {
    List<String> line =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Dlatent.models=" + System.getProperty("latent.models", "models"),
                "-Dlatent.machine=" + folder.resolve("machine"),
                "-Dlatent.program=/opt/the photos $HOME 100%/latent",
                "-cp",
                System.getProperty("java.class.path"),
                "latent.Main"));
    line.addAll(List.of(words));
    line.addAll(
        List.of(
            "--library",
            folder.resolve("library").toString(),
            "--passphrase-file",
            passphrase.toString()));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    return builder;
  }

  private Ran ran(String... words) throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process =
        program(words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new Ran(process.waitFor(), Files.readString(out), Files.readString(err));
  }

  private static HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return ask(HttpRequest.newBuilder(URI.create(address)));
  }

  private static double figure(String metrics, String line) {
    Matcher figure =
        Pattern.compile("^" + Pattern.quote(line) + " (\\S+)$", Pattern.MULTILINE).matcher(metrics);
    assertThat(figure.find()).as(line + " in\n" + metrics).isTrue();
    return Double.parseDouble(figure.group(1));
  }

  /**
   * Photos arrive and are read, uploaded and named; then SIGTERM ends it well. Nowhere does its log
   * say who or what that was about.
   */
  @Test
  @Timeout(900)
  void servesTellsNothingPersonalAndEndsWell() throws Exception {
    Path inbox = Files.createDirectories(folder.resolve("Auntie Gerlinde"));
    assertThat(ran("watch", inbox.toString(), "--move").code()).isZero();
    SampleLibrary.makePictures(pictures);
    Path log = folder.resolve("log");
    Process serve =
        program("serve", "--port", "0", "--log", "debug").redirectError(log.toFile()).start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(serve.getInputStream(), StandardCharsets.UTF_8))) {
      Matcher address = Pattern.compile("http://\\S+").matcher(out.readLine());
      assertThat(address.find()).isTrue();
      String page = address.group();
      assertThat(get(page + "health"))
          .matches(answer -> answer.statusCode() == 200)
          .matches(answer -> answer.body().equals("{\"status\":\"ok\"}"));
      arrive(inbox);
      String metrics = awaitUploaded(page);
      assertFigures(metrics);
      nameSomebody(page);
      assertThat(inbox).isEmptyDirectory();
      serve.destroy();
      assertThat(serve.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      serve.destroyForcibly();
    }
    assertThat(serve.exitValue()).isZero();
    assertThatNothingIsPersonal(Files.readString(log));
    Ran status = ran("status", "--json");
    assertThat(JSON.readTree(status.out()).path("named").asInt()).isEqualTo(1);
    assertThat(JSON.readTree(status.out()).path("pending").path("upload").asInt()).isZero();
  }

  private void arrive(Path inbox) throws IOException {
    try (var files = Files.list(pictures)) {
      List<Path> some = files.sorted().limit(PICTURES).toList();
      for (int i = 0; i < some.size(); i++) {
        Files.copy(some.get(i), inbox.resolve("Quentin at home " + i + ".jpg"));
      }
    }
  }

  private static String awaitUploaded(String page) throws Exception {
    while (true) {
      HttpResponse<String> answer = get(page + "metrics");
      assertThat(answer.statusCode()).isEqualTo(200);
      String metrics = answer.body();
      if (figure(metrics, "latent_photos") == PICTURES
          && figure(metrics, "latent_pending{work=\"upload\"}") == 0
          && figure(metrics, "latent_people") > 0) {
        return metrics;
      }
      Thread.sleep(200);
    }
  }

  private static void assertFigures(String metrics) {
    assertThat(figure(metrics, "latent_pending{work=\"analyse\"}")).isZero();
    assertThat(figure(metrics, "latent_originals{place=\"cloud\"}")).isEqualTo(PICTURES);
    assertThat(figure(metrics, "latent_moved_bytes_total{direction=\"up\",reason=\"upload\"}"))
        .isPositive();
    assertThat(figure(metrics, "latent_budget_bytes")).isEqualTo(1e9);
    assertThat(figure(metrics, "latent_device_bytes")).isPositive();
    assertThat(figure(metrics, "latent_watched_folders{state=\"there\"}")).isEqualTo(1);
    assertThat(figure(metrics, "latent_shift_failures_total")).isZero();
    assertThat(metrics).contains("latent_readers ", "jvm_memory_used_bytes");
    assertThat(metrics).doesNotContain("Quentin", "Gerlinde");
  }

  private static void nameSomebody(String page) throws Exception {
    JsonNode people = JSON.readTree(get(page + "api/people").body());
    HttpResponse<String> named =
        ask(
            HttpRequest.newBuilder(
                    URI.create(page + "api/people/" + people.get(0).path("id").asText() + "/name"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + NAME + "\"}")));
    assertThat(named.statusCode()).as(named.body()).isEqualTo(200);
  }

  private void assertThatNothingIsPersonal(String log) {
    assertThat(log)
        .contains("begins to serve", "Watched folder 1: ", "photos added", "told to stop, and did")
        .doesNotContain(NAME, "Quentin", "Gerlinde", ".jpg", SampleLibrary.PASSPHRASE)
        .doesNotContain(folder.toString(), "/home", "\tat ", "Exception:", "has met a fault");
    assertThat(log.lines())
        .isNotEmpty()
        .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\S+ (debug|info|warning|error) .*"));
    assertThat(Pattern.compile("[0-9a-f]{13}").matcher(log).find()).isFalse();
  }

  /** The unit is what systemd can read, and holds no secret. */
  @Test
  void installsAUnit() throws Exception {
    Ran ran = ran("service", "install", "--port", "8555");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("systemctl --user enable --now latent", "loginctl enable-linger");
    Path unit = folder.resolve("config/systemd/user/latent.service");
    assertThat(unit)
        .content()
        .contains(
            "ExecStart=\"/opt/the photos $HOME 100%%/latent\" \"serve\" \"--library\"",
            "\"--port\" \"8555\"",
            passphrase.toRealPath().toString(),
            "Restart=on-failure",
            "SuccessExitStatus=143",
            "NoNewPrivileges=yes")
        .doesNotContain(SampleLibrary.PASSPHRASE);
    Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-r-----"));
    Ran open = ran("service", "install");
    assertThat(open.code()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(open.err()).contains("chmod 600");
  }

  /** With --now it gives the commands itself; here to a systemd that only writes them down. */
  @Test
  void givesTheCommandsToSystemd() throws Exception {
    Path said = folder.resolve("said");
    for (String tool : List.of("systemctl", "loginctl")) {
      Path program = Files.createDirectories(folder.resolve("bin")).resolve(tool);
      Files.writeString(
          program, "#!/bin/sh\necho \"" + tool + " $*\" >> '" + said + "'\necho active\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertThat(ran("service", "install", "--now").code()).isZero();
    assertThat(said)
        .content()
        .isEqualTo(
            """
            systemctl --user daemon-reload
            systemctl --user enable --now latent.service
            loginctl enable-linger
            """);
    Map<?, ?> status = JSON.readValue(ran("service", "status", "--json").out(), Map.class);
    assertThat(status.get("installed")).isEqualTo(true);
    assertThat(status.get("state")).isEqualTo("active");
    assertThat(ran("service", "uninstall").code()).isZero();
    assertThat(folder.resolve("config/systemd/user/latent.service")).doesNotExist();
    assertThat(said).content().contains("disable --now latent.service");
    assertThat(ran("service", "uninstall").out()).contains("There is no service");
  }
}
