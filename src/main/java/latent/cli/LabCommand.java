package latent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import latent.library.ClicksLab;
import latent.library.ClusterLab;
import latent.library.CompletenessLab;
import latent.library.CrossValidationLab;
import latent.library.DetectionLab;
import latent.library.FactsLab;
import latent.library.Flows;
import latent.library.GeneratedFaces;
import latent.library.Progress;
import latent.library.SpeedLab;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "lab",
    description = "Measure the product's parts.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LabCommand.Cluster.class,
      LabCommand.Clicks.class,
      LabCommand.Complete.class,
      LabCommand.CrossValidate.class,
      LabCommand.Facts.class,
      LabCommand.Generate.class,
      LabCommand.Detect.class,
      LabCommand.Rehearse.class,
      LabCommand.Speed.class
    })
final class LabCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return ExitCode.USAGE;
  }

  /** Embeddings that somebody brings, and what is known of each. */
  private static final class Embeddings {

    @Parameters(
        index = "0",
        paramLabel = "BIN",
        description = "little-endian float32 vectors of length 1")
    private Path vectors;

    @Parameters(
        index = "1",
        paramLabel = "TSV",
        description = "a line each: photo, seconds since 1970, score, sharpness, straight, label")
    private Path lines;

    @Parameters(index = "2", paramLabel = "DIM", description = "numbers in a vector")
    private int dimension;
  }

  @Command(
      name = "cluster",
      description = "Group given embeddings; with labels, say how right it was.")
  static final class Cluster implements Callable<Integer> {

    @ParentCommand private LabCommand lab;

    @Mixin private final Embeddings given = new Embeddings();

    @Option(names = "--out", paramLabel = "TSV", description = "write the group of each face here")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
      CommandTree tree = lab.tree;
      ClusterLab.Figures figures =
          new ClusterLab(tree.doors().models().calibration())
              .cluster(given.vectors, given.lines, given.dimension, out);
      if (tree.json()) {
        tree.terminal().json(figures);
      } else {
        tree.terminal()
            .say(
                figures.faces()
                    + " faces, "
                    + figures.people()
                    + " people, "
                    + figures.milliseconds()
                    + " ms, "
                    + ByteSize.words(figures.peakBytes())
                    + " at the peak.");
        if (figures.pairF() != null) {
          tree.terminal()
              .say(
                  String.format(
                      Locale.ROOT,
                      "Pairs: precision %.4f, recall %.4f, F %.4f. BCubed: precision %.4f, recall %.4f, F %.4f.",
                      figures.pairP(),
                      figures.pairR(),
                      figures.pairF(),
                      figures.bcP(),
                      figures.bcR(),
                      figures.bcF()));
        }
      }
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "clicks",
      description = "How many answers it takes until given embeddings are grouped right.")
  static final class Clicks implements Callable<Integer> {

    @ParentCommand private LabCommand lab;

    @Mixin private final Embeddings given = new Embeddings();

    @Option(
        names = "--halves",
        description = "on each half of the people, with likelihoods fitted on the other half")
    private boolean halves;

    @Override
    public Integer call() throws IOException {
      CommandTree tree = lab.tree;
      ClicksLab clicks = new ClicksLab(tree.doors().models().calibration());
      List<ClicksLab.Figures> all;
      try (ProgressLine progress = new ProgressLine(tree.terminal())) {
        all =
            halves
                ? clicks.measureHalves(given.vectors, given.lines, given.dimension, progress)
                : List.of(clicks.measure(given.vectors, given.lines, given.dimension, progress));
      }
      if (tree.json()) {
        tree.terminal().json(halves ? all : all.getFirst());
        return ExitCode.DONE;
      }
      all.forEach(figures -> show(tree, figures));
      return ExitCode.DONE;
    }

    private static void show(CommandTree tree, ClicksLab.Figures figures) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(row("as Latent asks", figures.clicks(), figures.curve()));
      rows.add(row("by size", figures.bySize().clicks(), figures.bySize().curve()));
      rows.add(row("one by one", figures.oneByOne().clicks(), figures.oneByOne().curve()));
      tree.terminal().table(List.of("asked", "clicks to .99", "BCubed F at the end"), rows);
    }

    private static List<String> row(String asked, @Nullable Integer clicks, List<double[]> curve) {
      return List.of(
          asked,
          clicks == null ? "not reached" : String.valueOf(clicks),
          String.format(Locale.ROOT, "%.4f", curve.getLast()[1]));
    }
  }

  @Command(
      name = "crossvalidate",
      description = "The constants of grouping, chosen on some people and held against others.")
  static final class CrossValidate implements Callable<Integer> {

    @ParentCommand private LabCommand lab;

    @Mixin private final Embeddings given = new Embeddings();

    @Override
    public Integer call() throws IOException {
      CommandTree tree = lab.tree;
      List<CrossValidationLab.Fold> folds;
      try (ProgressLine progress = new ProgressLine(tree.terminal())) {
        folds =
            new CrossValidationLab(tree.doors().models().calibration())
                .measure(given.vectors, given.lines, given.dimension, progress);
      }
      if (tree.json()) {
        tree.terminal().json(folds);
        return ExitCode.DONE;
      }
      List<List<String>> rows = new ArrayList<>();
      for (CrossValidationLab.Fold fold : folds) {
        rows.add(
            List.of(
                String.valueOf(fold.part()),
                String.valueOf(fold.faces()),
                String.format(
                    Locale.ROOT,
                    "%.1f, %.0f, %.0f",
                    fold.falseLinks(),
                    fold.oneToMany(),
                    fold.half()),
                words(fold.heldOut()),
                words(fold.product())));
      }
      tree.terminal()
          .table(
              List.of("part", "faces", "chosen on the others", "there", "the product's there"),
              rows);
      return ExitCode.DONE;
    }

    private static String words(CrossValidationLab.Score score) {
      return String.format(Locale.ROOT, "%.4f / %.4f", score.pairF(), score.bcF());
    }
  }

  @Command(
      name = "complete",
      description = "What is said of how complete albums are, beside the truth.")
  static final class Complete implements Callable<Integer> {

    @ParentCommand private LabCommand lab;

    @Mixin private final Embeddings given = new Embeddings();

    @Override
    public Integer call() throws IOException {
      CommandTree tree = lab.tree;
      CompletenessLab.Figures figures =
          new CompletenessLab(tree.doors().models().calibration())
              .measure(given.vectors, given.lines, given.dimension);
      if (tree.json()) {
        tree.terminal().json(figures);
      } else {
        tree.terminal()
            .say(
                String.format(
                    Locale.ROOT,
                    "%d albums of 5 faces and more: stated %.1f %%, true %.1f %%, apart by %.1f points on average."
                        + " With the faces that are too small to be matched: true %.1f %%, apart by %.1f points.",
                    figures.albums(),
                    100 * figures.stated(),
                    100 * figures.actual(),
                    100 * figures.error(),
                    100 * figures.actualOfAll(),
                    100 * figures.errorOfAll()));
        show(tree, "faces", figures.bySize(), 1);
        show(tree, "stated %", figures.byStated(), 100);
      }
      return ExitCode.DONE;
    }

    private static void show(
        CommandTree tree, String by, List<CompletenessLab.Row> rows, double unit) {
      tree.terminal()
          .table(
              List.of("from " + by, "below", "albums", "stated", "true", "apart"),
              rows.stream()
                  .map(
                      row ->
                          List.of(
                              String.format(Locale.ROOT, "%.0f", unit * row.from()),
                              String.format(Locale.ROOT, "%.0f", unit * row.to()),
                              String.valueOf(row.albums()),
                              percent(row.stated()),
                              percent(row.actual()),
                              percent(row.error())))
                  .toList());
    }

    private static String percent(double share) {
      return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
  }

  @Command(
      name = "facts",
      description = "How long the answer takes to a fact, and to a photo that comes or goes.")
  static final class Facts implements Callable<Integer> {

    @ParentCommand private LabCommand lab;

    @Mixin private final Embeddings given = new Embeddings();

    @Option(
        names = "-n",
        paramLabel = "N",
        defaultValue = "1000",
        description = "how many facts (default: 1000)")
    private int count;

    @Option(
        names = "--photos",
        paramLabel = "N",
        defaultValue = "200",
        description = "how many photos of three faces come and go (default: 200)")
    private int photos;

    @Override
    public Integer call() throws IOException {
      CommandTree tree = lab.tree;
      FactsLab.Figures figures;
      try (ProgressLine progress = new ProgressLine(tree.terminal())) {
        figures =
            new FactsLab(tree.doors().models().calibration(), 1)
                .measure(given.vectors, given.lines, given.dimension, count, photos, progress);
      }
      if (tree.json()) {
        tree.terminal().json(figures);
        return ExitCode.DONE;
      }
      tree.terminal()
          .say(figures.faces() + " faces grouped in " + figures.grouping() + " ms. Milliseconds:");
      tree.terminal()
          .table(
              List.of("what", "how many", "half of them", "99 of 100", "all"),
              List.of(
                  row("facts", figures.facts()),
                  row("photos of three faces added", figures.added()),
                  row("photos of three faces removed", figures.removed())));
      return ExitCode.DONE;
    }

    private static List<String> row(String what, FactsLab.Times times) {
      return List.of(
          what,
          String.valueOf(times.count()),
          String.format(Locale.ROOT, "%.1f", times.median()),
          String.format(Locale.ROOT, "%.1f", times.ninetyNine()),
          String.format(Locale.ROOT, "%.1f", times.longest()));
    }
  }

  @Command(
      name = "generate",
      description = "Embeddings of a library that never was, for cluster and clicks.")
  static final class Generate implements Callable<Integer> {

    @ParentCommand private LabCommand lab;

    @Parameters(index = "0", paramLabel = "FACES", description = "how many faces")
    private int faces;

    @Parameters(index = "1", paramLabel = "BIN", description = "where the vectors go (512 numbers)")
    private Path vectors;

    @Parameters(index = "2", paramLabel = "TSV", description = "where the lines go")
    private Path lines;

    @Option(
        names = "--seed",
        paramLabel = "SEED",
        defaultValue = "1",
        description = "decides everything (default: 1)")
    private long seed;

    @Override
    public Integer call() throws IOException {
      CommandTree tree = lab.tree;
      try (ProgressLine progress = new ProgressLine(tree.terminal())) {
        new GeneratedFaces(seed).write(faces, vectors, lines, progress);
      }
      if (tree.json()) {
        tree.terminal().json(Map.of("faces", faces, "seed", seed));
      }
      return ExitCode.DONE;
    }
  }

  /**
   * What the build runs once to learn which classes and methods matter, for the cache from which
   * every later start begins.
   */
  @Command(
      name = "rehearse",
      description =
          "Look at a library, take photos the whole way and group faces that never were, as a build does once.",
      hidden = true)
  static final class Rehearse implements Callable<Integer> {

    /** As many as take the compiler through all that grouping does. */
    private static final int FACES = 8000;

    @ParentCommand private LabCommand lab;

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "PHOTO", description = "a few photos")
    private List<Path> photos;

    @Override
    public Integer call() throws IOException {
      CommandTree tree = lab.tree;
      try (Flows flows = new Workshop().open(tree.doors())) {
        new SpeedLab(tree.doors().models()).measure(photos, flows);
      }
      Path folder = Files.createTempDirectory("latent-rehearsal");
      Path vectors = folder.resolve("vectors");
      Path lines = folder.resolve("lines");
      try {
        new GeneratedFaces(1).write(FACES, vectors, lines, Progress.UNWATCHED);
        String[] grouping = {
          "lab", "cluster", vectors.toString(), lines.toString(), "512", "--json"
        };
        int grouped = CommandTree.run(tree.doors(), grouping);
        String[] look = {"--library", tree.library().toString(), "status", "--json"};
        return Math.max(grouped, CommandTree.run(tree.doors(), look));
      } finally {
        Files.deleteIfExists(vectors);
        Files.deleteIfExists(lines);
        Files.deleteIfExists(folder);
      }
    }
  }

  @Command(name = "detect", description = "Detection and recognition on labelled photos.")
  static final class Detect implements Callable<Integer> {

    @ParentCommand private LabCommand lab;

    @Parameters(index = "0", paramLabel = "LABELS.csv")
    private Path labels;

    @Option(
        names = "--only",
        paramLabel = "BEGINNING",
        defaultValue = "",
        description = "only the photos whose path begins so")
    private String beginning;

    @Override
    public Integer call() throws IOException {
      CommandTree tree = lab.tree;
      List<DetectionLab.Figures> sets;
      try (ProgressLine progress = new ProgressLine(tree.terminal())) {
        sets = new DetectionLab(tree.doors().models()).measure(labels, beginning, progress);
      }
      if (tree.json()) {
        tree.terminal().json(sets);
        return ExitCode.DONE;
      }
      List<List<String>> rows = new ArrayList<>();
      for (DetectionLab.Figures set : sets) {
        rows.add(
            List.of(
                set.set(),
                String.valueOf(set.photos()),
                set.found() + "/" + set.labelledFaces(),
                String.valueOf(set.falseFaces()),
                set.boxesFound() + "/" + set.boxes(),
                String.valueOf(set.identified()),
                set.groups() + "/" + set.people(),
                String.format(Locale.ROOT, "%.4f", set.pairF()),
                String.format(Locale.ROOT, "%.4f", set.bcF())));
      }
      tree.terminal()
          .table(
              List.of(
                  "set",
                  "photos",
                  "found",
                  "false",
                  "boxes",
                  "named faces",
                  "groups/people",
                  "pair F",
                  "BCubed F"),
              rows);
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "speed",
      description = "The whole way of photos beside the sum of its bare parts, in one run.")
  static final class Speed implements Callable<Integer> {

    @ParentCommand private LabCommand lab;

    @Parameters(
        index = "0..*",
        arity = "1..*",
        paramLabel = "PHOTO",
        description = "different photos")
    private List<Path> photos;

    @Override
    public Integer call() throws IOException {
      CommandTree tree = lab.tree;
      SpeedLab.Figures figures;
      try (Flows flows = new Workshop().open(tree.doors())) {
        figures = new SpeedLab(tree.doors().models()).measure(photos, flows);
      }
      if (tree.json()) {
        tree.terminal().json(figures);
      } else {
        tree.terminal()
            .say(
                String.format(
                    Locale.ROOT,
                    "%d photos of %s. For one photo on one core: decode %.1f ms + faces %.1f ms = %.1f ms;"
                        + " add %.1f ms + shift %.1f ms = %.1f ms: %.2f times its parts"
                        + " (%.2f times in processor time), %.1f photos a second on each core."
                        + " Preview, thumbnail and features: %s a photo.",
                    figures.photos(),
                    ByteSize.words(Math.round(figures.bytesPerPhoto())),
                    figures.decode(),
                    figures.faces(),
                    figures.decode() + figures.faces(),
                    figures.adding(),
                    figures.shift(),
                    figures.adding() + figures.shift(),
                    figures.ratio(),
                    figures.processorRatio(),
                    figures.photosPerSecondAndCore(),
                    ByteSize.words(Math.round(figures.smallCopies()))));
      }
      return ExitCode.DONE;
    }
  }
}
