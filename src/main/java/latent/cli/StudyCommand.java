package latent.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import latent.library.StudyFigures;
import latent.library.StudyFigures.Costs;
import latent.library.StudyFigures.Money;
import latent.library.StudyFigures.PolicyCosts;
import latent.library.StudyLab;
import latent.library.StudyPage;
import latent.library.StudyPlots;
import latent.simulation.Figures;
import latent.simulation.Measure;
import latent.simulation.Scenario;
import latent.simulation.Simulation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Measures what {@code docs/study.md} tells, draws it, and renews the page. */
@Command(
    name = "study",
    description =
        "What small copies, originals and other models give and cost, on labelled photos.")
final class StudyCommand implements Callable<Integer> {

  @ParentCommand private LabCommand lab;

  @Parameters(
      index = "0..*",
      arity = "1..*",
      paramLabel = "LABELS.csv",
      description = "labelled photos, as lab detect reads them")
  private List<Path> labels;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "where study.json and the plots go")
  private Path out;

  @Option(
      names = "--page",
      paramLabel = "FILE.md",
      description = "a page in which the figures are renewed")
  private @Nullable Path page;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "what else to simulate and tell, as lab simulate does")
  private List<Path> scenarios = new ArrayList<>();

  @Option(
      names = "--photos",
      paramLabel = "N",
      defaultValue = "360",
      description = "labelled photos that are read, at most (default: 360)")
  private int photos;

  @Option(
      names = "--crowds",
      paramLabel = "N",
      defaultValue = "8",
      description = "pictures of 12 megapixels composed of them (default: 8)")
  private int crowds;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "decides which, and how (default: 1)")
  private long seed;

  /** Of one person, at most so many photos are read. */
  private static final int OF_EACH = 4;

  /** So many crowds are encoded in all sizes and qualities. */
  private static final int ENCODED = 4;

  @Override
  public Integer call() throws IOException {
    CommandTree tree = lab.tree();
    Terminal terminal = tree.terminal();
    List<Costs> costs = new ArrayList<>();
    for (Path scenario : scenarios) {
      costs.add(costs(scenario));
    }
    StudyLab.Places places =
        () -> {
          Workshop workshop = new Workshop();
          return new StudyLab.Place(workshop.pictures(), workshop.open(tree.doors()));
        };
    StudyLab study =
        new StudyLab(
            tree.doors().models(),
            places,
            new StudyLab.Extent(photos, OF_EACH, crowds, ENCODED, seed));
    StudyFigures figures;
    try (ProgressLine progress = new ProgressLine(terminal)) {
      figures = study.measure(labels, progress).with(costs);
    }
    write(figures);
    if (tree.json()) {
      terminal.json(figures);
    } else {
      terminal.say("The study is in " + out + ".");
    }
    return ExitCode.DONE;
  }

  private void write(StudyFigures figures) throws IOException {
    Files.createDirectories(out);
    Files.writeString(
        out.resolve("study.json"),
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(figures)
            + "\n");
    for (Map.Entry<String, String> plot : StudyPlots.of(figures).entrySet()) {
      Files.writeString(out.resolve(plot.getKey()), plot.getValue());
    }
    if (page != null) {
      Files.writeString(page, new StudyPage(figures).renewed(Files.readString(page)));
    }
  }

  private Costs costs(Path file) throws IOException {
    ScenarioFile.Read read = ScenarioFile.read(file);
    Figures figures =
        Simulation.run(
            read.scenario(),
            PriceFile.read(read.prices()),
            Runtime.getRuntime().availableProcessors());
    Scenario scenario = figures.scenario();
    return new Costs(
        scenario.name(),
        scenario.users(),
        scenario.years(),
        scenario.lives(),
        scenario.seed(),
        figures.outcomes().stream().map(outcome -> costs(outcome, scenario.users())).toList());
  }

  private static PolicyCosts costs(Figures.Outcome outcome, double users) {
    return new PolicyCosts(
        outcome.policy().label(),
        users * outcome.of(Measure.UP).mean(),
        users * outcome.of(Measure.DOWN).mean(),
        users * outcome.of(Measure.DOWN_TO_ANALYSE).mean(),
        users * outcome.of(Measure.STORED).mean(),
        outcome.of(Measure.DISK).mean(),
        users * outcome.of(Measure.FACES_LOST).mean(),
        outcome.money().stream()
            .map(
                money ->
                    new Money(
                        money.prices().name(),
                        money.prices().date(),
                        users * money.total().mean(),
                        users * money.egress().mean()))
            .toList());
  }
}
