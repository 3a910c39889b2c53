package latent.library;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import latent.catalog.Entry;
import latent.catalog.Sealed;
import latent.photo.Fact;
import latent.photo.PhotoId;
import latent.photo.Trash;
import latent.vault.Expected;
import latent.vault.FactSegment;
import latent.vault.Finding;
import latent.vault.Kind;
import latent.vault.Stored;
import latent.vault.Visitor;
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

    private static final Set<String> HARMLESS = Set.of("foreign", "leftover", "rekeyed");

    /**
     * Something is damaged or gone; an object that isn't ours, or is left of a photo that has left
     * for good, harms nobody, nor does a changed passphrase.
     */
    public boolean damaged() {
      return findings.stream().anyMatch(fault -> !HARMLESS.contains(fault.kind()));
    }
  }

  private final Library library;
  private final Clock clock;

  public Checker(Library library, Clock clock) {
    this.library = library;
    this.clock = clock;
  }

  /**
   * Checks the store.
   *
   * @param deep open every object, instead of comparing names and sizes
   */
  public Report verify(boolean deep, Progress progress) throws IOException {
    List<Expected> expected = expected();
    Set<PhotoId> gone = library.catalog().trash().over(clock.instant());
    List<Finding> findings = new ArrayList<>();
    long checked =
        deep
            ? library.vault().verifyDeep(expected, gone, findings::add)
            : library.vault().verify(expected, gone, findings::add);
    if (findings.stream().anyMatch(Checker::isAboutTrash)) {
      Set<PhotoId> trashed = trashed();
      findings.removeIf(finding -> isExplained(finding, trashed));
    }
    findings.forEach(this::note);
    return new Report(checked, findings.stream().map(Checker::fault).toList());
  }

  private static boolean isAboutTrash(Finding finding) {
    return finding instanceof Finding.Missing || finding instanceof Finding.Leftover;
  }

  /** What is missing of a photo in the trash is no fault, nor is what is there of one restored. */
  private static boolean isExplained(Finding finding, Set<PhotoId> trashed) {
    boolean inTrash = finding.photo().filter(trashed::contains).isPresent();
    return finding instanceof Finding.Missing
        ? inTrash
        : finding instanceof Finding.Leftover && !inTrash;
  }

  /** What is left of a photo that has left for good is removed by the next shift. */
  private void note(Finding finding) {
    if (finding instanceof Finding.Leftover(Kind kind, String object, Optional<PhotoId> photo)
        && photo.isPresent()) {
      library.catalog().trash().turnedUp(photo.get());
      if (kind == Kind.FEATURES) {
        library.catalog().photos().entryKnown(photo.get(), object);
      }
    }
  }

  /**
   * The photos in the trash by all that was said until now: what another device has removed from
   * the store, or has brought back, is no fault, even if this one hasn't heard of it yet.
   */
  private Set<PhotoId> trashed() throws IOException {
    List<Fact> facts = new ArrayList<>(library.catalog().facts().all());
    library
        .vault()
        .readFacts(
            library.catalog().facts().segments(),
            new Visitor<>() {
              @Override
              public void found(FactSegment segment) {
                facts.addAll(segment.facts());
              }

              @Override
              public void damaged(Finding finding) {
                // What can't be read is another question than what is in the trash.
              }
            });
    return Trash.of(facts).photos().keySet();
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
