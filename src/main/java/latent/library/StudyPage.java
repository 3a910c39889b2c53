package latent.library;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import latent.library.StudyFigures.ByWidth;
import latent.library.StudyFigures.Costs;
import latent.library.StudyFigures.Detection;
import latent.library.StudyFigures.Fetched;
import latent.library.StudyFigures.Fetching;
import latent.library.StudyFigures.Identity;
import latent.library.StudyFigures.ModelChange;
import latent.library.StudyFigures.Money;
import latent.library.StudyFigures.PolicyCosts;
import latent.library.StudyFigures.Recognised;

/**
 * The parts of a page that consist of figures: a sentence, or a table in Markdown, each by a name.
 * In the page each stands between {@code <!-- study NAME -->} and {@code <!-- end -->}.
 */
public final class StudyPage {

  private static final Pattern PART =
      Pattern.compile("(<!-- study ([a-z0-9-]+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

  private static final double DAYS_A_YEAR = 365.25;

  private final StudyFigures figures;

  public StudyPage(StudyFigures figures) {
    this.figures = figures;
  }

  /**
   * The page with these figures in the place of those that it has.
   *
   * @throws LibraryException if it asks for a part that is not known
   */
  public String renewed(String page) {
    Map<String, String> parts = parts();
    Matcher matcher = PART.matcher(page);
    StringBuilder renewed = new StringBuilder();
    while (matcher.find()) {
      String part = parts.get(matcher.group(2));
      if (part == null) {
        throw new LibraryException("The study has no part named " + matcher.group(2) + ".");
      }
      matcher.appendReplacement(
          renewed, Matcher.quoteReplacement(matcher.group(1) + part + "\n" + matcher.group(3)));
    }
    return matcher.appendTail(renewed).toString();
  }

  /** All parts by their names. */
  Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("setting", setting());
    parts.put("copies-answer", copiesAnswer());
    parts.put("found", found());
    parts.put("found-by-width", foundByWidth());
    parts.put("recognised", recognised());
    parts.put("widths-answer", widthsAnswer());
    parts.put("widths", widths());
    parts.put("bytes", bytes());
    parts.put("originals-answer", originalsAnswer());
    parts.put("originals", originals());
    parts.put("models-answer", modelsAnswer());
    parts.put("models", models());
    for (int i = 0; i < figures.costs().size(); i++) {
      Costs costs = figures.costs().get(i);
      parts.put("costs-" + (i + 1), costs(costs));
      parts.put("costs-" + (i + 1) + "-answer", costsAnswer(costs));
    }
    return parts;
  }

  private String setting() {
    StudyFigures.Setting setting = figures.setting();
    return words(
        "Measured with the detector %s and the embedder %s on %,d labelled photos, of which %,d with %,d faces are"
            + " sure enough to look for faces in, and on %d crowds composed of all of them, with %,d faces (seed %d)."
            + " Previews are JPEGs of quality %d. Two faces count as one person's from a cosine of %.3f on, which one"
            + " pair of strangers in a thousand reaches.",
        setting.detector(),
        setting.embedder(),
        setting.photos(),
        setting.photosLookedAt(),
        setting.photoFaces(),
        setting.crowds(),
        setting.crowdFaces(),
        setting.seed(),
        setting.quality(),
        setting.cosine());
  }

  private Recognised atProduct() {
    return figures.byEdge().stream()
        .filter(row -> row.edge() == StudyLab.PREVIEW_EDGE)
        .findFirst()
        .orElseThrow();
  }

  private String copiesAnswer() {
    Detection crowd = detection("crowd", StudyLab.PREVIEW_EDGE);
    return words(
        "**A preview of %,d pixels shows %s of the faces that the original of 12 megapixels shows; of the named faces"
            + " in crowds, %s are found and recognised from such previews alone, and %s from crops that were cut out of"
            + " the originals when these were at hand.**",
        StudyLab.PREVIEW_EDGE,
        percent(share(crowd.alsoInOriginal(), crowd.inOriginal())),
        percent(atProduct().fromPreviews()),
        percent(atProduct().fromOriginals()));
  }

  private Detection detection(String kind, int edge) {
    return figures.detection().stream()
        .filter(row -> row.kind().equals(kind) && row.edge() == edge)
        .findFirst()
        .orElseThrow();
  }

