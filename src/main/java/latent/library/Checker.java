package latent.library;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import latent.catalog.Entry;
import latent.catalog.Sealed;
import latent.photo.PhotoId;
import latent.vault.Expected;
import latent.vault.Finding;
import latent.vault.Stored;
import org.jspecify.annotations.Nullable;

/**
 * Holds the store against the catalog: is everything there that should be, and is it what was
 * sealed?
 */
public final class Checker {

  /** One fault. {@code kind} is one word; the sentence says what it is and what to do. */
  public record Fault(String kind, String object, @Nullable String photo, String sentence) {}

  /** What was checked, in objects, and what was found wrong. */
  public record Report(long checked, List<Fault> findings) {

    /** Something is damaged or gone; an object that isn't ours harms nobody. */
    public boolean damaged() {
      return findings.stream().anyMatch(fault -> !fault.kind().equals("foreign"));
    }
  }

  private final Library library;

  public Checker(Library library) {
    this.library = library;
  }

  /**
   * Checks the store.
   *
   * @param deep open every object, instead of comparing names and sizes; and have the catalog's
   *     file checked
   */
  public Report verify(boolean deep, Progress progress) throws IOException {
    List<Expected> expected = expected();
    List<Fault> faults = new ArrayList<>();
    long checked =
        deep
            ? library.vault().verifyDeep(expected, finding -> faults.add(fault(finding)))
            : library.vault().verify(expected, finding -> faults.add(fault(finding)));
    if (deep) {
      library.catalog().faults().stream()
          .limit(1)
          .map(Checker::damagedCatalog)
          .forEach(faults::add);
    }
    return new Report(checked, faults);
  }

  private static Fault damagedCatalog(String fault) {
    return new Fault(
        "catalog",
        "catalog.db",
        null,
        "The catalog on this device is damaged: "
            + fault
            + ". Remove catalog.db and the files beside it whose names begin so from the library's"
            + " folder, and give: latent join --cloud URL; what was not sent yet is taken in again"
            + " by the next shift.");
  }

  private List<Expected> expected() {
    List<Expected> expected = new ArrayList<>();
    for (Entry entry : library.catalog().photos().all()) {
      PhotoId id = entry.photo().id();
      expect(expected, id, entry.originalSealed());
      expect(expected, id, entry.copiesSealed());
      expect(expected, id, entry.featuresSealed());
    }
    return expected;
  }

  private static void expect(List<Expected> expected, PhotoId photo, @Nullable Sealed sealed) {
    if (sealed != null) {
      expected.add(new Expected(photo, new Stored(sealed.object(), sealed.bytes(), sealed.tag())));
    }
  }

  private static Fault fault(Finding finding) {
    return new Fault(
        finding.fault(),
        finding.object(),
        finding.photo().map(PhotoId::hex).orElse(null),
        finding.sentence());
  }
}
