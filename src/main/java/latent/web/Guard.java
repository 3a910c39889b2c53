package latent.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Set;

/**
 * Lets through only what the page itself asks: the Host must be this computer (a foreign name that
 * resolves to it is DNS rebinding), and whatever changes something must come from the page's own
 * origin (else another site is riding on the browser).
 */
final class Guard implements Filter {

  /**
   * The page loads nothing from anywhere else, runs no script but its own, and stands in no other
   * page.
   */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:;"
          + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    response
        .header(HeaderNames.create("Content-Security-Policy"), CONTENT_POLICY)
        .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
        .header(HeaderNames.create("Referrer-Policy"), "no-referrer")
        .header(HeaderNames.create("Cross-Origin-Resource-Policy"), "same-origin");
    String host = request.headers().first(HeaderNames.HOST).orElse("");
    if (!isHere(host)) {
      Answers.error(response, Status.FORBIDDEN_403, "This page is only for this computer.");
      return;
    }
    boolean changes =
        !request.prologue().method().equals(Method.GET)
            && !request.prologue().method().equals(Method.HEAD);
    if (changes && !comesFrom(host, request)) {
      Answers.error(response, Status.FORBIDDEN_403, "Another site may not change anything here.");
      return;
    }
    chain.proceed();
  }

  private static boolean isHere(String host) {
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']');
    return NAMES.contains(hasPort ? host.substring(0, colon) : host);
  }

  /**
   * A browser sends Origin with everything that changes something; a program that is no browser
   * sends neither header.
   */
  private static boolean comesFrom(String host, RoutingRequest request) {
    String site =
        request.headers().first(HeaderNames.create("Sec-Fetch-Site")).orElse("same-origin");
    String origin = request.headers().first(HeaderNames.ORIGIN).orElse("http://" + host);
    return site.equals("same-origin") && origin.equals("http://" + host);
  }
}
