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
 * sealed? What isn't, and of which this device has a good copy, is uploaded again by a deep check.
 */
public final class Checker {

  /**
   * One fault.
   *
   * @param kind one word
   * @param sentence what it is, and what was done about it or can be
   * @param repaired the store holds it again, from this device's copy
   */
  public record Fault(
      String kind, String object, @Nullable String photo, String sentence, boolean repaired) {}

  /** What was checked, in objects, and what was found wrong. */
  public record Report(long checked, List<Fault> findings) {

    private static final Set<String> HARMLESS = Set.of("foreign", "leftover", "rekeyed");

    /**
     * Something was damaged or gone, be it repaired by now; an object that isn't ours, or is left
     * of a photo that has left for good, harms nobody, nor does a changed passphrase.
     */
    public boolean damaged() {
      return findings.stream().anyMatch(fault -> !HARMLESS.contains(fault.kind()));
    }

    /** Something was damaged or gone, and all of it is whole again. */
    public boolean repaired() {
      return damaged()
          && findings.stream()
              .allMatch(fault -> fault.repaired() || HARMLESS.contains(fault.kind()));
    }
  }

  private final Library library;
  private final Clock clock;
  private final Mender mender;

  public Checker(Library library, Clock clock) {
    this.library = library;
    this.clock = clock;
    this.mender = new Mender(library);
  }

  /**
   * Checks the store.
   *
   * @param deep open every object, instead of comparing names and sizes, and repair what can be;
   *     and have the catalog's file checked
   */
  public Report verify(boolean deep, Progress progress) throws IOException {
    List<Expected> expected = expected();
    Set<PhotoId> gone = library.catalog().trash().over(clock.instant());
    Set<String> facts = library.catalog().facts().segments();
    List<Finding> findings = new ArrayList<>();
    long checked =
        deep
            ? library.vault().verifyDeep(expected, facts, gone, findings::add)
            : library.vault().verify(expected, facts, gone, findings::add);
    if (findings.stream().anyMatch(Checker::isAboutTrash)) {
      Set<PhotoId> trashed = trashed();
      findings.removeIf(finding -> isExplained(finding, trashed));
    }
    findings.forEach(this::note);
    List<Fault> faults = new ArrayList<>();
    for (Finding finding : findings) {
      faults.add(deep ? mended(finding) : fault(finding, finding.sentence(), false));
      progress.step("repairing", faults.size(), findings.size());
    }
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
            + " by the next shift.",
        false);
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

  private Fault mended(Finding finding) throws IOException {
    return switch (finding) {
      case Finding.Damaged damage -> {
        Mender.Outcome outcome = mender.mend(damage);
        yield fault(
            finding,
            finding.statement() + " " + outcome.sentence(),
            outcome instanceof Mender.Outcome.Mended);
      }
      case Finding.Foreign foreign -> fault(foreign, foreign.sentence(), false);
      case Finding.Leftover leftover -> fault(leftover, leftover.sentence(), false);
      case Finding.Rekeyed rekeyed -> fault(rekeyed, rekeyed.sentence(), false);
      case Finding.Withheld withheld -> fault(withheld, withheld.sentence(), false);
      case Finding.Forked forked -> fault(forked, forked.sentence(), false);
    };
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

  private static Fault fault(Finding finding, String sentence, boolean repaired) {
    return new Fault(
        finding.fault(),
        finding.object(),
        finding.photo().map(PhotoId::hex).orElse(null),
        sentence,
        repaired);
  }
}
