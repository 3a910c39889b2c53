package latent.web;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import latent.library.Flows;
import latent.library.NotFoundException;
import latent.library.Progress;
import latent.library.TrashCan;

/** The trash: what is in it, into it, out of it, and emptying it. */
final class TrashRoutes implements HttpService {

  private final Flows flows;
  private final Events events;

  TrashRoutes(Flows flows, Events events) {
    this.flows = flows;
    this.events = events;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/trash", (request, response) -> Answers.json(response, flows.gallery().trash()))
        .post("/trash/empty", this::empty)
        .post("/photos/{photo}/trash", this::discard)
        .post("/photos/{photo}/restore", this::restore);
  }

  private void discard(ServerRequest request, ServerResponse response) throws IOException {
    answer(response, flows.trash().discard(List.of(Answers.parameter(request, "photo"))));
  }

  private void restore(ServerRequest request, ServerResponse response) throws IOException {
    TrashCan.Answer answer = flows.trash().restore(List.of(Answers.parameter(request, "photo")));
    TrashCan.Item item = answer.items().getFirst();
    if (item.outcome() == TrashCan.Outcome.GONE) {
      throw new NotFoundException(item.name() + " can't be restored: " + item.reason() + ".");
    }
    answer(response, answer);
  }

  private void empty(ServerRequest request, ServerResponse response) throws IOException {
    TrashCan.Emptied emptied = flows.trash().empty(Progress.UNWATCHED);
    Answers.json(response, emptied);
    events.changed(Events.What.values());
  }

  private void answer(ServerResponse response, TrashCan.Answer answer) throws IOException {
    Answers.json(response, answer);
    events.changed(Events.What.values());
  }
}
