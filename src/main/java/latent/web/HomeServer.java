package latent.web;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import latent.library.Flows;
import latent.library.LibraryException;

/**
 * The web server of one library, on the loopback address alone, and what works beside it: the night
 * shift, and the watch over folders in which photos arrive.
 */
public final class HomeServer implements AutoCloseable {

  /** Helidon tells of every start and stop; a page for one computer needs none of it. */
  private static final Logger QUIET = Logger.getLogger("io.helidon");

  /** Bytes that a page may send: a fact about some thousand faces. */
  private static final long LARGEST_QUESTION = 1 << 20;

  private final Events events = new Events();
  private final Flows flows;
  private final ShiftRunner shift;
  private final HealthRoutes health;
  private final WebServer server;

  /**
   * Starts to serve.
   *
   * @param port 0 takes a free one
   * @throws LibraryException if the port is taken
   */
  public HomeServer(Flows flows, int port) {
    QUIET.setLevel(Level.WARNING);
    this.flows = flows;
    shift = new ShiftRunner(flows, events);
    health = new HealthRoutes(flows);
    HttpRouting.Builder routing = HttpRouting.builder();
    routing
        .addFilter(new Guard())
        .register("/api", new PhotoRoutes(flows, events))
        .register("/api", new PeopleRoutes(flows, events))
        .register("/api", new TrashRoutes(flows, events))
        .register("/api", new StateRoutes(flows, events, shift))
        .any(
            "/api/*",
            (request, response) ->
                Answers.error(response, Status.NOT_FOUND_404, "There is no such thing here."))
        .register("/", health)
        .register("/", new SiteRoutes());
    Faults.handle(routing);
    try {
      server =
          WebServer.builder()
              .host("127.0.0.1")
              .port(port)
              .shutdownHook(false)
              .maxPayloadSize(LARGEST_QUESTION)
              .routing(routing)
              .build()
              .start();
    } catch (IllegalStateException | UncheckedIOException taken) {
      shift.close();
      throw new LibraryException(
          "Port "
              + port
              + " can't be used; another program may have it. Choose another with --port.",
          taken);
    }
    flows.importWatch().start(shift::arrived);
  }

  public int port() {
    return server.port();
  }

  /** Where a browser finds it. */
  public String address() {
    return "http://127.0.0.1:" + port() + "/";
  }

  @Override
  public void close() {
    flows.importWatch().close();
    events.close();
    shift.close();
    server.stop();
    health.close();
  }
}
