package latent.web;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import latent.library.Flows;
import latent.library.Offloader.Freed;

/** Where everything stands, what has moved, and the night shift. */
final class StateRoutes implements HttpService {

  private final Flows flows;
  private final Events events;
  private final ShiftRunner shift;

  StateRoutes(Flows flows, Events events, ShiftRunner shift) {
    this.flows = flows;
    this.events = events;
    this.shift = shift;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/status", (request, response) -> Answers.json(response, flows.gallery().status()))
        .get("/work", (request, response) -> Answers.json(response, flows.outlook().kinds()))
        .get(
            "/ledger",
            (request, response) -> Answers.json(response, flows.gallery().ledger(Instant.EPOCH)))
        .get("/shift", this::shift)
        .post("/shift", this::start)
        .post("/free", this::free)
        .get("/events", events::listen);
  }

  private void shift(ServerRequest request, ServerResponse response) throws IOException {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("running", shift.isRunning());
    state.put("trouble", shift.lastTrouble());
    Answers.json(response, state);
  }

  private void start(ServerRequest request, ServerResponse response) throws IOException {
    if (shift.startNow()) {
      Answers.json(response, Map.of("running", true));
    } else {
      refuse(response);
    }
  }

  private void free(ServerRequest request, ServerResponse response) throws IOException {
    Freed freed = shift.free();
    if (freed == null) {
      refuse(response);
    } else {
      Answers.json(response, freed);
    }
  }

  private static void refuse(ServerResponse response) {
    Answers.error(response, Status.CONFLICT_409, "The night shift is at work already.");
  }
}
