package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import latent.image.Picture;
import latent.image.PictureDecoder;
import latent.image.PictureEncoder;
import latent.library.LabelledPhotos.Label;
import latent.library.StudyFigures.Encoding;
import latent.library.StudyFigures.ModelChange;
import latent.library.StudyFigures.Setting;
import latent.library.StudyTally.Sighting;
import latent.photo.Face;
import latent.photo.PhotoId;
import latent.worker.AnalyseOutcome;
import latent.worker.WorkerPool;

/**
 * Measures whether small copies of photos are good enough, what originals give beside them, and
 * what other models cost: on labelled photos, and on large pictures that are composed of them.
 */
public final class StudyLab {

  /** Longer sides of the previews that are looked at. */
  static final List<Integer> EDGES = List.of(240, 360, 480, 640, 800, 1200, 1600, 2400);

  /** The long edge and the quality of the product's previews (latent.image.CopyMaker). */
  static final int PREVIEW_EDGE = 1600;

  static final int PREVIEW_QUALITY = 40;

  private static final List<Integer> ENCODED_EDGES = List.of(800, 1200, 1600, 2400);
  private static final List<Integer> QUALITIES = List.of(20, PREVIEW_QUALITY, 85);

  private static final double FALSE_MATCH_RATE = 1e-3;

  /** A face this many times as wide as one that can be trusted is clean. */
  private static final int CLEAN = 2;

  private static final String OTHER_EMBEDDER = "faceplugin-fr-feature-mirrored.json";
  private static final String OTHER_DETECTOR = "retinaface-mnet25-v1.json";

  /** Makes places for libraries. */
  public interface Places {

    /** Another empty library. */
    Place another() throws IOException;
  }

  /**
   * An empty library.
   *
   * @param pictures a folder for photos that are to be added
   */
  public record Place(Path pictures, Flows flows) {}

  /**
   * How much is measured.
   *
   * @param photos labelled photos that are read, at most
   * @param ofEach of these, of one person, at most
   * @param crowds composed pictures
   * @param encoded of these, how many are encoded in other ways
   * @param seed decides which, and how they are composed
   */
  public record Extent(int photos, int ofEach, int crowds, int encoded, long seed) {}

  private final Equipment.ModelSource source;
  private final Equipment.Models models;
  private final Places places;
  private final Extent extent;

  public StudyLab(Equipment.ModelSource source, Places places, Extent extent) {
    this.source = source;
    this.models = source.usual();
    this.places = places;
    this.extent = extent;
  }

  /** Measures all but what is simulated. */
  public StudyFigures measure(List<Path> files, Progress progress) throws IOException {
    List<Source> sources = new ArrayList<>();
    StudyTally tally;
    List<Scene> crowds;
    List<Scene> photos;
    List<Encoding> encodings;
    double cosine = models.calibration().cosine(FALSE_MATCH_RATE);
    try (WorkerPool readers = models.readers().get()) {
      for (Path file : files) {
        sources.addAll(read(LabelledPhotos.read(file), readers, progress));
      }
      Likenesses likenesses =
          new Likenesses(sources, CLEAN * models.calibration().smallest(), cosine, extent.seed());
      photos = sources.stream().filter(Source::isSure).map(Source::scene).toList();
      crowds = crowds(sources, progress);
      List<Scene> scenes = new ArrayList<>(crowds);
      scenes.addAll(photos);
      List<Sighting> seen = look(scenes, readers, progress);
      tally = new StudyTally(seen, likenesses);
      encodings = encodings(crowds, seen, tally, readers, progress);
    }
    List<Integer> withOriginal = new ArrayList<>(EDGES);
    withOriginal.add(StudyTally.ORIGINAL);
    return new StudyFigures(
        setting(sources, photos, crowds, cosine),
        tally.detection(withOriginal),
        tally.byOriginalWidth(withOriginal),
        tally.byPreviewWidth(),
        tally.byEdge(withOriginal),
        encodings,
        tally.fetching(PREVIEW_EDGE, models.calibration(), extent.seed()),
        changes(photos, crowds, progress),
        List.of());
  }

