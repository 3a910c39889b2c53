package latent.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back the same; what is broken is refused with one exception. */
class WrittenFormsTest {

  private static final long SEED = 20_261_123;

  private static final PhotoId PHOTO = PhotoId.of(new byte[] {1, 2, 3});
  private static final FaceReference HERE = new FaceReference(PHOTO, new Box(0.1, 0.2, 0.3, 0.4));
  private static final FaceReference THERE =
      new FaceReference(PhotoId.of(new byte[] {4}), new Box(-0.05, 0.5, 1.0 / 3, 0.25));
  private static final Instant AT = Instant.parse("2026-11-23T18:20:30.123Z");

  private static FactId id(int number) {
    return new FactId(String.format("%016x", number));
  }

  private static List<Fact> oneOfEachKind() {
    return List.of(
        new Fact.Named(id(1), AT, "p0123", List.of(HERE, THERE), "Zoë “Z” \u202Elanoitan\n"),
        new Fact.Same(id(2), AT, "p1", List.of(HERE), "p2", List.of(THERE)),
        new Fact.Different(id(3), AT, List.of(HERE, THERE), "p1", List.of(THERE)),
        new Fact.Confirmed(id(4), AT, HERE, "p1", List.of(THERE)),
        new Fact.Rejected(id(5), AT, HERE, "p1", List.of()),
        new Fact.NotAFace(id(6), AT, THERE),
        new Fact.Hidden(id(7), AT, "p1", List.of(HERE)),
        new Fact.Tagged(id(8), AT, HERE, "Ben"),
        new Fact.Undone(id(9), AT, id(8)),
        new Fact.Cover(id(10), AT, HERE, "p1", List.of(THERE)),
        new Fact.Trashed(id(11), AT, PHOTO, 30));
  }

  private static List<Photo> photos() {
    TakenAt precise =
        new TakenAt(
            LocalDateTime.parse("2016-11-05T12:34:56"),
            ZoneOffset.ofHoursMinutes(5, 30),
            TakenAt.Source.METADATA);
    TakenAt guessed =
        new TakenAt(LocalDateTime.parse("1999-12-31T23:59:59.5"), null, TakenAt.Source.FILE);
    return List.of(
        new Photo(
            PHOTO,
            "IMG_1.JPG",
            MediaType.JPEG,
            1L << 40,
            4000,
            3000,
            precise,
            new Place(-33.85, 151.2),
            "Make Model"),
        new Photo(PHOTO, "line\nbreak", MediaType.MP4, 1, 0, 0, guessed, null, null));
  }

