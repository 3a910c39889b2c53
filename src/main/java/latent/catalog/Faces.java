package latent.catalog;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.FaceId;
import latent.photo.Features;
import latent.photo.Landmarks;
import latent.photo.ModelName;
import latent.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/**
 * The faces of the catalog: the detected ones, and those that a user drew where no detector saw
 * one.
 */
public final class Faces {

  private static final String WITHOUT_CROP =
      "select id, photo, x, y, width, height, landmarks, score, sharpness, length, pixels, embedding from face ";

  private static final String SHOWN = "photo not in (select photo from trash) ";

  private final Database database;

  Faces(Database database) {
    this.database = database;
  }

  /** Replaces what was detected in a photo by these features. */
  public void replace(Features features) {
    database.transaction(
        () -> {
          String photo = features.photo().hex();
          database.update(
              "delete from crop where face in (select id from face where photo = ? and drawn = 0)",
              photo);
          database.update("delete from face where photo = ? and drawn = 0", photo);
          for (Face face : features.faces()) {
            insert(face, false);
            database.update(
                "insert or replace into crop (face, picture) values (?, ?)",
                face.id().hex(),
                face.crop());
          }
          Groups.featuresChanged(database);
          return true;
        });
  }

  /** Replaces the faces that were drawn by hand; they follow from the facts. */
  public void replaceDrawn(List<Face> drawn) {
    database.transaction(
        () -> {
          database.update("delete from face where drawn = 1");
          for (Face face : drawn) {
            insert(face, true);
          }
          return true;
        });
  }

  private void insert(Face face, boolean drawn) {
    Box box = face.box();
    database.update(
        "insert or replace into face (id, photo, x, y, width, height, landmarks, score, sharpness, length,"
            + " pixels, embedding, drawn) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        face.id().hex(),
        face.photo().hex(),
        box.x(),
        box.y(),
        box.width(),
        box.height(),
        landmarks(face.landmarks()),
        face.score(),
        face.sharpness(),
        face.length(),
        face.pixels(),
        embedding(face.embedding()),
        drawn ? 1 : 0);
  }

  /**
   * Every detected face of photos that are not in the trash and were read by this embedder, without
   * its crop, in the order of their names. Vectors of different embedders can't be compared.
   */
  public List<Face> detected(ModelName embedder) {
    return database.list(
        WITHOUT_CROP
            + "where drawn = 0 and photo in (select id from shown where embedder = ?) order by id",
        Faces::face,
        embedder.toString());
  }

  /** The detected faces of a photo, without their crops. */
  public List<Face> detected(PhotoId photo) {
    return database.list(
        WITHOUT_CROP + "where photo = ? and drawn = 0 order by id", Faces::face, photo.hex());
  }

  /** The faces of a photo, left to right, without their crops. */
  public List<Face> of(PhotoId photo) {
    return database.list(
        WITHOUT_CROP + "where photo = ? order by x, y, id", Faces::face, photo.hex());
  }

  /** The faces of a person, without their crops, in the order of photo and place. */
  public List<Face> ofPerson(String person) {
    return database.list(
        WITHOUT_CROP
            + "where id in (select face from member where person = ?) order by photo, x, y, id",
        Faces::face,
        person);
  }

  /** The detected faces of a photo with their crops: what features are written from. */
  public List<Face> detectedWithCrops(PhotoId photo) {
    return database.list(
        "select face.*, crop.picture from face join crop on crop.face = face.id"
            + " where photo = ? and drawn = 0 order by x, y, id",
        row -> face(row, row.getBytes("picture")),
        photo.hex());
  }

  /** Whether each detected face of a photo has a crop. */
  public boolean haveCrops(PhotoId photo) {
    return database.number(
            "select count(*) from face left join crop on crop.face = face.id"
                + " where photo = ? and drawn = 0 and coalesce(length(picture), 0) = 0",
            photo.hex())
        == 0;
  }

  public Optional<Face> find(FaceId id) {
    return database.one(WITHOUT_CROP + "where id = ?", Faces::face, id.hex());
  }

  /**
   * All faces of photos that are not in the trash, drawn ones too, in the order of photo and place.
   */
  public List<Face> all() {
    return database.list(WITHOUT_CROP + "where " + SHOWN + "order by photo, x, y, id", Faces::face);
  }

  public Optional<byte[]> crop(FaceId id) {
    return database.one(
        "select picture from crop where face = ?", row -> row.getBytes(1), id.hex());
  }

  public long count() {
    return database.number("select count(*) from face where " + SHOWN);
  }

  private static Face face(ResultSet row) throws SQLException {
    return face(row, new byte[0]);
  }

  private static Face face(ResultSet row, byte[] crop) throws SQLException {
    return new Face(
        new PhotoId(row.getString("photo")),
        new Box(
            row.getDouble("x"),
            row.getDouble("y"),
            row.getDouble("width"),
            row.getDouble("height")),
        landmarks(row.getBytes("landmarks")),
        row.getDouble("score"),
        row.getDouble("sharpness"),
        row.getDouble("length"),
        row.getInt("pixels"),
        embedding(row.getBytes("embedding")),
        crop);
  }

  private static byte[] landmarks(Landmarks landmarks) {
    ByteBuffer bytes = ByteBuffer.allocate(Landmarks.NUMBERS * Float.BYTES);
    for (float number : landmarks.points()) {
      bytes.putFloat(number);
    }
    return bytes.array();
  }

  private static Landmarks landmarks(byte[] written) {
    float[] points = new float[Landmarks.NUMBERS];
    ByteBuffer.wrap(written).asFloatBuffer().get(points);
    return new Landmarks(points);
  }

  /** Half-precision numbers, big-endian, as {@link latent.photo.FeaturesFormat} writes them. */
  private static byte @Nullable [] embedding(@Nullable Embedding embedding) {
    if (embedding == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(embedding.dimension() * Short.BYTES);
    for (int i = 0; i < embedding.dimension(); i++) {
      bytes.putShort(embedding.half(i));
    }
    return bytes.array();
  }

  private static @Nullable Embedding embedding(byte @Nullable [] written) {
    if (written == null) {
      return null;
    }
    short[] halves = new short[written.length / Short.BYTES];
    ByteBuffer.wrap(written).asShortBuffer().get(halves);
    return Embedding.ofHalves(halves);
  }
}
