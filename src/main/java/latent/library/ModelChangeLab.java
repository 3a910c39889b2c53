package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import latent.library.Gallery.PersonEntry;
import latent.library.Gallery.PhotoEntry;
import latent.library.StudyFigures.ModelChange;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.PhotoId;
import latent.worker.WorkerPool;

/**
 * Takes other models into a library whose originals are all away, as a user would, and counts what
 * that fetched, lost and found.
 */
final class ModelChangeLab {

  /** So many of the largest people get a name. */
  private static final int NAMED = 10;

  /** A change of models is through in one shift; more would be a fault. */
  private static final int MOST_SHIFTS = 5;

  /** From this overlap on, two detectors mean one face. */
  private static final double SAME = 0.35;

  private final Equipment.ModelSource models;
  private final Flows flows;
  private final Progress progress;

  ModelChangeLab(Equipment.ModelSource models, Flows flows, Progress progress) {
    this.models = models;
    this.flows = flows;
    this.progress = progress;
  }

  /**
   * Fills the library, which is empty, and changes its embedder, then its detector.
   *
   * @param folder where the photos are put for this
   */
  List<ModelChange> measure(
      String name, List<byte[]> originals, Path folder, Path embedder, Path detector)
      throws IOException {
    fill(originals, folder);
    List<ModelChange> changes = new ArrayList<>();
    changes.add(change(name, embedder));
    ModelChange found = change(name, detector);
    changes.add(heldAgainstAll(found, originals, detector, embedder));
    return changes;
  }

  private void fill(List<byte[]> originals, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (byte[] original : originals) {
      Path file = folder.resolve(String.format(java.util.Locale.ROOT, "%05d.jpg", files.size()));
      Files.write(file, original);
      files.add(file);
    }
    flows.importer().add(files, true, progress);
    shift();
    List<PersonEntry> people = flows.gallery().people();
    for (int i = 0; i < Math.min(NAMED, people.size()); i++) {
      flows.witness().name(people.get(i).id(), "Name " + (i + 1));
    }
    shift();
    flows.offloader().free(Long.MAX_VALUE);
  }

  private void shift() throws IOException {
    NightShift.Report report = flows.nightShift().run(true, progress);
    if (report.failed() > 0) {
      throw new LibraryException(
          "A shift of the study failed: " + report.failures().getFirst().reason() + ".");
    }
  }

  private ModelChange change(String name, Path model) throws IOException {
    Set<String> named = names();
    long fetched = down("view") + down("analyse");
    long previews = down("preview");
    flows.outfitter().use(model);
    for (int shift = 0; shift < MOST_SHIFTS && flows.outfitter().isChanging(); shift++) {
      shift();
    }
    if (flows.outfitter().isChanging()) {
      throw new LibraryException(
          "The other model didn't come into use in " + MOST_SHIFTS + " shifts.");
    }
    Set<String> kept = names();
    kept.retainAll(named);
    List<PhotoEntry> photos = flows.gallery().photos(null, null);
    return new ModelChange(
        name,
        photos.size(),
        models.describe(model).name().toString(),
        flows.library().catalog().photos().bytes(),
        down("view") + down("analyse") - fetched,
        down("preview") - previews,
        named.size(),
        kept.size(),
        0,
        0);
  }

  /** The names that stand for at least one face. */
  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (PersonEntry person : flows.gallery().people()) {
      if (person.name() != null && person.faces() > 0) {
        names.add(person.name());
      }
    }
    return names;
  }

  private long down(String reason) {
    return flows.gallery().ledger(Instant.EPOCH).stream()
        .filter(line -> line.direction().equals("down") && line.reason().equals(reason))
        .mapToLong(Gallery.Moved::bytes)
        .sum();
  }

  /** What the detector finds in all originals, and how much of that the library has now. */
  private ModelChange heldAgainstAll(
      ModelChange change, List<byte[]> originals, Path detector, Path embedder) {
    AtomicLong done = new AtomicLong();
    AtomicLong inAll = new AtomicLong();
    AtomicLong known = new AtomicLong();
    try (WorkerPool readers = models.of(detector, embedder).readers().get()) {
      Together.each(
          originals,
          2 * Runtime.getRuntime().availableProcessors(),
          original -> {
            PhotoId id = PhotoId.of(original);
            List<Face> here = flows.library().catalog().faces().detected(id);
            List<Face> there = StudyLab.whole(original, readers).features().faces();
            inAll.addAndGet(there.size());
            known.addAndGet(matched(there, here));
            progress.step("reading all originals", done.incrementAndGet(), originals.size());
            return id;
          });
    }
    return new ModelChange(
        change.library(),
        change.photos(),
        change.model(),
        change.originalBytes(),
        change.fetched(),
        change.previewsFetched(),
        change.names(),
        change.namesKept(),
        inAll.intValue(),
        known.intValue());
  }

  /** How many of the faces have one of the others in their place, which counts once. */
  static int matched(List<Face> faces, List<Face> others) {
    List<Box> left = new ArrayList<>(others.stream().map(Face::box).toList());
    int matched = 0;
    for (Face face : faces) {
      Box nearest =
          left.stream()
              .max(java.util.Comparator.comparingDouble(box -> box.overlap(face.box())))
              .orElse(null);
      if (nearest != null && nearest.overlap(face.box()) > SAME) {
        left.remove(nearest);
        matched++;
      }
    }
    return matched;
  }
}
