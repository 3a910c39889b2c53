package latent.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import latent.photo.MediaType;
import latent.photo.Place;
import latent.photo.TakenAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorTest {

  private static final LocalDateTime NOON = LocalDateTime.of(2024, 7, 4, 12, 0, 30);

  @Test
  void readsWhatAPhoneWrites() {
    Inspection inspection =
        inspect(
            new ExifMaker()
                .orientation(6)
                .camera("Apple", "iPhone 15")
                .takenAt("2024:07:04 12:00:30")
                .offset("+02:00")
                .place("N", 48_857_000, "W", 2_295_000));
    assertThat(inspection.mediaType()).isEqualTo(MediaType.JPEG);
    assertThat(inspection.width()).isEqualTo(30);
    assertThat(inspection.height()).isEqualTo(40);
    assertThat(inspection.taken())
        .isEqualTo(new TakenAt(NOON, ZoneOffset.ofHours(2), TakenAt.Source.METADATA));
    assertThat(inspection.camera()).isEqualTo("Apple iPhone 15");
    Place place = Objects.requireNonNull(inspection.place());
    assertThat(place.latitude()).isCloseTo(48.857, within(1e-6));
    assertThat(place.longitude()).isCloseTo(-2.295, within(1e-6));
  }

  @Test
  void aMakerThatItsModelRepeatsIsSaidOnce() {
    assertThat(inspect(new ExifMaker().camera("Canon", "Canon EOS R5")).camera())
        .isEqualTo("Canon EOS R5");
  }

  @Test
  void sayingNothingIsFine() {
    Inspection inspection = Inspector.inspect(Samples.jpeg(Samples.corners(40, 30)));
    assertThat(inspection).isEqualTo(new Inspection(MediaType.JPEG, 40, 30, null, null, null));
  }

  /** The wall clock less the satellites' clock, where that can be an offset. */
  @ParameterizedTest
  @CsvSource({"10, 0, +02:00", "6, 30, +05:30", "6, 15, +05:45", "23, 0, -11:00", "11, 59, Z"})
  void theSatellitesGiveAMissingOffset(int hour, int minute, String offset) {
    Inspection inspection =
        inspect(
            new ExifMaker()
                .takenAt("2024:07:04 12:00:30")
                .satelliteTime("2024:07:04", hour, minute, hour == 11 ? 45 : 30));
    assertThat(inspection.taken())
        .isEqualTo(new TakenAt(NOON, ZoneOffset.of(offset), TakenAt.Source.METADATA));
  }

  @Test
  void satellitesThatContradictGiveNoOffset() {
    ExifMaker stale =
        new ExifMaker().takenAt("2024:07:04 12:00:30").satelliteTime("2024:07:04", 10, 7, 0);
    assertThat(inspect(stale).taken()).isEqualTo(new TakenAt(NOON, null, TakenAt.Source.METADATA));
    ExifMaker otherDay =
        new ExifMaker().takenAt("2024:07:04 12:00:30").satelliteTime("2024:07:02", 12, 0, 30);
    assertThat(inspect(otherDay).taken())
        .isEqualTo(new TakenAt(NOON, null, TakenAt.Source.METADATA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000:00:00 00:00:00",
        "1601:01:01 00:00:00",
        "2099:01:01 00:00:00",
        "2024:13:40 00:00:00",
        "    :  :     :  :  ",
        "yesterday"
      })
  void anAbsurdTimeGivesWayToTheNext(String absurd) {
    assertThat(inspect(new ExifMaker().takenAt(absurd)).taken()).isNull();
    assertThat(inspect(new ExifMaker().takenAt(absurd).digitizedAt("2024:07:04 12:00:30")).taken())
        .isEqualTo(new TakenAt(NOON, null, TakenAt.Source.METADATA));
  }

  @Test
  void theSatellitesTimeStandsInForAMissingOne() {
    Inspection inspection = inspect(new ExifMaker().satelliteTime("2024:07:04", 12, 0, 30));
    assertThat(inspection.taken()).isEqualTo(new TakenAt(NOON, ZoneOffset.UTC, TakenAt.Source.GPS));
  }

  @Test
  void placesThatCannotBeAreLeftOut() {
    assertThat(inspect(new ExifMaker().place("N", 0, "E", 0)).place()).isNull();
    assertThat(inspect(new ExifMaker().place("N", 95_000_000, "E", 1)).place()).isNull();
  }

  @Test
  void aTornFileKeepsWhatItSays() {
    byte[] jpeg =
        Samples.withExif(
            Samples.jpeg(Samples.scene(400, 300, 1)),
            new ExifMaker().takenAt("2024:07:04 12:00:30").tiff());
    assertThat(Inspector.inspect(Samples.cut(jpeg, 0.3)).taken()).isNotNull();
  }

  @Test
  void whatIsNoPictureIsRefused() {
    assertThatThrownBy(() -> Inspector.inspect(new byte[100]))
        .isInstanceOf(UnreadablePictureException.class);
  }

  private static Inspection inspect(ExifMaker exif) {
    return Inspector.inspect(Samples.withExif(Samples.jpeg(Samples.corners(40, 30)), exif.tiff()));
  }
}
