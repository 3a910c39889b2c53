package latent.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import latent.photo.Face;
import latent.photo.Features;
import latent.photo.FeaturesFormat;
import latent.photo.ModelName;
import latent.photo.PhotoId;

/**
 * The features that are not in use: those of models that are to come, until all photos have some,
 * and those of the models before, so that they can be had back. A crop that the features in use
 * hold as well is not kept twice.
 */
public final class SpareFeatures {

  private final Database database;
  private final Photos photos;
  private final Faces faces;

  SpareFeatures(Database database, Photos photos, Faces faces) {
    this.database = database;
    this.photos = photos;
    this.faces = faces;
  }

  /**
   * Features that are not in use.
   *
   * @param gain how many faces more, or better seen, the original is expected to give
   */
  public record Spare(Features features, double gain) {}

  /** Keeps features, in place of those of the same models. */
  public void keep(Features features, double gain) {
    database.transaction(
        () -> {
          keep(features, gain, faces.detectedWithCrops(features.photo()));
          return true;
        });
  }

  private void keep(Features features, double gain, List<Face> inUse) {
    List<Face> bare =
        features.faces().stream()
            .map(face -> hasCrop(inUse, face) ? face.withCrop(new byte[0]) : face)
            .toList();
    database.update(
        "insert or replace into spare (photo, detector, embedder, gain, written) values (?, ?, ?, ?, ?)",
        features.photo().hex(),
        features.detector().toString(),
        features.embedder().toString(),
        gain,
        FeaturesFormat.write(with(features, bare)));
  }

  private static boolean hasCrop(List<Face> faces, Face face) {
    return faces.stream()
        .anyMatch(
            other -> other.box().equals(face.box()) && Arrays.equals(other.crop(), face.crop()));
  }

  /** What is kept of a photo, of these models. */
  public Optional<Spare> find(PhotoId photo, ModelName detector, ModelName embedder) {
    return database
        .one(
            "select gain, written from spare where photo = ? and detector = ? and embedder = ?",
            row -> new Spare(FeaturesFormat.read(row.getBytes(2)), row.getDouble(1)),
            photo.hex(),
            detector.toString(),
            embedder.toString())
        .map(spare -> new Spare(whole(spare.features()), spare.gain()));
  }

  private Features whole(Features bare) {
    return with(
        bare,
        bare.faces().stream()
            .map(face -> face.crop().length > 0 ? face : withCropInUse(face))
            .toList());
  }

  private Face withCropInUse(Face face) {
    return faces.crop(face.id()).map(face::withCrop).orElse(face);
  }

  private static Features with(Features features, List<Face> faces) {
    return new Features(
        features.photo(), features.detector(), features.embedder(), features.source(), faces);
  }

  private static final String MISSING =
      "problem is null and detector is not null and not (detector = ? and embedder = ?) and not exists"
          + " (select 1 from spare where photo = shown.id and spare.detector = ? and spare.embedder = ?)";

  /** Photos that are read, and of which there are no features of these models, newest first. */
  public List<PhotoId> missing(ModelName detector, ModelName embedder) {
    return database.list(
        "select id from shown where " + MISSING + " order by taken_instant desc, id",
        row -> new PhotoId(row.getString(1)),
        detector.toString(),
        embedder.toString(),
        detector.toString(),
        embedder.toString());
  }

  /** What is to be read so that all photos have features of these models. */
  public Photos.Backlog backlog(ModelName detector, ModelName embedder) {
    return database
        .one(
            "select count(*), coalesce(sum(bytes), 0) from shown where " + MISSING,
            row -> new Photos.Backlog(row.getLong(1), row.getLong(2)),
            detector.toString(),
            embedder.toString(),
            detector.toString(),
            embedder.toString())
        .orElseThrow();
  }

  /** Of how many photos features of these models are kept. */
  public long count(ModelName detector, ModelName embedder) {
    return database.number(
        "select count(*) from spare where detector = ? and embedder = ?",
        detector.toString(),
        embedder.toString());
  }

  /** The photos of which features of these models are kept, and whose original would give more. */
  public List<Photos.Improvable> improvable(ModelName detector, ModelName embedder) {
    return database.list(
        "select id, bytes, on_device = 1 or cached is not null, spare.gain from spare join shown"
            + " on id = photo where spare.gain > 0 and spare.detector = ? and spare.embedder = ?"
            + " order by spare.gain / bytes desc, id",
        Photos::improvable,
        detector.toString(),
        embedder.toString());
  }

  /** The bytes of the originals that were fetched for the features of these models. */
  public long fetchedBytes(ModelName detector, ModelName embedder) {
    return database.number(
        "select coalesce(sum(bytes), 0) from spare join shown on id = photo"
            + " where spare.gain < 0 and spare.detector = ? and spare.embedder = ?",
        detector.toString(),
        embedder.toString());
  }

  /**
   * Puts the kept features of these models in use, all at once; those that were in use until now
   * are kept in their place, and those of any other models forgotten.
   */
  public void exchange(ModelName detector, ModelName embedder) {
    database.transaction(
        () -> {
          List<PhotoId> coming =
              database.list(
                  "select photo from spare where detector = ? and embedder = ?",
                  row -> new PhotoId(row.getString(1)),
                  detector.toString(),
                  embedder.toString());
          database.update(
              "delete from spare where not (detector = ? and embedder = ?)",
              detector.toString(),
              embedder.toString());
          for (PhotoId photo : coming) {
            exchange(photo, find(photo, detector, embedder).orElseThrow());
          }
          database.update(
              "delete from spare where detector = ? and embedder = ?",
              detector.toString(),
              embedder.toString());
          return true;
        });
  }

  private void exchange(PhotoId photo, Spare coming) {
    Optional<Photos.Reading> before = photos.reading(photo);
    List<Face> facesBefore = faces.detectedWithCrops(photo);
    replace(coming.features(), coming.gain());
    before.ifPresent(
        reading ->
            keep(
                new Features(
                    photo, reading.detector(), reading.embedder(), reading.source(), facesBefore),
                reading.gain(),
                coming.features().faces()));
  }

  /**
   * Puts features in use, in place of those that were, which are forgotten; and so is what is kept
   * of the photo, since it may lack the crops that were in use.
   */
  public void use(Features features, double gain) {
    database.transaction(
        () -> {
          replace(features, gain);
          database.update("delete from spare where photo = ?", features.photo().hex());
          return true;
        });
  }

  private void replace(Features features, double gain) {
    faces.replace(features);
    photos.read(
        features.photo(),
        new Photos.Reading(features.detector(), features.embedder(), features.source(), gain));
  }
}
