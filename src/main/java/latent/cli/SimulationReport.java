package latent.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import latent.simulation.Figures;
import latent.simulation.Measure;
import latent.simulation.Scenario;
import latent.simulation.Summary;

/** What a simulation answered, as tables to read or as a document. */
final class SimulationReport {

  /** Long edges of small copies for which the loss of faces is told. */
  private static final List<Integer> COPIES = List.of(256, 360, 640, 1024, 1600, 2048);

  private final Figures figures;
  private final Scenario scenario;

  SimulationReport(Figures figures) {
    this.figures = figures;
    this.scenario = figures.scenario();
  }

  /** How a measure is shown. */
  private record Line(
      String label, Measure measure, Function<Double, String> words, boolean each) {}

  private static final List<Line> LINES =
      List.of(
          new Line("up", Measure.UP, Rounded::bytes, false),
          new Line("down", Measure.DOWN, Rounded::bytes, false),
          new Line("  to view", Measure.DOWN_TO_VIEW, Rounded::bytes, false),
          new Line("  to analyse", Measure.DOWN_TO_ANALYSE, Rounded::bytes, false),
          new Line("  for other devices", Measure.DOWN_FOR_OTHER_DEVICES, Rounded::bytes, false),
          new Line("  for a new device", Measure.DOWN_FOR_A_NEW_DEVICE, Rounded::bytes, false),
          new Line("put requests", Measure.PUTS, Rounded::count, false),
          new Line("get and head requests", Measure.GETS, Rounded::count, false),
          new Line("list requests", Measure.LISTS, Rounded::count, false),
          new Line("in the cloud at the end", Measure.STORED, Rounded::bytes, false),
          new Line("faces lost", Measure.FACES_LOST, Rounded::count, false),
          new Line("a device's disk", Measure.DISK, Rounded::bytes, true),
          new Line("a user's analysis", Measure.ANALYSIS_HOURS, Rounded::hours, true),
          new Line("a user's line", Measure.LINE_HOURS, Rounded::hours, true));

