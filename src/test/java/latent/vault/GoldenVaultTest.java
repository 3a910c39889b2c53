package latent.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import latent.photo.PhotoId;
import latent.photo.Reason;
import latent.photo.Trash;
import latent.store.AccountedStore;
import latent.store.DirectoryStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That today's code opens the vault of format version 1, and names what is wrong with a damaged
 * one.
 */
class GoldenVaultTest {

  @TempDir Path folder;

  private Path cloud;
  private Vault vault;

  @BeforeEach
  void openGoldenVault() throws IOException {
    cloud = GoldenVault.copyTo(folder.resolve("cloud"));
    AccountedStore store = new AccountedStore(DirectoryStore.open(cloud), transfer -> {});
    vault = Vault.open(store, GoldenVault.PASSPHRASE);
  }

  /** The file of the only original or copies of this size among all. */
  private Path file(Kind kind, long sealedBytes) throws IOException {
    List<Path> found = new ArrayList<>();
    DirectoryStore.open(cloud)
        .list(
            kind.prefix(),
            object -> {
              if (object.size() == sealedBytes) {
                found.add(cloud.resolve(object.name()));
              }
            });
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private Path largeOriginal() throws IOException {
    return file(Kind.ORIGINAL, 71_752);
  }

  private String fault() throws IOException {
    List<Finding> findings = new ArrayList<>();
    vault.verifyDeep(List.of(), findings::add);
    assertThat(findings).hasSize(1);
    return findings.getFirst().fault();
  }

  @Test
  void everythingInItOpens() throws IOException {
    List<Finding> findings = new ArrayList<>();
    assertThat(vault.verifyDeep(List.of(), findings::add)).isEqualTo(11);
    for (Sample sample : List.of(GoldenVault.ONE_SEGMENT, GoldenVault.TWO_SEGMENTS)) {
      PhotoId id = sample.id();
      assertThat(vault.openOriginal(id, sample.original().length, Reason.Recall.VIEW))
          .hasBinaryContent(sample.original());
      assertThat(vault.preview(id)).isEqualTo(sample.preview());
      assertThat(vault.thumbnail(id)).isEqualTo(sample.thumbnail());
    }
    assertThat(
            vault.openOriginal(
                GoldenVault.TWO_SEGMENTS.id(), 70_000, 69_000, 500, Reason.Recall.VIEW))
        .hasBinaryContent(Arrays.copyOfRange(GoldenVault.TWO_SEGMENTS.original(), 69_000, 69_500));
    assertThat(findings).isEmpty();
  }

  @Test
  void itsEntriesAreRead() throws IOException {
    Map<PhotoId, Entry> entries = new HashMap<>();
    vault.readEntries(
        vault.listing().entries(Set.of()),
        new Visitor<>() {
          @Override
          public void found(Entry entry) {
            entries.put(entry.photo().id(), entry);
          }

          @Override
          public void damaged(Finding finding) {
            throw new AssertionError(finding.sentence());
          }
        });
    assertThat(entries).hasSize(3);
    for (Sample sample : List.of(GoldenVault.ONE_SEGMENT, GoldenVault.TWO_SEGMENTS)) {
      assertThat(entry(entries, sample).photo()).isEqualTo(sample.photo());
      assertThat(entry(entries, sample).features()).contains(sample.features());
    }
    assertThat(entry(entries, GoldenVault.UNREADABLE).unreadable()).contains(GoldenVault.REASON);
  }

  private static Entry entry(Map<PhotoId, Entry> entries, Sample sample) {
    return Objects.requireNonNull(entries.get(sample.id()));
  }

  @Test
  void itsFactsAreRead() throws IOException {
    List<FactSegment> segments = new ArrayList<>();
    vault.readFacts(
        Set.of(),
        new Visitor<>() {
          @Override
          public void found(FactSegment segment) {
            segments.add(segment);
          }

          @Override
          public void damaged(Finding finding) {
            throw new AssertionError(finding.sentence());
          }
        });
    segments.sort(Comparator.comparing(FactSegment::sequence));
    FactSegment first = segments.getFirst();
    FactSegment second = segments.getLast();
    assertThat(first.facts()).isEqualTo(GoldenVault.ONE_SEGMENT.facts());
    assertThat(second.facts()).isEqualTo(GoldenVault.TWO_SEGMENTS.facts());
    assertThat(second.previousDigest()).isEqualTo(first.digest());
    assertThat(first.device()).isEqualTo(GoldenVault.DEVICE);
  }

  /** From version 2 on a segment tells of the entries that its device stored. */
  @Test
  void theOneOfSegmentsThatTellOfEntriesIsRead() throws IOException {
    Path telling = GoldenVault.copyTo(folder.resolve("telling"), "v1-telling");
    AccountedStore store = new AccountedStore(DirectoryStore.open(telling), transfer -> {});
    try (Vault opened = Vault.open(store, GoldenVault.PASSPHRASE)) {
      List<FactSegment> segments = new ArrayList<>();
      opened.readFacts(Set.of(), collecting(segments));
      assertThat(segments).hasSize(1);
      assertThat(segments.getFirst().facts()).isEqualTo(GoldenVault.ONE_SEGMENT.facts());
      List<Announced> announced = new ArrayList<>();
      opened.readAnnounced(segments.getFirst().entries(), collecting(announced));
      assertThat(announced).hasSize(1);
      Entry entry = announced.getFirst().entry();
      assertThat(entry.photo()).isEqualTo(GoldenVault.ONE_SEGMENT.photo());
      Listing listing = announced.getFirst().listing();
      List<Finding> findings = new ArrayList<>();
      List<Expected> expected =
          Stream.of(
                  listing.original(entry.photo().id()),
                  listing.copies(entry.photo().id()),
                  listing.features(entry))
              .map(stored -> new Expected(entry.photo().id(), stored.orElseThrow()))
              .toList();
      opened.verifyDeep(expected, findings::add);
      assertThat(findings).isEmpty();
    }
  }

  private static <T> Visitor<T> collecting(List<T> found) {
    return new Visitor<>() {
      @Override
      public void found(T one) {
        found.add(one);
      }

      @Override
      public void damaged(Finding finding) {
        throw new AssertionError(finding.sentence());
      }
    };
  }

  /** What came later stands beside it: photos in the trash, and a recovery key. */
  @Test
  void theLaterOneOpensByPassphraseAndRecoveryKeyAndSaysWhatIsInTheTrash() throws IOException {
    Path later = GoldenVault.copyTo(folder.resolve("later"), "v1-trash");
    AccountedStore store = new AccountedStore(DirectoryStore.open(later), transfer -> {});
    List<FactSegment> segments = new ArrayList<>();
    try (Vault opened = Vault.open(store, GoldenVault.PASSPHRASE);
        Vault recovered = Vault.recover(store, GoldenVault.RECOVERY_KEY.toCharArray())) {
      List<Finding> findings = new ArrayList<>();
      assertThat(opened.verifyDeep(List.of(), findings::add)).isEqualTo(6);
      assertThat(findings).isEmpty();
      assertThat(recovered.preview(GoldenVault.ONE_SEGMENT.id()))
          .isEqualTo(GoldenVault.ONE_SEGMENT.preview());
      recovered.readFacts(
          Set.of(),
          new Visitor<>() {
            @Override
            public void found(FactSegment segment) {
              segments.add(segment);
            }

            @Override
            public void damaged(Finding finding) {
              throw new AssertionError(finding.sentence());
            }
          });
    }
    assertThat(segments).hasSize(1);
    assertThat(segments.getFirst().facts()).isEqualTo(GoldenVault.TRASH);
    assertThat(Trash.of(segments.getFirst().facts()).photos().keySet())
        .containsExactly(GoldenVault.TWO_SEGMENTS.id());
  }

  @Test
  void aTruncatedOneIsCalledTruncated() throws IOException {
    Path file = largeOriginal();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
    assertThat(fault()).isEqualTo("truncated");
  }

  @Test
  void anExtendedOneIsCalledExtended() throws IOException {
    Files.write(largeOriginal(), new byte[1], StandardOpenOption.APPEND);
    assertThat(fault()).isEqualTo("extended");
  }

  @Test
  void aChangedOneIsCalledTampered() throws IOException {
    Path file = largeOriginal();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 100] ^= 1;
    Files.write(file, bytes);
    assertThat(fault()).isEqualTo("tampered");
  }

  @Test
  void anIncompleteOneIsCalledMissing() throws IOException {
    Files.delete(largeOriginal());
    assertThat(fault()).isEqualTo("missing");
  }

  @Test
  void oneOfALaterVersionIsNotMistakenForDamageOfTheBytes() throws IOException {
    Path file = largeOriginal();
    byte[] bytes = Files.readAllBytes(file);
    bytes[4] = 2;
    Files.write(file, bytes);
    List<Finding> findings = new ArrayList<>();
    vault.verifyDeep(List.of(), findings::add);
    assertThat(findings.getFirst().sentence()).contains("version 2");
  }
}
