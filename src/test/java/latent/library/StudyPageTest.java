package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page tells what was measured, and nothing else. */
class StudyPageTest {

  private static final Path PAGE = Path.of("docs", "study.md");
  private static final Path FOLDER = Path.of("docs", "study");

  private StudyFigures figures;

  @BeforeEach
  void read() throws IOException {
    figures =
        JsonMapper.builder()
            .build()
            .readValue(FOLDER.resolve("study.json").toFile(), StudyFigures.class);
  }

  @Test
  void everyFigureOfThePageIsThatOfTheStudy() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(new StudyPage(figures).renewed(page)).isEqualTo(page);
    assertThat(new StudyPage(figures).parts().keySet())
        .allSatisfy(name -> assertThat(page).contains("<!-- study " + name + " -->"));
  }

  @Test
  void everyPlotIsThatOfTheStudyAndShown() throws IOException {
    String page = Files.readString(PAGE);
    for (Map.Entry<String, String> plot : StudyPlots.of(figures).entrySet()) {
      assertThat(FOLDER.resolve(plot.getKey())).hasContent(plot.getValue());
      assertThat(page).contains("(study/" + plot.getKey() + ")");
    }
  }

  @Test
  void aPageThatAsksForMoreIsRefused() {
    StudyPage page = new StudyPage(figures);
    assertThatThrownBy(() -> page.renewed("<!-- study wishes -->\n<!-- end -->"))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("wishes");
    assertThat(page.renewed("a\n<!-- study setting -->\nold\n<!-- end -->\nb"))
        .startsWith("a\n<!-- study setting -->\nMeasured with")
        .endsWith("\n<!-- end -->\nb");
  }

  @Test
  void quantitiesAreToldToThreeDigits() {
    assertThat(StudyPage.quantity(0)).isEqualTo("0 bytes");
    assertThat(StudyPage.quantity(999)).isEqualTo("999 bytes");
    assertThat(StudyPage.quantity(1234)).isEqualTo("1.23 kB");
    assertThat(StudyPage.quantity(4.86e14)).isEqualTo("486 TB");
    assertThat(StudyPage.quantity(9.996e12)).isEqualTo("10.0 TB");
  }
}
