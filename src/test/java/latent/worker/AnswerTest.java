package latent.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import latent.image.Copies;
import latent.image.Inspection;
import latent.image.Samples;
import latent.photo.Box;
import latent.photo.Embedding;
import latent.photo.Face;
import latent.photo.Features;
import latent.photo.Landmarks;
import latent.photo.MalformedException;
import latent.photo.MediaType;
import latent.photo.ModelName;
import latent.photo.PhotoId;
import latent.photo.Place;
import latent.photo.TakenAt;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final byte[] JPEG = Samples.jpeg(Samples.corners(8, 8));
  private static final PhotoId PHOTO = PhotoId.of(JPEG);

  private static final Inspection FULL =
      new Inspection(
          MediaType.HEIC,
          4032,
          3024,
          new TakenAt(
              LocalDateTime.of(1999, 12, 31, 23, 59, 58, 123_000_000),
              ZoneOffset.ofHoursMinutes(5, 45),
              TakenAt.Source.GPS),
          new Place(-33.5, 151.25),
          "Maker Model");

  @Test
  void everyAnswerComesBackAsItWent() throws IOException {
    for (Answer answer :
        List.of(
            new Answer.Ready(new Cage(true, false, true)),
            new Answer.Inspected(FULL),
            new Answer.Inspected(new Inspection(MediaType.GIF, 0, 0, null, null, null)),
            new Answer.Unreadable("the file is sad, näh"),
            new Answer.Unable("no model"),
            analysed(face(0.9, JPEG)),
            analysed(face(0.9, new byte[0])))) {
      assertThat(Answer.read(new ByteArrayInputStream(written(answer)))).isEqualTo(answer);
    }
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    assertRefused(analysed(face(1.5, JPEG)));
    assertRefused(analysed(face(0.9, "<svg onload=...>".getBytes(UTF_8))));
    assertRefused(
        new Answer.Analysed(3000, 4000, new Copies("<html>".getBytes(UTF_8), JPEG), features()));
    assertRefused(new Answer.Analysed(3000, 4000, new Copies(JPEG, new byte[0]), features()));
    assertRefused(new Answer.Analysed(0, 4000, new Copies(JPEG, JPEG), features()));
    assertRefused(new Answer.Inspected(new Inspection(MediaType.JPEG, -1, 5, null, null, null)));
  }

  @Test
  void anAnswerAboutAnotherPhotoIsRefused() {
    PhotoId other = PhotoId.of(new byte[0]);
    assertThatThrownBy(() -> Answer.about(other, analysed(face(0.9, JPEG))))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void aReasonIsOneBoundedLine() throws IOException {
    Answer answer =
        Answer.read(
            new ByteArrayInputStream(
                written(new Answer.Unreadable("one\ntwo\u001b[2J" + "x".repeat(10_000)))));
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Unreadable.class,
            unreadable ->
                assertThat(unreadable.reason()).hasSizeLessThan(600).doesNotContain("\n"));
  }

  /** Any damage gives an answer or one of two faults, never a third thing. */
  @Test
  void damagedAnswersAreSafe() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] intact = written(analysed(face(0.9, JPEG)));
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = intact.clone();
      for (int k = 0; k < 1 + random.nextInt(4); k++) {
        damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt();
      }
      try {
        assertThat(Answer.read(new ByteArrayInputStream(damaged))).as("seed " + seed).isNotNull();
      } catch (MalformedException refused) {
        assertThat(refused.getMessage()).as("seed " + seed).isNotBlank();
      }
    }
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  private static void assertRefused(Answer answer) throws IOException {
    byte[] written = written(answer);
    assertThatThrownBy(() -> Answer.read(new ByteArrayInputStream(written)))
        .isInstanceOf(MalformedException.class);
  }

  private static byte[] written(Answer answer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Answer.write(out, answer);
    return out.toByteArray();
  }

  private static Answer.Analysed analysed(Face face) {
    return new Answer.Analysed(3000, 4000, new Copies(JPEG, JPEG), features(face));
  }

  private static Features features(Face... faces) {
    return new Features(
        PHOTO,
        new ModelName("detector", "1"),
        new ModelName("embedder", "2"),
        Features.Source.ORIGINAL,
        List.of(faces));
  }

  private static Face face(double score, byte[] crop) {
    return new Face(
        PHOTO,
        new Box(0.1, 0.2, 0.3, 0.4),
        new Landmarks(new float[10]),
        score,
        120,
        3.5,
        88,
        Embedding.of(new float[] {0.5f, -0.25f}),
        crop);
  }
}