  private String found() {
    return table(
        List.of(
            "pictures",
            "long edge",
            "how many",
            "faces",
            "found",
            "of those that the original shows",
            "false",
            "kB each"),
        figures.detection().stream()
            .map(
                row ->
                    List.of(
                        row.kind().equals("crowd") ? "crowds" : "labelled photos",
                        edge(row.edge()),
                        words("%d", row.pictures()),
                        words("%,d", row.known()),
                        known(row.found(), row.known()),
                        known(row.alsoInOriginal(), row.inOriginal()),
                        words("%d", row.falseFaces()),
                        words("%.0f", row.bytes() / 1000.0)))
            .toList());
  }

  private String foundByWidth() {
    List<ByWidth> first =
        figures.byOriginalWidth().stream()
            .filter(row -> row.edge() == StudyTally.ORIGINAL)
            .toList();
    List<String> head = new ArrayList<>(List.of("long edge"));
    first.forEach(row -> head.add(StudyPlots.width(row.from(), row.to())));
    List<List<String>> rows = new ArrayList<>();
    List<String> counts = new ArrayList<>(List.of("faces"));
    first.forEach(row -> counts.add(words("%,d", row.known())));
    rows.add(counts);
    for (int edge : figures.byOriginalWidth().stream().map(ByWidth::edge).distinct().toList()) {
      List<String> cells = new ArrayList<>(List.of(edge(edge)));
      figures.byOriginalWidth().stream()
          .filter(row -> row.edge() == edge)
          .forEach(
              row -> cells.add(row.known() == 0 ? "" : percent(share(row.found(), row.known()))));
      rows.add(cells);
    }
    return table(head, rows);
  }

  private String recognised() {
    return table(
        List.of("long edge", "named faces", "recognised from the previews", "from the kept crops"),
        figures.byEdge().stream()
            .map(
                row ->
                    List.of(
                        edge(row.edge()),
                        words("%,d", row.faces()),
                        percent(row.fromPreviews()),
                        percent(row.fromOriginals())))
            .toList());
  }

  private String widthsAnswer() {
    return words(
        "**In a preview, %s; what is recognised of the faces found is at least %s.**",
        bounds(row -> share(row.found(), row.known()), "of the faces are found from %d pixels on"),
        bounds(
            row -> share(row.fromPreview(), row.fromOriginal()),
            "of what the original's pixels give from %d on"));
  }

  /** From which width on all wider ones reach 99, 95 and 90 %. */
  private String bounds(ToDoubleFunction<Identity> share, String words) {
    List<String> bounds = new ArrayList<>();
    for (double least : new double[] {0.99, 0.95, 0.90}) {
      int from = from(share, least);
      bounds.add(
          words("%.0f %% ", 100 * least)
              + (from < 0
                  ? "never"
                  : bounds.isEmpty() ? words(words, from) : words("from %d", from)));
    }
    return bounds.get(0) + ", " + bounds.get(1) + ", " + bounds.get(2);
  }

  /** The smallest width from which on all reach so much; -1 if not even the widest do. */
  private int from(ToDoubleFunction<Identity> share, double least) {
    int from = -1;
    for (Identity row : figures.byPreviewWidth().reversed()) {
      if (row.known() >= StudyPlots.ENOUGH && row.pairs() > 0) {
        if (share.applyAsDouble(row) < least) {
          return from;
        }
        from = row.from();
      }
    }
    return from;
  }

  private String widths() {
    return table(
        List.of(
            "width in the preview",
            "faces",
            "found",
            "pairs",
            "recognised from the preview",
            "from the kept crop",
            "strangers taken for them, in 1,000"),
        figures.byPreviewWidth().stream()
            .map(
                row ->
                    List.of(
                        StudyPlots.width(row.from(), row.to()),
                        words("%,d", row.known()),
                        percent(share(row.found(), row.known())),
                        words("%,d", row.pairs()),
                        row.pairs() == 0 ? "" : percent(row.fromPreview()),
                        row.pairs() == 0 ? "" : percent(row.fromOriginal()),
                        row.strangers() == 0 ? "" : words("%.1f", 1000 * row.mistaken())))
            .toList());
  }

  private String bytes() {
    return table(
        List.of("long edge", "quality", "kB each", "found", "found and recognised"),
        figures.encodings().stream()
            .map(
                row ->
                    List.of(
                        edge(row.edge()),
                        words("%d", row.quality()),
                        words("%.0f", row.bytes() / 1000.0),
                        percent(row.found()),
                        percent(row.recognised())))
            .toList());
  }

