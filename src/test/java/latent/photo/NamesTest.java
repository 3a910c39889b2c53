package latent.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What names and the plain numbers hold to. */
class NamesTest {

  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void anOriginalIsNamedByItsSha256() {
    PhotoId id = PhotoId.of("abc".getBytes(StandardCharsets.US_ASCII));
    assertThat(id.hex()).isEqualTo(ABC);
    assertThat(PhotoId.ofDigest(id.digest())).isEqualTo(id);
    assertThat(id).hasToString(ABC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ba78",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
        "../../../../../../../../../../../../../../../../../../../../etc/p",
      })
  void nothingElseIsAPhotosName(String text) {
    assertThat(PhotoId.isPhotoId(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new PhotoId(text));
  }

  @Test
  void aFacesNameFollowsFromPhotoAndBoxAlone() {
    PhotoId photo = new PhotoId(ABC);
    PhotoId other = PhotoId.of(new byte[] {1});
    Box box = new Box(0.25, 0.5, 0.125, 0.25);
    assertThat(FaceId.of(photo, box)).isEqualTo(FaceId.of(photo, new Box(0.25, 0.5, 0.125, 0.25)));
    assertThat(FaceId.of(photo, box)).isNotEqualTo(FaceId.of(other, box));
    assertThat(FaceId.of(photo, box))
        .isNotEqualTo(FaceId.of(photo, new Box(0.25, 0.5, 0.25, 0.125)));
    double lessThanTheGrid = 1.0 / 65536 / 8;
    assertThat(FaceId.of(photo, new Box(0.25 + lessThanTheGrid, 0.5, 0.125, 0.25)))
        .isEqualTo(FaceId.of(photo, box));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123", "0123456789ABCDEF", "0123456789abcdef0", "0123456789abcde-"})
  void nothingElseIsAFacesOrAFactsName(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new FaceId(text));
    assertThatIllegalArgumentException().isThrownBy(() -> new FactId(text));
  }

  @Test
  void factsDrawNamesOfTheirOwn() {
    Set<FactId> drawn = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(drawn.add(FactId.fresh())).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0,0.5",
    "0,0,0.5,0",
    "0,0,-0.5,0.5",
    "NaN,0,0.5,0.5",
    "0,0,NaN,0.5",
    "0,0,Infinity,0.5",
    "-1.1,0,0.5,0.5",
    "1.6,0,0.5,0.5",
  })
  void aBoxLiesAboutThePicture(double x, double y, double width, double height) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Box(x, y, width, height));
  }

  @Test
  void aBoxMayReachALittleBeyondTheEdge() {
    Box box = new Box(-0.1, -0.2, 0.5, 1.4);
    assertThat(box.centerX()).isCloseTo(0.15, within(1e-12));
    assertThat(box.centerY()).isCloseTo(0.5, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    // the same; half shared; touching; apart; one inside the other
    "0,0,0.4,0.4,       1",
    "0.2,0,0.4,0.4,     0.33333333",
    "0.4,0,0.4,0.4,     0",
    "0.5,0.5,0.4,0.4,   0",
    "0.1,0.1,0.2,0.2,   0.25",
  })
  void overlapIsWhatIsSharedByWhatIsCovered(
      double x, double y, double width, double height, double overlap) {
    Box one = new Box(0, 0, 0.4, 0.4);
    Box other = new Box(x, y, width, height);
    assertThat(one.overlap(other)).isCloseTo(overlap, within(1e-6));
    assertThat(other.overlap(one)).isEqualTo(one.overlap(other));
  }

  private static Offset<Double> within(double tolerance) {
    return Offset.offset(tolerance);
  }

  @Test
  void halfPrecisionHardlyMovesAnEmbedding() {
    Random random = new Random(20_261_123);
    for (int i = 0; i < 50; i++) {
      float[] exact = unit(random);
      Embedding kept = Embedding.of(exact);
      for (int k = 0; k < exact.length; k++) {
        assertThat(kept.number(k)).isCloseTo(exact[k], Offset.offset(1e-3f));
      }
      assertThat(kept.similarity(kept)).isCloseTo(1, within(1e-3));
      assertThat(Embedding.of(kept.vector())).isEqualTo(kept).hasSameHashCodeAs(kept);
    }
  }

  @Test
  void onlyLikeIsCompared() {
    Embedding one = Embedding.of(new float[] {1, 0});
    Embedding other = Embedding.of(new float[] {0, 1});
    assertThat(one.similarity(one)).isEqualTo(1);
    assertThat(one.similarity(other)).isZero();
    assertThat(one).isNotEqualTo(other);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.similarity(Embedding.of(new float[] {1, 0, 0})));
    assertThatIllegalArgumentException().isThrownBy(() -> Embedding.of(new float[] {Float.NaN, 0}));
  }

  @Test
  void aPlaceIsOnTheEarth() {
    assertThat(new Place(-90, 180).latitude()).isEqualTo(-90);
    assertThatIllegalArgumentException().isThrownBy(() -> new Place(90.1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Place(0, Double.NaN));
  }

  private static float[] unit(Random random) {
    float[] vector = new float[128];
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
