package latent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import latent.library.CalibrationLab;
import latent.library.ClicksLab;
import latent.library.ClusterLab;
import latent.library.CompletenessLab;
import latent.library.CrossValidationLab;
import latent.library.DetectionLab;
import latent.library.Equipment;
import latent.library.EstimateLab;
import latent.library.FactsLab;
import latent.library.Flows;
import latent.library.GeneratedFaces;
import latent.library.JoinLab;
import latent.library.Progress;
import latent.library.SpeedLab;
import latent.library.TortureLab;
import latent.library.UploadLab;
import latent.simulation.Figures;
import latent.simulation.Simulation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "lab",
    description = "Measure the product's parts.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LabCommand.Calibrate.class,
      LabCommand.Cluster.class,
      LabCommand.Clicks.class,
      LabCommand.Complete.class,
      LabCommand.CrossValidate.class,
      LabCommand.Estimates.class,
      LabCommand.Facts.class,
      LabCommand.Generate.class,
      LabCommand.Detect.class,
      LabCommand.Join.class,
      LabCommand.Rehearse.class,
      LabCommand.Simulate.class,
      LabCommand.Speed.class,
      StudyCommand.class,
      LabCommand.Torture.class,
      LabCommand.Upload.class
    })
final class LabCommand implements Callable<Integer> {

  @ParentCommand private CommandTree tree;

  CommandTree tree() {
    return tree;
  }

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

  /**
   * One measurement: figures in, one document or a few sentences and tables out.
   *
   * @param <F> what is measured
   */
  private abstract static class Measurement<F> implements Callable<Integer> {

    @ParentCommand private LabCommand lab;

    @Override
    public final Integer call() throws IOException {
      Terminal terminal = lab.tree.terminal();
      F figures;
      try (ProgressLine progress = new ProgressLine(terminal)) {
        figures = measure(lab.tree.doors(), progress);
      }
      if (lab.tree.json()) {
        terminal.json(document(figures));
      } else {
        show(figures, terminal);
      }
      return exitCode(figures);
    }

    abstract F measure(Doors doors, Progress progress) throws IOException;

    /** The figures as JSON. */
    Object document(F figures) {
      return figures;
    }

    abstract void show(F figures, Terminal terminal);

    /** What a measurement that can fail tells the shell. */
    int exitCode(F figures) {
      return ExitCode.DONE;
    }
  }

  private static String words(String form, @Nullable Object... numbers) {
    return String.format(Locale.ROOT, form, numbers);
  }

  @Command(
      name = "cluster",
      description = "Group given embeddings; with labels, say how right it was.")
  static final class Cluster extends Measurement<ClusterLab.Figures> {

    @Mixin private final Embeddings given = new Embeddings();

    @Option(names = "--out", paramLabel = "TSV", description = "write the group of each face here")
    private @Nullable Path out;

    @Override
    ClusterLab.Figures measure(Doors doors, Progress progress) throws IOException {
      return new ClusterLab(doors.models().usual().calibration())
          .cluster(given.vectors, given.lines, given.dimension, out);
    }

    @Override
    void show(ClusterLab.Figures figures, Terminal terminal) {
      terminal.say(
          figures.faces()
              + " faces, "
              + figures.people()
              + " people, "
              + figures.milliseconds()
              + " ms, "
              + ByteSize.words(figures.peakBytes())
              + " at the peak.");
      if (figures.pairF() != null) {
        terminal.say(
            words(
                "Pairs: precision %.4f, recall %.4f, F %.4f. BCubed: precision %.4f, recall %.4f, F %.4f.",
                figures.pairP(),
                figures.pairR(),
                figures.pairF(),
                figures.bcP(),
                figures.bcR(),
                figures.bcF()));
      }
    }
  }

  @Command(
      name = "clicks",
      description = "How many answers it takes until given embeddings are grouped right.")
  static final class Clicks extends Measurement<List<ClicksLab.Figures>> {

    @Mixin private final Embeddings given = new Embeddings();

    @Option(
        names = "--halves",
        description = "on each half of the people, with likelihoods fitted on the other half")
    private boolean halves;

    @Override
    List<ClicksLab.Figures> measure(Doors doors, Progress progress) throws IOException {
      ClicksLab clicks = new ClicksLab(doors.models().usual().calibration());
      return halves
          ? clicks.measureHalves(given.vectors, given.lines, given.dimension, progress)
          : List.of(clicks.measure(given.vectors, given.lines, given.dimension, progress));
    }