  private String originalsAnswer() {
    Fetching fetching = figures.fetching();
    Fetched twentieth = at(0.05);
    double whole = fetching.fromOriginals() - fetching.fromPreviews();
    double megabytes = 0.05 * fetching.bytes() / 1e6;
    return words(
        "**All originals raise the share of named faces that are found and recognised from %s to %s; a twentieth of"
            + " their bytes, those first that promise most, brings %s of that gain: %.2f faces a megabyte, where a"
            + " random twentieth brings %.2f and all of them %.2f.**",
        percent(fetching.fromPreviews()),
        percent(fetching.fromOriginals()),
        percent(share(twentieth.byPlan() - fetching.fromPreviews(), whole)),
        (twentieth.byPlan() - fetching.fromPreviews()) * fetching.faces() / megabytes,
        (twentieth.random() - fetching.fromPreviews()) * fetching.faces() / megabytes,
        whole * fetching.faces() / (fetching.bytes() / 1e6));
  }

  private Fetched at(double share) {
    return figures.fetching().curve().stream()
        .filter(point -> point.share() >= share - 1e-9)
        .findFirst()
        .orElseThrow();
  }

  private String originals() {
    Fetching fetching = figures.fetching();
    String said =
        words(
            "%d pictures of %.1f MB with %,d named faces; %d of them, %.1f MB, promise anything.\n\n",
            fetching.pictures(),
            fetching.bytes() / 1e6,
            fetching.faces(),
            fetching.worthwhile(),
            fetching.worthwhileBytes() / 1e6);
    return said
        + table(
            List.of("originals' bytes", "MB", "by the plan", "at random", "largest first"),
            fetching.curve().stream()
                .map(
                    point ->
                        List.of(
                            percent(point.share()),
                            words("%.1f", point.share() * fetching.bytes() / 1e6),
                            percent(point.byPlan()),
                            percent(point.random()),
                            percent(point.largestFirst())))
                .toList());
  }

  private String modelsAnswer() {
    List<ModelChange> embedders =
        figures.changes().stream().filter(change -> change.facesOfAll() == 0).toList();
    List<ModelChange> detectors =
        figures.changes().stream().filter(change -> change.facesOfAll() > 0).toList();
    String found =
        detectors.stream()
            .map(
                change ->
                    words(
                        "%s of the originals' bytes for the %s (%,d of %,d faces that it finds in all originals)",
                        percent(share(change.fetched(), change.originalBytes())),
                        change.library(),
                        change.facesFound(),
                        change.facesOfAll()))
            .collect(Collectors.joining(" and "));
    return words(
            "**Another embedder fetched %,d bytes of originals, another detector %s; of %d names none was"
                + " lost but %d.**",
            embedders.stream().mapToLong(ModelChange::fetched).sum(),
            found,
            figures.changes().stream().mapToInt(ModelChange::names).sum(),
            figures.changes().stream()
                .mapToInt(change -> change.names() - change.namesKept())
                .sum())
        .replace(" none was lost but 0.", " none was lost.");
  }

  private String models() {
    return table(
        List.of(
            "library",
            "photos",
            "originals, MB",
            "another model",
            "originals fetched",
            "previews fetched, bytes",
            "names kept",
            "faces kept or found"),
        figures.changes().stream()
            .map(
                row ->
                    List.of(
                        row.library(),
                        words("%,d", row.photos()),
                        words("%.1f", row.originalBytes() / 1e6),
                        row.model(),
                        words(
                            "%,d bytes (%s)",
                            row.fetched(), percent(share(row.fetched(), row.originalBytes()))),
                        words("%,d", row.previewsFetched()),
                        words("%d of %d", row.namesKept(), row.names()),
                        row.facesOfAll() == 0
                            ? ""
                            : words("%,d of %,d", row.facesFound(), row.facesOfAll())))
            .toList());
  }

  private static PolicyCosts policy(Costs costs, String name) {
    return costs.policies().stream()
        .filter(row -> row.policy().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new LibraryException("No policy was simulated that is called " + name + "."));
  }

