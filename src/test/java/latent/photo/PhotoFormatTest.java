package latent.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PhotoFormatTest {

  private static final PhotoId ID = PhotoId.of(new byte[] {1});
  private static final LocalDateTime LOCAL = LocalDateTime.of(2019, 7, 14, 12, 30, 15, 123_000_000);

  @Test
  void whatIsWrittenIsReadBack() {
    Photo full =
        new Photo(
            ID,
            "Über \"uns\" \uD83D\uDE00.heic",
            MediaType.HEIC,
            1L << 40,
            4032,
            3024,
            new TakenAt(LOCAL, ZoneOffset.ofHoursMinutes(-3, -30), TakenAt.Source.GPS),
            new Place(-47.4316, 179.999),
            "Apple iPhone");
    Photo bare =
        new Photo(
            ID,
            "",
            MediaType.RAW,
            0,
            0,
            0,
            new TakenAt(LOCAL, null, TakenAt.Source.FILE),
            null,
            null);
    assertThat(PhotoFormat.read(PhotoFormat.write(full))).isEqualTo(full);
    assertThat(PhotoFormat.read(PhotoFormat.write(bare))).isEqualTo(bare);
  }

  @Test
  void whatANewerLatentAddsIsPassedOver() {
    Photo photo =
        new Photo(
            ID,
            "a.jpg",
            MediaType.JPEG,
            1,
            2,
            3,
            new TakenAt(LOCAL, null, TakenAt.Source.METADATA),
            null,
            null);
    String json = new String(PhotoFormat.write(photo), StandardCharsets.UTF_8);
    String newer = json.replaceFirst("\\{", "{\"rating\":5,");
    assertThat(PhotoFormat.read(newer.getBytes(StandardCharsets.UTF_8))).isEqualTo(photo);
  }

  @Test
  void whatIsNoPhotoIsMalformed() {
    for (String text :
        new String[] {
          "", "null", "[]", "{}", "{\"id\":\"xyz\"}", "{\"id\":\"" + ID + "\",\"name\":\"a\"}"
        }) {
      assertThatThrownBy(() -> PhotoFormat.read(text.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(MalformedException.class);
    }
  }
}
