package latent.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page itself, as the build left it in the jar. Every address that is no file is a place within
 * the page (/people, /photos/...), and gets the page.
 */
final class SiteRoutes implements HttpService {

  private static final String SITE = "/latent/web/site";

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "json", "application/json",
          "webmanifest", "application/manifest+json");

  @Override
  public void routing(HttpRules rules) {
    rules.get("/*", SiteRoutes::serve);
  }

  private static void serve(ServerRequest request, ServerResponse response) throws IOException {
    String path = request.path().path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean isFile = name.contains(".");
    byte[] file = resource(isFile ? path : "/index.html");
    String mediaType = MEDIA_TYPES.get(isFile ? name.substring(name.lastIndexOf('.') + 1) : "html");
    if (file == null || mediaType == null) {
      Answers.error(response, Status.NOT_FOUND_404, "There is no such page.");
      return;
    }
    // The build puts a fingerprint into the names of the files under /assets/.
    response
        .header(
            HeaderNames.CACHE_CONTROL,
            path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache")
        .header(HeaderNames.CONTENT_TYPE, mediaType)
        .send(file);
  }

  private static byte @Nullable [] resource(String path) throws IOException {
    if (path.contains("..")) {
      return null;
    }
    try (InputStream file = SiteRoutes.class.getResourceAsStream(SITE + path)) {
      return file == null ? null : file.readAllBytes();
    }
  }
}