  private static String costsAnswer(Costs costs) {
    PolicyCosts again = policy(costs, "download again");
    PolicyCosts kept = policy(costs, "features kept");
    PolicyCosts latent = policy(costs, "Latent");
    double edits = again.analyse() - kept.analyse();
    double days = costs.years() * DAYS_A_YEAR;
    return costs.users() == 1
        ? words(
            "**What is said each day costs %s of photos in %d years (%s a day) if they are downloaded again for it,"
                + " and none where features are kept; Latent fetches %s to analyse in all that time, for new models"
                + " alone.**",
            quantity(edits), costs.years(), quantity(edits / days), quantity(latent.analyse()))
        : words(
            "**For %s users and %d years: %s to analyse if photos are downloaded again for what is said, %s if"
                + " features stay on the devices, %s with Latent; at %s, %s, %s and %s a user and year in all.**",
            count(costs.users()),
            costs.years(),
            quantity(again.analyse()),
            quantity(kept.analyse()),
            quantity(latent.analyse()),
            again.money().getFirst().prices(),
            dollars(each(again, costs)),
            dollars(each(kept, costs)),
            dollars(each(latent, costs)));
  }

  private static double each(PolicyCosts policy, Costs costs) {
    return policy.money().getFirst().total() / costs.users() / costs.years();
  }

  private static String costs(Costs costs) {
    List<String> head = new ArrayList<>(List.of(""));
    costs.policies().forEach(policy -> head.add(policy.policy()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("up", costs, policy -> quantity(policy.up())));
    rows.add(row("down", costs, policy -> quantity(policy.down())));
    rows.add(row("of it, to analyse", costs, policy -> quantity(policy.analyse())));
    rows.add(row("in the cloud at the end", costs, policy -> quantity(policy.stored())));
    rows.add(row("on a device's disk", costs, policy -> quantity(policy.disk())));
    rows.add(row("faces not recognised", costs, policy -> count(policy.facesLost())));
    List<Money> prices = costs.policies().getFirst().money();
    for (int i = 0; i < prices.size(); i++) {
      int list = i;
      Money price = prices.get(i);
      rows.add(
          row(
              price.prices() + ", " + price.date(),
              costs,
              policy -> dollars(policy.money().get(list).total())));
    }
    String said =
        words(
            "%s: %s, %d years together, mean of %,d lives (seed %d).\n\n",
            costs.scenario(),
            costs.users() == 1 ? "one user" : count(costs.users()) + " users",
            costs.years(),
            costs.lives(),
            costs.seed());
    return said + table(head, rows);
  }

  private static List<String> row(
      String name, Costs costs, java.util.function.Function<PolicyCosts, String> cell) {
    List<String> row = new ArrayList<>(List.of(name));
    costs.policies().forEach(policy -> row.add(cell.apply(policy)));
    return row;
  }

  /** Bytes, to three digits. */
  static String quantity(double bytes) {
    return scaled(bytes, new String[] {"bytes", "kB", "MB", "GB", "TB", "PB", "EB", "ZB"});
  }

  private static String count(double number) {
    return scaled(number, new String[] {"", "thousand", "million", "billion", "trillion"}).strip();
  }

  private static String dollars(double dollars) {
    return dollars < 1e6
        ? dollars < 100 ? words("$%.2f", dollars) : words("$%,.0f", dollars)
        : "$" + scaled(dollars, new String[] {"", "thousand", "million", "billion", "trillion"});
  }

  private static String scaled(double number, String[] units) {
    double left = number;
    int unit = 0;
    while (left >= 999.5 && unit < units.length - 1) {
      left /= 1000;
      unit++;
    }
    String form =
        left >= 99.5 || left == Math.rint(left) ? "%.0f %s" : left >= 9.95 ? "%.1f %s" : "%.2f %s";
    return words(form, left, units[unit]);
  }

  private static String table(List<String> head, List<List<String>> rows) {
    StringBuilder table = new StringBuilder(line(head));
    table.append("\n|").append("---|".repeat(head.size()));
    rows.forEach(row -> table.append('\n').append(line(row)));
    return table.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String edge(int edge) {
    return edge == StudyTally.ORIGINAL ? "original" : words("%,d", edge);
  }

  private static String percent(double share) {
    return words("%.1f %%", 100 * share);
  }

  /** A share, or nothing where there is nothing to share. */
  private static String known(double some, double all) {
    return all == 0 ? "" : percent(some / all);
  }

  private static double share(double some, double all) {
    return all == 0 ? 0 : some / all;
  }

  private static String words(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
