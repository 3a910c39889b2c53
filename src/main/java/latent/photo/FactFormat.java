package latent.photo;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The written form of a fact: one JSON object whose {@code says} names the kind and whose other
 * fields are the record's, in UTF-8. Times are ISO 8601 in UTC. Unknown fields are passed over, so
 * that an older Latent reads a newer one's facts; a missing field or an unknown kind is an error,
 * since a fact that is not understood must not be dropped in silence.
 */
public final class FactFormat {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .addMixIn(Fact.class, Kinds.class)
          .addMixIn(PhotoId.class, Text.class)
          .addMixIn(FactId.class, Text.class)
          .build();

  private FactFormat() {}

  public static byte[] write(Fact fact) {
    try {
      return MAPPER.writerFor(Fact.class).writeValueAsBytes(fact);
    } catch (JsonProcessingException impossible) {
      throw new AssertionError("a fact is plain data", impossible);
    }
  }

  /**
   * @throws MalformedException if these bytes are no fact
   */
  public static Fact read(byte[] written) {
    try {
      Fact fact = MAPPER.readValue(written, Fact.class);
      if (fact == null) {
        throw new MalformedException("a fact is missing", null);
      }
      return fact;
    } catch (InvalidTypeIdException unknown) {
      throw new MalformedException(
          "it says “"
              + unknown.getTypeId()
              + "”, which this Latent doesn't know; a newer one wrote it, and is needed to read it",
          unknown);
    } catch (java.io.IOException broken) {
      throw new MalformedException("this is not a fact: " + broken.getMessage(), broken);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "says")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Named.class, name = "named"),
    @JsonSubTypes.Type(value = Fact.Same.class, name = "same"),
    @JsonSubTypes.Type(value = Fact.Different.class, name = "different"),
    @JsonSubTypes.Type(value = Fact.Confirmed.class, name = "confirmed"),
    @JsonSubTypes.Type(value = Fact.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = Fact.NotAFace.class, name = "not-a-face"),
    @JsonSubTypes.Type(value = Fact.Hidden.class, name = "hidden"),
    @JsonSubTypes.Type(value = Fact.Cover.class, name = "cover"),
    @JsonSubTypes.Type(value = Fact.Tagged.class, name = "tagged"),
    @JsonSubTypes.Type(value = Fact.Trashed.class, name = "trashed"),
    @JsonSubTypes.Type(value = Fact.Undone.class, name = "undone"),
  })
  private interface Kinds {}

  /** Names are written as their digits alone. */
  private abstract static class Text {
    @com.fasterxml.jackson.annotation.JsonValue
    abstract String hex();
  }
}