  private Setting setting(
      List<Source> sources, List<Scene> photos, List<Scene> crowds, double cosine) {
    return new Setting(
        extent.seed(),
        models.detector().toString(),
        models.embedder().toString(),
        sources.size(),
        photos.size(),
        faces(photos),
        crowds.size(),
        faces(crowds),
        cosine,
        PREVIEW_QUALITY);
  }

  private static int faces(List<Scene> scenes) {
    return scenes.stream().mapToInt(scene -> scene.faces().size()).sum();
  }

  private List<Source> read(LabelledPhotos photos, WorkerPool readers, Progress progress) {
    List<Label> labels = some(photos.labels());
    AtomicLong done = new AtomicLong();
    List<Optional<Source>> sources =
        Together.each(
            labels,
            2 * Runtime.getRuntime().availableProcessors(),
            label -> {
              Optional<Source> read = Source.read(photos, label, readers);
              progress.step("reading labelled photos", done.incrementAndGet(), labels.size());
              return read;
            });
    return sources.stream().flatMap(Optional::stream).toList();
  }

  /**
   * Some of them: up to half are photos of people who have several, person by person, so that there
   * is somebody to be recognised; the rest are any others, as far as there are any.
   */
  private List<Label> some(List<Label> all) {
    List<Label> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(extent.seed()));
    Map<String, List<Label>> ofPerson = new LinkedHashMap<>();
    for (Label label : shuffled) {
      if (label.persons().size() == 1) {
        ofPerson.computeIfAbsent(label.persons().getFirst(), _ -> new ArrayList<>()).add(label);
      }
    }
    List<Label> some = new ArrayList<>();
    Set<Label> several = new HashSet<>();
    for (List<Label> theirs : ofPerson.values()) {
      if (theirs.size() > 1) {
        several.addAll(theirs);
        List<Label> chosen = theirs.subList(0, Math.min(extent.ofEach(), theirs.size()));
        if (some.size() + chosen.size() <= extent.photos() / 2) {
          some.addAll(chosen);
        }
      }
    }
    Set<Label> chosen = Set.copyOf(some);
    Stream.concat(
            shuffled.stream().filter(label -> !several.contains(label)),
            shuffled.stream().filter(label -> several.contains(label) && !chosen.contains(label)))
        .limit(extent.photos() - some.size())
        .forEach(some::add);
    return some;
  }

  private List<Scene> crowds(List<Source> sources, Progress progress) {
    if (sources.stream().allMatch(each -> each.known().isEmpty())) {
      throw new LibraryException("The labelled photos show no faces to compose pictures of.");
    }
    Crowds crowds = new Crowds(sources, extent.seed());
    List<Scene> scenes = new ArrayList<>();
    for (int crowd = 0; crowd < extent.crowds(); crowd++) {
      scenes.add(crowds.next());
      progress.step("composing crowds", crowd + 1L, extent.crowds());
    }
    return scenes;
  }

  /** Looks at each scene's original and at all smaller copies of it. */
  private List<Sighting> look(List<Scene> scenes, WorkerPool readers, Progress progress) {
    AtomicLong done = new AtomicLong();
    List<List<Sighting>> each =
        Together.each(
            scenes,
            Runtime.getRuntime().availableProcessors(),
            scene -> {
              List<Sighting> seen = new ArrayList<>();
              seen.add(original(scene, readers));
              for (int edge : EDGES) {
                if (edge < scene.longEdge()) {
                  seen.add(copy(scene, edge, PREVIEW_QUALITY, readers));
                }
              }
              progress.step("looking at previews", done.incrementAndGet(), scenes.size());
              return seen;
            });
    return each.stream().flatMap(List::stream).toList();
  }

  private static Sighting original(Scene scene, WorkerPool readers) {
    byte[] bytes = scene.original();
    List<Face> faces = bare(whole(bytes, readers).features().faces());
    return new Sighting(
        scene, StudyTally.ORIGINAL, 0, scene.width(), bytes.length, faces, scene.match(faces));
  }

  /**
   * What an original holds. A reader that is killed because the machine was too busy for it must
   * not pass for one that sees nothing.
   */
  static AnalyseOutcome.Analysed whole(byte[] original, WorkerPool readers) {
    return switch (readers.analyse(PhotoId.of(original), original)) {
      case AnalyseOutcome.Analysed analysed -> analysed;
      case AnalyseOutcome.Unreadable(String reason) -> throw unread(reason);
      case AnalyseOutcome.Quarantined(String reason) -> throw unread(reason);
    };
  }

  private static LibraryException unread(String reason) {
    return new LibraryException("A picture of the study can't be read: " + reason + ".");
  }

  private static Sighting copy(Scene scene, int edge, int quality, WorkerPool readers) {
    byte[] copy;
    try (Picture picture = PictureDecoder.decode(scene.original())) {
      copy = PictureEncoder.encode(picture.scaledTo(edge), quality);
    }
    WorkerPool.Survey survey =
        readers
            .survey(PhotoId.of(scene.original()), copy)
            .orElseThrow(() -> new LibraryException("A preview can't be read."));
    List<Face> faces = bare(survey.features().faces());
    return new Sighting(
        scene, edge, quality, survey.width(), copy.length, faces, scene.match(faces));
  }

  /** Crops aren't looked at again. */
  private static List<Face> bare(List<Face> faces) {
    return faces.stream().map(face -> face.withCrop(new byte[0])).toList();
  }

  /** Previews of some crowds in other qualities, beside those that were seen before. */
  private List<Encoding> encodings(
      List<Scene> crowds,
      List<Sighting> seen,
      StudyTally tally,
      WorkerPool readers,
      Progress progress) {
    List<Scene> some = crowds.subList(0, Math.min(extent.encoded(), crowds.size()));
    List<Encoding> rows = new ArrayList<>();
    int all = ENCODED_EDGES.size() * QUALITIES.size();
    for (int edge : ENCODED_EDGES) {
      for (int quality : QUALITIES) {
        List<Sighting> copies =
            quality == PREVIEW_QUALITY
                ? seen.stream()
                    .filter(each -> each.edge() == edge && some.contains(each.scene()))
                    .toList()
                : Together.each(
                    some,
                    Runtime.getRuntime().availableProcessors(),
                    scene -> copy(scene, edge, quality, readers));
        rows.add(tally.encoding(edge, quality, copies));
        progress.step("encoding previews", rows.size(), all);
      }
    }
    return rows;
  }

  private List<ModelChange> changes(List<Scene> photos, List<Scene> crowds, Progress progress)
      throws IOException {
    Path embedder = models.embedderFile().resolveSibling(OTHER_EMBEDDER);
    Path detector = models.detectorFile().resolveSibling(OTHER_DETECTOR);
    if (!Files.exists(embedder) || !Files.exists(detector)) {
      throw new LibraryException(
          "The other models " + OTHER_EMBEDDER + " and " + OTHER_DETECTOR + " aren't there.");
    }
    List<ModelChange> changes = new ArrayList<>();
    changes.addAll(changed("labelled photos", photos, embedder, detector, progress));
    changes.addAll(changed("composed crowds", crowds, embedder, detector, progress));
    return changes;
  }

  private List<ModelChange> changed(
      String name, List<Scene> scenes, Path embedder, Path detector, Progress progress)
      throws IOException {
    if (scenes.isEmpty()) {
      return List.of();
    }
    Place place = places.another();
    try (Flows flows = place.flows()) {
      List<byte[]> originals = scenes.stream().map(Scene::original).toList();
      return new ModelChangeLab(source, flows, progress)
          .measure(name, originals, place.pictures(), embedder, detector);
    }
  }
}
