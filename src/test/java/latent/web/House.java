package latent.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import latent.SampleLibrary;
import latent.library.Gallery;

/**
 * A library of the demo's pictures, its server and a browser, for tests that use the pages as a
 * person would. Collects what the browser complains of, and leaves screenshots in
 * target/screenshots.
 */
final class House implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** All pictures that are in view have come, and nothing waits for its layout. */
  private static final String SETTLED =
      """
      () => document.fonts.status === 'loaded'
        && [...document.images].filter((image) => {
             const box = image.getBoundingClientRect();
             return image.checkVisibility() && box.bottom > 0 && box.top < innerHeight;
           }).every((image) => image.complete && image.naturalWidth > 0)
      """;

  private final SampleLibrary library;
  private final HomeServer server;
  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  House(Path folder, int photos) throws IOException {
    library = new SampleLibrary(folder);
    SampleLibrary.makePictures(folder.resolve("pictures"));
    library.fill(folder.resolve("pictures"), photos);
    server = new HomeServer(library.flows(), 0);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    Files.createDirectories(SCREENSHOTS);
  }

  private static Path chromium() {
    String found = System.getenv("LATENT_CHROMIUM");
    return Path.of(found == null ? "/usr/bin/chromium" : found);
  }

  SampleLibrary library() {
    return library;
  }

  Gallery gallery() {
    return library.flows().gallery();
  }

  /** The address of a page, such as {@code people}. */
  String at(String path) {
    return server.address() + path;
  }

  /** What the browser complained of since this was last asked. */
  List<String> complaints() {
    List<String> since = List.copyOf(complaints);
    complaints.clear();
    return since;
  }

  Page desktop() {
    return open(
        new Browser.NewContextOptions()
            .setViewportSize(1280, 800)
            .setReducedMotion(ReducedMotion.REDUCE));
  }

  /** A phone in the dark, used with a finger. */
  Page phone() {
    return open(
        new Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setColorScheme(ColorScheme.DARK)
            .setHasTouch(true)
            .setIsMobile(true)
            .setReducedMotion(ReducedMotion.REDUCE));
  }

  private Page open(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    Page page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(this::note);
    page.onRequest(
        request -> {
          boolean inside =
              request.url().startsWith(server.address())
                  || request.url().startsWith("data:")
                  || request.url().startsWith("blob:");
          if (!inside) {
            complaints.add("a request left this computer: " + request.url());
          }
        });
    return page;
  }

  private void note(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      complaints.add(message.text() + " " + message.location());
    }
  }

  /** Waits until every picture in view is there, and takes a picture of the page. */
  void shoot(Page page, String name) {
    page.waitForFunction(SETTLED);
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    server.close();
    library.close();
  }
}
