package latent.library;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import latent.people.Agreement;
import latent.people.Grouping;
import latent.people.People;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.PhotoId;
import latent.worker.AnalyseOutcome;
import latent.worker.WorkerPool;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads labelled photos as the product would, and says how many faces it found and how well it told
 * people apart.
 *
 * <p>The labels are a CSV file with a head: {@code path} (relative to the file), {@code persons}
 * (names with semicolons between; one name means the face in the middle), {@code face_count} (a
 * number, or {@code >=} one), {@code face_count_exact} (y or n). If a {@code boxes.csv} lies beside
 * it ({@code path,left,top,width,height} in pixels), its faces are looked for one by one.
 */
public final class DetectionLab {

  /**
   * Two boxes are one face from this overlap on (intersection over union); labelled boxes are drawn
   * wider than detected ones.
   */
  private static final double SAME_FACE = 0.25;

  /**
   * The figures of one set of photos.
   *
   * @param labelledFaces faces that are known to be in photos whose faces were counted exactly
   * @param found of these, how many were found
   * @param falseFaces faces found beyond those that are there
   * @param boxes faces whose place is labelled
   * @param boxesFound of these, how many were found
   * @param people true number of people among the faces with a name
   * @param groups number of people they were grouped into
   */
  public record Figures(
      String set,
      int photos,
      int unreadable,
      int labelledFaces,
      int found,
      double recall,
      int falseFaces,
      int boxes,
      int boxesFound,
      int identified,
      int people,
      int groups,
      double pairP,
      double pairR,
      double pairF,
      double bcP,
      double bcR,
      double bcF) {}

  /** One labelled photo. */
  private record Label(String path, List<String> persons, int count, boolean exact) {
    private String set() {
      int slash = path.lastIndexOf('/');
      String folder = slash < 0 ? "" : path.substring(0, slash);
      String[] parts = folder.split("/");
      return parts.length <= 2 ? folder : parts[0] + "/" + parts[1];
    }
  }

  /** A labelled photo that was read; {@code faces} is null if it could not be. */
  private record Read(Label label, int width, int height, @Nullable List<Face> faces) {}

  private final Equipment.Models models;

  public DetectionLab(Equipment.Models models) {
    this.models = models;
  }

  /**
   * Measures every set (folder) by itself, then all together; with a beginning, only the paths that
   * begin so.
   */
  public List<Figures> measure(Path labels, String beginning, Progress progress)
      throws IOException {
    List<Label> wanted =
        labels(labels).stream().filter(label -> label.path().startsWith(beginning)).toList();
    Map<String, List<Place>> boxes = boxes(labels.resolveSibling("boxes.csv"));
    List<Read> reads = read(Disk.folder(labels.toAbsolutePath()), wanted, progress);
    Map<String, List<Read>> sets = new LinkedHashMap<>();
    for (Read read : reads) {
      sets.computeIfAbsent(read.label().set(), _ -> new ArrayList<>()).add(read);
    }
    List<Figures> figures = new ArrayList<>();
    sets.forEach((set, members) -> figures.add(figures(set, members, boxes)));
    figures.add(figures("all together", reads, boxes));
    return figures;
  }

  /** A labelled place in pixels. */
  private record Place(double left, double top, double width, double height) {}

  private List<Read> read(Path root, List<Label> labels, Progress progress) {
    AtomicLong done = new AtomicLong();
    try (WorkerPool readers = models.readers().get()) {
      return Together.each(
          labels,
          2 * Runtime.getRuntime().availableProcessors(),
          label -> {
            Read read = read(root, label, readers);
            progress.step("reading", done.incrementAndGet(), labels.size());
            return read;
          });
    }
  }

  private static Read read(Path root, Label label, WorkerPool readers) {
    try {
      byte[] original = Files.readAllBytes(root.resolve(label.path()));
      return switch (readers.analyse(PhotoId.of(original), original)) {
        case AnalyseOutcome.Analysed analysed ->
            new Read(label, analysed.width(), analysed.height(), analysed.features().faces());
        case AnalyseOutcome.Unreadable _, AnalyseOutcome.Quarantined _ ->
            new Read(label, 0, 0, null);
      };
    } catch (IOException broken) {
      throw new LibraryException(
          "The labelled photo " + label.path() + " can't be read: " + Disk.reason(broken) + ".",
          broken);
    }
  }

