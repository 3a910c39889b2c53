package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import latent.catalog.Catalog;
import latent.catalog.Photos;
import latent.catalog.SpareFeatures;
import latent.library.Equipment.Described;
import latent.library.Equipment.Models;
import latent.library.Equipment.Role;
import latent.photo.Features;
import latent.photo.ModelName;
import latent.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/**
 * Says which models are in use and which are to come, and changes them: the ones in use serve until
 * all photos have features of the others, then all change at once; and what was is kept, so that it
 * can be had back.
 */
public final class Outfitter {

  /**
   * A model, and how far it is.
   *
   * @param role what it does
   * @param state in use, or to come
   * @param photosDone photos of which there are features of it
   * @param photosPending photos that it is still to read
   * @param bytesNeeded what has to be fetched for those, originals and previews, in bytes
   */
  public record Outfit(
      String role,
      String name,
      String version,
      String state,
      long photosDone,
      long photosPending,
      long bytesNeeded) {}

  /** What became of a wish for another model. */
  public sealed interface Change {
    /** It is in use, all at once: all photos had its features. */
    record Done() implements Change {}

    /** It will be in use when these photos have been read. */
    record Begun(int photos, long bytesNeeded) implements Change {}

    /** It was in use already; if another was to come, it no longer is. */
    record Same() implements Change {}
  }

  private static final String IN_USE = "in use";
  private static final String COMING = "to come";

  private final Library library;
  private final Analyst analyst;

  public Outfitter(Library library, Analyst analyst) {
    this.library = library;
    this.analyst = analyst;
  }

  /** The models in use, then those that are to come. */
  public List<Outfit> models() {
    Models models = library.models();
    List<PhotoId> pending =
        library.catalog().photos().toAnalyse(models.detector(), models.embedder());
    long done = library.catalog().photos().countRead(models.detector(), models.embedder());
    long bytes = analyst.bytesToRead(pending, false);
    List<Outfit> outfits = new ArrayList<>();
    outfits.add(outfit(Role.DETECTOR, models.detector(), IN_USE, done, pending.size(), bytes));
    outfits.add(outfit(Role.EMBEDDER, models.embedder(), IN_USE, done, pending.size(), bytes));
    library.coming().ifPresent(coming -> addComing(models, coming, outfits));
    return outfits;
  }

  private void addComing(Models models, Models coming, List<Outfit> outfits) {
    Catalog catalog = library.catalog();
    List<PhotoId> missing = catalog.spares().missing(coming.detector(), coming.embedder());
    long done = catalog.spares().count(coming.detector(), coming.embedder());
    long bytes = analyst.bytesToRead(missing, true);
    if (!coming.detector().equals(models.detector())) {
      outfits.add(outfit(Role.DETECTOR, coming.detector(), COMING, done, missing.size(), bytes));
    }
    if (!coming.embedder().equals(models.embedder())) {
      outfits.add(outfit(Role.EMBEDDER, coming.embedder(), COMING, done, missing.size(), bytes));
    }
  }

  private static Outfit outfit(
      Role role, ModelName name, String state, long done, long pending, long bytes) {
    return new Outfit(
        role.name().toLowerCase(Locale.ROOT),
        name.name(),
        name.version(),
        state,
        done,
        pending,
        bytes);
  }

  /**
   * Takes a model in the place of the one that does the same. Its files are copied into the
   * library.
   *
   * @throws RuntimeException that says what is wrong with it, if it can't be used; then nothing is
   *     changed
   */
  public Change use(Path description) throws IOException {
    Described wanted = library.equipment().models().describe(description);
    Models models = library.models();
    ModelChoice before = library.choice();
    boolean finds = wanted.role() == Role.DETECTOR;
    if (wanted.name().equals(finds ? models.detector() : models.embedder())) {
      library.choose(staying(before, finds));
      library.coming().ifPresent(this::checkCanRead);
      return library.coming().isPresent() ? changed() : new Change.Same();
    }
    @Nullable String file = isUsual(wanted, finds) ? null : keep(description, wanted);
    @Nullable String other = finds ? otherEmbedder(before) : otherDetector(before);
    ModelChoice then = finds ? before.coming(file, other) : before.coming(other, file);
    library.choose(then);
    try {
      checkCanRead(library.coming().orElseThrow());
    } catch (RuntimeException unusable) {
      library.choose(before);
      throw unusable;
    }
    return changed();
  }