  void print(Terminal terminal) {
    terminal.say(heading());
    totals(terminal);
    terminal.say("");
    money(terminal);
    terminal.say("");
    spread(terminal);
    terminal.say("");
    copies(terminal);
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        "%s: %s, %d years, %s; %,d possible lives drawn with seed %d.%n"
            + "All years together; means of all lives%s.",
        scenario.name(),
        isOne() ? "one user" : String.format(Locale.ROOT, "%,.0f users", scenario.users()),
        scenario.years(),
        switch (scenario.accounts()) {
          case ONE_EACH -> "an account for each user";
          case ONE_FOR_ALL -> "one account for all users";
        },
        scenario.lives(),
        scenario.seed(),
        isOne()
            ? ""
            : ", times all users but for “a device's” and “a user's”; ± is the standard error");
  }

  private boolean isOne() {
    return scenario.users() == 1;
  }

  private void totals(Terminal terminal) {
    List<List<String>> rows = new ArrayList<>();
    for (Line line : LINES) {
      List<String> row = new ArrayList<>(List.of(line.label()));
      for (Figures.Outcome outcome : figures.outcomes()) {
        Summary summary = outcome.of(line.measure());
        row.add(line.each() ? line.words().apply(summary.mean()) : total(summary, line.words()));
      }
      rows.add(row);
    }
    terminal.table(policies(""), rows);
  }

  private List<String> policies(String first) {
    List<String> head = new ArrayList<>(List.of(first));
    figures.outcomes().forEach(outcome -> head.add(outcome.policy().label()));
    return head;
  }

  private String total(Summary summary, Function<Double, String> words) {
    String total = words.apply(summary.mean() * scenario.users());
    return isOne() || summary.mean() == 0 ? total : total + " " + error(summary);
  }

  private static String error(Summary summary) {
    return summary.mean() == 0
        ? ""
        : String.format(Locale.ROOT, "±%.1f %%", 100 * summary.standardError() / summary.mean());
  }

  private void money(Terminal terminal) {
    List<List<String>> rows = new ArrayList<>();
    boolean beyond = false;
    for (int table = 0; table < figures.outcomes().getFirst().money().size(); table++) {
      List<String> storage = new ArrayList<>(List.of("  storage"));
      List<String> egress = new ArrayList<>(List.of("  egress"));
      List<String> requests = new ArrayList<>(List.of("  requests"));
      List<String> total = new ArrayList<>();
      for (Figures.Outcome outcome : figures.outcomes()) {
        Figures.Money money = outcome.money().get(table);
        boolean marked = money.beyondTerms().mean() > 0;
        beyond |= marked;
        if (total.isEmpty()) {
          total.add(money.prices().name() + ", " + money.prices().date());
        }
        storage.add(total(money.storage(), Rounded::dollars));
        egress.add(total(money.egress(), Rounded::dollars) + (marked ? " *" : ""));
        requests.add(total(money.requests(), Rounded::dollars));
        total.add(total(money.total(), Rounded::dollars));
      }
      rows.addAll(List.of(total, storage, egress, requests));
    }
    terminal.table(policies("money"), rows);
    if (beyond) {
      terminal.say(
          "* More went out in some month, in some life, than the provider's terms allow; it may refuse.");
    }
  }

  private void spread(Terminal terminal) {
    terminal.say("How it differs from " + (isOne() ? "life to life:" : "user to user:"));
    List<List<String>> rows = new ArrayList<>();
    for (Figures.Outcome outcome : figures.outcomes()) {
      String policy = outcome.policy().label() + ": ";
      rows.add(row(policy + "up", outcome.of(Measure.UP), Rounded::bytes));
      rows.add(row(policy + "down", outcome.of(Measure.DOWN), Rounded::bytes));
      rows.add(row(policy + "a device's disk", outcome.of(Measure.DISK), Rounded::bytes));
      rows.add(row(policy + "the line", outcome.of(Measure.LINE_HOURS), Rounded::hours));
      for (Figures.Money money : outcome.money()) {
        rows.add(row(policy + money.prices().name(), money.total(), Rounded::dollars));
      }
    }
    terminal.table(
        List.of("one user", "mean", "error", "5 of 100", "median", "95 of 100", "99 of 100"), rows);
  }

  private static List<String> row(String label, Summary summary, Function<Double, String> words) {
    return List.of(
        label,
        words.apply(summary.mean()),
        error(summary),
        words.apply(summary.p5()),
        words.apply(summary.median()),
        words.apply(summary.p95()),
        words.apply(summary.p99()));
  }

  private void copies(Terminal terminal) {
    List<String> head = new ArrayList<>(List.of("long edge of the small copies"));
    List<String> row = new ArrayList<>(List.of("of 100 faces lost"));
    for (int pixels : COPIES) {
      head.add(String.valueOf(pixels));
      row.add(String.format(Locale.ROOT, "%.1f", 100 * scenario.faces().lost(pixels)));
    }
    terminal.table(head, List.of(row));
  }

  /** Everything, for programs. */
  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", scenario.name());
    document.put("users", (long) scenario.users());
    document.put("years", scenario.years());
    document.put("lives", scenario.lives());
    document.put("seed", scenario.seed());
    document.put("accounts", camel(scenario.accounts().name()));
    document.put("policies", figures.outcomes().stream().map(this::document).toList());
    document.put(
        "facesLostByCopies",
        COPIES.stream()
            .map(pixels -> Map.of("pixels", pixels, "share", scenario.faces().lost(pixels)))
            .toList());
    return document;
  }

  private Map<String, Object> document(Figures.Outcome outcome) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("policy", camel(outcome.policy().name()));
    for (Measure measure : Measure.values()) {
      document.put(camel(measure.name()), document(outcome.of(measure)));
    }
    document.put("money", outcome.money().stream().map(this::document).toList());
    return document;
  }

  private Map<String, Object> document(Figures.Money money) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("prices", money.prices().name());
    document.put("date", money.prices().date());
    document.put("storage", document(money.storage()));
    document.put("egress", document(money.egress()));
    document.put("requests", document(money.requests()));
    document.put("total", document(money.total()));
    document.put("bytesBeyondTerms", document(money.beyondTerms()));
    return document;
  }

  private Map<String, Object> document(Summary summary) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("total", summary.mean() * scenario.users());
    document.put("totalError", summary.standardError() * scenario.users());
    document.put("mean", summary.mean());
    document.put("p5", summary.p5());
    document.put("median", summary.median());
    document.put("p95", summary.p95());
    document.put("p99", summary.p99());
    return document;
  }

  private static String camel(String constant) {
    StringBuilder camel = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
      camel.append(
          camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return camel.toString();
  }
}
