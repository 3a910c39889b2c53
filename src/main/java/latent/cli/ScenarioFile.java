package latent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import latent.cli.NamedValues.Bounds;
import latent.simulation.FaceSizes;
import latent.simulation.Scenario;
import latent.simulation.Varying;

/**
 * A scenario as it stands in a file: each figure with its source beside it. docs/simulation.md says
 * what the keys mean.
 */
final class ScenarioFile {

  private static final double KILOBYTE = 1e3;
  private static final double MEGABYTE = 1e6;
  private static final double GIGABYTE = 1e9;

  private static final long MOST_USERS = 100_000_000_000L;
  private static final int MOST_YEARS = 50;
  private static final int MOST_LIVES = 200_000;
  private static final int MOST_MONTHS = 1200;

  private final NamedValues values;

  private ScenarioFile(NamedValues values) {
    this.values = values;
  }

  /** The scenario, and where its prices are. */
  record Read(Scenario scenario, Path prices) {}

  /**
   * Reads a scenario.
   *
   * @throws UnusableFileException if something in it can't be; the message names the key
   */
  static Read read(Path file) throws IOException {
    NamedValues values = NamedValues.read(file);
    Scenario scenario = new ScenarioFile(values).scenario();
    Path prices = file.resolveSibling(values.text("prices"));
    values.end();
    return new Read(scenario, prices);
  }

  private Scenario scenario() throws UnusableFileException {
    return new Scenario(
        values.text("name"),
        values.whole("users", 1, MOST_USERS),
        (int) values.whole("years", 1, MOST_YEARS),
        (int) values.whole("lives", 2, MOST_LIVES),
        values.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        Scenario.Accounts.values()[values.oneOf("accounts", List.of("one each", "one for all"))],
        habits(),
        sizes(),
        changes(),
        new Scenario.Machine(
            value("originalsPerSecond", Bounds.ABOVE_0),
            value("previewsPerSecond", Bounds.ABOVE_0),
            value("cropsPerSecond", Bounds.ABOVE_0),
            value("megabitsPerSecondDown", Bounds.ABOVE_0),
            value("megabitsPerSecondUp", Bounds.ABOVE_0)),
        faces());
  }

  private Scenario.Habits habits() throws UnusableFileException {
    return new Scenario.Habits(
        varying("photosPerDay", Bounds.FROM_0, 1),
        varying("gigabytesAtStart", Bounds.FROM_0, GIGABYTE),
        varying("megabytesPerPhoto", Bounds.ABOVE_0, MEGABYTE),
        varying("editsPerDay", Bounds.FROM_0, 1),
        varying("viewsPerDay", Bounds.FROM_0, 1),
        value("facesPerPhoto", Bounds.FROM_0),
        value("devices", Bounds.FROM_1),
        value("devicesLostPerYear", Bounds.FROM_0));
  }

  private Scenario.Sizes sizes() throws UnusableFileException {
    return new Scenario.Sizes(
        KILOBYTE * value("smallCopiesKilobytes", Bounds.ABOVE_0),
        KILOBYTE * value("entryKilobytes", Bounds.ABOVE_0),
        KILOBYTE * value("segmentKilobytes", Bounds.ABOVE_0),
        KILOBYTE * value("listedKilobytes", Bounds.FROM_0),
        KILOBYTE * value("embeddingKilobytes", Bounds.FROM_0),
        KILOBYTE * value("cropKilobytes", Bounds.FROM_0),
        value("sealingShare", Bounds.SHARE));
  }

  private Scenario.Changes changes() throws UnusableFileException {
    return new Scenario.Changes(
        months("newEmbedderEveryMonths"),
        months("newDetectorEveryMonths"),
        value("rereadShare", Bounds.SHARE),
        value("recallShare", Bounds.SHARE),
        GIGABYTE * value("recallGigabytesPerMonth", Bounds.FROM_0));
  }

  private FaceSizes faces() throws UnusableFileException {
    NamedValues given = values.object("faceWidths");
    List<Double> widths = given.numbers("value", Bounds.SHARE);
    source(given);
    boolean rising = widths.size() >= 2;
    for (int next = 1; next < widths.size(); next++) {
      rising &= widths.get(next) >= widths.get(next - 1);
    }
    if (!rising) {
      throw given.wrong("value", "two numbers or more, each at least the one before");
    }
    return new FaceSizes(
        widths, value("originalPixels", Bounds.ABOVE_0), value("previewPixels", Bounds.ABOVE_0));
  }

  private double value(String key, Bounds bounds) throws UnusableFileException {
    NamedValues given = values.object(key);
    double value = given.number("value", bounds);
    source(given);
    return value;
  }

  private int months(String key) throws UnusableFileException {
    NamedValues given = values.object(key);
    int value = (int) given.whole("value", 0, MOST_MONTHS);
    source(given);
    return value;
  }

  private Varying varying(String key, Bounds bounds, double unit) throws UnusableFileException {
    NamedValues given = values.object(key);
    double value = given.number("value", bounds);
    double spread = given.number("spread", Bounds.FROM_0);
    source(given);
    return new Varying(unit * value, spread);
  }

  /** A figure without a source is an opinion. */
  private static void source(NamedValues given) throws UnusableFileException {
    given.text("source");
    given.end();
  }
}
