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

  private void show(PersonEntry person, String query) {
    go("people/" + person.id() + query);
    page.waitForSelector("main h1");
  }

  private Locator heading() {
    return page.locator("main h1");
  }

  private void chooseFaces(int count) {
    Locator faces = page.locator("main ul button[aria-pressed]");
    for (int i = 0; i < count; i++) {
      faces.nth(i).click();
    }
  }

  private static PersonEntry now(PersonEntry person) {
    return house.gallery().person(person.id());
  }

  @Test
  void aPersonIsNamedAmongThePeopleByKeyboardAlone() {
    go("people");
    Locator add = button("Add a name").first();
    add.focus();
    page.keyboard().press("Enter");
    page.keyboard().press("Escape");
    assertThat(add).isFocused();
    page.keyboard().press("Enter");
    page.keyboard().type("Marie");
    page.keyboard().press("Enter");
    assertThat(page.getByText("This is Marie.")).isVisible();
    Locator card =
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Marie").setExact(true));
    assertThat(card).isFocused();
    page.keyboard().press("Enter");
    assertThat(heading()).hasText("Marie");
    assertThat(page).hasTitle("Marie · Latent");
    page.keyboard().press("Control+z");
    assertThat(heading()).hasText("Not named yet");
  }

  @Test
  void aPersonIsRenamedOnItsPage() {
    show(person(0), "");
    button("Add a name").click();
    page.keyboard().type("Ann");
    page.keyboard().press("Enter");
    assertThat(heading()).hasText("Ann");
    assertThat(button("Rename")).isFocused();
    page.keyboard().press("Enter");
    page.keyboard().type("Anna");
    page.keyboard().press("Enter");
    assertThat(heading()).hasText("Anna");
    undo();
    assertThat(heading()).hasText("Ann");
    undo();
    assertThat(heading()).hasText("Not named yet");
  }

  @Test
  void aNameInUseIsOfferedWhereThereIsRoomForIt() {
    show(person(0), "");
    button("Add a name").click();
    page.keyboard().type("Marie");
    page.keyboard().press("Enter");
    assertThat(heading()).hasText("Marie");
    go("people");
    button("Add a name").first().click();
    page.keyboard().type("m");
    Locator offer = page.getByRole(AriaRole.OPTION);
    assertThat(offer).containsText("Marie");
    assertThat(offer.locator(".offered").boundingBox().width).isGreaterThan(40);
    house.shoot(page, "name-offered");
    page.keyboard().press("Escape");
    takeBackInTheList("Somebody was named Marie.");
  }

  /** Takes a fact back on the storage page, where all of them are listed. */
  private void takeBackInTheList(String sentence) {
    go("storage");
    Locator line =
        page.getByRole(AriaRole.LISTITEM)
            .filter(new Locator.FilterOptions().setHasText(sentence))
            .filter(new Locator.FilterOptions().setHas(button("Undo")));
    line.getByRole(AriaRole.BUTTON).click();
    assertThat(page.getByText("Taken back.").first()).isVisible();
  }

  @Test
  void twoPeopleAreMergedAndSoAgain() {
    show(person(0), "");
    button("Merge…").click();
    Locator sheet = page.getByRole(AriaRole.DIALOG);
    assertThat(sheet).isVisible();
    house.shoot(page, "merge");
    page.keyboard().press("Escape");
    assertThat(sheet).isHidden();
    assertThat(button("Merge…")).isFocused();
    page.keyboard().press("Enter");
    sheet.locator("li button").first().click();
    assertThat(page.getByText("They are one person now.")).isVisible();
    assertThat(house.gallery().people().size()).isLessThan(before.size());
    undo();
  }

  @Test
  void aFaceIsNotThisPerson() {
    show(person(0), "?show=faces");
    chooseFaces(1);
    button("Not this person").click();
    assertThat(page.getByText("1 face taken from this person.")).isVisible();
    undo();
  }

  @Test
  void someFacesAreSomebodyElse() {
    show(person(0), "?show=faces");
    chooseFaces(2);
    button("All one other person").click();
    assertThat(page.getByText("2 faces moved to another person.")).isVisible();
    undo();
  }

  @Test
  void somethingIsNotAFace() {
    show(person(0), "?show=faces");
    chooseFaces(1);
    button("Not a face").click();
    assertThat(page.getByText("That is not a face.")).isVisible();
    assertThat(now(person(0)).faces()).isLessThan(person(0).faces());
    undo();
  }

  @Test
  void whoeverChoosesAllFacesIsNotOfferedWhatCannotBe() {
    show(person(0), "?show=faces");
    chooseFaces(person(0).faces());
    assertThat(button("Not this person")).hasCount(0);
    assertThat(page.getByText("If all of them are somebody else")).isVisible();
    button("Clear").click();
  }

  @Test
  void aPersonIsHiddenAndShownAgainOnItsPage() {
    show(person(1), "");
    button("Hide").click();
    page.waitForURL(house.at("people"));
    assertThat(page.getByText("This person is hidden.")).isVisible();
    show(person(1), "");
    button("Show again").click();
    assertThat(button("Hide")).isVisible();
  }

  @Test
  void aFaceIsNamedAndConfirmedInItsPhotoByKeyboard() {
    go("photo/" + photo().photo());
    Locator face = page.locator(".picture button.face").first();
    face.focus();
    page.keyboard().press("Enter");
    page.keyboard().press("Escape");
    assertThat(face).isFocused();
    page.keyboard().press("Enter");
    page.keyboard().type("Dora");
    page.keyboard().press("Enter");
    assertThat(page.getByText("This is Dora.")).isVisible();
    assertThat(face).hasAccessibleName("Dora: name or correct this face");
    face.press("Enter");
    button("Yes, that’s right").click();
    assertThat(page.getByText("Confirmed: Dora.")).isVisible();
    house.shoot(page, "confirmed");
    undo();
    undo();
    page.keyboard().press("Escape");
    page.waitForURL(house.at(""));
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

  @Test
  void aPhotoGoesToTheTrashAndComesBack() {
    PhotoEntry photo = photo();
    go("photo/" + photo.photo());
    button("Move to trash").click();
    assertThat(page.getByText(photo.name() + " is in the trash.")).isVisible();
    page.waitForURL(url -> url.contains("/photo/") && !url.contains(photo.photo()));
    undo(photo);

    go("photo/" + photo.photo());
    button("Move to trash").click();
    assertThat(page.getByText(photo.name() + " is in the trash.")).isVisible();
    go("storage");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the trash")).click();
    assertThat(heading()).hasText("Trash");
    assertThat(page.getByText("Leaves on")).isVisible();
    house.shoot(page, "trash");
    button("Empty the trash…").click();
    assertThat(page.getByText("1 photo will leave this device")).isVisible();
    house.shoot(page, "trash-emptying");
    button("Keep").click();
    page.locator("main li a").click();
    assertThat(page.getByText("In the trash until")).isVisible();
    house.shoot(page, "photo-in-trash");
    page.keyboard().press("Escape");
    button("Restore " + photo.name()).click();
    assertThat(page.getByText(photo.name() + " is back among your photos.")).isVisible();
    assertThat(page.getByText("The trash is empty.")).isVisible();
    assertThat(photo()).isEqualTo(photo);
  }

  private void undo(PhotoEntry photo) {
    button("Undo").last().click();
    assertThat(page.getByText(photo.name() + " is back among your photos.").first()).isVisible();
  }

  private void drawABox() {
    BoundingBox box = page.locator(".picture").boundingBox();
    page.mouse().move(box.x + 4, box.y + box.height - 4);
    page.mouse().down();
    page.mouse().move(box.x + box.width / 6, box.y + box.height * 0.86);
    page.mouse().up();
  }
}