  private Figures figures(String set, List<Read> reads, Map<String, List<Place>> boxes) {
    int unreadable = 0;
    int labelled = 0;
    int found = 0;
    int falseFaces = 0;
    int boxed = 0;
    int boxedFound = 0;
    for (Read read : reads) {
      List<Face> faces = read.faces();
      if (faces == null) {
        unreadable++;
        continue;
      }
      if (read.label().exact()) {
        labelled += read.label().count();
        found += Math.min(faces.size(), read.label().count());
        falseFaces += Math.max(0, faces.size() - read.label().count());
      }
      for (Place box : boxes.getOrDefault(read.label().path(), List.of())) {
        boxed++;
        boxedFound += isFound(box, read, faces) ? 1 : 0;
      }
    }
    return identify(set, reads, unreadable, labelled, found, falseFaces, boxed, boxedFound);
  }

  private static boolean isFound(Place box, Read read, List<Face> faces) {
    Box wanted =
        new Box(
            box.left() / read.width(),
            box.top() / read.height(),
            box.width() / read.width(),
            box.height() / read.height());
    return faces.stream().anyMatch(face -> face.box().overlap(wanted) >= SAME_FACE);
  }

  /** Groups all faces of the set without any fact, then looks at those whose name is known. */
  private Figures identify(
      String set,
      List<Read> reads,
      int unreadable,
      int labelled,
      int found,
      int falseFaces,
      int boxed,
      int boxedFound) {
    List<Face> faces = new ArrayList<>();
    Map<Face, String> names = new HashMap<>();
    for (Read read : reads) {
      if (read.faces() == null) {
        continue;
      }
      faces.addAll(read.faces());
      if (read.label().persons().size() == 1) {
        middle(read.faces()).ifPresent(face -> names.put(face, read.label().persons().getFirst()));
      }
    }
    List<Face> distinct = faces.stream().distinct().toList();
    People people = Grouping.group(distinct, List.of(), models.calibration());
    List<String> groupOf = ClusterLab.groups(distinct, people);
    List<String> labels = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < distinct.size(); i++) {
      String name = names.get(distinct.get(i));
      if (name != null) {
        labels.add(name);
        groups.add(groupOf.get(i));
      }
    }
    Agreement agreement = Agreement.of(labels, groups);
    return new Figures(
        set,
        reads.size(),
        unreadable,
        labelled,
        found,
        labelled == 0 ? 1 : (double) found / labelled,
        falseFaces,
        boxed,
        boxedFound,
        labels.size(),
        (int) labels.stream().distinct().count(),
        (int) groups.stream().distinct().count(),
        agreement.pairP(),
        agreement.pairR(),
        agreement.pairF(),
        agreement.bcP(),
        agreement.bcR(),
        agreement.bcF());
  }

  /** The face that a photo of one named person is of: large and near the middle. */
  private static Optional<Face> middle(List<Face> faces) {
    return faces.stream()
        .max(
            Comparator.comparingDouble(
                face ->
                    face.box().width()
                        * face.box().height()
                        / (0.05
                            + Math.hypot(face.box().centerX() - 0.5, face.box().centerY() - 0.5))));
  }

  private static List<Label> labels(Path file) throws IOException {
    List<Label> labels = new ArrayList<>();
    for (Map<String, String> row :
        rows(file, List.of("path", "persons", "face_count", "face_count_exact"))) {
      String persons = row.getOrDefault("persons", "");
      String count = row.getOrDefault("face_count", "").replace(">=", "");
      labels.add(
          new Label(
              row.getOrDefault("path", ""),
              persons.isBlank() ? List.of() : List.of(persons.split(";")),
              count.isBlank() ? 0 : Integer.parseInt(count),
              row.getOrDefault("face_count_exact", "").equals("y")));
    }
    return labels;
  }

  private static Map<String, List<Place>> boxes(Path file) throws IOException {
    Map<String, List<Place>> boxes = new HashMap<>();
    if (!Files.exists(file)) {
      return boxes;
    }
    for (Map<String, String> row : rows(file, List.of("path", "left", "top", "width", "height"))) {
      boxes
          .computeIfAbsent(row.getOrDefault("path", ""), _ -> new ArrayList<>())
          .add(
              new Place(
                  number(row, "left"),
                  number(row, "top"),
                  number(row, "width"),
                  number(row, "height")));
    }
    return boxes;
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.getOrDefault(column, "0"));
  }

  /** A CSV file's rows (RFC 4180) by the names in its head. */
  private static List<Map<String, String>> rows(Path file, List<String> needed) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser = format.parse(reader)) {
      if (!parser.getHeaderNames().containsAll(needed)) {
        throw new LibraryException(file + " needs the columns " + String.join(", ", needed) + ".");
      }
      return parser.stream().map(CSVRecord::toMap).toList();
    }
  }
}
