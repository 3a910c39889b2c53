package latent.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Set;

/**
 * Lets through only what the page itself asks: the Host must be this computer and this port (a
 * foreign name that resolves here is DNS rebinding), and neither a change nor a question may come
 * from another site's page (else it is riding on the browser).
 */
final class Guard implements Filter {

  /**
   * The page loads nothing from anywhere else, runs no script and takes no style but its own, and
   * stands in no other page. Blobs are originals that it has opened.
   */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<Method> LOOKING = Set.of(Method.GET, Method.HEAD);
  private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    response
        .header(HeaderNames.create("Content-Security-Policy"), CONTENT_POLICY)
        .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
        .header(HeaderNames.create("Referrer-Policy"), "no-referrer")
        .header(HeaderNames.create("Cross-Origin-Resource-Policy"), "same-origin")
        .header(HeaderNames.create("Cross-Origin-Opener-Policy"), "same-origin");
    String host = request.headers().first(HeaderNames.HOST).orElse("");
    if (!isHere(host, request.localPeer().port())) {
      Answers.error(response, Status.FORBIDDEN_403, "This page is only for this computer.");
    } else if (comesFromAnotherSite(host, request)) {
      Answers.error(
          response, Status.FORBIDDEN_403, "Another site may neither ask nor change anything here.");
    } else {
      chain.proceed();
    }
  }

  private static boolean isHere(String host, int port) {
    return NAMES.stream().anyMatch(name -> host.equals(name + ":" + port));
  }

  /**
   * A browser says with every request whose page it comes from (Fetch Metadata), and with every
   * change its Origin; a program that is no browser says neither. A link on another site may lead
   * to the page, not into what it asks.
   */
  private static boolean comesFromAnotherSite(String host, RoutingRequest request) {
    String origin = "http://" + host;
    if (!request.headers().first(HeaderNames.ORIGIN).orElse(origin).equals(origin)) {
      return true;
    }
    boolean looking = LOOKING.contains(request.prologue().method());
    boolean page = looking && !request.path().path().startsWith("/api/");
    String site = request.headers().first(FETCH_SITE).orElse("same-origin");
    return !page && !site.equals("same-origin") && !(looking && site.equals("none"));
  }
}
