package latent.library;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import latent.catalog.Catalog;
import latent.catalog.Entry;
import latent.catalog.Facts.Draft;
import latent.catalog.Facts.Segment;
import latent.photo.Features;
import latent.photo.Photo;
import latent.photo.PhotoId;
import latent.vault.ChangedOriginalException;
import latent.vault.FactSegment;
import latent.vault.Finding;
import latent.vault.Stored;
import latent.vault.Vault;
import latent.vault.VaultUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Puts good copies from this device in the place of what the store lost or damaged. A copy counts
 * only if it proves to be what was stored: an original by its name, facts by their digest.
 */
final class Mender {

  /** What became of one damaged object, in a sentence for the user. */
  sealed interface Outcome {

    String sentence();

    /** The store holds it again. */
    record Mended(String sentence) implements Outcome {}

    /** It doesn't; the sentence says what is lost and what remains. */
    record NotMended(String sentence) implements Outcome {}
  }

  private final Library library;
  private final Uploader uploader;
  private final Custody custody;

  Mender(Library library) {
    this.library = library;
    this.uploader = new Uploader(library);
    this.custody = new Custody(library);
  }

  Outcome mend(Finding.Damaged damage) throws IOException {
    try {
      return switch (damage.kind()) {
        case KEY -> key(damage);
        case ORIGINAL -> entry(damage).map(this::original).orElseGet(() -> unknown(damage)).run();
        case COPIES -> entry(damage).map(this::copies).orElseGet(() -> unknown(damage)).run();
        case FEATURES -> features(damage);
        case FACTS -> facts(damage);
        case RECOVERY -> new Outcome.NotMended("It was left as it is. " + damage.remedy());
        case LEASE -> new Outcome.Mended("It is not needed any more.");
      };
    } catch (VaultUnavailableException refused) {
      return new Outcome.NotMended(
          "This device has a good copy, but it could not be uploaded now: " + refused.getMessage());
    }
  }

  /** A step that may need the disk or the store. */
  private interface Step {
    Outcome run() throws IOException;
  }

  private Optional<Entry> entry(Finding.Damaged damage) {
    return damage.photo().flatMap(library.catalog().photos()::find);
  }

  private static Step unknown(Finding.Damaged damage) {
    return () -> new Outcome.NotMended("This device doesn't know the photo. " + damage.remedy());
  }

  private Outcome key(Finding.Damaged damage) throws IOException {
    return library.vault().storeKeyFileAgain()
        ? new Outcome.Mended("It was uploaded again from this device's copy.")
        : new Outcome.NotMended("It was left as it is. " + damage.remedy());
  }

  private Step original(Entry entry) {
    return () -> {
      Photo photo = entry.photo();
      for (Path copy : copiesOfOriginal(entry)) {
        try {
          Stored stored = library.vault().storeOriginal(photo.id(), copy);
          library.catalog().photos().originalStored(photo.id(), Uploader.sealed(stored));
          return new Outcome.Mended("It was uploaded again from this device.");
        } catch (ChangedOriginalException | FileSystemException leftMeanwhile) {
          continue;
        }
      }
      return new Outcome.NotMended(
          "This device has no good copy of the original: "
              + photo.name()
              + " can't be opened in full unless another device still has it, or the bucket an older"
              + " version. "
              + remains(entry));
    };
  }

  private List<Path> copiesOfOriginal(Entry entry) {
    List<Path> copies = new ArrayList<>();
    if (custody.isWholeHere(entry.photo())) {
      copies.add(library.directory().original(entry.photo()));
    }
    Path cached = library.directory().cached(entry.photo());
    if (isWhole(cached, entry.photo().id())) {
      copies.add(cached);
    }
    return copies;
  }

  private static boolean isWhole(Path file, PhotoId photo) {
    try {
      return Custody.idOf(file).equals(photo);
    } catch (IOException goneOrBroken) {
      return false;
    }
  }

  private String remains(Entry entry) {
    List<String> here = new ArrayList<>();
    if (Files.exists(library.directory().preview(entry.photo().id()))) {
      here.add("its preview");
    } else if (Files.exists(library.directory().thumbnail(entry.photo().id()))) {
      here.add("its thumbnail");
    }
    if (entry.analysed()) {
      here.add("its faces");
    }
    here.add("what you said about it");
    return here.size() == 1
        ? "What you said about it remains."
        : capitalised(String.join(", ", here.subList(0, here.size() - 1)))
            + " and "
            + here.getLast()
            + " remain on this device.";
  }

  private static String capitalised(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private Step copies(Entry entry) {
    return () -> {
      PhotoId id = entry.photo().id();
      Path preview = library.directory().preview(id);
      Path thumbnail = library.directory().thumbnail(id);
      if (Files.exists(preview) && Files.exists(thumbnail)) {
        Stored stored =
            library
                .vault()
                .storeCopies(id, Files.readAllBytes(preview), Files.readAllBytes(thumbnail));
        library.catalog().photos().copiesStored(id, Uploader.sealed(stored));
        return new Outcome.Mended("It was uploaded again from this device.");
      }
      return custody.isWholeHere(entry.photo())
          ? madeAgain(id)
          : new Outcome.NotMended(
              "The preview is not on this device either; the original is in the cloud, and opening"
                  + " the photo shows it.");
    };
  }

  private Outcome madeAgain(PhotoId id) {
    library.catalog().photos().notStored(id);
    return new Outcome.NotMended(
        "The next night shift makes it again from the original on this device.");
  }

  private Outcome features(Finding.Damaged damage) throws IOException {
    Optional<Entry> entry = entry(damage);
    Vault vault = library.vault();
    Catalog catalog = library.catalog();
    if (entry.isPresent()) {
      Photo photo = entry.get().photo();
      @Nullable Features features = uploader.features(entry.get());
      if (vault.featuresObject(photo.id(), features).equals(damage.object())) {
        Stored stored =
            vault.storeFeatures(photo, Optional.ofNullable(entry.get().problem()), features);
        catalog.photos().featuresStored(photo.id(), Uploader.sealed(stored));
        return new Outcome.Mended("They were uploaded again from this device.");
      }
    }
    for (PhotoId id : catalog.readings().photos()) {
      Features read = uploader.readings(id);
      if (vault.featuresObject(id, read).equals(damage.object())) {
        uploader.uploadReadings(id);
        return new Outcome.Mended("They were uploaded again from this device.");
      }
    }
    return new Outcome.NotMended("This device doesn't have these features. " + damage.remedy());
  }

  private Outcome facts(Finding.Damaged damage) throws IOException {
    Optional<Segment> segment = library.catalog().facts().segment(damage.object());
    boolean again = segment.isPresent() && storeAgain(segment.get());
    return again
        ? new Outcome.Mended("It was uploaded again from this device, which remembers all of it.")
        : new Outcome.NotMended(
            "This device doesn't have all of it. What it knows of it still counts here. "
                + damage.remedy());
  }

  private boolean storeAgain(Segment segment) throws IOException {
    Optional<Segment> before =
        library.catalog().facts().segment(segment.device(), segment.number() - 1);
    if (before.isEmpty() && segment.number() > 0) {
      return false;
    }
    Draft held = library.catalog().facts().in(segment);
    return library
        .vault()
        .storeFactsAgain(
            segment.object(),
            segment.device(),
            segment.number(),
            before.map(Segment::digest).orElseGet(FactSegment::noDigest),
            held.facts(),
            Uploader.announced(held.entries()));
  }
}
