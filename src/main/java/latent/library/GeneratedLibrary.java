package latent.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import latent.catalog.Catalog;
import latent.library.Gallery.PersonEntry;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.Features;
import latent.photo.Landmarks;
import latent.photo.MediaType;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.Place;
import latent.photo.TakenAt;

/**
 * A library of photos that never were, of any size, whose people are {@link GeneratedFaces}; the
 * seed decides everything but the names of facts. It is put into a device's catalog as analysis
 * would leave it there, and from there sent and told of as any other, so that the cloud looks as
 * the program leaves it; nothing of it stays on the device but the catalog.
 *
 * <p>There are as many faces as photos, one to four in some six of ten photos. Crops and thumbnails
 * have the sizes that docs/decisions/0003 measured. Originals and previews are far smaller than
 * real ones, so that a hundred thousand fit on a small disk: joining moves neither. All pictures
 * are random bytes.
 */
final class GeneratedLibrary {

  private static final int ORIGINAL = 64;
  private static final int PREVIEW = 1_000;
  private static final int THUMBNAIL = 11_000;
  private static final int CROP = 3_500;

  private static final int WIDTH = 4032;
  private static final int HEIGHT = 3024;

  /** The numbers in an embedding of {@link GeneratedFaces}. */
  private static final int DIMENSION = 512;

  /** Photos that one shift sends, and one segment tells of. */
  private static final int SHIFT = 500;

  private static final int AT_A_TIME = 8;

  /** Assumed: the user names those who are photographed most. */
  private static final int NAMED = 40;

  /** Assumed: of some of them the user takes a face away. */
  private static final int CORRECTED = 5;

  private static final LocalDateTime BEGINNING = LocalDateTime.of(2005, 1, 1, 0, 0);
  private static final int YEARS_IN_MINUTES = 20 * 365 * 24 * 60;

  private final Flows flows;
  private final Library library;
  private final Uploader uploader;
  private final long seed;

  /**
   * @param flows of an empty library
   */
  GeneratedLibrary(Flows flows, long seed) {
    this.flows = flows;
    this.library = flows.library();
    this.uploader = new Uploader(library);
    this.seed = seed;
  }

  /**
   * Fills the library and its cloud, and names people.
   *
   * @param folder for files that are removed again
   */
  void fill(int photos, Path folder, Progress progress) throws IOException {
    List<List<Face>> seen = faces(photos, folder, progress);
    List<Integer> numbers = new ArrayList<>();
    AtomicInteger stored = new AtomicInteger();
    for (int first = 0; first < photos; first += SHIFT) {
      numbers.clear();
      for (int number = first; number < Math.min(photos, first + SHIFT); number++) {
        numbers.add(number);
      }
      Together.each(
          numbers,
          AT_A_TIME,
          number -> {
            store(number, number < seen.size() ? seen.get(number) : List.of());
            progress.step("storing photos", stored.incrementAndGet(), photos);
            return number;
          });
      uploader.uploadFacts();
    }
    flows.nightShift().run(true, progress);
    say();
  }

  /** The faces of each photo; photos without any come after those. */
  private List<List<Face>> faces(int count, Path folder, Progress progress) throws IOException {
    Path vectors = folder.resolve("vectors");
    Path lines = folder.resolve("lines");
    try {
      new GeneratedFaces(seed).write(count, vectors, lines, progress);
      Map<PhotoId, List<Face>> together = new LinkedHashMap<>();
      for (Face face : LabelledFaces.read(vectors, lines, DIMENSION).faces()) {
        together.computeIfAbsent(face.photo(), _ -> new ArrayList<>()).add(face);
      }
      return List.copyOf(together.values());
    } finally {
      Files.deleteIfExists(vectors);
      Files.deleteIfExists(lines);
    }
  }

  private void store(int number, List<Face> seen) {
    Random random = new Random(seed * 1_000_003 + number);
    byte[] original = bytes(random, ORIGINAL);
    Photo photo = photo(number, original, random);
    List<Face> faces = new ArrayList<>();
    for (Face face : seen) {
      faces.add(placed(photo.id(), face, faces.size(), random));
    }
    LibraryDirectory directory = library.directory();
    Map<Path, byte[]> files =
        Map.of(
            directory.original(photo), original,
            directory.preview(photo.id()), bytes(random, PREVIEW),
            directory.thumbnail(photo.id()), bytes(random, THUMBNAIL));
    try {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        Files.createDirectories(Objects.requireNonNull(file.getKey().getParent()));
        Files.write(file.getKey(), file.getValue());
      }
      keep(photo, faces);
      uploader.upload(photo.id());
      forget(photo.id());
      for (Path file : files.keySet()) {
        Files.delete(file);
      }
    } catch (IOException broken) {
      throw LibraryException.of(broken);
    }
  }

  /** As import and analysis leave a photo in the catalog. */
  private void keep(Photo photo, List<Face> faces) {
    Catalog catalog = library.catalog();
    Equipment.Models models = library.models();
    Features features =
        new Features(
            photo.id(), models.detector(), models.embedder(), Features.Source.ORIGINAL, faces);
    catalog.transaction(
        () -> {
          catalog.photos().add(photo, null, false, Instant.now());
          catalog.spares().use(features, 0);
          catalog.photos().analysed(photo.id(), WIDTH, HEIGHT, PREVIEW, THUMBNAIL);
        });
  }

  /** The original has left the device, and so have the small copies. */
  private void forget(PhotoId id) {
    Catalog catalog = library.catalog();
    catalog.transaction(
        () -> {
          catalog.photos().onDevice(id, false);
          catalog.photos().preview(id, 0);
          catalog.photos().thumbnail(id, 0);
        });
  }

  private static Photo photo(int number, byte[] original, Random random) {
    LocalDateTime taken = BEGINNING.plusMinutes(random.nextInt(YEARS_IN_MINUTES));
    Place place =
        random.nextBoolean()
            ? new Place(47 + 6 * random.nextDouble(), 6 + 8 * random.nextDouble())
            : null;
    return new Photo(
        PhotoId.of(original),
        "IMG_%06d.jpg".formatted(number),
        MediaType.JPEG,
        original.length,
        WIDTH,
        HEIGHT,
        new TakenAt(taken, ZoneOffset.ofHours(1), TakenAt.Source.METADATA),
        place,
        "Generated Camera");
  }

  /** The face in a picture of its own, beside those that are there already. */
  private static Face placed(PhotoId photo, Face face, int nth, Random random) {
    Box box =
        new Box(
            0.01 + 0.24 * nth,
            0.1 + 0.4 * random.nextDouble(),
            (double) face.pixels() / WIDTH,
            1.2 * face.pixels() / HEIGHT);
    float[] points = new float[Landmarks.NUMBERS];
    for (int number = 0; number < points.length; number += 2) {
      points[number] = (float) box.centerX();
      points[number + 1] = (float) box.centerY();
    }
    return new Face(
        photo,
        box,
        new Landmarks(points),
        face.score(),
        face.sharpness(),
        face.length(),
        face.pixels(),
        face.embedding(),
        bytes(random, CROP));
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** What a user would say: names, and here and there that somebody is somebody else. */
  private void say() throws IOException {
    List<PersonEntry> people = flows.gallery().people();
    for (int number = 0; number < Math.min(NAMED, people.size()); number++) {
      PersonEntry person = people.get(number);
      flows.witness().name(person.id(), "Person " + (number + 1));
      if (number < CORRECTED && person.faces() > 1) {
        String face = flows.gallery().faces(null, person.id()).getLast().face();
        flows.witness().reject(face, person.id());
      }
    }
  }
}
