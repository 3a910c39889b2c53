package latent.vault;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import latent.crypto.PassphraseCost;
import latent.photo.Fact;
import latent.photo.FactId;
import latent.photo.Trash;
import latent.store.AccountedStore;
import latent.store.DirectoryStore;

/**
 * Vaults of format version 1 as they were once written: under {@code src/test/resources/vault/v1},
 * and under {@code v1-trash} with what came later, photos in the trash and a recovery key. What is
 * in them is what {@link Sample} makes of these numbers; {@link #main} made them, and is kept to
 * show how. They are never made again: that an old vault opens is what they are for.
 */
final class GoldenVault {

  static final char[] PASSPHRASE = "correct horse battery staple".toCharArray();
  static final Sample ONE_SEGMENT = Sample.of(101, 700);
  static final Sample TWO_SEGMENTS = Sample.of(102, 70_000);
  static final Sample UNREADABLE = Sample.of(103, 40);
  static final String REASON = "the picture ends after 40 bytes";
  static final String DEVICE = "laptop";

  /** The later one's recovery key, as it was shown. */
  static final String RECOVERY_KEY =
      "G0G85-MV3ST-83TE3-DDYRP-J2DC4-816Q2-SDAB3-VHQ1Z-B47Y0-KSQQV-NHKBB-BDRJK-83B0Q";

  static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");
  static final List<Fact> TRASH =
      List.of(
          new Fact.Trashed(new FactId("00000000000000a1"), AT, ONE_SEGMENT.id(), Trash.DAYS),
          new Fact.Trashed(new FactId("00000000000000a2"), AT, TWO_SEGMENTS.id(), 0),
          new Fact.Undone(
              new FactId("00000000000000a3"), AT.plusSeconds(1), new FactId("00000000000000a1")));

  private GoldenVault() {}

  /** A copy of the first in {@code folder}, to be opened and damaged at will. */
  static Path copyTo(Path folder) throws IOException {
    return copyTo(folder, "v1");
  }

  /** A copy of one of them. */
  static Path copyTo(Path folder, String name) throws IOException {
    Path golden;
    try {
      golden = Path.of(GoldenVault.class.getResource("/vault/" + name).toURI());
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
    if (arguments.length == 3) {
      telling(Path.of(arguments[0]));
      return;
    }
    if (arguments.length > 1) {
      later(Path.of(arguments[0]), Path.of(arguments[1]));
      return;
    }
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

  /** The third, whose segment tells of entries: version 2 of segments. */
  private static void telling(Path folder) throws IOException {
    Path scratch = Files.createTempDirectory("golden");
    AccountedStore store = new AccountedStore(DirectoryStore.create(folder), transfer -> {});
    try (Vault vault = Vault.create(store, PASSPHRASE, PassphraseCost.LEAST)) {
      vault.storeOriginal(ONE_SEGMENT.id(), ONE_SEGMENT.file(scratch));
      Stored copies =
          vault.storeCopies(ONE_SEGMENT.id(), ONE_SEGMENT.preview(), ONE_SEGMENT.thumbnail());
      Stored entry =
          vault.storeFeatures(ONE_SEGMENT.photo(), Optional.empty(), ONE_SEGMENT.features());
      vault.storeFacts(
          DEVICE,
          0,
          FactSegment.noDigest(),
          ONE_SEGMENT.facts(),
          List.of(new Announcement(entry.objectName(), copies.sealedBytes())));
    }
  }

  /** The second; the recovery key is written to a file. */
  private static void later(Path folder, Path recoveryKey) throws IOException {
    Path scratch = Files.createTempDirectory("golden");
    AccountedStore store = new AccountedStore(DirectoryStore.create(folder), transfer -> {});
    try (Vault vault = Vault.create(store, PASSPHRASE, PassphraseCost.LEAST)) {
      vault.storeOriginal(ONE_SEGMENT.id(), ONE_SEGMENT.file(scratch));
      vault.storeCopies(ONE_SEGMENT.id(), ONE_SEGMENT.preview(), ONE_SEGMENT.thumbnail());
      vault.storeFeatures(ONE_SEGMENT.photo(), Optional.empty(), ONE_SEGMENT.features());
      vault.storeFacts(DEVICE, 0, FactSegment.noDigest(), TRASH, List.of());
      Files.writeString(recoveryKey, new String(Vault.makeRecoveryKey(store, PASSPHRASE)));
    }
  }
}
