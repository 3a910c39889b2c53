package latent.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import latent.library.Flows;
import latent.library.Recaller.Recalled;

/** Photos: the timeline, each photo, its pictures and its original. */
final class PhotoRoutes implements HttpService {

  private static final int BEGINNING = 1 << 14;

  private final Flows flows;
  private final Events events;

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

  /** The original, piece by piece as it comes from the vault. */
  private void original(ServerRequest request, ServerResponse response) throws IOException {
    try (Recalled recalled = flows.recaller().open(Answers.parameter(request, "photo"))) {
      InputStream bytes = recalled.bytes();
      // What can't be opened at all fails here, while there is still an error to answer with.
      byte[] beginning = bytes.readNBytes(BEGINNING);
      String name =
          URLEncoder.encode(recalled.photo().name(), StandardCharsets.UTF_8).replace("+", "%20");
      response
          .header(HeaderNames.CONTENT_TYPE, recalled.photo().mediaType().mime())
          .header(HeaderNames.CONTENT_LENGTH, Long.toString(recalled.photo().bytes()))
          .header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + name)
          .header(HeaderNames.CACHE_CONTROL, "no-store");
      // Closed only when all of it came: half an original must not look like a whole one.
      OutputStream out = response.outputStream();
      out.write(beginning);
      bytes.transferTo(out);
      out.close();
    }
    events.changed(Events.What.PHOTOS, Events.What.STATUS);
  }
}