    /** Of all people together there is one answer. */
    @Override
    Object document(List<ClicksLab.Figures> figures) {
      return halves ? figures : figures.getFirst();
    }

    @Override
    void show(List<ClicksLab.Figures> figures, Terminal terminal) {
      for (ClicksLab.Figures each : figures) {
        terminal.table(
            List.of("asked", "clicks to .99", "BCubed F at the end"),
            List.of(
                row("as Latent asks", each.clicks(), each.curve()),
                row("by size", each.bySize().clicks(), each.bySize().curve()),
                row("one by one", each.oneByOne().clicks(), each.oneByOne().curve())));
      }
    }

    private static List<String> row(String asked, @Nullable Integer clicks, List<double[]> curve) {
      return List.of(
          asked,
          clicks == null ? "not reached" : String.valueOf(clicks),
          words("%.4f", curve.getLast()[1]));
    }
  }

  @Command(
      name = "crossvalidate",
      description = "The constants of grouping, chosen on some people and held against others.")
  static final class CrossValidate extends Measurement<List<CrossValidationLab.Fold>> {

    @Mixin private final Embeddings given = new Embeddings();

    @Override
    List<CrossValidationLab.Fold> measure(Doors doors, Progress progress) throws IOException {
      return new CrossValidationLab(doors.models().usual().calibration())
          .measure(given.vectors, given.lines, given.dimension, progress);
    }

    @Override
    void show(List<CrossValidationLab.Fold> folds, Terminal terminal) {
      terminal.table(
          List.of("part", "faces", "chosen on the others", "there", "the product's there"),
          folds.stream().map(CrossValidate::row).toList());
    }

    private static List<String> row(CrossValidationLab.Fold fold) {
      return List.of(
          String.valueOf(fold.part()),
          String.valueOf(fold.faces()),
          words("%.1f, %.0f, %.0f", fold.falseLinks(), fold.oneToMany(), fold.half()),
          score(fold.heldOut()),
          score(fold.product()));
    }

    private static String score(CrossValidationLab.Score score) {
      return words("%.4f / %.4f", score.pairF(), score.bcF());
    }
  }

  @Command(
      name = "complete",
      description = "What is said of how complete albums are, beside the truth.")
  static final class Complete extends Measurement<CompletenessLab.Figures> {

    @Mixin private final Embeddings given = new Embeddings();

    @Override
    CompletenessLab.Figures measure(Doors doors, Progress progress) throws IOException {
      return new CompletenessLab(doors.models().usual().calibration())
          .measure(given.vectors, given.lines, given.dimension);
    }

    @Override
    void show(CompletenessLab.Figures figures, Terminal terminal) {
      terminal.say(
          words(
              "%d albums of 5 faces and more: stated %.1f %%, true %.1f %%, apart by %.1f points on average."
                  + " With the faces that are too small to be matched: true %.1f %%, apart by %.1f points.",
              figures.albums(),
              100 * figures.stated(),
              100 * figures.actual(),
              100 * figures.error(),
              100 * figures.actualOfAll(),
              100 * figures.errorOfAll()));
      table("faces", figures.bySize(), 1, terminal);
      table("stated %", figures.byStated(), 100, terminal);
    }

    private static void table(
        String by, List<CompletenessLab.Row> rows, double unit, Terminal terminal) {
      terminal.table(
          List.of("from " + by, "below", "albums", "stated", "true", "apart"),
          rows.stream().map(row -> row(row, unit)).toList());
    }

    private static List<String> row(CompletenessLab.Row row, double unit) {
      return List.of(
          words("%.0f", unit * row.from()),
          words("%.0f", unit * row.to()),
          String.valueOf(row.albums()),
          words("%.1f", 100 * row.stated()),
          words("%.1f", 100 * row.actual()),
          words("%.1f", 100 * row.error()));
    }
  }

  @Command(
      name = "facts",
      description = "How long the answer takes to a fact, and to a photo that comes or goes.")
  static final class Facts extends Measurement<FactsLab.Figures> {

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
    FactsLab.Figures measure(Doors doors, Progress progress) throws IOException {
      return new FactsLab(doors.models().usual().calibration(), 1)
          .measure(given.vectors, given.lines, given.dimension, count, photos, progress);
    }