  /** A description of the same name in another file would be the same model. */
  private boolean isUsual(Described wanted, boolean finds) {
    Models usual = library.equipment().models().usual();
    return wanted.name().equals(finds ? usual.detector() : usual.embedder());
  }

  private static @Nullable String otherEmbedder(ModelChoice choice) {
    return choice.changing() ? choice.comingEmbedder() : choice.embedder();
  }

  private static @Nullable String otherDetector(ModelChoice choice) {
    return choice.changing() ? choice.comingDetector() : choice.detector();
  }

  /** This role's model stays; the other role's may still be changing. */
  private static ModelChoice staying(ModelChoice before, boolean finds) {
    if (!before.changing()) {
      return before;
    }
    ModelChoice then =
        finds
            ? before.coming(before.detector(), before.comingEmbedder())
            : before.coming(before.comingDetector(), before.embedder());
    boolean same =
        Objects.equals(then.comingDetector(), before.detector())
            && Objects.equals(then.comingEmbedder(), before.embedder());
    return same ? before.staying() : then;
  }

  /** Whether the networks are what the descriptions say shows only when they are loaded. */
  private void checkCanRead(Models coming) {
    library
        .comingReaders()
        .reread(
            new Features(
                PhotoId.of(new byte[0]),
                coming.detector(),
                coming.embedder(),
                Features.Source.CROP,
                List.of()));
  }

  private Change changed() {
    if (exchangeIfReady(List.of())) {
      return new Change.Done();
    }
    Models coming = library.coming().orElseThrow();
    List<PhotoId> missing =
        library.catalog().spares().missing(coming.detector(), coming.embedder());
    return new Change.Begun(missing.size(), analyst.bytesToRead(missing, true));
  }

  /** Copies a model into the library; answers where it is, below the models' folder. */
  private String keep(Path description, Described model) throws IOException {
    byte[] text = Files.readAllBytes(description);
    String folder = HexFormat.of().formatHex(PhotoId.of(text).digest(), 0, 8);
    Path place = library.directory().models().resolve(folder);
    Files.createDirectories(place);
    library.write(place.resolve(Disk.name(model.network())), Files.readAllBytes(model.network()));
    library.write(place.resolve(Disk.name(description)), text);
    return folder + "/" + Disk.name(description);
  }

  /** The photos that the models to come have not read yet, and that are read. */
  List<PhotoId> toPrepare() {
    return library
        .coming()
        .map(coming -> library.catalog().spares().missing(coming.detector(), coming.embedder()))
        .orElse(List.of());
  }

  boolean isChanging() {
    return library.coming().isPresent();
  }

  /** Photos whose originals are worth reading after their previews were. */
  List<PhotoId> toImprove() {
    Photos photos = library.catalog().photos();
    SpareFeatures spares = library.catalog().spares();
    Optional<Models> coming = library.coming();
    if (coming.isEmpty()) {
      return RecallPlan.worthwhile(photos.improvable(), photos.fetchedBytes(), photos.bytes());
    }
    ModelName detector = coming.get().detector();
    ModelName embedder = coming.get().embedder();
    return RecallPlan.worthwhile(
        spares.improvable(detector, embedder),
        spares.fetchedBytes(detector, embedder),
        photos.bytes());
  }

  /**
   * Puts the models to come in use, if there are any and all photos have their features.
   *
   * @param without photos that they can't read: these keep what they have
   * @return whether they are in use now
   */
  boolean exchangeIfReady(List<PhotoId> without) {
    Optional<Models> coming = library.coming();
    if (coming.isEmpty()) {
      return false;
    }
    Models models = coming.get();
    List<PhotoId> missing = new ArrayList<>(toPrepare());
    missing.removeAll(without);
    if (!missing.isEmpty()) {
      return false;
    }
    library.catalog().spares().exchange(models.detector(), models.embedder());
    library.catalog().settle();
    library.choose(library.choice().changed());
    return true;
  }
}
