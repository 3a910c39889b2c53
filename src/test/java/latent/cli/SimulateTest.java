package latent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import latent.Main;
import latent.simulation.PriceTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code latent lab simulate}: its files, its errors, its answers. */
class SimulateTest {

  private static final Path SHIPPED = Path.of("scenarios");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final double GIBI = 1L << 30;

  /** The widest that a terminal should have to be. */
  private static final int COLUMNS = 120;

  @TempDir private Path folder;

  private record Ran(int code, String out, String err) {}

  private static Ran run(String... words) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    ByteArrayOutputStream remarks = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(answers, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(remarks, true, StandardCharsets.UTF_8));
      int code = CommandTree.run(new Main(), words);
      return new Ran(
          code, answers.toString(StandardCharsets.UTF_8), remarks.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** A shipped scenario of which fewer lives are drawn. */
  private Path shortened(String name) throws IOException {
    ObjectNode scenario = (ObjectNode) JSON.readTree(SHIPPED.resolve(name).toFile());
    scenario.put("lives", 40);
    Files.copy(SHIPPED.resolve("prices.json"), folder.resolve("prices.json"));
    return Files.write(folder.resolve(name), JSON.writeValueAsBytes(scenario));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-terabyte.json", "billion-users.json"})
  void theShippedScenariosAreAnsweredInTablesThatFit(String name) throws IOException {
    Ran ran = run("lab", "simulate", "--scenario", shortened(name).toString());
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
    assertThat(ran.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS));
    assertThat(ran.out())
        .contains("keep all", "small copies", "download again", "features kept", "Latent")
        .contains("AWS S3", "Cloudflare R2", "Backblaze B2", "Wasabi")
        .contains("to analyse", "faces lost", "95 of 100", "of 100 faces lost");
  }

  @Test
  void oneDocumentSaysEverythingForPrograms() throws IOException {
    String file = shortened("billion-users.json").toString();
    Ran ran = run("lab", "simulate", "--scenario", file, "--json");
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
    JsonNode document = JSON.readTree(ran.out());
    assertThat(document.path("users").asLong()).isEqualTo(1_000_000_000);
    assertThat(document.path("policies").findValuesAsText("policy"))
        .containsExactly("keepAll", "smallCopiesOnly", "downloadAgain", "featuresKept", "latent");
    for (JsonNode policy : document.path("policies")) {
      JsonNode down = policy.path("down");
      assertThat(down.path("total").asDouble()).isEqualTo(1e9 * down.path("mean").asDouble());
      assertThat(down.path("totalError").asDouble()).isPositive();
      double reasons =
          policy.path("downToView").path("mean").asDouble()
              + policy.path("downToAnalyse").path("mean").asDouble()
              + policy.path("downForOtherDevices").path("mean").asDouble()
              + policy.path("downForANewDevice").path("mean").asDouble();
      assertThat(down.path("mean").asDouble()).isCloseTo(reasons, within(1.));
      assertThat(policy.path("money")).hasSize(4);
      for (JsonNode money : policy.path("money")) {
        double parts =
            money.path("storage").path("total").asDouble()
                + money.path("egress").path("total").asDouble()
                + money.path("requests").path("total").asDouble();
        assertThat(money.path("total").path("total").asDouble()).isCloseTo(parts, within(1.));
      }
    }
    assertThat(run("lab", "simulate", "--scenario", file, "--json").out()).isEqualTo(ran.out());
  }

  /** A dot leads into an object; "" takes the key away. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "photosPerDay.value | -3 | photosPerDay.value must be a number from 0 on, and is -3",
        "photosPerDay.value | \"six\" | photosPerDay.value must be a number from 0 on, and is \"six\"",
        "photosPerDay.spread | `` | photosPerDay.spread is missing",
        "photosPerDay.source | `` | photosPerDay.source is missing",
        "photosPerDay.source | \" \" | photosPerDay.source must be a text, and is \" \"",
        "photosPerDay.sauce | 1 | photosPerDay.sauce is no key that is known here",
        "photosPerDay | 6 | photosPerDay must be an object, and is 6",
        "megabytesPerPhoto.value | 0 | megabytesPerPhoto.value must be a number above 0, and is 0",
        "megabytesPerPhoto.value | 1e999 | megabytesPerPhoto.value must be a number above 0",
        "gigabytesAtStart.value | 1e99 | gigabytesAtStart.value must be at most 1.0E15, and is 1.0E99",
        "devices.value | 0.5 | devices.value must be a number from 1 on, and is 0.5",
        "recallShare.value | 1.5 | recallShare.value must be a number from 0 to 1, and is 1.5",
        "newEmbedderEveryMonths.value | 2.5 | newEmbedderEveryMonths.value must be a whole number from 0",
        "users | 0 | users must be a whole number from 1 to 100000000000, and is 0",
        "users | 1e9 | users must be a whole number from 1 to 100000000000, and is 1.0E9",
        "years | 51 | years must be a whole number from 1 to 50, and is 51",
        "lives | `` | lives is missing",
        "accounts | \"two\" | accounts must be one of one each, one for all, and is \"two\"",
        "faceWidths.value | [0.1] | faceWidths.value must be two numbers or more",
        "faceWidths.value | [0.2, 0.1] | faceWidths.value must be two numbers or more",
        "faceWidths.value | [0.2, 3] | faceWidths.value[1] must be a number from 0 to 1, and is 3",
        "photosPerDy | 6 | photosPerDy is no key that is known here",
        "prices | 7 | prices must be a text, and is 7",
        "prices | \"nowhere.json\" | there is no file"
      })
  void whatIsWrongInAScenarioIsSaidWithItsKey(String key, String value, String sentence)
      throws IOException {
    Path file = shortened("one-terabyte.json");
    ObjectNode scenario = (ObjectNode) JSON.readTree(file.toFile());
    set(scenario, key, value);
    Files.writeString(file, scenario.toString().replace("\"Infinity\"", "1e999"));
    Ran ran = run("lab", "simulate", "--scenario", file.toString(), "--json");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("latent: " + sentence).hasLineCount(1);
  }

  private static void set(ObjectNode object, String key, String value) throws IOException {
    int dot = key.indexOf('.');
    if (dot >= 0) {
      set((ObjectNode) object.get(key.substring(0, dot)), key.substring(dot + 1), value);
    } else if (value.isEmpty()) {
      object.remove(key);
    } else {
      object.set(key, JSON.readTree(value));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"prices\": []} | prices must be a list of objects, and is []",
        "{\"prices\": [4]} | prices[0] must be an object, and is 4",
        "{\"prices\": [{}]} | prices[0].name is missing",
        "{\"prizes\": [{}]} | prices is missing",
        "[1] | must hold one JSON object",
        "{\"prices\": | is no JSON: line 1"
      })
  void whatIsWrongInAPriceFileIsSaidWithItsKey(String text, String sentence) throws IOException {
    Path file = Files.writeString(folder.resolve("prices.json"), text);
    assertThatThrownBy(() -> PriceFile.read(file))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2026-09-20 | 20.9.2026 | prices[0].date must be a day, like 2026-09-11, and is \"20.9.2026\"",
        "\"upTo\": 10340 | \"upTo\": 90 | prices[0].egress.tiers[1].upTo must be a number above 100",
        "\"dollars\": 0.09 | \"dollars\": -1 | prices[0].egress.tiers[1].dollars must be a number from 0 on",
        "\"dollars\": 0.09 | \"cents\": 9 | prices[0].egress.tiers[1].dollars is missing",
        "\"atLeast\" | \"leastOfAll\" | prices[3].storage.leastOfAll is no key that is known here"
      })
  void aMistakeInThePricesIsFound(String right, String wrong, String sentence) throws IOException {
    String shipped = Files.readString(SHIPPED.resolve("prices.json"));
    assertThat(shipped).contains(right);
    Path file = Files.writeString(folder.resolve("prices.json"), shipped.replace(right, wrong));
    assertThatThrownBy(() -> PriceFile.read(file))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining(sentence);
  }

  /** The bills of a month at the shipped prices, computed by hand from the providers' pages. */
  @Test
  void theShippedPricesBillAsTheProvidersSay() throws IOException {
    List<PriceTable> prices = PriceFile.read(SHIPPED.resolve("prices.json"));
    assertThat(prices)
        .extracting(PriceTable::name)
        .containsExactly("AWS S3", "Cloudflare R2", "Backblaze B2", "Wasabi");

    PriceTable.Bill aws = prices.get(0).bill(60_000 * GIBI, 12_000 * GIBI, 1e6, 1e7);
    assertThat(aws.storage()).as("51,200 and 8,800 GB").isCloseTo(1177.6 + 193.6, within(1e-6));
    assertThat(aws.egress()).as("100, 10,240 and 1,660 GB").isCloseTo(921.6 + 141.1, within(1e-6));
    assertThat(aws.classA()).isCloseTo(5, within(1e-9));
    assertThat(aws.classB()).isCloseTo(4, within(1e-9));
    assertThat(prices.get(0).bill(0, 99 * GIBI, 0, 0).egress()).isZero();

    PriceTable r2 = prices.get(1);
    assertThat(r2.bill(1e12, 1e15, 1000, 1e6))
        .as("the page's first example")
        .isEqualTo(new PriceTable.Bill(14.85, 0, 0, 0, 0));
    assertThat(r2.bill(1e10, 0, 1e5, 3e8).classB())
        .as("the page's third example")
        .isCloseTo(104.4, within(1e-9));
    assertThat(r2.bill(10.2e9, 0, 1_000_001, 0))
        .as("rounded up to 11 GB and to two million")
        .satisfies(bill -> assertThat(bill.storage()).isCloseTo(.015, within(1e-12)))
        .satisfies(bill -> assertThat(bill.classA()).isCloseTo(4.5, within(1e-9)));

    PriceTable b2 = prices.get(2);
    assertThat(b2.bill(1e12, 3e12, 1e9, 1e9).egress()).isZero();
    assertThat(b2.bill(1e12, 4e12, 1e9, 1e9).egress()).isCloseTo(10, within(1e-9));
    assertThat(b2.bill(1e12, 0, 1e9, 1e9).storage()).isCloseTo(990 * .00695, within(1e-9));

    PriceTable wasabi = prices.get(3);
    assertThat(wasabi.bill(1e9, 0, 1e9, 1e9).storage()).isCloseTo(7.99, within(1e-4));
    assertThat(wasabi.bill(3 * 1024 * GIBI, 0, 0, 0).storage()).isCloseTo(23.97, within(1e-4));
    assertThat(wasabi.bill(1e12, 1.5e12, 0, 0).beyondTerms()).isEqualTo(.5e12);
    assertThat(wasabi.bill(1e12, 1e12, 0, 0).beyondTerms()).isZero();
  }

  @Test
  void everyPriceHasADayAPageAndAWordOnHowItIsKnown() throws IOException {
    List<PriceTable> tables = PriceFile.read(SHIPPED.resolve("prices.json"));
    assertThat(tables)
        .allSatisfy(
            table -> {
              assertThat(table.page()).startsWith("https://");
              assertThat(table.date()).matches("\\d{4}-\\d{2}-\\d{2}");
              assertThat(table.confirmed()).isNotBlank();
              assertThat(table.terms()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 | 0 | $0.00 | 0 h",
        "1 | 1.00 bytes | 1 | $1.00 | 1.00 h",
        "999.4 | 999 bytes | 999 | $999 | 41.6 days",
        "999.6 | 1.00 KB | 1,000 | $1,000 | 41.7 days",
        "12345 | 12.3 KB | 12.3 k | $12,345 | 514 days",
        "999500 | 1.00 MB | 1.00 M | $999,500 | 114 years",
        "1.5e9 | 1.50 GB | 1.50 bn | $1.50 bn | 171 k years",
        "2.25e21 | 2.25 ZB | 2,250,000 qn | $2,250,000 qn | 257 qn years"
      })
  void numbersAreRoundedForPeople(
      double number, String bytes, String count, String dollars, String hours) {
    assertThat(Rounded.bytes(number)).isEqualTo(bytes);
    assertThat(Rounded.count(number)).isEqualTo(count);
    assertThat(Rounded.dollars(number)).isEqualTo(dollars);
    assertThat(Rounded.hours(number)).isEqualTo(hours);
  }
}
