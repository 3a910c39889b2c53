package latent.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import latent.library.Flows;
import latent.library.Pieces;
import latent.photo.Photo;

/** Photos: the timeline, each photo, its pictures and its original. */
final class PhotoRoutes implements HttpService {

  private static final int PIECE = 1 << 16;

  private final Flows flows;
  private final Events events;

  /** Its page asks at once why an original broke off; older answers are not kept. */
  private static final int MOST_TROUBLES = 100;

  /** Why an original broke off after its beginning was sent, by photo. */
  private final Map<String, String> troubles =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > MOST_TROUBLES;
            }
          });

  PhotoRoutes(Flows flows, Events events) {
    this.flows = flows;
    this.events = events;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/timeline", (request, response) -> Answers.json(response, flows.gallery().timeline()))
        .get("/photos", this::photos)
        .get("/photos/{photo}", this::photo)
        .get("/photos/{photo}/thumbnail", this::thumbnail)
        .get("/photos/{photo}/preview", this::preview)
        .get("/photos/{photo}/original", this::original)
        .get("/photos/{photo}/trouble", this::trouble)
        .get(
            "/problems", (request, response) -> Answers.json(response, flows.gallery().problems()));
  }

  private void photos(ServerRequest request, ServerResponse response) throws IOException {
    String month = request.query().first("month").orElse("");
    String person = request.query().first("person").orElse("");
    String query = request.query().first("query").orElse("");
    if (month.isEmpty()) {
      Answers.json(response, flows.gallery().photos(person.isEmpty() ? null : person, query));
    } else if (person.isEmpty()) {
      Answers.json(response, flows.gallery().month(month));
    } else {
      Answers.json(
          response,
          flows.gallery().photos(person, query).stream()
              .filter(photo -> photo.taken().startsWith(month))
              .toList());
    }
  }

  private void photo(ServerRequest request, ServerResponse response) throws IOException {
    Answers.json(response, flows.gallery().photo(Answers.parameter(request, "photo")));
  }

  private void thumbnail(ServerRequest request, ServerResponse response) throws IOException {
    String photo = Answers.parameter(request, "photo");
    Answers.picture(request, response, photo + "-thumbnail", flows.recaller().thumbnail(photo));
  }

  private void preview(ServerRequest request, ServerResponse response) throws IOException {
    String photo = Answers.parameter(request, "photo");
    Answers.picture(request, response, photo + "-preview", flows.recaller().preview(photo));
  }

  /** The original, or the range of it that a player asks for. */
  private void original(ServerRequest request, ServerResponse response) throws IOException {
    String id = Answers.parameter(request, "photo");
    Optional<String> header = request.headers().first(HeaderNames.RANGE);
    Photo photo = flows.recaller().photo(id);
    switch (ByteRange.asked(header, photo.bytes())) {
      case ByteRange.Asked.Whole() -> whole(id, response);
      case ByteRange.Asked.Part(ByteRange range) -> part(photo, range, response);
      case ByteRange.Asked.Beyond() ->
          response
              .status(Status.REQUESTED_RANGE_NOT_SATISFIABLE_416)
              .header(HeaderNames.CONTENT_RANGE, "bytes */" + photo.bytes())
              .send();
    }
  }

  /** Only the segments that hold the range come from the vault. */
  private void part(Photo photo, ByteRange range, ServerResponse response) throws IOException {
    try (InputStream bytes = flows.recaller().range(photo, range.from(), range.length())) {
      byte[] piece = bytes.readNBytes(PIECE);
      response
          .status(Status.PARTIAL_CONTENT_206)
          .header(HeaderNames.CONTENT_TYPE, photo.mediaType().mime())
          .header(HeaderNames.CONTENT_LENGTH, Long.toString(range.length()))
          .header(HeaderNames.CONTENT_RANGE, range.of(photo.bytes()))
          .header(HeaderNames.ACCEPT_RANGES, "bytes")
          .header(HeaderNames.CACHE_CONTROL, "no-store");
      OutputStream out = response.outputStream();
      while (piece.length > 0) {
        out.write(piece);
        piece = bytes.readNBytes(PIECE);
      }
      out.close();
    }
  }

  /** The original, piece by piece as it comes from the vault. */
  private void whole(String id, ServerResponse response) throws IOException {
    troubles.remove(id);
    // What can't be opened at all fails here, while there is still an error to answer with.
    try (Pieces pieces = flows.recaller().pieces(id)) {
      byte[] piece = next(pieces, id);
      Photo photo = pieces.photo();
      String name = URLEncoder.encode(photo.name(), StandardCharsets.UTF_8).replace("+", "%20");
      response
          .header(HeaderNames.CONTENT_TYPE, photo.mediaType().mime())
          .header(HeaderNames.CONTENT_LENGTH, Long.toString(photo.bytes()))
          .header(HeaderNames.ACCEPT_RANGES, "bytes")
          .header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + name)
          .header(HeaderNames.CACHE_CONTROL, "no-store");
      // Closed only when all of it came: half an original must not look like a whole one.
      OutputStream out = response.outputStream();
      while (piece.length > 0) {
        out.write(piece);
        piece = next(pieces, id);
      }
      out.close();
    }
    events.changed(Events.What.PHOTOS, Events.What.STATUS);
  }

  private byte[] next(Pieces pieces, String id) throws IOException {
    try {
      return pieces.next();
    } catch (IOException | RuntimeException broken) {
      troubles.put(id, Faults.sentence(broken));
      throw broken;
    }
  }

  /** A page whose original broke off asks why. */
  private void trouble(ServerRequest request, ServerResponse response) throws IOException {
    String sentence = troubles.get(Answers.parameter(request, "photo"));
    Answers.json(response, Collections.singletonMap("sentence", sentence));
  }
}
