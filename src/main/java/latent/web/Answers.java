package latent.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The forms in which the server answers: JSON, a picture, or an error in one sentence. */
final class Answers {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Answers() {}

  static void json(ServerResponse response, Object answer) throws IOException {
    response
        .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(MAPPER.writeValueAsBytes(answer));
  }

  static void error(ServerResponse response, Status status, String sentence) {
    response
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(text(Map.of("error", sentence)).getBytes(StandardCharsets.UTF_8));
  }

  /** Plain data as JSON. */
  static String text(Object data) {
    try {
      return MAPPER.writeValueAsString(data);
    } catch (IOException impossible) {
      throw new IllegalStateException("plain data can be written", impossible);
    }
  }

  /** A picture that never changes under its address, so that a browser need not ask twice. */
  static void picture(ServerRequest request, ServerResponse response, String tag, byte[] picture) {
    if (picture.length == 0) {
      error(response, Status.NOT_FOUND_404, "There is no picture of this.");
      return;
    }
    String quoted = '"' + tag + '"';
    response
        .header(HeaderNames.CACHE_CONTROL, "private, max-age=31536000, immutable")
        .header(HeaderNames.ETAG, quoted);
    if (request.headers().first(HeaderNames.IF_NONE_MATCH).filter(quoted::equals).isPresent()) {
      response.status(Status.NOT_MODIFIED_304).send();
    } else {
      response.header(HeaderNames.CONTENT_TYPE, mediaType(picture)).send(picture);
    }
  }

  /** Told by the first byte: the server makes its pictures itself. */
  static String mediaType(byte[] picture) {
    return switch (picture[0]) {
      case (byte) 0xff -> "image/jpeg";
      case 'R' -> "image/webp";
      case '<' -> "image/svg+xml";
      default -> "image/avif";
    };
  }

  /**
   * What was sent.
   *
   * @throws IllegalArgumentException if it is no JSON
   */
  static JsonNode body(ServerRequest request) {
    try {
      return MAPPER.readTree(request.content().as(byte[].class));
    } catch (IOException broken) {
      throw new IllegalArgumentException("What was sent is no JSON.", broken);
    }
  }

  /**
   * A text field of what was sent.
   *
   * @throws IllegalArgumentException if it is missing
   */
  static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("The field “" + field + "” is missing.");
    }
    return value.asText();
  }

  static String parameter(ServerRequest request, String name) {
    return request.path().pathParameters().get(name);
  }
}