    @Override
    void show(FactsLab.Figures figures, Terminal terminal) {
      terminal.say(
          figures.faces() + " faces grouped in " + figures.grouping() + " ms. Milliseconds:");
      terminal.table(
          List.of("what", "how many", "half of them", "99 of 100", "all"),
          List.of(
              row("facts", figures.facts()),
              row("photos of three faces added", figures.added()),
              row("photos of three faces removed", figures.removed())));
    }

    private static List<String> row(String what, FactsLab.Times times) {
      return List.of(
          what,
          String.valueOf(times.count()),
          words("%.1f", times.median()),
          words("%.1f", times.ninetyNine()),
          words("%.1f", times.longest()));
    }
  }

  @Command(
      name = "generate",
      description = "Embeddings of a library that never was, for cluster and clicks.")
  static final class Generate extends Measurement<Map<String, Object>> {

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
    Map<String, Object> measure(Doors doors, Progress progress) throws IOException {
      new GeneratedFaces(seed).write(faces, vectors, lines, progress);
      return Map.of("faces", faces, "seed", seed);
    }

    /** The files say it all. */
    @Override
    void show(Map<String, Object> made, Terminal terminal) {}
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
        new SpeedLab(tree.doors().models().usual()).measure(photos, flows);
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
  static final class Detect extends Measurement<List<DetectionLab.Figures>> {

    @Parameters(index = "0", paramLabel = "LABELS.csv")
    private Path labels;

    @Option(
        names = "--only",
        paramLabel = "BEGINNING",
        defaultValue = "",
        description = "only the photos whose path begins so")
    private String beginning;

    @Override
    List<DetectionLab.Figures> measure(Doors doors, Progress progress) throws IOException {
      return new DetectionLab(doors.models().usual()).measure(labels, beginning, progress);
    }

    @Override
    void show(List<DetectionLab.Figures> sets, Terminal terminal) {
      terminal.table(
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
          sets.stream().map(Detect::row).toList());
    }

    private static List<String> row(DetectionLab.Figures set) {
      return List.of(
          set.set(),
          String.valueOf(set.photos()),
          set.found() + "/" + set.labelledFaces(),
          String.valueOf(set.falseFaces()),
          set.boxesFound() + "/" + set.boxes(),
          String.valueOf(set.identified()),
          set.groups() + "/" + set.people(),
          words("%.4f", set.pairF()),
          words("%.4f", set.bcF()));
    }
  }

  @Command(
      name = "calibrate",
      description =
          "What an embedder's similarities mean, on labelled photos: the figures for its description.")
  static final class Calibrate extends Measurement<CalibrationLab.Figures> {

    @Parameters(
        index = "0..*",
        arity = "1..*",
        paramLabel = "LABELS.csv",
        description = "photos of one named person each, several of some")
    private List<Path> labels;

    @Option(
        names = "--embedder",
        paramLabel = "FILE",
        description = "an embedder's description (default: the program's own)")
    private @Nullable Path embedder;

    @Option(
        names = "--only",
        paramLabel = "BEGINNING",
        defaultValue = "",
        description = "only the photos whose path begins so")
    private String beginning;

    @Override
    CalibrationLab.Figures measure(Doors doors, Progress progress) throws IOException {
      Equipment.Models usual = doors.models().usual();
      Equipment.Models models =
          embedder == null ? usual : doors.models().of(usual.detectorFile(), embedder);
      return new CalibrationLab(models).measure(labels, beginning, progress);
    }

    @Override
    void show(CalibrationLab.Figures figures, Terminal terminal) {
      terminal.say(
          words(
              "%s: %,d faces of %,d people; %,d pairs of different people, %,d of the same.",
              figures.embedder(),
              figures.faces(),
              figures.people(),
              figures.differentPairs(),
              figures.samePairs()));
      terminal.table(
          List.of("false match rate", "cosine", "true accepts %"),
          figures.points().stream().map(Calibrate::row).toList());
      terminal.table(
          List.of("of 100 faces", "have a shorter vector than"),
          figures.lengths().stream()
              .map(each -> List.of(words("%d", each.hundredth()), words("%.2f", each.length())))
              .toList());
      terminal.say("Said to be different, and most alike (see whether the labels are right):");
      terminal.table(
          List.of("one", "other", "cosine", "such pairs"),
          figures.mostAlike().stream()
              .map(
                  each ->
                      List.of(
                          each.one(),
                          each.other(),
                          words("%.3f", each.cosine()),
                          String.valueOf(each.pairs())))
              .toList());
    }

