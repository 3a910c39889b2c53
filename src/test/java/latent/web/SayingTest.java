package latent.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import latent.library.Gallery.PersonEntry;
import latent.library.Gallery.PhotoEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything a user can say on the pages, each taken back again: none of it moves a photo, though
 * every original is in the cloud.
 */
class SayingTest {

  @TempDir private static Path folder;

  private static House house;
  private static List<PersonEntry> before;

  private Page page;

  @BeforeAll
  static void openTheHouse() throws IOException {
    house = new House(folder, 60);
    house.library().flows().offloader().free(Long.MAX_VALUE);
    before = house.gallery().people();
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
  void allWasTakenBackAndNoPhotoMoved() {
    page.context().close();
    assertThat(house.complaints()).isEmpty();
    assertThat(house.gallery().people()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(house.gallery().ledger(Instant.EPOCH))
        .noneMatch(line -> List.of("view", "analyse").contains(line.reason()));
  }

  private void go(String path) {
    page.navigate(house.at(path));
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Takes back what was said last, as the toast offers. */
  private void undo() {
    button("Undo").last().click();
    assertThat(page.getByText("Taken back.").first()).isVisible();
  }

  private static PersonEntry person(int rank) {
    return before.get(rank);
  }

  private static PhotoEntry photo() {
    return house.gallery().photos(null, null).getFirst();
  }

  @Test
  void somebodyIsTaggedWhereNoFaceWasSeenAndHasAPictureNonetheless() {
    go("photo/" + photo().photo());
    button("Tag somebody").click();
    drawABox();
    page.keyboard().type("Carol");
    page.keyboard().press("Enter");
    assertThat(page.getByText("Carol is tagged.")).isVisible();
    Locator face = page.locator("aside img[src*='/crop']").first();
    assertThat(face).isVisible();
    house.shoot(page, "tagged");
    assertThat(face).hasJSProperty("complete", true);
    undo();
  }

  private void drawABox() {
    BoundingBox box = page.locator(".picture").boundingBox();
    page.mouse().move(box.x + 4, box.y + box.height - 4);
    page.mouse().down();
    page.mouse().move(box.x + box.width / 6, box.y + box.height * 0.86);
    page.mouse().up();
  }
}
