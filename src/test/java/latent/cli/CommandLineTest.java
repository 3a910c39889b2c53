package latent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import latent.Main;
import latent.SampleLibrary;
import latent.library.Flows;
import latent.photo.PhotoId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands as scripts rely on them: their JSON fields, their exit codes, and who prints where.
 */
class CommandLineTest {

  private static final int PICTURES = 8;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** What a command did; standard output holds one JSON document, or nothing, and nothing else. */
  private record Ran(int code, String out, String err) {

    JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (JsonProcessingException broken) {
        throw new AssertionError("not one JSON document: " + out, broken);
      }
    }
  }

  @TempDir private static Path home;

  private static Path passphrase;
  private static JsonNode made;
  private static JsonNode added;
  private static JsonNode shifted;

  @TempDir private Path folder;

  @BeforeAll
  static void fill() throws IOException {
    passphrase = Files.writeString(home.resolve("passphrase"), SampleLibrary.PASSPHRASE + "\n");
    SampleLibrary.makePictures(home.resolve("all"));
    Path pictures = Files.createDirectories(home.resolve("pictures"));
    try (var files = Files.list(home.resolve("all"))) {
      for (Path picture : files.sorted().limit(PICTURES).toList()) {
        Files.copy(picture, pictures.resolve(picture.getFileName()));
      }
    }
    made = done("init", "--cloud", cloudOf(home), "--budget", "1GB");
    added = done("add", pictures.toString());
    shifted = done("shift", "--now", "--until-done");
  }

  private static String cloudOf(Path root) {
    return "file:" + root.resolve("cloud");
  }

  private static Ran in(Path root, String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--library", root.resolve("library").toString(), "--json"));
    if (!line.contains("--passphrase-file")) {
      line.addAll(List.of("--passphrase-file", passphrase.toString()));
    }
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    ByteArrayOutputStream remarks = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(answers, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(remarks, true, StandardCharsets.UTF_8));
      int code = CommandTree.run(new Main(), line.toArray(String[]::new));
      return new Ran(
          code, answers.toString(StandardCharsets.UTF_8), remarks.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static JsonNode done(String... words) {
    return done(home, words);
  }

  private static JsonNode done(Path root, String... words) {
    Ran ran = in(root, words);
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
    return ran.json();
  }

  /** It fails with that exit code, one sentence, and no answer. */
  private static void fails(Ran ran, int code, String sentence) {
    assertThat(ran.code()).as(ran.err()).isEqualTo(code);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).containsIgnoringCase(sentence).doesNotContain("\tat ", "Exception");
  }

  private static void assertFields(JsonNode object, String... names) {
    assertThat(object.fieldNames()).toIterable().contains(names);
  }

  private static void assertEach(JsonNode list, String... names) {
    assertThat(list.isArray()).isTrue();
    assertThat(list).isNotEmpty().allSatisfy(object -> assertFields(object, names));
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(object -> object.path(field).asText())
        .toList();
  }

  /** A picture that the library does not have. */
  private static Path another() throws IOException {
    try (var files = Files.list(home.resolve("all"))) {
      return files.sorted().skip(PICTURES).findFirst().orElseThrow();
    }
  }

  /** A copy of the library and its cloud, to be broken. */
  private Path copy() throws IOException {
    Path settings = folder.resolve("library/settings.json");
    try (var all = Files.walk(home)) {
      for (Path from : all.toList()) {
        Path relative = home.relativize(from);
        if (relative.startsWith("library") || relative.startsWith("cloud")) {
          Files.copy(from, folder.resolve(relative));
        }
      }
    }
    String written = Files.readString(settings);
    Files.writeString(settings, written.replace(cloudOf(home), cloudOf(folder)));
    return folder;
  }

  private static List<Path> originalsIn(Path root) throws IOException {
    try (var objects = Files.walk(root.resolve("cloud/o"))) {
      return objects.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void initAddAndShiftAnswer() {
    assertFields(made, "library", "cloud");
    assertThat(made.path("library").asText()).isEqualTo(home.resolve("library").toString());
    assertThat(made.path("cloud").asText()).isEqualTo(cloudOf(home));
    assertFields(added, "added", "already", "unreadable", "skipped", "items");
    assertThat(added.path("added").asInt()).isEqualTo(PICTURES);
    assertEach(added.path("items"), "path", "outcome", "photo", "reason");
    assertThat(texts(added.path("items"), "outcome")).containsOnly("added");
    assertFields(shifted, "analysed", "uploaded", "offloaded", "grouped", "waiting", "failed");
    assertThat(shifted.path("analysed").asInt()).isEqualTo(PICTURES);
    assertThat(shifted.path("uploaded").asInt()).isEqualTo(PICTURES);
    assertThat(shifted.path("grouped").asInt()).isPositive();
    assertThat(shifted.path("failed").asInt()).isZero();
    assertThat(shifted.path("waiting").isArray()).isTrue();
  }

  @Test
  void photosGoToTheTrashAndBackAndLeave() throws IOException {
    Path root = copy();
    List<String> photos = texts(done(root, "photos"), "photo");
    JsonNode trashed = done(root, "trash", photos.get(0), photos.get(1).substring(0, 12));
    assertFields(trashed, "items", "facts", "milliseconds", "remark");
    assertEach(trashed.path("items"), "photo", "name", "outcome", "until", "reason");
    assertThat(texts(trashed.path("items"), "outcome")).containsOnly("trashed");
    assertEach(done(root, "photos", "--trash"), "photo", "name", "trashed", "until", "state");
    assertThat(done(root, "trash", "--list")).isEqualTo(done(root, "photos", "--trash"));
    assertThat(done(root, "photos")).hasSize(PICTURES - 2);
    assertThat(done(root, "status").path("photos").asInt()).isEqualTo(PICTURES - 2);

    JsonNode restored = done(root, "restore", photos.get(0));
    assertThat(texts(restored.path("items"), "outcome")).containsExactly("restored");
    fails(in(root, "trash", "--empty"), ExitCode.USAGE, "--yes");
    fails(in(root, "trash", "--empty", photos.get(0)), ExitCode.USAGE, "one of them");
    fails(in(root, "trash", "ffff"), ExitCode.USAGE, "there is no photo");
    JsonNode emptied = done(root, "trash", "--empty", "--yes");
    assertFields(emptied, "photos", "removed", "remark");
    assertThat(emptied.path("removed").asInt()).isEqualTo(1);
    assertThat(originalsIn(root)).hasSize(PICTURES - 1);
    assertThat(done(root, "trash")).isEmpty();
    fails(in(root, "restore", photos.get(1)), ExitCode.USAGE, "has left the library");
    assertThat(done(root, "verify", "--deep").path("findings")).isEmpty();
    assertThat(done(root, "shift", "--now").path("removed").asInt()).isZero();
  }

  @Test
  void thePassphraseIsChangedAndTheRecoveryKeyOpens() throws IOException {
    Path root = copy();
    Path fresh = Files.writeString(folder.resolve("fresh"), "another one\n");
    String key = done(root, "recovery-key").path("recoveryKey").asText();
    Path printed = Files.writeString(folder.resolve("printed"), key.toLowerCase(Locale.ROOT));
    assertThat(
            done(root, "recovery-key", "--check", "--recovery-key-file", printed.toString())
                .path("opens")
                .asBoolean())
        .isTrue();
    char wrong = key.charAt(8) == 'Z' ? 'Y' : 'Z';
    Path mistyped =
        Files.writeString(
            folder.resolve("mistyped"), key.substring(0, 8) + wrong + key.substring(9));
    fails(
        in(root, "recovery-key", "--check", "--recovery-key-file", mistyped.toString()),
        ExitCode.UNUSABLE,
        "group 2 ");

    byte[] old = Files.readAllBytes(root.resolve("library/key"));
    assertThat(
            done(root, "passphrase", "--new-passphrase-file", fresh.toString())
                .path("changed")
                .asBoolean())
        .isTrue();
    fails(in(root, "verify"), ExitCode.UNUSABLE, "passphrase is not this library's");
    done(root, "verify", "--deep", "--passphrase-file", fresh.toString());

    // As on another device, which still has the old key file: it opens with either.
    Files.write(root.resolve("library/key"), old);
    done(root, "verify");
    done(root, "verify", "--deep", "--passphrase-file", fresh.toString());
    assertThat(Files.readAllBytes(root.resolve("library/key"))).isNotEqualTo(old);
    fails(in(root, "verify"), ExitCode.UNUSABLE, "passphrase is not this library's");

    // The passphrase is forgotten: the recovery key joins a device, and chooses a new one.
    Path device = Files.createDirectories(folder.resolve("device"));
    JsonNode joined =
        done(device, "join", "--cloud", cloudOf(root), "--recovery-key-file", printed.toString());
    assertThat(joined.path("photos").asInt()).isEqualTo(PICTURES);
    Path third = Files.writeString(folder.resolve("third"), "the third\n");
    done(
        device,
        "passphrase",
        "--recovery-key-file",
        printed.toString(),
        "--new-passphrase-file",
        third.toString());
    done(device, "verify", "--deep", "--passphrase-file", third.toString());
    done(root, "verify", "--passphrase-file", third.toString());
  }

  @Test
  void statusAnswers() {
    JsonNode status = done("status");
    assertFields(
        status,
        "photos",
        "originals",
        "pending",
        "faces",
        "people",
        "named",
        "quarantined",
        "deviceBytes",
        "libraryBytes",
        "cloudBytes",
        "budgetBytes",
        "conditions");
    assertFields(status.path("originals"), "onDevice", "inCloud", "offloaded");
    assertFields(status.path("pending"), "analyse", "upload", "offload");
    assertThat(status.path("photos").asInt()).isEqualTo(PICTURES);
    assertThat(status.path("originals").path("inCloud").asInt()).isEqualTo(PICTURES);
    assertThat(status.path("budgetBytes").asLong()).isEqualTo(1_000_000_000L);
    assertFields(
        status.path("conditions"),
        "power",
        "battery",
        "idleSeconds",
        "celsius",
        "metered",
        "freeDiskBytes",
        "loadPerCore");
    assertThat(status.path("conditions").path("freeDiskBytes").asLong()).isPositive();
  }

  @Test
  void photosPeopleAndFacesAnswer() {
    JsonNode photos = done("photos");
    assertThat(photos).hasSize(PICTURES);
    assertEach(photos, "photo", "name", "taken", "width", "height", "place", "state", "faces");
    assertThat(texts(photos, "photo")).allMatch(PhotoId::isPhotoId);
    assertThat(Set.of("local", "uploaded", "offloaded", "cached", "unreadable"))
        .containsAll(texts(photos, "state"));
    JsonNode people = done("people");
    assertEach(people, "id", "name", "faces", "photos", "cover", "hidden");
    String person = people.get(0).path("id").asText();
    assertThat(done("photos", "--person", person)).hasSize(people.get(0).path("photos").asInt());
    JsonNode faces = done("faces", "--person", person);
    assertEach(
        faces, "face", "photo", "name", "box", "score", "sharpness", "person", "personName", "why");
    assertThat(faces).hasSize(people.get(0).path("faces").asInt());
    assertThat(faces)
        .allSatisfy(
            face -> {
              assertThat(face.path("box")).hasSize(4);
              assertThat(face.path("box"))
                  .allSatisfy(part -> assertThat(part.asDouble()).isBetween(-0.5, 1.5));
            });
    String photo = faces.get(0).path("photo").asText();
    assertThat(texts(done("faces", "--photo", photo), "photo")).containsOnly(photo);
    String name = photos.get(0).path("name").asText();
    assertThat(texts(done("photos", "--query", name), "name")).containsOnly(name);
  }

  @Test
  void factsAnswerWithThePeopleThatChanged() throws IOException {
    Path root = copy();
    JsonNode people = done(root, "people");
    String first = people.get(0).path("id").asText();
    String second = people.get(1).path("id").asText();
    JsonNode faces = done(root, "faces", "--person", first);
    String face = faces.get(0).path("face").asText();
    String photo = faces.get(0).path("photo").asText();
    List<List<String>> said =
        List.of(
            List.of("name", first, "Ada"),
            List.of("merge", "Ada", second),
            List.of("undo"),
            List.of("reject", face, "Ada"),
            List.of("confirm", face, "Ada"),
            List.of("split", "Ada", faces.get(1).path("face").asText()),
            List.of("not-a-face", faces.get(1).path("face").asText()),
            List.of("hide", second),
            List.of("tag", photo, "0.01,0.01,0.05,0.05", "Ben"));
    for (List<String> words : said) {
      JsonNode testimony = done(root, words.toArray(String[]::new));
      assertFields(testimony, "people", "milliseconds");
      assertThat(testimony.path("milliseconds").asLong()).isNotNegative();
      assertThat(testimony.path("people").isArray()).isTrue();
    }
    assertThat(texts(done(root, "people"), "name")).contains("Ada", "Ben");
    JsonNode facts = done(root, "facts");
    assertThat(facts).hasSize(said.size());
    done(root, "undo", facts.get(0).path("fact").asText());
    assertThat(texts(done(root, "people"), "name")).contains("Ada").doesNotContain("Ben");
  }

  @Test
  void freeOpenAndLedgerAnswer() throws IOException {
    Path root = copy();
    JsonNode freed = done(root, "free");
    assertFields(freed, "freedBytes", "offloaded", "kept");
    assertThat(freed.path("offloaded").asInt()).isEqualTo(PICTURES);
    assertThat(freed.path("freedBytes").asLong()).isPositive();
    String photo = done(root, "photos").get(0).path("photo").asText();
    Path file = folder.resolve("opened");
    JsonNode opened = done(root, "open", photo, "-o", file.toString());
    assertFields(opened, "bytes", "from");
    assertThat(opened.path("from").asText()).isEqualTo("cloud");
    assertThat(opened.path("bytes").asLong()).isEqualTo(Files.size(file));
    assertThat(PhotoId.of(Files.readAllBytes(file)).hex()).isEqualTo(photo);
    assertThat(done(root, "open", photo, "-o", file.toString()).path("from").asText())
        .isEqualTo("device");
    JsonNode ledger = done(root, "ledger");
    assertEach(ledger, "direction", "reason", "objects", "bytes");
    assertThat(Set.of("up", "down")).containsAll(texts(ledger, "direction"));
    assertThat(Set.of("upload", "preview", "features", "facts", "view", "analyse", "verify"))
        .containsAll(texts(ledger, "reason"));
    assertThat(texts(ledger, "reason")).contains("upload", "view");
    assertThat(done(root, "ledger", "--since", "2999-01-01")).isEmpty();
    assertThat(done(root, "policy").get("limit").asLong()).isZero();
    done(root, "policy", "limit", "2MB/s");
    assertThat(done(root, "policy").get("limit").asLong()).isEqualTo(2_000_000);
    done(root, "policy", "limit", "off");
    assertThat(done(root, "policy").get("limit").asLong()).isZero();
    assertThat(done(root, "policy").get("power").asText()).isEqualTo("charging");
    done(root, "policy", "power", "any");
    done(root, "policy", "budget", "upload", "2GB/day");
    done(root, "policy", "budget", "upload", "20GB/month");
    done(root, "policy", "unknown", "metered", "wait");
    JsonNode policy = done(root, "policy", "pause", "3h");
    assertThat(policy.get("power").asText()).isEqualTo("any");
    assertThat(policy.get("budget").get("upload").asText()).isEqualTo("2GB/day 20GB/month");
    assertThat(policy.get("unknown").get("metered").asText()).isEqualTo("wait");
    assertThat(Instant.parse(policy.get("pause").asText())).isAfter(Instant.now());
    JsonNode paused = done(root, "shift");
    assertThat(paused.path("analysed").asInt()).isZero();
    done(root, "policy", "pause", "off");
    JsonNode days = done(root, "ledger", "--by", "day");
    assertEach(days, "day", "device", "direction", "reason", "objects", "bytes");
    assertThat(days.findValues("bytes").stream().mapToLong(JsonNode::asLong).sum())
        .isEqualTo(ledger.findValues("bytes").stream().mapToLong(JsonNode::asLong).sum());
    assertEach(
        done(root, "ledger", "--by", "device"),
        "device",
        "direction",
        "reason",
        "objects",
        "bytes");
  }

  @Test
  void whatCanNotBeWrittenIsSaidInOneSentence() {
    String photo = done("photos").get(0).path("photo").asText();
    Path nowhere = folder.resolve("none").resolve("opened");
    fails(in(home, "open", photo, "-o", folder.toString()), ExitCode.UNUSABLE, "is a folder");
    fails(in(home, "open", photo, "-o", nowhere.toString()), ExitCode.UNUSABLE, "is not there");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsKeptIsNamed() throws IOException {
    Path root = copy();
    Files.delete(originalsIn(root).getFirst());
    JsonNode freed = done(root, "free");
    assertThat(freed.path("offloaded").asInt()).isEqualTo(PICTURES - 1);
    assertEach(freed.path("kept"), "photo", "because");
  }

  @Test
  void joinAnswersAndKnowsWhatTheCloudKnows() throws IOException {
    JsonNode joined = done(folder, "join", "--cloud", cloudOf(home));
    assertFields(joined, "library", "cloud");
    assertThat(texts(done(folder, "photos"), "state")).hasSize(PICTURES).containsOnly("offloaded");
    assertThat(done(folder, "people")).isEqualTo(done("people"));
  }

  @Test
  void verifyAnswersRepairsAndEndsWithFourIfDamageStays() throws IOException {
    JsonNode whole = done("verify", "--deep");
    assertFields(whole, "checked", "findings");
    assertThat(whole.path("checked").asInt()).isGreaterThan(3 * PICTURES);
    assertThat(whole.path("findings")).isEmpty();
    Path root = copy();
    List<Path> objects = originalsIn(root);
    byte[] sealed = Files.readAllBytes(objects.get(0));
    sealed[sealed.length / 2] ^= 1;
    Files.write(objects.get(0), sealed);
    assertThat(in(root, "verify").code()).isEqualTo(ExitCode.DONE);
    Ran repaired = in(root, "verify", "--deep");
    assertThat(repaired.code()).isEqualTo(ExitCode.DAMAGED);
    assertThat(repaired.json().path("findings")).hasSize(1);
    assertEach(repaired.json().path("findings"), "kind", "object", "photo", "sentence", "repaired");
    assertThat(texts(repaired.json().path("findings"), "repaired")).containsExactly("true");
    String photo = repaired.json().path("findings").get(0).path("photo").asText();
    assertThat(in(root, "verify", "--deep").code()).isEqualTo(ExitCode.DONE);
    Files.delete(objects.get(1));
    Ran quick = in(root, "verify");
    assertThat(quick.code()).isEqualTo(ExitCode.DAMAGED);
    assertThat(texts(quick.json().path("findings"), "kind")).containsExactly("missing");
    try (var here = Files.walk(root.resolve("library/originals"))) {
      for (Path original : here.filter(Files::isRegularFile).toList()) {
        Files.delete(original);
      }
    }
    sealed = Files.readAllBytes(objects.get(0));
    sealed[sealed.length / 2] ^= 1;
    Files.write(objects.get(0), sealed);
    Ran lost = in(root, "verify", "--deep");
    assertThat(lost.code()).isEqualTo(ExitCode.DAMAGED);
    assertThat(texts(lost.json().path("findings"), "repaired")).containsOnly("false");
    fails(in(root, "open", photo, "-o", folder.resolve("opened").toString()), 4, photo);
    assertThat(folder.resolve("opened")).doesNotExist();
  }

  @Test
  void itemsThatFailAreNamedAndEndWithOne() throws IOException {
    Path root = copy();
    Path odd = Files.createDirectories(folder.resolve("odd"));
    Files.createFile(odd.resolve("empty.jpg"));
    Files.writeString(odd.resolve("notes.txt"), "no photo");
    Ran ran =
        in(
            root,
            "add",
            odd.toString(),
            folder.resolve("missing.jpg").toString(),
            home.resolve("pictures").toString());
    assertThat(ran.code()).isEqualTo(ExitCode.SOME_FAILED);
    JsonNode answer = ran.json();
    assertThat(answer.path("unreadable").asInt()).isEqualTo(2);
    assertThat(answer.path("skipped").asInt()).isEqualTo(1);
    assertThat(answer.path("already").asInt()).isEqualTo(PICTURES);
    assertThat(texts(answer.path("items"), "outcome")).contains("unreadable", "skipped", "already");
    assertThat(ran.err()).contains("empty.jpg: ", "missing.jpg: ").doesNotContain("notes.txt");
  }

  @Test
  void whatWasToBeMovedAndCanNotBeIsNamed() throws IOException {
    Path root = copy();
    Path source = folder.resolve("source.jpg");
    try (var files = Files.list(home.resolve("pictures"))) {
      Files.copy(files.sorted().findFirst().orElseThrow(), source);
    }
    done(root, "free");
    Files.move(root.resolve("cloud"), root.resolve("unplugged"));
    Ran ran = in(root, "add", "--move", source.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(ran.json().path("already").asInt()).isEqualTo(1);
    assertThat(ran.err()).contains("source.jpg: it stays where it is");
    assertThat(source).exists();
    Files.move(root.resolve("unplugged"), root.resolve("cloud"));
    done(root, "add", "--move", source.toString());
    assertThat(source).doesNotExist();
  }

  @Test
  void wrongUseEndsWithTwo() {
    fails(in(home, "frobnicate"), ExitCode.USAGE, "frobnicate");
    fails(in(home, "shift", "--limit", "fast"), ExitCode.USAGE, "is no rate");
    fails(in(home, "policy", "limit", "1KB/s"), ExitCode.USAGE, "too slow");
    fails(in(home, "policy", "limit"), ExitCode.USAGE, "latent policy limit 2MB/s");
    fails(in(home, "policy", "moon", "full"), ExitCode.USAGE, "power, battery-above, idle-for");
    fails(in(home, "policy", "power", "nuclear"), ExitCode.USAGE, "charging (heavy work");
    fails(in(home, "policy", "budget", "facts", "1GB/day"), ExitCode.USAGE, "facts never wait");
    fails(in(home, "policy", "pause"), ExitCode.USAGE, "3h or until");
    fails(in(home, "add"), ExitCode.USAGE, "PATH");
    fails(in(home, "init"), ExitCode.USAGE, "--cloud");
    fails(in(home, "free", "much"), ExitCode.USAGE, "is no size");
    fails(in(home, "tag", "abcd", "1,2", "Ben"), ExitCode.USAGE, "is no box");
    fails(in(home, "ledger", "--since", "yesterday"), ExitCode.USAGE, "is no moment");
    fails(in(home, "open", "ffffffff", "-o", "x"), ExitCode.USAGE, "no photo");
    fails(in(home, "name", "Nobody", "Ada"), ExitCode.USAGE, "no person");
    fails(in(home, "not-a-face", "0123456789abcdef"), ExitCode.USAGE, "no face");
    fails(in(home, "undo", "0123456789abcdef"), ExitCode.USAGE, "no fact");
    Ran bare = in(home);
    assertThat(bare.code()).isEqualTo(ExitCode.USAGE);
    assertThat(bare.out()).isEmpty();
  }

  @Test
  void whatCanNotBeUsedEndsWithThree() throws IOException {
    Path root = copy();
    Path wrong = Files.writeString(folder.resolve("wrong"), "something else");
    String[] verify = {"verify", "--passphrase-file", wrong.toString()};
    fails(in(root, verify), ExitCode.UNUSABLE, "passphrase is not this library's");
    String[] unreadable = {"verify", "--passphrase-file", folder.resolve("none").toString()};
    fails(in(root, unreadable), ExitCode.UNUSABLE, "can't be read");
    fails(in(folder.resolve("nowhere"), "status"), ExitCode.UNUSABLE, "There is no library");
    fails(in(root, "init", "--cloud", cloudOf(root)), ExitCode.UNUSABLE, "already");
    fails(
        in(folder.resolve("other"), "init", "--cloud", "ftp://example.org"),
        ExitCode.UNUSABLE,
        "ftp://example.org");
    Files.move(root.resolve("cloud"), root.resolve("unplugged"));
    fails(in(root, "verify"), ExitCode.UNUSABLE, "isn't there");
    done(root, "add", another().toString());
    fails(in(root, "shift", "--now"), ExitCode.UNUSABLE, "isn't there");
    assertThat(done(root, "photos")).hasSize(PICTURES + 1);
    Files.move(root.resolve("unplugged"), root.resolve("cloud"));
    assertThat(done(root, "shift", "--now").path("uploaded").asInt()).isEqualTo(1);
    try (Flows working =
        new Main().work(root.resolve("library"), fresh -> SampleLibrary.PASSPHRASE.toCharArray())) {
      fails(in(root, "shift", "--now"), ExitCode.UNUSABLE, "is working in");
      assertThat(done(root, "photos")).hasSize(working.gallery().photos(null, null).size());
    }
  }
}
