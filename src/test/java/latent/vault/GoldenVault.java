package latent.vault;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import latent.crypto.PassphraseCost;
import latent.store.AccountedStore;
import latent.store.DirectoryStore;

/**
 * A vault of format version 1 as it was once written, under {@code src/test/resources/vault/v1}.
 * What is in it is what {@link Sample} makes of these numbers; {@link #main} made it, and is kept
 * to show how. It is never made again: that an old vault opens is what it is for.
 */
final class GoldenVault {

  static final char[] PASSPHRASE = "correct horse battery staple".toCharArray();
  static final Sample ONE_SEGMENT = Sample.of(101, 700);
  static final Sample TWO_SEGMENTS = Sample.of(102, 70_000);
  static final Sample UNREADABLE = Sample.of(103, 40);
  static final String REASON = "the picture ends after 40 bytes";
  static final String DEVICE = "laptop";

  private GoldenVault() {}

  /** A copy of it in {@code folder}, to be opened and damaged at will. */
  static Path copyTo(Path folder) throws IOException {
    Path golden;
    try {
      golden = Path.of(GoldenVault.class.getResource("/vault/v1").toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
    try (Stream<Path> files = Files.walk(golden)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(golden.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return folder;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path scratch = Files.createTempDirectory("golden");
    AccountedStore store = new AccountedStore(DirectoryStore.create(folder), transfer -> {});
    try (Vault vault = Vault.create(store, PASSPHRASE, PassphraseCost.LEAST)) {
      for (Sample sample : List.of(ONE_SEGMENT, TWO_SEGMENTS, UNREADABLE)) {
        vault.storeOriginal(sample.id(), sample.file(scratch));
        boolean readable = !sample.equals(UNREADABLE);
        if (readable) {
          vault.storeCopies(sample.id(), sample.preview(), sample.thumbnail());
        }
        vault.storeFeatures(
            sample.photo(),
            readable ? Optional.empty() : Optional.of(REASON),
            readable ? sample.features() : null);
      }
      FactSegment first =
          vault.storeFacts(DEVICE, 0, FactSegment.noDigest(), ONE_SEGMENT.facts(), List.of());
      vault.storeFacts(DEVICE, 1, first.digest(), TWO_SEGMENTS.facts(), List.of());
    }
  }
}
