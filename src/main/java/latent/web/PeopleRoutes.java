package latent.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import latent.library.Flows;
import latent.library.Gallery.Whereabouts;
import latent.library.Witness;
import latent.library.Witness.Testimony;
import latent.photo.Box;

/** People and faces, and everything the user can say about them. */
final class PeopleRoutes implements HttpService {

  private final Flows flows;
  private final Events events;
  private final ReentrantLock speaking = new ReentrantLock();

  PeopleRoutes(Flows flows, Events events) {
    this.flows = flows;
    this.events = events;
  }

  /** Something said. */
  private interface Saying {
    Testimony say(Witness witness, String about, JsonNode body) throws IOException;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/people", (request, response) -> Answers.json(response, flows.gallery().people()))
        .get("/people/{person}", this::person)
        .get("/people/{person}/faces", this::faces)
        .get("/faces/{face}/crop", this::crop)
        .get("/facts", (request, response) -> Answers.json(response, flows.witness().facts()));
    said(
        rules,
        "/people/{about}/name",
        (witness, person, body) -> witness.name(person, Answers.text(body, "name")));
    said(
        rules,
        "/people/{about}/merge",
        (witness, person, body) -> witness.merge(person, Answers.text(body, "other")));
    said(
        rules,
        "/people/{about}/split",
        (witness, person, body) -> witness.split(person, texts(body, "faces")));
    said(rules, "/people/{about}/hide", (witness, person, body) -> witness.hide(person));
    said(
        rules,
        "/faces/{about}/confirm",
        (witness, face, body) -> witness.confirm(face, Answers.text(body, "person")));
    said(
        rules,
        "/faces/{about}/reject",
        (witness, face, body) -> witness.reject(face, Answers.text(body, "person")));
    said(rules, "/faces/{about}/not-a-face", (witness, face, body) -> witness.notAFace(face));
    said(
        rules,
        "/photos/{about}/tag",
        (witness, photo, body) -> witness.tag(photo, box(body), Answers.text(body, "name")));
    rules.post("/facts/undo", this::undo);
  }

  private void said(HttpRules rules, String path, Saying saying) {
    rules.post(
        path,
        (request, response) ->
            take(response, saying, Answers.parameter(request, "about"), Answers.body(request)));
  }

  private void undo(ServerRequest request, ServerResponse response) throws IOException {
    JsonNode fact = Answers.body(request).path("fact");
    String undone = fact.isTextual() ? fact.asText() : null;
    take(response, (witness, _, _) -> witness.undo(undone), "", fact);
    // It may have been that a photo is in the trash.
    events.changed(Events.What.PHOTOS);
  }

  /** One fact after the other, so that each answer tells what this fact changed. */
  private void take(ServerResponse response, Saying saying, String about, JsonNode body)
      throws IOException {
    Testimony testimony;
    speaking.lock();
    try {
      testimony = saying.say(flows.witness(), about, body);
    } finally {
      speaking.unlock();
    }
    Answers.json(response, testimony);
    events.changed(Events.What.PEOPLE, Events.What.STATUS);
  }

  private void person(ServerRequest request, ServerResponse response) throws IOException {
    Answers.json(response, flows.gallery().person(Answers.parameter(request, "person")));
  }

  private void faces(ServerRequest request, ServerResponse response) throws IOException {
    Answers.json(response, flows.gallery().faces(null, Answers.parameter(request, "person")));
  }

  private void crop(ServerRequest request, ServerResponse response) throws IOException {
    String face = Answers.parameter(request, "face");
    Optional<byte[]> crop = flows.gallery().crop(face);
    Answers.picture(
        request, response, face + "-crop", crop.isPresent() ? crop.get() : window(face));
  }

  private byte[] window(String face) throws IOException {
    Whereabouts whereabouts = flows.gallery().whereabouts(face);
    byte[] preview = flows.recaller().preview(whereabouts.photo());
    return preview.length == 0 || whereabouts.width() <= 0 || whereabouts.height() <= 0
        ? preview
        : FaceWindow.svg(whereabouts, Answers.mediaType(preview), preview);
  }

  private static Box box(JsonNode body) {
    JsonNode box = body.path("box");
    if (box.size() != 4) {
      throw new IllegalArgumentException(
          "A box is four fractions of the picture: x, y, width, height.");
    }
    return new Box(
        box.get(0).asDouble(), box.get(1).asDouble(), box.get(2).asDouble(), box.get(3).asDouble());
  }

  private static List<String> texts(JsonNode body, String field) {
    List<String> texts = new ArrayList<>();
    body.path(field).forEach(value -> texts.add(value.asText()));
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("The field “" + field + "” is empty.");
    }
    return texts;
  }
}
