package latent.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import latent.library.Gallery.PhotoEntry;
import latent.library.Progress;
import latent.photo.PhotoId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opening originals on the page: whole, or one sentence and nothing. The photo is of some
 * megabytes, so that it breaks off in the middle and not at its beginning.
 */
class OpeningTest {

  @TempDir private static Path folder;

  private static House house;
  private static PhotoEntry photo;
  private static Path sealed;
  private static byte[] whole;

  private Page page;

  @BeforeAll
  static void openTheHouse() throws IOException {
    house = new House(folder, 3);
    Path large = folder.resolve("large.png");
    ImageIO.write(noise(), "png", large.toFile());
    house.library().flows().importer().add(List.of(large), false, Progress.UNWATCHED);
    house.library().flows().nightShift().run(true, Progress.UNWATCHED);
    photo =
        house.gallery().photos(null, null).stream()
            .filter(entry -> entry.name().equals("large.png"))
            .findFirst()
            .orElseThrow();
    sealed = largestIn(house.library().cloud());
    whole = Files.readAllBytes(sealed);
  }

  private static BufferedImage noise() {
    BufferedImage image = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(8420);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }

  private static Path largestIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  @AfterAll
  static void closeTheHouse() {
    house.close();
  }

  @BeforeEach
  void offloadAndOpenThePhoto() throws IOException {
    Files.write(sealed, whole);
    house.library().flows().offloader().free(Long.MAX_VALUE);
    page = house.desktop();
    page.navigate(house.at("photo/" + photo.photo()));
    assertThat(page.locator("[data-state=offloaded]")).isVisible();
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  private void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }

  private Locator save() {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Save original"));
  }

  @Test
  void anOffloadedOriginalIsShownAndSavedByteForByte() throws IOException {
    press("Open original");
    assertThat(page.getByText("This is the original.")).isVisible();
    assertThat(page.locator(".picture img[src^='blob:']")).isVisible();
    Download saved = page.waitForDownload(() -> save().click());
    assertThat(saved.suggestedFilename()).isEqualTo("large.png");
    Path file = folder.resolve("saved");
    saved.saveAs(file);
    assertThat(PhotoId.of(Files.readAllBytes(file)).hex()).isEqualTo(photo.photo());
    assertThat(page.locator("[data-state=cached]")).isVisible();
    assertThat(house.complaints()).isEmpty();
  }

  @Test
  void aPhotoThatWasNotReadYetHasAPlaceAndThenAPictureWithoutAnotherLook() throws IOException {
    Path fresh = folder.resolve("fresh.png");
    ImageIO.write(noise().getSubimage(0, 0, 300, 200), "png", fresh.toFile());
    house.library().flows().importer().add(List.of(fresh), false, Progress.UNWATCHED);
    String id = PhotoId.of(Files.readAllBytes(fresh)).hex();
    page.navigate(house.at(""));
    Locator place = page.locator("[data-photo='" + id + "']");
    assertThat(place.locator("[title='This photo hasn’t been looked at yet.']")).isVisible();
    house.shoot(page, "not-read-yet");
    place.click();
    assertThat(page.getByText("Its picture appears once the night shift")).isVisible();
    page.goBack();
    page.request().post(house.at("api/shift"));
    assertThat(place.locator("img")).isVisible();
    assertThat(place.locator("img")).hasJSProperty("complete", true);
    assertThat(house.complaints()).isEmpty();
  }

  @Test
  void spaceIsFreedOnTheStoragePage() {
    press("Open original");
    assertThat(page.locator("[data-state=cached]")).isVisible();
    page.navigate(house.at("storage"));
    press("Free up space");
    assertThat(page.getByText("freed")).isVisible();
    assertThat(page.getByText("A small copy of every photo, and no original")).isVisible();
    house.shoot(page, "freed");
    assertThat(house.gallery().photo(photo.photo()).state()).isEqualTo("offloaded");
    assertThat(house.complaints()).isEmpty();
  }

  @Test
  void anOpenedOriginalStaysWhenTheDetailsAreClosedAndGoesWithThePhoto() {
    press("Open original");
    assertThat(page.locator(".picture img[src^='blob:']")).isVisible();
    press("Details");
    assertThat(page.locator(".picture img[src^='blob:']")).isVisible();
    press("Next photo");
    assertThat(page.locator(".picture img[src*='/preview']")).isVisible();
    press("Previous photo");
    assertThat(page.locator(".picture img[src*='/preview']")).isVisible();
    house.shoot(page, "opened-and-left");
    assertThat(house.complaints()).isEmpty();
  }

  @Test
  void anOriginalThatWasTamperedWithIsRefusedInOneSentence() throws IOException {
    flip(whole.length - 70_000);
    press("Open original");
    isRefused("changed or cut short");
  }

  @Test
  void anOriginalOfWhichTheCloudHoldsOnlyTheBeginningIsRefusedInOneSentence() throws IOException {
    try (FileChannel file = FileChannel.open(sealed, StandardOpenOption.WRITE)) {
      file.truncate(whole.length / 2);
    }
    press("Open original");
    isRefused("cut short in the cloud");
  }

  @Test
  void aCloudThatIsGoneIsSaidInOneSentenceAndAnotherTryWorks() throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(house.library().cloud(), elsewhere);
    press("Open original");
    isRefused("isn't there");
    Files.move(elsewhere, house.library().cloud());
    press("Open original");
    assertThat(page.locator(".picture img[src^='blob:']")).isVisible();
  }

  @Test
  void anOriginalOnThisDeviceThatIsNotWhatWasAddedIsRefusedInOneSentence() throws IOException {
    press("Open original");
    assertThat(page.locator("[data-state=cached]")).isVisible();
    page.reload();
    Path here = largestIn(house.library().library());
    byte[] bytes = Files.readAllBytes(here);
    bytes[bytes.length - 100_000] ^= 1;
    Files.write(here, bytes);
    press("Open original");
    isRefused("damaged");
  }

  private static void flip(int at) throws IOException {
    try (FileChannel file = FileChannel.open(sealed, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {(byte) (whole[at] ^ 1)}), at);
    }
  }

  private void isRefused(String word) throws IOException {
    Locator sentence = page.locator("aside [role=alert]");
    assertThat(sentence).containsText(word);
    house.shoot(page, "refused-" + word.replaceAll("[^a-z]", "-"));
    assertThat(sentence.textContent())
        .matches("[A-Z][^\n]{20,160}[.?]")
        .doesNotContain("Exception", photo.photo());
    assertThat(save()).hasCount(0);
    assertThat(page.locator(".picture img[src*='/preview']")).isVisible();
    try (Stream<Path> files = Files.walk(house.library().library())) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
    assertThat(house.complaints())
        .as("but for the answer that failed")
        .allMatch(complaint -> complaint.contains("/original"));
  }
}