    private static List<String> row(CalibrationLab.Point point) {
      return List.of(
          words("%.0e", point.falseMatchRate()),
          words("%.3f", point.cosine()),
          words("%.1f", 100 * point.trueAcceptRate()));
    }
  }

  @Command(
      name = "speed",
      description = "The whole way of photos beside the sum of its bare parts, in one run.")
  static final class Speed extends Measurement<SpeedLab.Figures> {

    @Parameters(
        index = "0..*",
        arity = "1..*",
        paramLabel = "PHOTO",
        description = "different photos")
    private List<Path> photos;

    @Override
    SpeedLab.Figures measure(Doors doors, Progress progress) throws IOException {
      try (Flows flows = new Workshop().open(doors)) {
        return new SpeedLab(doors.models().usual()).measure(photos, flows);
      }
    }

    @Override
    void show(SpeedLab.Figures figures, Terminal terminal) {
      terminal.say(
          words(
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
  }

  @Command(
      name = "estimates",
      description = "What the night shift says of the time that is left, against what then passes.")
  static final class Estimates extends Measurement<EstimateLab.Figures> {

    @Parameters(
        index = "0..*",
        arity = "1..*",
        paramLabel = "PHOTO_OR_FOLDER",
        description = "JPEGs, of which the library's photos are derived")
    private List<Path> photos;

    @Option(
        names = "-n",
        paramLabel = "N",
        defaultValue = "2000",
        description = "photos (default: 2000)")
    private int count;

    @Override
    EstimateLab.Figures measure(Doors doors, Progress progress) throws IOException {
      Workshop workshop = new Workshop();
      try (Flows flows = workshop.open(doors)) {
        Path other =
            doors.models().usual().detectorFile().resolveSibling("retinaface-mnet25-v1.json");
        return new EstimateLab(flows, workshop.pictures()).measure(photos, count, other, progress);
      }
    }

    @Override
    void show(EstimateLab.Figures figures, Terminal terminal) {
      terminal.say(words("%d photos, %s.", figures.photos(), ByteSize.words(figures.bytes())));
      terminal.table(
          List.of("part", "seconds", "estimates", "median error", "9 of 10 within"),
          figures.parts().stream()
              .map(
                  part ->
                      List.of(
                          part.activity(),
                          words("%.0f", part.seconds()),
                          String.valueOf(part.estimates()),
                          words("%.0f %%", 100 * part.medianError()),
                          words("%.0f %%", 100 * part.worstTenth())))
              .toList());
    }
  }

  @Command(
      name = "upload",
      description =
          "Sealing and storing beside the bare S3 client, on the same files in one run. What is stored stays in the bucket.")
  static final class Upload extends Measurement<List<UploadLab.Figures>> {

    @Option(
        names = "--cloud",
        required = true,
        paramLabel = "URL",
        description = "a bucket, with a prefix where nothing lies")
    private String cloud;

    @Option(
        names = "--files",
        paramLabel = "N",
        defaultValue = "200",
        description = "how many files of the usual size (default: 200)")
    private int files;

    @Option(
        names = "--size",
        paramLabel = "SIZE",
        defaultValue = "5MB",
        converter = ByteSize.Converter.class,
        description = "the usual size (default: 5MB)")
    private ByteSize size;

    @Option(
        names = "--large",
        paramLabel = "SIZE",
        defaultValue = "1GB",
        converter = ByteSize.Converter.class,
        description = "the size of the one large file (default: 1GB)")
    private ByteSize large;

    @Option(
        names = "--connections",
        paramLabel = "N",
        defaultValue = "4",
        description = "files under way at a time (default: 4)")
    private int connections;

    @Option(
        names = "--rounds",
        paramLabel = "N",
        defaultValue = "2",
        description = "how often each is measured, after one to warm up (default: 2)")
    private int rounds;

    @Override
    List<UploadLab.Figures> measure(Doors doors, Progress progress) throws IOException {
      Workshop workshop = new Workshop();
      try (Flows flows = workshop.open(doors, cloud);
          UploadLab.Bare bare = doors.bare(cloud)) {
        UploadLab lab =
            new UploadLab(bare, flows.library().vault(), connections, workshop.folder());
        return List.of(
            lab.measure(files, size.bytes(), rounds, progress),
            lab.measure(1, large.bytes(), rounds, progress));
      }
    }

    @Override
    void show(List<UploadLab.Figures> figures, Terminal terminal) {
      terminal.table(
          List.of("files", "of", "bare MB/s", "sealed MB/s", "ratio"),
          figures.stream().map(Upload::row).toList());
    }

    private static List<String> row(UploadLab.Figures figures) {
      return List.of(
          String.valueOf(figures.files()),
          ByteSize.words(figures.bytes()),
          words("%.1f", figures.bareMegabytes()),
          words("%.1f", figures.sealedMegabytes()),
          words("%.2f", figures.ratio()));
    }
  }

  @Command(
      name = "join",
      description =
          "Join a large library that was generated: how long, how many bytes, and how soon its first photos are shown.")
  static final class Join extends Measurement<JoinLab.Figures> {

    @Option(
        names = "-n",
        paramLabel = "N",
        defaultValue = "100000",
        description = "how many photos, and as many faces (default: 100000)")
    private int photos;

    @Option(
        names = "--seed",
        paramLabel = "SEED",
        defaultValue = "1",
        description = "decides what is generated (default: 1)")
    private long seed;

    @Option(
        names = "--cloud",
        paramLabel = "URL",
        description =
            "an empty store, in which the library stays; default: a temporary folder's, which doesn't")
    private @Nullable String cloud;

    @Option(
        names = "--filled",
        description = "only join: an earlier run with the same -n and --seed has filled the cloud")
    private boolean filled;

    @Spec private @Nullable CommandSpec spec;

    @Override
    JoinLab.Figures measure(Doors doors, Progress progress) throws IOException {
      if (photos < 1) {
        throw new CommandLine.ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "A library to join has at least one photo (-n).");
      }
      Workshop workshop = new Workshop();
      String url = cloud == null ? "file:" + workshop.folder().resolve("cloud") : cloud;
      JoinLab lab = new JoinLab(Workshop.entrances(doors), workshop.libraries(), url);
      return filled ? lab.measureFilled(seed, progress) : lab.measure(photos, seed, progress);
    }

    @Override
    void show(JoinLab.Figures figures, Terminal terminal) {
      JoinLab.Joined joined = figures.joined();
      terminal.say(
          words(
              "%d photos, %d faces, %d people (%d named), %d facts; joined in %.1f s, %s of heap at the"
                  + " peak, %s of originals fetched. %s",
              figures.photos(),
              figures.faces(),
              figures.people(),
              figures.named(),
              figures.facts(),
              joined.milliseconds() / 1e3,
              ByteSize.words(joined.peakBytes()),
              ByteSize.words(joined.originalBytes()),
              verdict(figures)));
      terminal.table(
          List.of("part", "seconds"),
          joined.parts().stream()
              .map(part -> List.of(part.work(), words("%.1f", part.milliseconds() / 1e3)))
              .toList());
      terminal.table(
          List.of("way", "reason", "objects", "bytes"),
          joined.moved().stream()
              .map(
                  line ->
                      List.of(
                          line.direction(),
                          line.reason(),
                          String.valueOf(line.objects()),
                          ByteSize.words(line.bytes())))
              .toList());
      JoinLab.Start start = figures.start();
      terminal.say(
          words(
              "From the start of latent serve: its address after %.2f s, the months after %.2f s, the %d"
                  + " photos of the newest after %.2f s, the first thumbnails after %.2f s. latent photos"
                  + " listed all in %.2f s.",
              start.address() / 1e3,
              start.months() / 1e3,
              start.photosOnPage(),
              start.page() / 1e3,
              start.thumbnails() / 1e3,
              start.all() / 1e3));
      JoinLab.Opened opened = figures.opened();
      terminal.say(
          words(
              "In a warm process: opened in %d ms, months in %d ms, the newest one's photos in %d ms.",
              opened.library(), opened.months(), opened.page()));
      joined.damages().forEach(terminal::say);
    }

    private static String verdict(JoinLab.Figures figures) {
      if (figures.sameAsFirst() == null) {
        return "An earlier run filled the cloud.";
      }
      return words(
          "The first device took %.0f s to fill the cloud; photos, people, names and facts are %s.",
          figures.filledSeconds(), figures.sameAsFirst() ? "the same here" : "OTHERS here");
    }

    @Override
    int exitCode(JoinLab.Figures figures) {
      boolean right =
          !Boolean.FALSE.equals(figures.sameAsFirst())
              && figures.joined().damages().isEmpty()
              && figures.joined().originalBytes() == 0;
      return right ? ExitCode.DONE : ExitCode.DAMAGED;
    }
  }

  @Command(
      name = "simulate",
      description = "Bytes and money of storage policies over years and users.")
  static final class Simulate extends Measurement<Figures> {

    @Option(
        names = "--scenario",
        required = true,
        paramLabel = "FILE",
        description =
            "whose libraries, for how long, and by which figures; scenarios/ has examples")
    private Path scenario;

    @Override
    Figures measure(Doors doors, Progress progress) throws IOException {
      ScenarioFile.Read read = ScenarioFile.read(scenario);
      return Simulation.run(
          read.scenario(),
          PriceFile.read(read.prices()),
          Runtime.getRuntime().availableProcessors());
    }

    @Override
    Object document(Figures figures) {
      return new SimulationReport(figures).document();
    }

    @Override
    void show(Figures figures, Terminal terminal) {
      new SimulationReport(figures).print(terminal);
    }
  }

  @Command(
      name = "torture",
      description =
          "Kill the program again and again, whatever it does, and see whether anything is lost.")
  static final class Torture extends Measurement<TortureLab.Figures> {

    @Parameters(
        index = "0..*",
        arity = "1..*",
        paramLabel = "PHOTO_OR_FOLDER",
        description = "JPEGs, of which ever new photos are derived")
    private List<Path> photos;

    @Option(
        names = "--kills",
        paramLabel = "N",
        defaultValue = "1000",
        description = "how often (default: 1000)")
    private int kills;

    @Option(
        names = "--minutes",
        paramLabel = "N",
        defaultValue = "600",
        description = "no longer than that (default: 600)")
    private int minutes;

    @Option(
        names = "--seed",
        paramLabel = "SEED",
        defaultValue = "1",
        description = "decides what is done, but not to the millisecond when (default: 1)")
    private long seed;

    @Option(
        names = "--cloud",
        paramLabel = "URL",
        description =
            "the stores are made below this one, and stay there; default: in a temporary folder")
    private @Nullable String cloud;

    @Override
    TortureLab.Figures measure(Doors doors, Progress progress) throws IOException {
      Workshop workshop = new Workshop();
      TortureLab.Figures figures =
          new TortureLab(Workshop.entrances(doors), workshop.libraries(), cloud)
              .measure(photos, kills, Duration.ofMinutes(minutes), seed, progress);
      if (figures.left() != null) {
        workshop.keep();
      }
      return figures;
    }

    @Override
    void show(TortureLab.Figures figures, Terminal terminal) {
      terminal.say(
          words(
              "%d kills in %.0f s (seed %d), %d of them at the moment of a change on the disk, and %d"
                  + " readers killed; %d libraries. %d photos and %d facts were acknowledged; originals"
                  + " were read back %d times, everything was held against everything %d times."
                  + " Interrupted objects sent again: %d. Lost: %d. Other faults: %d.",
              figures.kills(),
              figures.seconds(),
              figures.seed(),
              figures.atChanges(),
              figures.readersKilled(),
              figures.libraries(),
              figures.photos(),
              figures.facts(),
              figures.originalsRead(),
              figures.settled(),
              figures.sentAgain(),
              figures.losses(),
              figures.faults().size() - figures.losses()));
      terminal.table(
          List.of("flow", "begun", "killed", "readers killed"),
          figures.flows().stream()
              .map(
                  flow ->
                      List.of(
                          flow.flow(),
                          String.valueOf(flow.begun()),
                          String.valueOf(flow.killed()),
                          String.valueOf(flow.readersKilled())))
              .toList());
      for (TortureLab.Fault fault : figures.faults()) {
        terminal.say(
            words(
                "%s, kill %d, during %s: %s",
                fault.harm().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                fault.kill(),
                fault.during(),
                fault.sentence()));
      }
      if (figures.left() != null) {
        terminal.say("The library is left as it was found, in " + figures.left() + ".");
      }
    }

    @Override
    int exitCode(TortureLab.Figures figures) {
      return figures.faults().isEmpty() ? ExitCode.DONE : ExitCode.DAMAGED;
    }
  }
}
