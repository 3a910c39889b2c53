package latent.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.Features;
import latent.photo.FeaturesFormat;
import latent.photo.PhotoId;

/**
 * What was read out of the previews at boxes that the user tagged: for each box the face that is
 * there, or that there is none. Such a face bears the box as it was tagged.
 */
public final class Readings {

  private final Database database;

  Readings(Database database) {
    this.database = database;
  }

  /**
   * Keeps what was read at a box.
   *
   * @param read the face, or none
   * @param sealed whether the vault holds it; what is not there need not be
   */
  public void keep(FaceId box, Features read, boolean sealed) {
    database.transaction(
        () -> {
          database.update(
              "insert or replace into reading (face, photo, embedder, written, sealed)"
                  + " values (?, ?, ?, ?, ?)",
              box.hex(),
              read.photo().hex(),
              read.embedder().toString(),
              FeaturesFormat.write(read),
              sealed || read.faces().isEmpty() ? 1 : 0);
          Groups.featuresChanged(database);
          return true;
        });
  }

  /** The boxes that were looked at, by the embedder of this name. */
  public Set<FaceId> boxes(String embedder) {
    return Set.copyOf(
        database.list(
            "select face from reading where embedder = ?",
            row -> new FaceId(row.getString(1)),
            embedder));
  }

  /** What was read at a box, by whatever embedder. */
  public Optional<Features> find(FaceId box) {
    return database.one(
        "select written from reading where face = ?",
        row -> FeaturesFormat.read(row.getBytes(1)),
        box.hex());
  }

  /** The faces that were read by the embedder of this name, with their crops. */
  public List<Face> faces(String embedder) {
    List<Face> faces = new ArrayList<>();
    database
        .list(
            "select written from reading where embedder = ?"
                + " and photo not in (select photo from trash) order by face",
            row -> FeaturesFormat.read(row.getBytes(1)),
            embedder)
        .forEach(features -> faces.addAll(features.faces()));
    return faces;
  }

  /** The photos with readings that the vault doesn't hold. */
  public List<PhotoId> toSeal() {
    return database.list(
        "select distinct photo from reading where sealed = 0"
            + " and photo in (select id from shown) order by photo",
        row -> new PhotoId(row.getString(1)));
  }

  /** The photos of which something was read. */
  public List<PhotoId> photos() {
    return database.list(
        "select distinct photo from reading order by photo", row -> new PhotoId(row.getString(1)));
  }

  /** What was read of one photo. */
  public List<Features> of(PhotoId photo) {
    return database.list(
        "select written from reading where photo = ? order by face",
        row -> FeaturesFormat.read(row.getBytes(1)),
        photo.hex());
  }

  /** The vault holds what was read of a photo. */
  public void sealed(PhotoId photo) {
    database.update("update reading set sealed = 1 where photo = ?", photo.hex());
  }
}
