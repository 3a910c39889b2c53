package latent.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import latent.library.Flows;
import org.jspecify.annotations.Nullable;

/**
 * Whether all is well, and the figures of how it runs, for programs that look after services: GET
 * /health and GET /metrics.
 */
final class HealthRoutes implements HttpService, AutoCloseable {

  /** The content type of Prometheus' text format. */
  private static final String FIGURES = "text/plain; version=0.0.4; charset=utf-8";

  private final Flows flows;
  private @Nullable Meters meters;

  HealthRoutes(Flows flows) {
    this.flows = flows;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/health", this::health).get("/metrics", this::metrics);
  }

  private void health(ServerRequest request, ServerResponse response) {
    List<String> complaints = flows.health().complaints();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", complaints.isEmpty() ? "ok" : "failing");
    if (!complaints.isEmpty()) {
      answer.put("reasons", complaints);
      response.status(Status.SERVICE_UNAVAILABLE_503);
    }
    send(response, "application/json; charset=utf-8", Answers.text(answer));
  }

  private void metrics(ServerRequest request, ServerResponse response) {
    send(response, FIGURES, meters().text());
  }

  /** They take a moment to make, and most never ask for them. */
  private synchronized Meters meters() {
    Meters made = meters;
    if (made == null) {
      made = new Meters(flows);
      meters = made;
    }
    return made;
  }

  private static void send(ServerResponse response, String type, String text) {
    response
        .header(HeaderNames.CONTENT_TYPE, type)
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public synchronized void close() {
    if (meters != null) {
      meters.close();
      meters = null;
    }
  }
}
