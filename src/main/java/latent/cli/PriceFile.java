package latent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import latent.cli.NamedValues.Bounds;
import latent.simulation.PriceTable;
import latent.simulation.Tariff;

/** The price tables of a file. docs/simulation.md says what the keys mean. */
final class PriceFile {

  private static final double THOUSAND = 1000;

  private PriceFile() {}

  /**
   * Reads price tables.
   *
   * @throws UnusableFileException if something in it can't be; the message names the key
   */
  static List<PriceTable> read(Path file) throws IOException {
    NamedValues values = NamedValues.read(file);
    List<PriceTable> tables = new ArrayList<>();
    for (NamedValues each : values.objects("prices")) {
      tables.add(table(each));
    }
    values.end();
    return tables;
  }

  private static PriceTable table(NamedValues values) throws UnusableFileException {
    PriceTable table =
        new PriceTable(
            values.text("name"),
            values.text("terms"),
            date(values),
            values.text("page"),
            values.text("confirmed"),
            values.number("bytesPerGigabyte", Bounds.ABOVE_0),
            tariff(values.object("storage"), 1),
            tariff(values.object("egress"), 1),
            values.number("freeEgressTimesStored", Bounds.FROM_0),
            values.has("allowedEgressTimesStored")
                ? values.number("allowedEgressTimesStored", Bounds.FROM_0)
                : Double.POSITIVE_INFINITY,
            tariff(values.object("writesAndLists"), THOUSAND),
            tariff(values.object("reads"), THOUSAND));
    values.end();
    return table;
  }

  private static String date(NamedValues values) throws UnusableFileException {
    String date = values.text("date");
    try {
      return LocalDate.parse(date).toString();
    } catch (DateTimeParseException wrong) {
      throw values.wrong("date", "a day, like 2026-09-11");
    }
  }

  /**
   * A tariff.
   *
   * @param units for which a price is written: tiers end at single units, prices are for so many
   */
  private static Tariff tariff(NamedValues values, double units) throws UnusableFileException {
    List<Tariff.Tier> tiers = new ArrayList<>();
    List<NamedValues> given = values.objects("tiers");
    double from = 0;
    for (NamedValues each : given) {
      boolean last = tiers.size() == given.size() - 1;
      double upTo = last ? Double.POSITIVE_INFINITY : each.number("upTo", Bounds.ABOVE_0);
      if (upTo <= from) {
        throw each.wrong("upTo", "a number above " + Rounded.count(from));
      }
      double dollars = each.number(units == 1 ? "dollars" : "dollarsPer1000", Bounds.FROM_0);
      each.end();
      tiers.add(new Tariff.Tier(upTo, dollars / units));
      from = upTo;
    }
    double atLeast = values.has("atLeast") ? values.number("atLeast", Bounds.FROM_0) : 0;
    double roundedUpTo =
        values.has("roundedUpTo") ? values.number("roundedUpTo", Bounds.FROM_0) : 0;
    values.end();
    return new Tariff(tiers, atLeast, roundedUpTo);
  }
}
