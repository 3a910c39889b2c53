package latent.photo;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * The written form of a photo: one JSON object with the record's fields, in UTF-8. Times are ISO
 * 8601, the media type and the source of a time are their constants' names. Unknown fields are
 * passed over, so that an older Latent reads a newer one's photos.
 */
public final class PhotoFormat {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(PhotoId.class, Text.class)
          .build();

  private PhotoFormat() {}

  public static byte[] write(Photo photo) {
    try {
      return MAPPER.writeValueAsBytes(photo);
    } catch (JsonProcessingException impossible) {
      throw new AssertionError("a photo is plain data", impossible);
    }
  }

  /**
   * @throws MalformedException if these bytes are no photo
   */
  public static Photo read(byte[] written) {
    try {
      Photo photo = MAPPER.readValue(written, Photo.class);
      if (photo == null || isIncomplete(photo)) {
        throw new MalformedException("a photo is incomplete", null);
      }
      return photo;
    } catch (IOException broken) {
      throw new MalformedException("this is not a photo: " + broken.getMessage(), broken);
    }
  }

  /** Whether the JSON left out a field that every photo has. */
  @SuppressWarnings("NullAway") // what a parser gives may be null whatever the record says
  private static boolean isIncomplete(Photo photo) {
    return photo.id() == null
        || photo.name() == null
        || photo.mediaType() == null
        || photo.taken() == null
        || photo.taken().local() == null
        || photo.taken().source() == null;
  }

  /** Names are written as their digits alone. */
  private abstract static class Text {
    @JsonCreator
    Text(String hex) {}

    @JsonValue
    abstract String hex();
  }
}
