package latent.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import latent.library.LabelledPhotos.Label;
import latent.library.LabelledPhotos.Place;
import latent.people.Agreement;
import latent.people.Grouping;
import latent.people.People;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.PhotoId;
import latent.worker.AnalyseOutcome;
import latent.worker.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * Reads labelled photos as the product would, and says how many faces it found and how well it told
 * people apart. {@link LabelledPhotos} says what the labels look like; faces whose place is
 * labelled are looked for one by one.
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
    LabelledPhotos photos = LabelledPhotos.read(labels);
    List<Label> wanted =
        photos.labels().stream().filter(label -> label.path().startsWith(beginning)).toList();
    List<Read> reads = read(photos, wanted, progress);
    Map<String, List<Read>> sets = new LinkedHashMap<>();
    for (Read read : reads) {
      sets.computeIfAbsent(read.label().set(), _ -> new ArrayList<>()).add(read);
    }
    List<Figures> figures = new ArrayList<>();
    sets.forEach((set, members) -> figures.add(figures(set, members, photos)));
    figures.add(figures("all together", reads, photos));
    return figures;
  }

  private List<Read> read(LabelledPhotos photos, List<Label> labels, Progress progress) {
    AtomicLong done = new AtomicLong();
    try (WorkerPool readers = models.readers().get()) {
      return Together.each(
          labels,
          2 * Runtime.getRuntime().availableProcessors(),
          label -> {
            Read read = read(photos, label, readers);
            progress.step("reading", done.incrementAndGet(), labels.size());
            return read;
          });
    }
  }

  private static Read read(LabelledPhotos photos, Label label, WorkerPool readers) {
    byte[] original = photos.original(label);
    return switch (readers.analyse(PhotoId.of(original), original)) {
      case AnalyseOutcome.Analysed analysed ->
          new Read(label, analysed.width(), analysed.height(), analysed.features().faces());
      case AnalyseOutcome.Unreadable _, AnalyseOutcome.Quarantined _ -> new Read(label, 0, 0, null);
    };
  }

  private Figures figures(String set, List<Read> reads, LabelledPhotos photos) {
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
      for (Place box : photos.places(read.label())) {
        boxed++;
        boxedFound += isFound(box, read, faces) ? 1 : 0;
      }
    }
    return identify(set, reads, unreadable, labelled, found, falseFaces, boxed, boxedFound);
  }

  private static boolean isFound(Place box, Read read, List<Face> faces) {
    Box wanted = box.in(read.width(), read.height());
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
        LabelledPhotos.middle(read.faces())
            .ifPresent(face -> names.put(face, read.label().persons().getFirst()));
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
}