  private static Features features(int faceCount, int dimension) {
    Random random = new Random(SEED);
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < faceCount; i++) {
      float[] points = new float[Landmarks.NUMBERS];
      Arrays.fill(points, random.nextFloat());
      float[] vector = new float[dimension];
      for (int k = 0; k < dimension; k++) {
        vector[k] = Float.float16ToFloat(Float.floatToFloat16((float) random.nextGaussian()));
      }
      byte[] crop = new byte[random.nextInt(50)];
      random.nextBytes(crop);
      faces.add(
          new Face(
              PHOTO,
              new Box(0.1 * i, 0.2, 0.1, 0.1 + random.nextDouble() / 10),
              new Landmarks(points),
              random.nextDouble(),
              300 * random.nextDouble(),
              3 * random.nextDouble(),
              random.nextInt(500),
              dimension == 0 ? null : Embedding.of(vector),
              crop));
    }
    return new Features(
        PHOTO,
        new ModelName("detector", "2"),
        new ModelName("embedder", "ä"),
        Features.Source.TAGGED,
        faces);
  }

  @Test
  void factsComeBackAsTheyWere() {
    for (Fact fact : oneOfEachKind()) {
      assertThat(FactFormat.read(FactFormat.write(fact))).isEqualTo(fact);
    }
  }

  @Test
  void photosComeBackAsTheyWere() {
    for (Photo photo : photos()) {
      assertThat(PhotoFormat.read(PhotoFormat.write(photo))).isEqualTo(photo);
    }
  }

  @Test
  void featuresComeBackAsTheyWere() {
    for (Features features : List.of(features(0, 0), features(1, 0), features(7, 128))) {
      assertThat(FeaturesFormat.read(FeaturesFormat.write(features))).isEqualTo(features);
    }
  }

  @Test
  void anOlderLatentPassesOverNewFieldsOfAFact() {
    String newer =
        new String(FactFormat.write(oneOfEachKind().get(7)), StandardCharsets.UTF_8)
            .replaceFirst("\\{", "{\"mood\":{\"of\":[1,2]},");
    assertThat(FactFormat.read(newer.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(oneOfEachKind().get(7));
  }

  @Test
  void aFactWithoutOneOfItsFieldsIsRefused() {
    for (Fact fact : oneOfEachKind()) {
      String written = new String(FactFormat.write(fact), StandardCharsets.UTF_8);
      for (String field : fields(written)) {
        refused(FactFormat::read, written.replaceFirst("\"" + field + "\":", "\"absent\":"));
        refused(
            FactFormat::read,
            written.replaceFirst(
                "\"" + field + "\":(\"[^\"]*\"|\\[.*?\\](?=[,}])|\\{.*?\\}\\}|\\{.*?\\})",
                "\"" + field + "\":null"));
      }
    }
  }

  private static List<String> fields(String written) {
    return Pattern.compile("\"(says|id|at|person|other|anchors|others|faces|face|name|undone)\":")
        .matcher(written)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "\"undone\"",
        "{}",
        "{\"says\":\"undone\"}",
        "{\"says\":\"dreamt\",\"id\":\"0000000000000001\",\"at\":\"2026-11-23T18:20:30Z\"}",
        "{\"says\":\"undone\",\"id\":\"0000000000000001\",\"at\":\"soon\",\"undone\":\"0000000000000002\"}",
        "{\"says\":\"undone\",\"id\":\"0000000000000001\",\"at\":99999999999999999999,\"undone\":\"0000000000000002\"}",
        "{\"says\":\"trashed\",\"id\":\"0000000000000001\",\"at\":\"2026-11-23T18:20:30Z\"}",
        "{\"says\":\"trashed\",\"id\":\"0000000000000001\",\"at\":\"2026-11-23T18:20:30Z\",\"photo\":\"00\",\"days\":30}",
        "{\"says\":\"undone\",\"id\":\"short\",\"at\":\"2026-11-23T18:20:30Z\",\"undone\":\"0000000000000002\"}",
      })
  void whatIsNoFactIsRefused(String text) {
    refused(FactFormat::read, text);
  }

  /** A fact that is not understood must not be dropped, and the user learns what is needed. */
  @Test
  void aKindThatIsNotKnownIsRefusedInASentence() {
    String newer =
        "{\"says\":\"dreamt\",\"id\":\"0000000000000001\",\"at\":\"2026-11-23T18:20:30Z\"}";
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> FactFormat.read(newer.getBytes(StandardCharsets.UTF_8)))
        .withMessage(
            "it says “dreamt”, which this Latent doesn't know; a newer one wrote it, and is needed to"
                + " read it");
  }

  private static void refused(Function<byte[], ?> reader, String text) {
    assertThatExceptionOfType(MalformedException.class)
        .as(text)
        .isThrownBy(() -> reader.apply(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void numbersOutOfTheirRangeAreNoFeatures() {
    Features one = features(1, 4);
    byte[] whole = FeaturesFormat.write(one);
    // The layout of one face stands in FeaturesFormat: box, landmarks, score, sharpness, length.
    int face = 1 + 32 + 2 + 8 + 2 + 1 + 2 + 8 + 2 + 2 + 1 + 2;
    int score = face + 4 * 8 + 10 * 4;
    for (int number : new int[] {face, face + 16, score, score + 8, score + 16, score + 20}) {
      byte[] written = whole.clone();
      Arrays.fill(written, number, number + 8, (byte) 0xff);
      assertThatExceptionOfType(MalformedException.class)
          .as("a number at %d that is none", number)
          .isThrownBy(() -> FeaturesFormat.read(written));
    }
  }

  @Test
  void everyBeginningOfFeaturesIsRefused() {
    byte[] whole = FeaturesFormat.write(features(2, 16));
    for (int length = 0; length < whole.length; length++) {
      byte[] beginning = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(MalformedException.class)
          .as("the first %d of %d bytes", length, whole.length)
          .isThrownBy(() -> FeaturesFormat.read(beginning));
    }
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> FeaturesFormat.read(Arrays.copyOf(whole, whole.length + 1)));
  }

  @Test
  void brokenBytesNeverGiveAnotherException() {
    for (Fact fact : oneOfEachKind()) {
      mutate(FactFormat.write(fact), FactFormat::read, 1500);
    }
    for (Photo photo : photos()) {
      mutate(PhotoFormat.write(photo), PhotoFormat::read, 3000);
    }
    mutate(FeaturesFormat.write(features(3, 8)), FeaturesFormat::read, 20_000);
  }

  private static void mutate(byte[] whole, Function<byte[], ?> reader, int times) {
    Random random = new Random(SEED);
    for (int i = 0; i < times; i++) {
      byte[] broken = broken(whole, random);
      @Nullable RuntimeException other = null;
      try {
        assertThat(reader.apply(broken)).isNotNull();
      } catch (MalformedException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      } catch (RuntimeException unexpected) {
        other = unexpected;
      }
      if (other != null) {
        fail(
            "seed " + SEED + ", mutation " + i + ": " + new String(broken, StandardCharsets.UTF_8),
            other);
      }
    }
  }

  /** Some bytes changed, swapped for the edges of their range, cut out or said twice. */
  private static byte[] broken(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
        case 3 -> {
          int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
          byte[] shorter = new byte[bytes.length - length + 1];
          System.arraycopy(bytes, 0, shorter, 0, at);
          System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
          bytes = shorter;
        }
        default -> {
          int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
          byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
          System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }
}
