package latent.people;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.Landmarks;
import latent.photo.PhotoId;

/**
 * Faces of invented people: each person is a direction, each face that direction and some noise.
 * The seed decides everything.
 */
final class SeededLibrary {

  static final Calibration CALIBRATION =
      new Calibration(
          List.of(
              new Calibration.Point(1e-3, 0.335),
              new Calibration.Point(1e-4, 0.413),
              new Calibration.Point(1e-5, 0.479)),
          28,
          14,
          2.5,
          Calibration.Nobody.UNKNOWN);

  private static final int DIMENSION = 128;

  private final Random random;
  private final double noise;
  private final List<float[]> people = new ArrayList<>();
  final List<Face> faces = new ArrayList<>();

  /** So many people, in so many photos of one to three faces, all of them plain. */
  SeededLibrary(long seed, int peopleCount, int photos) {
    this(seed, peopleCount, photos, 0.45);
  }

  /** With more noise than 0.9 some faces are mistaken, or not known again. */
  SeededLibrary(long seed, int peopleCount, int photos, double noise) {
    this.noise = noise;
    random = new Random(seed);
    for (int i = 0; i < peopleCount; i++) {
      people.add(direction());
    }
    for (int photo = 0; photo < photos; photo++) {
      addPhoto(photo);
    }
  }

  private void addPhoto(int number) {
    PhotoId photo =
        PhotoId.of(ByteBuffer.allocate(12).putLong(random.nextLong()).putInt(number).array());
    int count = 1 + random.nextInt(3);
    List<Integer> present = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int who = random.nextInt(people.size());
      if (!present.contains(who)) {
        present.add(who);
        faces.add(face(photo, who, i));
      }
    }
  }

  private Face face(PhotoId photo, int who, int place) {
    Box box = new Box(0.05 + 0.3 * place, 0.2 + 0.1 * random.nextDouble(), 0.2, 0.3);
    int pixels = random.nextInt(10) == 0 ? 10 + random.nextInt(17) : 40 + random.nextInt(200);
    return new Face(
        photo,
        box,
        new Landmarks(new float[Landmarks.NUMBERS]),
        0.9,
        300 * random.nextDouble(),
        length(),
        pixels,
        near(people.get(who), noise),
        new byte[0]);
  }

  /** Of one face in twelve as short as that of a blurred one, of another not known. */
  private double length() {
    return switch (random.nextInt(12)) {
      case 0 -> CALIBRATION.shortest() * (0.6 + 0.3 * random.nextDouble());
      case 1 -> 0;
      default -> CALIBRATION.shortest() * (1 + random.nextDouble());
    };
  }

  /** The same face as another detector and a little other embedding would give it. */
  Face seenAgain(Face face) {
    Box box = face.box();
    Box moved =
        new Box(
            box.x() + box.width() * 0.06 * (random.nextDouble() - 0.5),
            box.y() + box.height() * 0.06 * (random.nextDouble() - 0.5),
            box.width() * (0.95 + 0.1 * random.nextDouble()),
            box.height() * (0.95 + 0.1 * random.nextDouble()));
    Embedding embedding = face.embedding();
    return new Face(
        face.photo(),
        moved,
        face.landmarks(),
        face.score(),
        face.sharpness(),
        face.length(),
        face.pixels(),
        embedding == null ? null : near(embedding.vector(), 0.1),
        face.crop());
  }

  private float[] direction() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return unit(vector);
  }

  /**
   * A unit vector about the centre; noise is the length of what is added, beside the centre's 1.
   */
  private Embedding near(float[] centre, double noise) {
    float[] other = direction();
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (centre[i] + noise * other[i]);
    }
    return Embedding.of(unit(vector));
  }

  private static float[] unit(float[] vector) {
    double square = 0;
    for (float number : vector) {
      square += number * number;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
