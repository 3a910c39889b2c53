package latent.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.FaceReference;
import latent.photo.Fact;
import latent.photo.FactId;
import latent.photo.Features;
import latent.photo.Landmarks;
import latent.photo.MediaType;
import latent.photo.ModelName;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.photo.Place;
import latent.photo.TakenAt;

/** A made-up photo and all that the vault keeps of it. What looks like a picture here is none. */
record Sample(Photo photo, byte[] original, byte[] preview, byte[] thumbnail, Features features) {

  static final ModelName DETECTOR = new ModelName("a-detector-of-faces", "2");
  static final ModelName EMBEDDER = new ModelName("an-embedder-of-faces", "7");
  static final String FILE_NAME = "Grandmother at the lake ";
  static final String PERSON = "Wilhelmine Oberhuber";

  /** The same numbers give the same sample. */
  static Sample of(long number, int originalBytes) {
    Random random = new Random(number);
    byte[] original = picture(random, originalBytes);
    PhotoId id = PhotoId.of(original);
    Photo photo =
        new Photo(
            id,
            FILE_NAME + number + ".jpg",
            MediaType.JPEG,
            originalBytes,
            4032,
            3024,
            new TakenAt(
                LocalDateTime.of(2019, 7, 14, 12, 30, 15).plusMinutes(number),
                ZoneOffset.ofHours(2),
                TakenAt.Source.METADATA),
            new Place(47.4316, 12.3831),
            "Leica Q2");
    return new Sample(
        photo, original, picture(random, 90_000), picture(random, 9_000), features(id, random));
  }

  private static byte[] picture(Random random, int length) {
    byte[] picture = new byte[length];
    random.nextBytes(picture);
    byte[] start =
        "\u00ff\u00d8\u00ff\u00e1\u0012\u0034Exif\0\0MM".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(start, 0, picture, 0, Math.min(start.length, length));
    return picture;
  }

  private static Features features(PhotoId photo, Random random) {
    List<Face> faces = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      float[] points = new float[Landmarks.NUMBERS];
      float[] vector = new float[128];
      for (int j = 0; j < vector.length; j++) {
        vector[j] = random.nextInt(64) / 64f;
      }
      faces.add(
          new Face(
              photo,
              new Box(0.25 * i, 0.5, 0.125, 0.125),
              new Landmarks(points),
              0.75,
              120,
              21,
              300,
              Embedding.of(vector),
              picture(random, 4000)));
    }
    return new Features(photo, DETECTOR, EMBEDDER, Features.Source.ORIGINAL, faces);
  }

  PhotoId id() {
    return photo.id();
  }

  /** The original as a file in {@code folder}. */
  Path file(Path folder) throws IOException {
    return Files.write(folder.resolve(id().hex()), original);
  }

  /** What a user might say about this photo. */
  List<Fact> facts() {
    FaceReference face = new FaceReference(id(), features.faces().getFirst().box());
    FactId named = new FactId(id().hex().substring(0, 16));
    FactId confirmed = new FactId(id().hex().substring(16, 32));
    Instant at = Instant.parse("2026-11-01T10:00:00Z");
    return List.of(
        new Fact.Named(named, at, "1f2e3d4c", List.of(face), PERSON),
        new Fact.Confirmed(confirmed, at, face, "1f2e3d4c", List.of(face)));
  }
}
