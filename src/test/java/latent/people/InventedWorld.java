package latent.people;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.FaceReference;
import latent.photo.Landmarks;
import latent.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/**
 * Photos of invented people, as one detector after the other sees them: each moves the boxes a
 * little, misses some faces and sees some where there are none. Photos come, go and come back.
 */
final class InventedWorld {

  private static final int DIMENSION = 48;

  /** Somebody's head in a picture, whether or not a detector sees it. */
  record Head(PhotoId photo, int place, int who, Box box, float[] vector, int pixels) {

    FaceReference reference() {
      return new FaceReference(photo, box);
    }
  }

  private final Random random;
  private final double noise;
  private final List<float[]> people = new ArrayList<>();
  private final Map<PhotoId, List<Head>> photos = new LinkedHashMap<>();
  private final Map<PhotoId, List<Face>> seen = new LinkedHashMap<>();
  private final List<Face> added = new ArrayList<>();
  private final Set<PhotoId> removed = new HashSet<>();

  /**
   * @param noise by how much a face differs from its person, whose direction has length 1
   */
  InventedWorld(Random random, int people, int photos, double noise) {
    this.random = random;
    this.noise = noise;
    for (int i = 0; i < people; i++) {
      this.people.add(direction());
    }
    for (int i = 0; i < photos; i++) {
      arrive();
    }
  }

  /** A new photo comes. */
  void arrive() {
    PhotoId photo =
        PhotoId.of(ByteBuffer.allocate(12).putLong(random.nextLong()).putInt(0).array());
    List<Head> heads = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int place = 0; place < count; place++) {
      int who = random.nextInt(people.size());
      if (heads.stream().noneMatch(head -> head.who == who)) {
        Box box = new Box(0.05 + 0.3 * place, 0.2 + 0.1 * random.nextDouble(), 0.2, 0.3);
        int pixels = random.nextInt(10) == 0 ? 10 + random.nextInt(17) : 40 + random.nextInt(200);
        heads.add(new Head(photo, place, who, box, near(people.get(who), noise), pixels));
      }
    }
    photos.put(photo, heads);
    read(photo);
  }

  /** A photo goes, or one that went comes back. */
  void goOrReturn() {
    PhotoId photo = any(List.copyOf(photos.keySet()));
    if (seen.remove(photo) == null) {
      read(photo);
    } else {
      removed.add(photo);
      added.removeIf(face -> face.photo().equals(photo));
    }
  }

  /** Another detector reads some photos that are there, one or all. */
  void readAgain() {
    List<PhotoId> there = List.copyOf(seen.keySet());
    if (random.nextInt(4) == 0) {
      there.forEach(this::read);
    } else if (!there.isEmpty()) {
      read(any(there));
    }
  }

  private void read(PhotoId photo) {
    List<Face> faces = new ArrayList<>();
    for (Head head : photos.getOrDefault(photo, List.of())) {
      if (random.nextInt(12) > 0) {
        faces.add(
            face(
                photo,
                nearby(head.box),
                head.pixels,
                random.nextInt(40) == 0 ? null : near(head.vector, 0.1)));
      }
    }
    if (random.nextInt(15) == 0) {
      faces.add(face(photo, nearby(new Box(0.1, 0.7, 0.1, 0.1)), 50, direction()));
    }
    if (seen.put(photo, faces) != null) {
      removed.add(photo);
      added.removeIf(face -> face.photo().equals(photo));
    }
    added.addAll(faces);
  }

  private static Face face(PhotoId photo, Box box, int pixels, float @Nullable [] vector) {
    return new Face(
        photo,
        box,
        new Landmarks(new float[Landmarks.NUMBERS]),
        0.9,
        100 + box.x(),
        3,
        pixels,
        vector == null ? null : Embedding.of(vector),
        new byte[0]);
  }

  /** What changed since this was asked last, given to a grouping. */
  Grouping bringUpToDate(Grouping before) {
    Grouping after = before.with(List.copyOf(added), Set.copyOf(removed));
    added.clear();
    removed.clear();
    return after;
  }

  boolean hasChanged() {
    return !added.isEmpty() || !removed.isEmpty();
  }

  /** All faces that are seen in the photos that are there. */
  List<Face> faces() {
    return seen.values().stream().flatMap(List::stream).toList();
  }

  PhotoId anyPhoto() {
    return any(List.copyOf(photos.keySet()));
  }

  /** The head at which a reference points, if it points at one. */
  Stream<Head> head(FaceReference reference) {
    return photos.getOrDefault(reference.photo(), List.of()).stream()
        .filter(head -> head.box.overlap(reference.box()) > Pointing.SAME_FACE);
  }

  Stream<Head> heads() {
    return photos.values().stream().flatMap(List::stream);
  }

  /** A box around the same face as another hand or detector would draw it. */
  Box nearby(Box box) {
    return new Box(
        box.x() + box.width() * 0.08 * (random.nextDouble() - 0.5),
        box.y() + box.height() * 0.08 * (random.nextDouble() - 0.5),
        box.width() * (0.94 + 0.12 * random.nextDouble()),
        box.height() * (0.94 + 0.12 * random.nextDouble()));
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private float[] direction() {
    return near(new float[DIMENSION], 1);
  }

  private float[] near(float[] centre, double distance) {
    double[] other = new double[DIMENSION];
    double square = 0;
    for (int i = 0; i < DIMENSION; i++) {
      other[i] = random.nextGaussian();
      square += other[i] * other[i];
    }
    float[] vector = new float[DIMENSION];
    double length = 0;
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (centre[i] + distance * other[i] / Math.sqrt(square));
      length += (double) vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] /= (float) Math.sqrt(length);
    }
    return vector;
  }
}
