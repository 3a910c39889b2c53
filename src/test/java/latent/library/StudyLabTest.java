package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import latent.Main;
import latent.SampleLibrary;
import latent.library.Sampler.Made;
import latent.library.Sampler.Who;
import latent.library.StudyFigures.Detection;
import latent.library.StudyFigures.ModelChange;
import latent.photo.PhotoId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole study, on a few of the demo's pictures, of which it is known whom they show. */
class StudyLabTest {

  @TempDir private Path folder;

  private int libraries;

  /** The demo's pictures, labelled: one face that is known by name, or no telling how many. */
  private Path labels() throws IOException {
    Path pictures = folder.resolve("pictures");
    Main main = new Main();
    Made made = new Sampler(main.models().usual()).make(main.samples(), pictures);
    StringBuilder labels = new StringBuilder("path,persons,face_count,face_count_exact\n");
    try (var files = Files.list(pictures)) {
      for (Path file : files.sorted().toList()) {
        Who who = made.portraits().get(PhotoId.of(Files.readAllBytes(file)));
        if (who != null) {
          String person = who.group() + "-" + who.face();
          labels.append(file.getFileName()).append(",").append(person).append(",1,y\n");
        }
      }
    }
    Path csv = pictures.resolve("labels.csv");
    Files.writeString(csv, labels);
    return csv;
  }

  private StudyLab.Place place() throws IOException {
    Path own = Files.createDirectory(folder.resolve("library" + libraries++));
    return new StudyLab.Place(own.resolve("pictures"), new SampleLibrary(own).flows());
  }

  @Test
  void theStudyHoldsWhatIsPromised() throws IOException {
    StudyLab lab =
        new StudyLab(new Main().models(), this::place, new StudyLab.Extent(12, 3, 1, 1, 1));
    StudyFigures figures = lab.measure(List.of(labels()), Progress.UNWATCHED);
    assertThat(figures.setting().photos()).isEqualTo(12);
    assertThat(figures.setting().crowdFaces()).isPositive();

    Detection original = detection(figures, StudyTally.ORIGINAL);
    Detection preview = detection(figures, StudyLab.PREVIEW_EDGE);
    Detection tiny = detection(figures, 240);
    assertThat(preview.found()).isGreaterThan(original.found() * 8 / 10);
    assertThat(tiny.found()).isLessThan(original.found());
    assertThat(tiny.bytes()).isLessThan(preview.bytes()).isLessThan(original.bytes());

    for (ModelChange change : figures.changes()) {
      assertThat(change.namesKept()).isEqualTo(change.names()).isPositive();
      assertThat(change.previewsFetched()).isZero();
      assertThat(change.fetched()).isLessThanOrEqualTo(change.originalBytes() / 10);
    }
    assertThat(figures.changes())
        .filteredOn(change -> change.model().contains("mirrored"))
        .hasSize(2)
        .allMatch(change -> change.fetched() == 0);
    assertThat(figures.changes())
        .filteredOn(change -> change.facesOfAll() > 0)
        .hasSize(2)
        .allMatch(change -> change.facesFound() > change.facesOfAll() * 8 / 10);

    Map<String, String> plots = StudyPlots.of(figures);
    assertThat(plots).hasSize(5).allSatisfy((_, svg) -> assertThat(svg).endsWith("</svg>\n"));
    assertThat(new StudyPage(figures).parts()).containsKeys("setting", "models", "widths");
  }

  private static Detection detection(StudyFigures figures, int edge) {
    return figures.detection().stream()
        .filter(row -> row.kind().equals("crowd") && row.edge() == edge)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void labelsThatLackAColumnAreRefusedInASentence() throws IOException {
    Path csv = folder.resolve("labels.csv");
    Files.writeString(csv, "path,persons\na.jpg,Anna\n");
    StudyLab lab =
        new StudyLab(new Main().models(), this::place, new StudyLab.Extent(1, 1, 1, 1, 1));
    assertThatThrownBy(() -> lab.measure(List.of(csv), Progress.UNWATCHED))
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("face_count");
  }
}
