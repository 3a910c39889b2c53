package latent.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import latent.image.Picture;
import latent.image.PictureDecoder;
import latent.image.PictureEncoder;
import latent.image.Pixels;
import latent.image.UnreadablePictureException;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.ModelName;
import latent.photo.PhotoId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceReaderTest {

  /** How many faces the six sample photos show. */
  private static final int[] FACES = {3, 3, 3, 4, 5, 4};

  /** How far a side of a box may move when the same picture has fewer pixels, in its fractions. */
  private static final double SHRUNK_BOX_OVERLAP = 0.8;

  /** Cosine that one pair of different people in 100,000 reaches: the same person, then. */
  private static final double SAME_PERSON = cosineAt(1e-5);

  private static final double OTHER_PERSON = cosineAt(1e-4);

  /** Least cosine between a face's embedding and that of its kept crop. */
  private static final double CROP_LIKENESS = 0.98;

  /** The share of a crowd's small faces that must be found; three of 22 look away. */
  private static final double CROWD_FOUND = 0.85;

  private static FaceReader reader;

  @BeforeAll
  static void open() {
    reader = Models.reader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void everyFaceIsFoundWithAllThatIsKeptOfIt(int sample) {
    List<Face> faces = read(Models.sample(sample));
    assertThat(faces).hasSize(FACES[sample - 1]);
    assertThat(faces).isSortedAccordingTo(Comparator.comparingDouble(face -> face.box().x()));
    for (Face face : faces) {
      assertThat(face.photo()).isEqualTo(PhotoId.of(Models.sample(sample)));
      assertThat(face.score()).isBetween(0.8, 1.0);
      assertThat(face.pixels()).isCloseTo((int) (face.box().width() * 1920), within(1));
      assertThat(face.length()).isBetween(1.5, 6.0);
      assertThat(face.sharpness()).isPositive();
      assertThat(length(embedding(face))).isCloseTo(1, within(1e-3));
      assertThat(face.crop().length).isBetween(2_000, 6_000);
      assertThat(landmarksInside(face)).isTrue();
    }
  }

  /** A box drawn by hand, a little beside the face, in a small copy of the picture. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 6})
  void theFaceInADrawnBoxIsTheSamePersonAndWhereNoneIsNoneIsFound(int sample) {
    List<Face> whole = read(Models.sample(sample));
    byte[] small;
    try (Picture picture = PictureDecoder.decode(Models.sample(sample))) {
      small = PictureEncoder.encode(picture.scaledTo(1600), 40);
    }
    PhotoId photo = PhotoId.of(Models.sample(sample));
    try (Picture preview = PictureDecoder.decode(small)) {
      for (Face face : whole) {
        Box box = face.box();
        Box drawn =
            new Box(box.x() - 0.1 * box.width(), box.y(), 1.2 * box.width(), 1.1 * box.height());
        Face read = reader.look(photo, preview, drawn).orElseThrow();
        assertThat(read.box()).isEqualTo(drawn);
        assertThat(embedding(read).similarity(embedding(face))).isGreaterThan(SAME_PERSON);
      }
      assertThat(reader.look(photo, preview, new Box(0.0, 0.95, 0.04, 0.04))).isEmpty();
    }
  }

  @Test
  void theSamePictureGivesTheSameFaces() {
    assertThat(read(Models.sample(4))).isEqualTo(read(Models.sample(4)));
    try (FaceReader another = Models.reader();
        Picture picture = PictureDecoder.decode(Models.sample(4))) {
      assertThat(another.read(PhotoId.of(Models.sample(4)), picture))
          .isEqualTo(read(Models.sample(4)));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 960", "5, 960", "6, 640"})
  void fewerPixelsGiveTheSameBoxesAndPeople(int sample, int longEdge) {
    List<Face> whole = read(Models.sample(sample));
    List<Face> small;
    try (Picture picture = PictureDecoder.decode(Models.sample(sample))) {
      small = read(PictureEncoder.encode(picture.scaledTo(longEdge), 95));
    }
    assertThat(small).hasSameSizeAs(whole);
    for (int i = 0; i < small.size(); i++) {
      assertThat(small.get(i).box().overlap(whole.get(i).box())).isGreaterThan(SHRUNK_BOX_OVERLAP);
      assertThat(embedding(small.get(i)).similarity(embedding(whole.get(i))))
          .isGreaterThan(SAME_PERSON);
      assertThat(small.get(i).pixels()).isLessThan(whole.get(i).pixels());
    }
  }

  @Test
  void anotherFramingShowsTheSamePerson() {
    Face inGroup = read(Models.sample(5)).get(4);
    Box box = inGroup.box();
    try (Picture picture = PictureDecoder.decode(Models.sample(5))) {
      Pixels alone =
          picture.region(
              box.x() - box.width(),
              box.y() - box.height() / 2,
              3 * box.width(),
              2 * box.height(),
              480,
              400);
      List<Face> faces = read(PictureEncoder.encode(alone, 90));
      assertThat(faces).isNotEmpty();
      assertThat(faces)
          .anySatisfy(
              face ->
                  assertThat(embedding(face).similarity(embedding(inGroup)))
                      .isGreaterThan(SAME_PERSON));
    }
  }

  @Test
  void onePersonInTwoPhotosIsAlikeAndTheOthersAreNot() {
    List<Face> first = read(Models.sample(1));
    List<Face> third = read(Models.sample(3));
    for (int i = 0; i < first.size(); i++) {
      for (int j = 0; j < third.size(); j++) {
        double similarity = embedding(first.get(i)).similarity(embedding(third.get(j)));
        if (i == 2 && j == 1) {
          assertThat(similarity).isGreaterThan(SAME_PERSON);
        } else {
          assertThat(similarity).isLessThan(OTHER_PERSON);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 128, 255})
  void aBlankPictureHasNoFace(int shade) {
    byte[] rgb = new byte[3 * 400 * 300];
    java.util.Arrays.fill(rgb, (byte) shade);
    assertThat(read(PictureEncoder.encode(new Pixels(400, 300, rgb), 90))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 500", "2000, 3", "31, 33"})
  void picturesOfOddShapesAreRead(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(5).nextBytes(rgb);
    assertThat(read(PictureEncoder.encode(new Pixels(width, height, rgb), 90))).isEmpty();
  }

  @Test
  void aFaceThatFillsThePictureIsFound() {
    Face inGroup = read(Models.sample(3)).get(1);
    Box box = inGroup.box();
    try (Picture picture = PictureDecoder.decode(Models.sample(3))) {
      Pixels filling = picture.region(box.x(), box.y(), box.width(), box.height(), 600, 800);
      List<Face> faces = read(PictureEncoder.encode(filling, 90));
      assertThat(faces).anySatisfy(face -> assertThat(face.box().height()).isGreaterThan(0.7));
    }
  }

  @Test
  void smallFacesAmongManyAreFound() {
    List<Face> faces = read(Crowd.picture());
    assertThat(faces.size()).isGreaterThan((int) (CROWD_FOUND * Crowd.FACES));
    for (int i = 0; i < faces.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(faces.get(i).box().overlap(faces.get(j).box())).isLessThan(0.4);
      }
    }
  }

  @Test
  void aKeptCropGivesTheEmbeddingAgain() {
    for (Face face : read(Models.sample(6))) {
      Face again = reader.readAgain(face);
      assertThat(embedding(again).similarity(embedding(face))).isGreaterThan(CROP_LIKENESS);
      assertThat(again.box()).isEqualTo(face.box());
      assertThat(again.crop()).isEqualTo(face.crop());
      assertThat(again.length()).isCloseTo(face.length(), within(0.3));
    }
  }

  @Test
  void aFaceWithoutCropHasNoEmbeddingForAnother() {
    Face face = read(Models.sample(1)).getFirst();
    Face bare = new Face(face.photo(), face.box(), face.landmarks(), 1, 0, 0, 1, null, new byte[0]);
    assertThat(reader.readAgain(bare).embedding()).isNull();
    Face broken = face.withCrop(new byte[] {1, 2, 3});
    assertThatThrownBy(() -> reader.readAgain(broken))
        .isInstanceOf(UnreadablePictureException.class);
  }

  @Test
  void anotherDetectorFindsTheSamePeople() {
    try (FaceReader other =
            new FaceReader(
                DetectorDescription.read(Models.OTHER_DETECTOR),
                EmbedderDescription.read(Models.EMBEDDER));
        Picture picture = PictureDecoder.decode(Models.sample(5))) {
      assertThat(other.detector()).isEqualTo(new ModelName("retinaface-mnet25", "1"));
      List<Face> faces = other.read(PhotoId.of(Models.sample(5)), picture);
      List<Face> usual = read(Models.sample(5));
      assertThat(faces).hasSameSizeAs(usual);
      for (int i = 0; i < faces.size(); i++) {
        assertThat(embedding(faces.get(i)).similarity(embedding(usual.get(i))))
            .isGreaterThan(SAME_PERSON);
      }
    }
  }

  private static List<Face> read(byte[] original) {
    try (Picture picture = PictureDecoder.decode(original)) {
      return reader.read(PhotoId.of(original), picture);
    }
  }

  private static Embedding embedding(Face face) {
    return Objects.requireNonNull(face.embedding());
  }

  private static double length(Embedding embedding) {
    return Math.sqrt(embedding.similarity(embedding));
  }

  private static double cosineAt(double falseMatchRate) {
    return EmbedderDescription.read(Models.EMBEDDER).calibration().stream()
        .filter(point -> point.falseMatchRate() == falseMatchRate)
        .findAny()
        .orElseThrow()
        .cosine();
  }

  private static boolean landmarksInside(Face face) {
    float[] points = face.landmarks().points();
    for (int i = 0; i < points.length; i += 2) {
      boolean across =
          points[i] > face.box().x() && points[i] < face.box().x() + face.box().width();
      boolean down =
          points[i + 1] > face.box().y() && points[i + 1] < face.box().y() + face.box().height();
      if (!across || !down) {
        return false;
      }
    }
    return true;
  }
}
