package latent.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import latent.library.Gallery.PersonEntry;
import latent.library.Gallery.PhotoEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking around: every page, by mouse, by keyboard, by finger, and the way back. */
class PagesTest {

  @TempDir private static Path folder;

  private static House house;

  private Page page;

  @BeforeAll
  static void openTheHouse() throws IOException {
    house = new House(folder, 132);
    PersonEntry largest = largest();
    house.library().flows().witness().name(largest.id(), "Anna");
  }

  @AfterAll
  static void closeTheHouse() {
    house.close();
  }

  @BeforeEach
  void openAPage() {
    page = house.desktop();
  }

  @AfterEach
  void nothingComplained() {
    page.context().close();
    assertThat(house.complaints()).isEmpty();
  }

  private void go(String path) {
    page.navigate(house.at(path));
  }

  private static PersonEntry largest() {
    return house.gallery().people().getFirst();
  }

  private static PhotoEntry photoOf(PersonEntry person) {
    return house.gallery().photos(person.id(), null).getFirst();
  }

  private static Map<String, String> pages() {
    PersonEntry person = largest();
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("timeline", "");
    pages.put("people", "people");
    pages.put("person", "people/" + person.id());
    pages.put("faces", "people/" + person.id() + "?show=faces");
    pages.put("photo", "photo/" + photoOf(person).photo());
    pages.put("storage", "storage");
    pages.put("nowhere", "no/such/page");
    return pages;
  }

  @Test
  void theTimelineShowsThumbnailsByMonthAndOnlyThoseInView() {
    go("");
    page.waitForSelector("main a img");
    house.shoot(page, "timeline");
    assertThat(page.locator("main img").count()).isBetween(4, 100);
    String newest = house.gallery().timeline().getFirst().month().substring(0, 4);
    assertThat(page.locator("main").first()).containsText(newest);
  }

  @Test
  void aPhotoOpensOverThePageAndBackClosesIt() {
    go("");
    Locator first = page.locator("main a:has(img)").first();
    first.click();
    page.waitForURL(Pattern.compile(".*/photo/[0-9a-f]{64}.*"));
    page.waitForSelector("img[src*='/preview']");
    house.shoot(page, "photo-over-timeline");
    page.goBack();
    page.waitForURL(house.at(""));
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(first).isFocused();
  }

  @Test
  void everyPageIsThereOnADesktopAndFitsAPhone() {
    look("desktop");
    page.context().close();
    page = house.phone();
    look("phone");
  }

  private void look(String device) {
    pages()
        .forEach(
            (name, path) -> {
              go(path);
              page.waitForSelector("h1, h2");
              house.shoot(page, name + "-" + device);
              assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                  .as("%s fits the width of a %s", name, device)
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
  void theStoragePageSaysWhatMoved() {
    go("storage");
    assertThat(page.locator("main").first()).containsText(Pattern.compile("MB|KB|kB"));
  }
}
