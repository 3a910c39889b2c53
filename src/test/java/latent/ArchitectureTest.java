package latent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The house: which room may enter which, and through which door each library comes in. No
 * exemptions.
 */
class ArchitectureTest {

  /**
   * For each room, the rooms that it may enter. A package that is not listed here fails the test.
   */
  private static final Map<String, Set<String>> ROOMS =
      Map.ofEntries(
          Map.entry("photo", Set.of()),
          Map.entry("crypto", Set.of()),
          Map.entry("store", Set.of()),
          Map.entry("conditions", Set.of()),
          Map.entry("simulation", Set.of()),
          Map.entry("image", Set.of("photo")),
          Map.entry("catalog", Set.of("photo")),
          Map.entry("people", Set.of("photo")),
          Map.entry("vault", Set.of("photo", "crypto", "store")),
          Map.entry("vision", Set.of("photo", "image")),
          Map.entry("worker", Set.of("photo", "image", "vision")),
          Map.entry(
              "library",
              Set.of("photo", "image", "worker", "vault", "catalog", "people", "conditions")),
          Map.entry("web", Set.of("photo", "library")),
          Map.entry("cli", Set.of("photo", "library", "simulation")));

  /** For each library, the only room that knows it. */
  private static final Map<String, String> DOORS =
      Map.ofEntries(
          Map.entry("ai.onnxruntime..", "vision"),
          Map.entry("org.bytedeco..", "image"),
          Map.entry("com.drew..", "image"),
          Map.entry("java.sql..", "catalog"),
          Map.entry("org.sqlite..", "catalog"),
          Map.entry("javax.crypto..", "crypto"),
          Map.entry("com.password4j..", "crypto"),
          Map.entry("software.amazon.awssdk..", "store"),
          Map.entry("io.github.bucket4j..", "store"),
          Map.entry("oshi..", "conditions"),
          Map.entry("com.sun.jna..", "conditions"),
          Map.entry("io.helidon..", "web"),
          Map.entry("com.sun.net.httpserver..", "web"),
          Map.entry("io.micrometer..", "web"),
          Map.entry("picocli..", "cli"),
          Map.entry("me.tongfei.progressbar..", "cli"));

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("latent");

  @Test
  void everyPackageIsARoomThatIsListed() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : HOUSE) {
      found.add(type.getPackageName());
    }
    Set<String> listed =
        ROOMS.keySet().stream()
            .map(room -> "latent." + room)
            .collect(Collectors.toCollection(TreeSet::new));
    listed.add("latent");
    assertThat(found).isEqualTo(listed);
  }

  @Test
  void roomsEnterOnlyTheRoomsTheyMay() {
    ROOMS.forEach(
        (room, mayEnter) -> {
          List<String> others = new ArrayList<>(ROOMS.keySet());
          others.remove(room);
          others.removeAll(mayEnter);
          noClasses()
              .that()
              .resideInAPackage("latent." + room)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  others.stream().map(other -> "latent." + other).toArray(String[]::new))
              .check(HOUSE);
        });
  }

  @Test
  void nobodyEntersMain() {
    noClasses()
        .that()
        .resideOutsideOfPackage("latent")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("latent")
        .check(HOUSE);
  }

  @Test
  void mainIsAlone() {
    assertThat(HOUSE.stream().filter(type -> type.getPackageName().equals("latent")))
        .filteredOn(type -> !type.getSimpleName().equals("package-info"))
        .filteredOn(type -> !type.getFullName().startsWith("latent.Main"))
        .isEmpty();
  }

  @Test
  void noRoomsStandInACircle() {
    slices().matching("latent.(*)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void eachLibraryHasOneDoor() {
    DOORS.forEach(
        (library, room) ->
            noClasses()
                .that()
                .resideOutsideOfPackage("latent." + room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(HOUSE));
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("latent.cli")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(HOUSE);
  }

  @Test
  void everyRoomIsNullMarked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(NullMarked.class)
        .check(HOUSE);
    Set<String> described =
        HOUSE.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    assertThat(described).hasSize(ROOMS.size() + 1);
  }
}
