package latent.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import latent.SampleLibrary;
import latent.library.Gallery.PersonEntry;
import latent.library.Gallery.PhotoEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page's main paths in a real browser over a real library; leaves screenshots in
 * target/screenshots.
 */
class PagesTest {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  @TempDir private static Path folder;

  private static SampleLibrary library;
  private static HomeServer server;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void openTheHouse() throws IOException {
    library = new SampleLibrary(folder);
    SampleLibrary.makePictures(folder.resolve("pictures"));
    library.fill(folder.resolve("pictures"), 132);
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

  @AfterAll
  static void closeTheHouse() {
    browser.close();
    playwright.close();
    server.close();
    library.close();
  }

  @BeforeEach
  void openAPage() {
    page = newPage(1280, 800, ColorScheme.LIGHT);
  }

  @AfterEach
  void nothingComplained() {
    page.close();
    assertThat(complaints).isEmpty();
  }

  private Page newPage(int width, int height, ColorScheme scheme) {
    Page opened =
        browser.newPage(
            new Browser.NewPageOptions().setViewportSize(width, height).setColorScheme(scheme));
    opened.onPageError(complaints::add);
    opened.onRequest(
        request -> {
          if (!request.url().startsWith(server.address()) && !request.url().startsWith("data:")) {
            complaints.add("a request left this computer: " + request.url());
          }
        });
    return opened;
  }

  private void go(String path) {
    page.navigate(server.address() + path);
  }

  private void shoot(String name) {
    page.waitForTimeout(600);
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private static PersonEntry largest() {
    return library.flows().gallery().people().getFirst();
  }

  private static PhotoEntry photoOf(PersonEntry person) {
    return library.flows().gallery().photos(person.id(), null).getFirst();
  }

  @Test
  void theTimelineShowsThumbnailsByMonthAndOnlyThoseInView() {
    go("");
    page.waitForSelector("img");
    shoot("timeline");
    int images = page.locator("main img").count();
    assertThat(images).isBetween(4, 100);
    String newest = library.flows().gallery().timeline().getFirst().month().substring(0, 4);
    assertThat(page.locator("main").first()).containsText(newest);
  }

  @Test
  void aPhotoOpensOverThePageAndBackClosesIt() {
    go("");
    page.waitForSelector("main a img");
    page.locator("main a:has(img)").first().click();
    page.waitForURL(Pattern.compile(".*/photo/[0-9a-f]{64}.*"));
    page.waitForSelector("img[src*='/preview']");
    shoot("photo-over-timeline");
    page.goBack();
    page.waitForURL(server.address());
  }

  @Test
  void everyPageIsPleasantOnAPhoneAndInTheDark() {
    PersonEntry person = largest();
    Map<String, String> pages =
        Map.of(
            "timeline", "",
            "people", "people",
            "person", "people/" + person.id(),
            "photo", "photo/" + photoOf(person).photo(),
            "storage", "storage");
    pages.forEach(
        (name, path) -> {
          go(path);
          page.waitForLoadState();
          shoot(name + "-desktop");
        });
    page.close();
    page = newPage(390, 844, ColorScheme.DARK);
    pages.forEach(
        (name, path) -> {
          go(path);
          page.waitForLoadState();
          shoot(name + "-phone");
          assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
              .as("%s fits the phone's width", name)
              .isEqualTo(true);
        });
  }

  @Test
  void thePeopleAreListed() {
    go("people");
    page.waitForSelector("main a[href^='/people/']");
    assertThat(page.locator("main a[href^='/people/']").count()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void namingAPersonMovesNoPhotoAndCanBeUndone() throws IOException {
    library.flows().offloader().free(Long.MAX_VALUE);
    PersonEntry person = library.flows().gallery().people().get(2);
    long before = photoBytes();
    page.navigate(server.address() + "people/" + person.id());
    page.request()
        .post(
            server.address() + "api/people/" + person.id() + "/name",
            com.microsoft.playwright.options.RequestOptions.create()
                .setData(Map.of("name", "Marie")));
    go("people/" + person.id());
    assertThat(page.locator("main").first()).containsText("Marie");
    shoot("person-named");
    assertThat(photoBytes()).isEqualTo(before);
    page.request()
        .post(
            server.address() + "api/facts/undo",
            com.microsoft.playwright.options.RequestOptions.create().setData(Map.of()));
    assertThat(library.flows().gallery().person(person.id()).name()).isNull();
  }

  private static long photoBytes() {
    return library.flows().gallery().ledger(Instant.EPOCH).stream()
        .filter(line -> List.of("view", "analyse").contains(line.reason()))
        .mapToLong(line -> line.bytes())
        .sum();
  }

  @Test
  void theStoragePageSaysWhatMoved() {
    go("storage");
    assertThat(page.locator("main").first()).containsText(Pattern.compile("MB|KB|kB"));
  }

  @Test
  void aPhotosOriginalComesBackByteForByte() throws IOException {
    library.flows().offloader().free(Long.MAX_VALUE);
    PhotoEntry photo = photoOf(largest());
    byte[] original =
        page.request().get(server.address() + "api/photos/" + photo.photo() + "/original").body();
    assertThat(latent.photo.PhotoId.of(original).hex()).isEqualTo(photo.photo());
  }
}
